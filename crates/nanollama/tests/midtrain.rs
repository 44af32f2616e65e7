//! `nanollama midtrain`: what it makes of runs and files, what it tells before, and what it refuses.

use std::fs;

mod program;

use program::{Place, SEPARATOR, SHAPE, conversations, stories};

const SAVED: [&str; 4] = ["model.safetensors", "optimizer.safetensors", "tokenizer.json", "tokenizer_config.json"];

/// [`Place::with_base`] and a second folder of text, `more`.
fn place() -> Place {
    let place = Place::new().with_base();
    place.write("more.txt", stories(360)[300..].join(" Then they slept.\n\n\n"));
    place.done(&["data", "prepare", "more.txt", "--tokenizer", "base", "--out", "more", "--separator", SEPARATOR]);
    place
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

#[test]
fn more_text_makes_a_run_that_resumes_to_the_bit() {
    let place = place();
    let line = "midtrain --run base@3 --data data more --out-run longer --steps 8 --batch-tokens 256 --save-every 4 \
                --sample-every 4 --seed 2";
    let before = place.everything();
    let dry = place.done(&[&words(line)[..], &["--dry-run"]].concat());
    assert_eq!((dry.stdout.as_str(), place.everything()), ("", before));
    for word in ["going on with base@3 on text", "more", "memory", "8 steps"] {
        assert!(dry.stderr.contains(word), "{word}: {}", dry.stderr);
    }
    let json = place.done(&[&words(line)[..], &["--dry-run", "--json"]].concat()).json();
    assert_eq!((json["data"].as_array().unwrap().len(), &json["steps"]), (2, &8.into()));

    let said = place.done(&words(line));
    assert!(said.stderr.contains("step 8/8") && said.stderr.contains("nanollama run -m longer"), "{}", said.stderr);
    // As a process that was killed after it saved leaves it, in another folder of runs.
    let folder = |runs: &str, step: u32| place.path(format!("{runs}/longer/checkpoints/step_{step:06}"));
    fs::create_dir_all(folder("stopped", 4)).unwrap();
    for name in ["plan.json", "metrics.jsonl"] {
        fs::copy(place.path("runs/longer").join(name), place.path("stopped/longer").join(name)).unwrap();
    }
    for file in fs::read_dir(folder("runs", 4)).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), folder("stopped", 4).join(file.file_name())).unwrap();
    }
    // Naming the same data again contradicts nothing.
    place.done(&words("midtrain --out-run longer --runs stopped --resume --data data more --threads 2"));
    for file in SAVED {
        let read = |runs: &str| fs::read(folder(runs, 8).join(file)).unwrap();
        assert!(read("runs") == read("stopped"), "{file} differs");
    }
    for other in ["data", "more", "more data"] {
        let again = format!("midtrain --out-run longer --resume --steps 9 --data {other}");
        place.refused_with(&words(&again), &["--data", "data", "more", "--out-run"]);
    }
    let listed = place.done(&["list"]).stdout;
    assert!(listed.lines().any(|row| row.contains("longer") && row.contains("midtrain")), "{listed}");
    // It has learnt little: what it says may be an end or a space, but it says it.
    let said = place.done(&["run", "-m", "longer", "-p", "Ann", "--max-tokens", "4", "--json"]).json();
    assert!(said["text"].is_string(), "{said}");
}

