//! Every line that a person is told to type, typed: what it writes, what it prints where, and that models are the same under all
//! their names.

use std::fs;

use serde_json::Value;

#[path = "../../nanollama-store/tests/seeds/mod.rs"]
mod parquet_seeds;
mod program;

use program::{Place, SHAPE, conversations, stories};

const TENSORS: &str = "model.safetensors";

#[test]
fn text_becomes_ids_and_ids_become_the_text() {
    let place = Place::new().with_data();
    let text = "Ann took the naïve book.\n\n  Ω 大 🙂\t<|begin_of_text|> it's 12345\n";
    let ids = place.say_with(text.as_bytes(), &["tokenizer", "encode", "--tokenizer", "tok"]).succeeded(&["encode"]);
    assert_eq!(ids.stdout.lines().count(), 1);
    assert!(ids.stdout.split_whitespace().all(|id| id.parse::<u32>().unwrap() < 310), "no special token from text");
    let back = place.say_with(ids.stdout.as_bytes(), &["tokenizer", "decode", "--tokenizer", "tok"]);
    assert_eq!(back.succeeded(&["decode"]).stdout, text);
    let special = place.say_with(text.as_bytes(), &["tokenizer", "encode", "--tokenizer", "tok", "--special"]);
    assert_ne!(special.succeeded(&["--special"]).stdout, ids.stdout);

    let many = ["tokenizer", "train", "--input", "stories.txt", "more.md", "--vocab-size", "300", "--out", "tok2"];
    place.write("more.md", stories(20).join("\n"));
    let said = place.done(&many);
    assert_eq!(said.stdout, "");
    assert!(said.stderr.contains("nanollama data prepare"), "{}", said.stderr);
    let first = fs::read(place.path("tok2/tokenizer.json")).unwrap();
    place.done(&[&many[..8], &["tok3"]].concat());
    assert_eq!(fs::read(place.path("tok3/tokenizer.json")).unwrap(), first, "the same text, the same tokenizer");
}

/// Documents in both splits of a folder.
fn documents(place: &Place, folder: &str) -> u64 {
    let manifest: Value = serde_json::from_slice(&fs::read(place.path(folder).join("manifest.json")).unwrap()).unwrap();
    let count = |split: &str| manifest["totals"][split]["documents"].as_u64().unwrap();
    assert!(count("val") > 0, "there is always something to validate on");
    count("train") + count("val")
}

#[test]
fn every_kind_of_text_is_prepared() {
    let place = Place::new().with_data();
    let texts = stories(9);
    for (n, text) in texts.iter().enumerate() {
        place.write(&format!("folder/{n}.{}", if n % 2 == 0 { "txt" } else { "md" }), text);
    }
    place.write(
        "stories.jsonl",
        texts.iter().map(|text| serde_json::json!({ "text": text }).to_string() + "\n").collect::<String>(),
    );
    place.write(
        "body.jsonl",
        texts.iter().map(|text| serde_json::json!({ "body": text }).to_string() + "\n").collect::<String>(),
    );
    let prepare = |paths: &[&str], out: &str, more: &[&str]| {
        place.done(&[&["data", "prepare"], paths, &["--tokenizer", "tok", "--out", out], more].concat());
        documents(&place, out)
    };
    assert_eq!(documents(&place, "data"), 300);
    assert_eq!(prepare(&["folder"], "from-folder", &[]), 9);
    assert_eq!(prepare(&["folder/*.md", "stories.jsonl"], "from-glob", &[]), 4 + 9);
    assert_eq!(prepare(&["body.jsonl"], "from-field", &["--text-column", "body"]), 9);
    for (name, layout) in [("zstd.parquet", parquet_seeds::LAYOUTS[0]), ("snappy.parquet", parquet_seeds::LAYOUTS[1])] {
        let texts = parquet_seeds::write(&place.path(name), layout, 50);
        assert_eq!(prepare(&[name], &format!("from-{name}"), &["--text-column", "text"]), texts.len() as u64, "{name}");
    }

    let piped = texts.join("<|endoftext|>");
    let args = ["data", "prepare", "-", "--tokenizer", "tok", "--out", "from-stdin", "--separator", "<|endoftext|>"];
    assert_eq!(place.say_with(piped.as_bytes(), &args).succeeded(&args).stdout, "");
    assert_eq!(documents(&place, "from-stdin"), 9);

    // Once more is no more work; other arguments in the same folder are refused.
    let again = place.done(&["data", "prepare", "folder", "--tokenizer", "tok", "--out", "from-folder"]);
    assert!(again.stderr.contains("nothing to do"), "{}", again.stderr);
    let other = ["data", "prepare", "folder", "--tokenizer", "tok", "--out", "from-folder", "--seed", "9"];
    place.refused_with(&other, &["from-folder", "seed", "--out"]);
}

