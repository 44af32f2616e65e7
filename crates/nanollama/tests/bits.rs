//! The bits of whole commands: what a small training, its fine-tuning, their exports and their texts
//! were when they were recorded, they are still, on every instruction set and for any number of
//! threads.
//!
//! Every setting is typed, so that another default changes nothing here. A change that is meant to
//! change bits records them anew with
//! `NANOLLAMA_RECORD_BITS=1 cargo test --release -p nanollama --test bits` and says why.
//! `NANOLLAMA_ISA=scalar` takes minutes.

use std::fs;
use std::path::Path;

use serde_json::Value;

mod digest;
mod program;

use digest::{Book, gguf, safetensors, sha256};
use program::{Place, SEPARATOR};

const FIXTURE: &str = "bits.json";
const MADE_BY: &str = "crates/nanollama/tests/bits.rs";

/// Settings that have no flag.
const RECIPE: &str = r#"
rope_theta = 20000.0
lr_fraction = 1.0
norm_lr = 0.003
momentum_warmup_steps = 12
sample_tokens = 24
sample_prompt = "Once"
save_minutes = 0.0
keep = 8
"#;
/// Two or four micro-batches a step; rows hold several documents, long documents fill several rows.
const PRETRAIN: &str = "--steps 20 --device-batch-size 2 --matrix-lr 0.02 --embedding-lr 0.1 --head-lr 0.01 \
    --weight-decay 0.05 --gradient-clip 0.9 --warmup-steps 4 --warmdown-ratio 0.4 --final-lr-fraction 0.1 \
    --eval-every 5 --eval-tokens 640 --sample-every 10 --save-every 10 --seed 7";
const SFT: &str = "--steps 10 --context 96 --batch-tokens 768 --device-batch-size 2 --lr-fraction 0.6 \
    --validation-fraction 0.1 --matrix-lr 0.015 --embedding-lr 0.05 --head-lr 0.008 --weight-decay 0.02 \
    --gradient-clip 1.5 --warmup-steps 2 --warmdown-ratio 0.5 --final-lr-fraction 0.05 --eval-every 5 \
    --eval-tokens 768 --sample-every 5 --save-every 5 --seed 3";
/// The settings without a flag, for fine-tuning, which takes no recipe.
const SFT_ENVIRONMENT: [(&str, &str); 6] = [
    ("NANOLLAMA_NORM_LR", "0.002"),
    ("NANOLLAMA_MOMENTUM_WARMUP_STEPS", "6"),
    ("NANOLLAMA_SAMPLE_TOKENS", "16"),
    ("NANOLLAMA_SAMPLE_PROMPT", "Who?"),
    ("NANOLLAMA_SAVE_MINUTES", "0.0"),
    ("NANOLLAMA_KEEP", "8"),
];
const GREEDY: &str = "--temp 0 --top-k 0 --top-p 1 --min-p 0 --repetition-penalty 1 -n 40 -s 1 -c 160 --threads 1";
const SAMPLED: &str =
    "--temp 0.8 --top-k 40 --top-p 0.95 --min-p 0.05 --repetition-penalty 1.1 -n 40 -s 11 -c 160 --threads 1";

/// The next of a fixed sequence of numbers below `below`.
struct Draw(u64);