#[test]
fn what_a_model_was_to_chat_with_it_stays_in_every_file() {
    let place = place();
    place.write("chats.jsonl", conversations(30));
    place.done(&words(
        "sft --run base --data chats.jsonl --out-run talks --steps 2 --batch-tokens 256 --sample-every 0",
    ));
    for base in ["base", "talks"] {
        place.done(&["export", base, "--out", &format!("{base}.gguf"), "--dtype", "f32"]);
        place.done(&["export", base, "--out", &format!("{base}-hf"), "--format", "hf"]);
        for (number, from) in [base.to_owned(), format!("{base}.gguf"), format!("{base}-hf")].iter().enumerate() {
            let name = format!("{base}-{number}");
            let line = format!("midtrain --run {from} --data more --out-run {name} --steps 1 --batch-tokens 256");
            let said = place.done(&words(&line));
            let chats = base == "talks";
            let next = if chats { "nanollama chat -m" } else { "nanollama run -m" };
            assert!(said.stderr.contains(next), "{from}: {}", said.stderr);
            place.done(&["export", &name, "--out", &format!("{name}.gguf"), "--dtype", "f32"]);
            for model in [name.clone(), format!("{name}.gguf")] {
                let said = place.done(&["chat", "-m", &model, "-p", "Who?", "--max-tokens", "2"]);
                assert_eq!(said.stderr.contains("base model"), !chats, "{model}: {}", said.stderr);
            }
        }
    }
    let tensors = |run: &str| fs::read(place.path(format!("runs/{run}/checkpoints/step_000001/model.safetensors")));
    // A run says its own rates, a file does not; files of the same numbers are the same model.
    assert!(tensors("base-1").unwrap() == tensors("base-2").unwrap());
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    let place = place();
    place.write("other.txt", stories(40).join(" Quickly! "));
    place.write("shape.toml", "layers = 3\n");
    place.done(&words("tokenizer train --input other.txt --vocab-size 320 --out other"));
    place.done(&words("tokenizer train --input other.txt --vocab-size 290 --out small"));
    for tokenizer in ["other", "small"] {
        let out = format!("{tokenizer}-data");
        place.done(&[
            "data",
            "prepare",
            "stories.txt",
            "--tokenizer",
            tokenizer,
            "--out",
            &out,
            "--separator",
            SEPARATOR,
        ]);
    }
    let before = place.everything();
    let refused = |more: &str, words_of_it: &[&str]| {
        for end in ["", " --dry-run"] {
            let line = format!("midtrain --out-run r --batch-tokens 256 {more}{end}");
            place.refused_with(&words(&line), words_of_it);
        }
    };
    refused("--run base --data other-data", &["other-data", "base@6", "different tokenizers", "data prepare"]);
    refused("--run base --data data other-data", &["other-data", "different tokenizers"]);
    refused("--run base --data small-data", &["small-data", "base@6", "different tokenizers"]);
    refused("--run base --data more --context 256", &["256", "base@6", "128", "--context"]);
    refused("--run base --data more --recipe shape.toml", &["layers", "base@6", "leave it out"]);
    refused("--run base --data more --dim 64", &["--dim"]);
    refused("--run base --data nosuch", &["nosuch", "data prepare"]);
    refused("--run nosuch --data more", &["nosuch", "base"]);
    refused("--run base", &["required"]);
    refused("--data more", &["required"]);
    place.refused_with(&words("midtrain --run base --data more --out-run base"), &["runs/base", "exists", "--out-run"]);
    place.refused_with(&words("midtrain --out-run nosuch --resume"), &["nosuch", "no such run"]);
    place.refused_with(&words("midtrain --run base --data more --out-run r --steps 0"), &["steps = 0", "--steps"]);
    assert_eq!(place.everything(), before);
    place.refused_with(&["scripts.mid_train"], &["mid_train", "nanollama midtrain"]);
    place.refused_with(&words("midtrain --model_tag base --run dummy --out-run r"), &["--run dummy"]);
    let aliased = "midtrain --model_tag base --data more --out-run r --num_iterations 1 --total_batch_size 256 --init_lr_frac 0.3";
    let plan = place.done(&[&words(aliased)[..], &["--dry-run", "--json"]].concat()).json();
    assert_eq!(plan["steps"], 1);
    assert!(plan["rates"]["matrix"].as_f64().unwrap() < 0.0061, "{}", plan["rates"]);
}

#[test]
fn a_variable_that_shapes_a_model_is_refused_too() {
    let place = place();
    let line = words("midtrain --run base --data more --out-run r --dry-run");
    let output = place.command().args(line).env("NANOLLAMA_DIM", "64").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && said.contains("dim cannot be set"), "{said}");
    assert_eq!(SHAPE[3], "32", "the base is another");
}