#[test]
fn a_plan_makes_nothing() {
    let place = Place::new().with_data();
    let before = place.everything();
    let dry = place.done(&["pretrain", "--model", "nano", "--data", "data", "--run", "mine", "--dry-run"]);
    assert_eq!(dry.stdout, "");
    for word in ["nano", "12 layers", "memory", "time", "parameters"] {
        assert!(dry.stderr.contains(word), "{word}: {}", dry.stderr);
    }
    let planned = place.done(&["plan", "--model", "nano", "--data", "data"]);
    let length = |said: &str| said.lines().find(|line| line.contains("length")).map(str::to_owned);
    assert_eq!(length(&planned.stderr), length(&dry.stderr));
    let json = place.done(&["plan", "--model", "nano", "--data", "data", "--json"]).json();
    assert_eq!(json["model"]["layers"], 12);
    assert!(json["cost"]["hours"].as_f64().unwrap() > 0.0);
    assert_eq!(place.everything(), before);
}

/// The whole way of a person with their own text, with the lines that the documentation shows.
#[test]
fn from_text_to_a_model_that_talks() {
    let place = Place::new().with_data();
    let shaped = "pretrain --layers 2 --dim 128 --heads 2 --kv-heads 1 --context 128 --data data --steps 40 --batch-tokens 2048 --run mine";
    let said = place.done(&shaped.split(' ').collect::<Vec<_>>());
    assert_eq!(said.stdout, "");
    assert!(said.stderr.contains("step 40/40 (100.0%)") && said.stderr.contains("bits per byte"), "{}", said.stderr);
    assert!(place.exists("runs/mine/checkpoints/step_000040/DONE"));
    place.done(&["pretrain", "--run", "mine", "--resume", "--steps", "60"]);
    assert!(place.exists("runs/mine/checkpoints/step_000060/DONE"));
    let lines = fs::read_to_string(place.path("runs/mine/metrics.jsonl")).unwrap();
    assert_eq!(lines.lines().filter(|line| line.contains(r#""kind":"train""#)).count(), 60);

    for name in ["mine", "mine@40", "mine@best"] {
        let said =
            place.done(&["run", "-m", name, "-p", "Ann took", "--temp", "0", "--max-tokens", "8", "--seed", "1"]);
        assert!(said.stdout.starts_with(" the"), "it has learnt that much: {}", said.stdout);
        assert!(said.stderr.contains("[8 tokens, ") && said.stderr.contains("[nanollama] ready — "), "{}", said.stderr);
    }

    place.write("chats.jsonl", conversations(40));
    place.done(&["sft", "--run", "mine", "--data", "chats.jsonl", "--out-run", "talks", "--sample-every", "0"]);
    let asked =
        place.done(&["chat", "-m", "talks", "-p", "Who has 3 of the key?", "--temp", "0", "--max-tokens", "16"]);
    assert!(!asked.stderr.contains("base model"), "{}", asked.stderr);
    let base = place.done(&["chat", "-m", "mine", "-p", "Ann took", "--temp", "0", "--max-tokens", "16"]);
    assert!(base.stderr.contains("base model"), "{}", base.stderr);
    // A conversation from a pipe, line by line.
    let talk = place.say_with(
        b"Who has the key?\n/clear\nAnd now?\n/quit\nNever read\n",
        &["chat", "-m", "talks", "--max-tokens", "4"],
    );
    talk.succeeded(&["chat"]);

    // The template travels with the chat model and with no other.
    for (name, chats) in [("mine", false), ("talks", true)] {
        let file = format!("{name}.gguf");
        place.done(&["export", name, "--out", &file, "--dtype", "f32"]);
        let said = place.done(&["chat", "-m", &file, "-p", "Who?", "--temp", "0", "--max-tokens", "4"]);
        assert_eq!(said.stderr.contains("base model"), !chats, "{file}: {}", said.stderr);
    }

    let listed = place.done(&["list"]).stdout;
    assert!(listed.contains("mine") && listed.contains("talks") && listed.contains("sft"), "{listed}");
    let rows = place.done(&["list", "--json"]).stdout;
    let steps: Vec<_> = rows.lines().map(|row| serde_json::from_str::<Value>(row).unwrap()["step"].clone()).collect();
    assert_eq!(steps[0], 60);
    assert_eq!(steps.len(), 2);
}

#[test]
fn one_dial_sets_everything() {
    let place = Place::new().with_data();
    place.done(&["pretrain", "--depth", "2", "--data", "data", "--run", "dial"]);
    let config = fs::read_to_string(place.path("runs/dial/plan.json")).unwrap();
    let plan: Value = serde_json::from_str(&config).unwrap();
    assert_eq!(
        (&plan["model"]["layers"], &plan["model"]["dim"], &plan["size"]),
        (&2.into(), &128.into(), &"depth 2".into())
    );
}

/// A page and a card of one run or several, whatever is going on with them.
#[test]
fn runs_are_reported() {
    let place = Place::new().with_base();
    let said = place.done(&["report", "base"]);
    assert!(said.stderr.contains("report.html") && said.stderr.contains("report.md"), "{}", said.stderr);
    let read = |name: &str| fs::read_to_string(place.path(name)).unwrap();
    let (html, card) = (read("runs/base/report.html"), read("runs/base/report.md"));
    for words in ["<svg", "Bits per byte", "tokens a second", "Settings", "matrices "] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(!html.contains("http") && !html.contains("<script"), "nothing from outside");
    for words in ["# base\n", "| step | 6 of 6 |", "## Loss", "at the end ", "| rates | matrices"] {
        assert!(card.contains(words), "{words}: {card}");
    }
    // A run that is going on ends with half a line.
    let metrics = place.path("runs/base/metrics.jsonl");
    let whole = fs::read_to_string(&metrics).unwrap();
    fs::write(&metrics, format!("{whole}{{\"step\":7,\"ki")).unwrap();
    let said = place.done(
        &[&["pretrain", "--data", "data", "--run", "other", "--steps", "3", "--dashboard=0"][..], &SHAPE].concat(),
    );
    assert!(said.stderr.contains("the runs are shown on http://127.0.0.1:"), "{}", said.stderr);
    place.done(&["report", "base", "other", "--out", "both.html", "--price", "3.5"]);
    let (html, card) = (read("both.html"), read("both.md"));
    assert!(html.contains("<th>base</th><th>other</th>") && card.contains("|  | base | other |"), "{card}");
    assert!(card.contains("| step | 6 of 6 | 3 of 3 |") && card.contains("at 3.5 an hour"), "{card}");
    fs::write(&metrics, format!("{whole}no json\n\n")).unwrap();
    place.refused_with(&["report", "base"], &["metrics.jsonl:"]);
    place.done(&["export", "base", "--out", "base.gguf"]);
    place.done(&["import", "base.gguf", "--run", "taken"]);
    place.refused_with(&["report", "taken"], &["taken", "imported"]);
    place.refused_with(&["report", "nothing"], &["nothing", "base"]);
    place.refused_with(&["report", "base", "--price", "-1"], &["--price"]);
}

/// Which columns matter is found, written, obeyed by quantize, said of its file, and checked again.
#[test]
fn errors_are_weighed_by_an_importance_matrix() {
    let place = Place::new().with_base();
    place.write("text.txt", "Bob took the key. Ann took the map and the key. Who has the map? ".repeat(20));
    let said = place.done(&["imatrix", "-m", "base", "-f", "text.txt", "-c", "16", "--chunks", "3"]);
    assert!(said.stderr.contains("imatrix.gguf: ") && said.stderr.contains("48 tokens in 3 pieces"), "{}", said.stderr);
    let quantised = place.done(&["quantize", "base", "weighed.gguf", "Q4_0", "--imatrix", "imatrix.gguf"]);
    for said in ["of 3 pieces of text.txt", "says nothing of token_embd.weight", "certified: "] {
        assert!(quantised.stderr.contains(said), "{said}: {}", quantised.stderr);
    }
    place.done(&["quantize", "base", "plain.gguf", "Q4_0"]);
    assert_ne!(fs::read(place.path("weighed.gguf")).unwrap(), fs::read(place.path("plain.gguf")).unwrap());
    let shown = place.done(&["show", "weighed.gguf"]).stdout;
    assert!(shown.contains("weighed by   imatrix.gguf"), "{shown}");
    assert!(place.done(&["show", "--check", "weighed.gguf"]).stdout.contains("certified: "));
    // How far it moved.
    let away = |model: &str, base: &str| {
        place.done(&["perplexity", "-m", model, "--base", base, "-f", "text.txt", "-c", "32", "--json"]).json()
    };
    let (moved, none) = (away("weighed.gguf", "base"), away("base", "base"));
    assert!(moved["kl_divergence"].as_f64().is_some_and(|kl| kl > 1e-6 && kl < 1.0), "{moved}");
    assert_eq!((&none["kl_divergence"], &none["same_top"]), (&0.0.into(), &1.0.into()));
    assert_eq!(none["perplexity"], moved["base_perplexity"]);
    let idle = place.done(&["quantize", "base", "q8.gguf", "Q8_0", "--imatrix", "imatrix.gguf"]);
    assert!(idle.stderr.contains("no type of this mix weighs errors"), "{}", idle.stderr);
    // What is none, or of another text.
    place.refused_with(
        &["quantize", "base", "x.gguf", "Q4_0", "--imatrix", "text.txt"],
        &["text.txt", "importance matrix"],
    );
    place
        .refused_with(&["quantize", "base", "x.gguf", "Q4_0", "--imatrix", "plain.gguf"], &["plain.gguf", "\"model\""]);
    place.refused_with(&["imatrix", "-m", "base", "-f", "none.txt"], &["none.txt"]);
    place.refused_with(&["imatrix", "-m", "base", "-f", "text.txt", "-c", "100000"], &["100000"]);
    fs::remove_file(place.path("imatrix.gguf")).unwrap();
    place.refused_with(&["show", "--check", "weighed.gguf"], &["weighed.gguf was quantised with", "imatrix.gguf"]);
}

/// Says the same under every name, and comes back from every file as the tensors that it was.
#[test]
fn a_model_is_the_same_in_every_file() {
    let place = Place::new().with_base();
    for dtype in ["f32", "f16", "bf16", "q8_0", "q4_0"] {
        place.done(&["export", "base", "--out", &format!("{dtype}.gguf"), "--dtype", dtype]);
    }
    let quantised = place.done(&["quantize", "base", "smaller.gguf", "q4_k_m"]);
    // Rows of 32 numbers.
    for said in ["no multiple of 256", "instead of q4_k", "Q4_K_M", "certified: ", "nanollama run -m smaller.gguf"] {
        assert!(quantised.stderr.contains(said), "{said}: {}", quantised.stderr);
    }
    place.done(&["export", "base", "--out", "hf", "--format", "hf"]);
    let again = place.done(&["quantize", "smaller.gguf", "again.gguf", "Q8_0"]);
    assert!(again.stderr.contains("quantised already"), "{}", again.stderr);
    place.refused_with(&["quantize", "base", "x.gguf", "Q9"], &["Q9", "Q4_K_M", "IQ4_XS"]);
    place.done(&["export", "base@3", "--out", "earlier.gguf", "--dtype", "f32"]);
    place.done(&["export", "base@best", "--out", "best.gguf", "--dtype", "f32"]);

    let greedy = |model: &str| {
        let args = ["run", "-m", model, "-p", "Bob took the", "--temp", "0", "--max-tokens", "20", "--seed", "1"];
        place.done(&args).stdout
    };
    let checkpoint = greedy("base");
    assert_eq!(greedy("f32.gguf"), checkpoint);
    assert_eq!(greedy("hf"), checkpoint);
    for name in
        ["f16.gguf", "bf16.gguf", "q8_0.gguf", "q4_0.gguf", "smaller.gguf", "again.gguf", "earlier.gguf", "best.gguf"]
    {
        assert!(!greedy(name).trim().is_empty(), "{name}");
    }

    let tensors = |run: &str, step: u32| {
        fs::read(place.path(format!("runs/{run}/checkpoints/step_{step:06}/{TENSORS}"))).unwrap()
    };
    let trained = tensors("base", 6);
    assert_eq!(fs::read(place.path("hf").join(TENSORS)).unwrap(), trained);
    for (name, file) in [("from-gguf", "f32.gguf"), ("from-hf", "hf")] {
        place.done(&["import", file, "--run", name]);
        assert_eq!(tensors(name, 0), trained, "{file} → run");
        place.done(&["export", name, "--out", &format!("{name}.gguf"), "--dtype", "f32"]);
        place.done(&["import", &format!("{name}.gguf"), "--run", &format!("{name}-again")]);
        assert_eq!(tensors(&format!("{name}-again"), 0), trained, "{file} → run → GGUF → run");
    }
    // A rounded file comes back as itself: what it holds, f32 holds.
    place.done(&["import", "bf16.gguf", "--run", "rounded"]);
    place.done(&["export", "rounded", "--out", "rounded.gguf", "--dtype", "bf16"]);
    place.done(&["import", "rounded.gguf", "--run", "rounded-again"]);
    assert_eq!(tensors("rounded", 0), tensors("rounded-again", 0));
}

#[test]
fn stdout_is_the_continuation_and_a_seed_repeats_it() {
    let place = Place::new().with_base();
    let drawn = |seed: &str| place.done(&["run", "-m", "base", "-p", "Ann", "--max-tokens", "24", "--seed", seed]);
    let first = drawn("1");
    assert!(!first.stdout.starts_with("Ann"), "the prompt is not repeated: {}", first.stdout);
    assert!(first.stderr.contains(" tok/s]"), "{}", first.stderr);
    assert_eq!(first.stdout, drawn("1").stdout);
    assert!((2..8).any(|seed| drawn(&seed.to_string()).stdout != first.stdout), "another seed, another text");
    let args = ["run", "-m", "base", "-p", "-", "--max-tokens", "24", "--seed", "1", "--quiet"];
    let piped = place.say_with(b"Ann", &args).succeeded(&args);
    assert_eq!((piped.stdout, piped.stderr.as_str()), (first.stdout, ""));
    let json = place.done(&["run", "-m", "base", "-p", "Ann took", "--logprobs"]).json();
    assert_eq!(json["ids"].as_array().unwrap().len(), json["logprobs"].as_array().unwrap().len() + 1);
}

fn positive(json: &Value, names: &[&str]) {
    for name in names {
        assert!(json[name].as_f64().is_some_and(|value| value > 0.0), "{name}: {json}");
    }
}

#[test]
fn measurements_end_in_a_line_of_json() {
    let place = Place::new().with_data();
    let train = [
        "bench",
        "train",
        "--model",
        "pico",
        "--batch",
        "2",
        "--context",
        "32",
        "--vocab-size",
        "512",
        "--steps",
        "2",
        "--json",
    ];
    let said = place.done(&train);
    positive(&said.json(), &["tokens_per_second", "optimizer_seconds", "peak_bytes", "flops_share"]);

    let long = [
        "pretrain",
        "--data",
        "data",
        "--run",
        "long",
        "--steps",
        "1",
        "--batch-tokens",
        "1024",
        "--layers",
        "1",
        "--dim",
        "32",
    ];
    place.done(&[&long[..], &["--heads", "1", "--context", "1024", "--sample-every", "0"]].concat());
    place.done(&["export", "long", "--out", "long.gguf"]);
    let generate = "bench generate -m long.gguf --threads 2 -p 512 -n 48 -r 2 --json";
    let said = place.done(&generate.split(' ').collect::<Vec<_>>());
    let measured = ["prefill_tokens_per_second", "decode_tokens_per_second", "bandwidth_share"];
    positive(&said.json(), &measured);
    positive(&said.json(), &["ttft_seconds", "tpot_seconds", "fma_flops", "flops_share"]);
    for words in ["test |", "pp512", "tg48", "TTFT", "TPOT", "MBU", "MFU"] {
        assert!(said.stderr.contains(words), "{words}: {}", said.stderr);
    }
    assert_eq!(said.stdout.lines().count(), 1, "one line of JSON, and nothing else: {}", said.stdout);
}

#[test]
#[ignore = "half a minute of both cores"]
fn a_nano_is_measured_as_typed() {
    let line = "bench train --model nano --batch 4 --context 256 --steps 5 --json";
    let said = Place::new().done(&line.split(' ').collect::<Vec<_>>());
    positive(&said.json(), &["tokens_per_second", "optimizer_seconds", "peak_bytes", "flops_share"]);
}

#[test]
fn the_doctor_tells_the_machine() {
    let place = Place::new();
    let json = place.done(&["doctor", "--json"]).json();
    assert!(json["cores"].as_u64().unwrap() > 0 && json["memory_bytes"].as_u64() > Some(1 << 20), "{json}");
    for rate in ["fma_flops_per_second", "read_bytes_per_second"] {
        positive(&json[rate], &["min", "median", "max"]);
    }
    assert!(place.everything().is_empty());
    let empty = place.done(&["list"]);
    assert!(empty.stdout.is_empty() && empty.stderr.contains("nanollama quickstart"), "{}", empty.stderr);
}

#[test]
fn runs_lie_where_they_are_told_to() {
    let place = Place::new().with_data();
    let shaped = [
        &[
            "pretrain",
            "--data",
            "data",
            "--run",
            "here",
            "--steps",
            "1",
            "--batch-tokens",
            "128",
            "--runs",
            "elsewhere",
        ][..],
        &SHAPE,
    ]
    .concat();
    place.done(&shaped);
    assert!(place.exists("elsewhere/here/plan.json") && !place.exists("runs"));
    let said = place.command().env("NANOLLAMA_RUNS", "elsewhere").args(["list", "--json"]).output().unwrap();
    assert!(String::from_utf8(said.stdout).unwrap().contains("here"));
    place.refused_with(&["run", "-m", "here", "-p", "a"], &["here", "runs", "quickstart"]);
}

#[test]
fn help_is_no_error() {
    let place = Place::new();
    for args in [&["--help"][..], &["pretrain", "--help"], &["data", "prepare", "--help"], &["--version"]] {
        let said = place.done(args);
        assert!(said.stdout.contains("nanollama") && said.stderr.is_empty(), "{args:?}");
    }
}