impl Draw {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// Documents of one to nine sentences, of made-up words; some with numbers and with letters of two and
/// three bytes.
fn documents(count: usize) -> Vec<String> {
    const SYLLABLES: [&str; 24] = [
        "ka", "lo", "mi", "ne", "tu", "ra", "so", "vi", "den", "por", "sil", "gam", "tor", "hep", "an", "el", "is",
        "un", "st", "br", "qu", "ch", "ï", "ō",
    ];
    let mut draw = Draw(1);
    let words: Vec<String> = (0..120)
        .map(|_| {
            let syllables = 1 + draw.below(3);
            (0..syllables).map(|_| SYLLABLES[draw.below(SYLLABLES.len())]).collect()
        })
        .collect();
    let word = |draw: &mut Draw| match draw.below(40) {
        0 => draw.below(2000).to_string(),
        1 => "大".to_owned(),
        // Some words are more frequent than others.
        _ => {
            let most = 1 + draw.below(words.len());
            words[draw.below(most)].clone()
        }
    };
    let sentence = |draw: &mut Draw| {
        let length = 3 + draw.below(7);
        (0..length).map(|_| word(draw)).collect::<Vec<_>>().join(" ") + [".", "!", "?\n"][draw.below(3)]
    };
    (0..count)
        .map(|_| {
            let length = 1 + draw.below(9);
            (0..length).map(|_| sentence(&mut draw)).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// Conversations of one to three turns.
fn conversations(count: usize) -> String {
    let texts = documents(6 * count);
    let line = |n: usize| {
        let turns = (0..1 + n % 3).flat_map(|turn| {
            let say =
                |role: &str, index: usize| serde_json::json!({"role": role, "content": texts[index].split('.').next()});
            [say("user", 6 * n + 2 * turn), say("assistant", 6 * n + 2 * turn + 1)]
        });
        let system = (n.is_multiple_of(4)).then(|| serde_json::json!({"role": "system", "content": "Be brief."}));
        serde_json::json!({"messages": system.into_iter().chain(turns).collect::<Vec<_>>()}).to_string()
    };
    (0..count).map(line).collect::<Vec<_>>().join("\n")
}

fn words<'a>(parts: &[&'a str]) -> Vec<&'a str> {
    parts.iter().flat_map(|part| part.split_whitespace()).collect()
}

/// Losses, norms, scores and samples of a run, without what the clock said.
fn learnt(run: &Path) -> String {
    let told = |line: &str| {
        let record: Value = serde_json::from_str(line).unwrap();
        let values =
            ["step", "kind", "loss", "norm", "lr", "momentum", "bits_per_byte", "text"].map(|name| &record[name]);
        values.map(Value::to_string).join(" ")
    };
    fs::read_to_string(run.join("metrics.jsonl")).unwrap().lines().map(told).collect::<Vec<_>>().join("\n")
}

/// The newest weights and moments of a run, and what it learnt on its way.
fn ending(run: &Path, step: u32) -> [(&'static str, String); 3] {
    let checkpoint = run.join(format!("checkpoints/step_{step:06}"));
    [
        ("weights", safetensors(checkpoint.join("model.safetensors"))),
        ("optimizer", safetensors(checkpoint.join("optimizer.safetensors"))),
        ("metrics", sha256(learnt(run).as_bytes())),
    ]
}

/// A copy of a run, in another folder of runs, as a process that was killed right after it saved
/// `step` leaves it.
fn stopped(place: &Place, run: &str, step: u32) {
    let (from, to) = (place.path(format!("runs/{run}")), place.path(format!("stopped/{run}")));
    let checkpoint = format!("checkpoints/step_{step:06}");
    fs::create_dir_all(to.join(&checkpoint)).unwrap();
    for name in ["plan.json", "metrics.jsonl"] {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
    for file in fs::read_dir(from.join(&checkpoint)).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(&checkpoint).join(file.file_name())).unwrap();
    }
}

/// From text to texts, once; `threads` is what the bits must not depend on.
fn whole_way(mut book: Book, shape: &str, threads: &str) {
    let place = Place::new();
    place.write("words.txt", documents(260).join("\n\n\n"));
    place.write("settings.toml", RECIPE);
    place.write("chats.jsonl", conversations(60));
    place.done(&words(&[
        "tokenizer train --input words.txt --vocab-size 400 --pattern llama3 --ties ascending --max-bytes 1M",
        "--out tok --threads",
        threads,
    ]));
    place.done(&words(&[
        "data prepare words.txt --tokenizer tok --out data --separator",
        SEPARATOR,
        "--validation-fraction 0.05 --shard-tokens 8K --seed 4 --threads",
        threads,
    ]));
    for shard in ["train_000000.bin", "train_000001.bin", "val_000000.bin"] {
        // Behind 256 numbers of header.
        book.note(format!("ids of {shard}"), sha256(&fs::read(place.path("data").join(shard)).unwrap()[1024..]));
    }

    place.done(&words(&["pretrain --data data --run base --recipe settings.toml --threads", threads, shape, PRETRAIN]));
    for (what, value) in ending(&place.path("runs/base"), 20) {
        book.note(format!("pretrain, {what}"), value);
    }
    book.note("pretrain, weights at 10", ending(&place.path("runs/base"), 10)[0].1.clone());
    stopped(&place, "base", 10);
    place.done(&["pretrain", "--run", "base", "--runs", "stopped", "--resume", "--threads", "2"]);
    assert_eq!(ending(&place.path("stopped/base"), 20), ending(&place.path("runs/base"), 20), "resumed");

    let tune = words(&["sft --run base@20 --data chats.jsonl --out-run talks --threads", threads, SFT]);
    let said = place.command().envs(SFT_ENVIRONMENT).args(&tune).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    for (what, value) in ending(&place.path("runs/talks"), 10) {
        book.note(format!("sft, {what}"), value);
    }
    stopped(&place, "talks", 5);
    place.done(&["sft", "--out-run", "talks", "--runs", "stopped", "--resume", "--threads", "2"]);
    assert_eq!(ending(&place.path("stopped/talks"), 10), ending(&place.path("runs/talks"), 10), "resumed");

    exports(&place, &mut book);
    book.settle(FIXTURE, MADE_BY);
}

/// Every kind of file of the base model, its tensors and its texts.
fn exports(place: &Place, book: &mut Book) {
    // Longer than a page of the cache; and a few tokens.
    let long = documents(30)[20..].join(" ").chars().take(420).collect::<String>();
    let prompts = [("short", "Once lo"), ("long", long.as_str())];
    for dtype in ["f32", "f16", "bf16", "q8_0", "q4_0", "hf"] {
        let file = if dtype == "hf" { "hf".to_owned() } else { format!("{dtype}.gguf") };
        let kind = if dtype == "hf" { "--format hf --dtype f32" } else { &format!("--format gguf --dtype {dtype}") };
        place.done(&words(&["export base@20 --out", &file, kind, "--threads 1"]));
        let tensors = match dtype {
            "hf" => safetensors(place.path("hf/model.safetensors")),
            _ => gguf(place.path(&file)),
        };
        book.note(format!("{dtype}, tensors"), tensors);
        let ask = |how: &str, prompt: &str| {
            let args = [&["run", "-m", &file, "-p", prompt][..], &words(&[how])].concat();
            place.done(&args).stdout
        };
        for (name, prompt) in prompts {
            book.note(format!("{dtype}, {name} prompt, greedy"), ask(GREEDY, prompt));
            book.note(format!("{dtype}, {name} prompt, sampled"), ask(SAMPLED, prompt));
            // A text tells little of the logits; these are printed to the last bit.
            let json: Value = serde_json::from_str(&ask("--logprobs --threads 1", prompt)).unwrap();
            assert!(name == "short" || json["ids"].as_array().unwrap().len() > 64, "the long prompt fills a page");
            let told = format!("{} {}", json["ids"], json["logprobs"]);
            book.note(format!("{dtype}, {name} prompt, log-probabilities"), sha256(told.as_bytes()));
        }
    }
    for dtype in ["f32", "q8_0"] {
        let file = format!("talks-{dtype}.gguf");
        place.done(&["export", "talks@10", "--out", &file, "--format", "gguf", "--dtype", dtype, "--threads", "1"]);
        book.note(format!("{dtype} of sft, tensors"), gguf(place.path(&file)));
        let args = [&["chat", "-m", &file, "-p", "Who is ka?"][..], &words(&[GREEDY])].concat();
        book.note(format!("{dtype} of sft, an answer"), place.done(&args).stdout);
    }
}

#[test]
fn an_untied_model_is_what_it_was() {
    let shape = "--layers 2 --dim 64 --heads 4 --kv-heads 2 --ffn 160 --context 160 --batch-tokens 1280";
    whole_way(Book::new("untied"), shape, "1");
}

#[test]
fn a_tied_model_is_what_it_was() {
    let shape =
        "--layers 3 --dim 96 --heads 3 --kv-heads 1 --ffn 224 --context 160 --batch-tokens 640 --tied --recompute";
    whole_way(Book::new("tied"), shape, "2");
}
