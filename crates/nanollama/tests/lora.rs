//! `nanollama lora`: adapters trained beside frozen models, resumed to the bit, written for other programs, merged.

use std::fs;

mod program;

use program::{Place, conversations};

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// [`Place::with_base`], conversations, the base in blocks, and the adapter `ann`.
fn place() -> Place {
    let place = Place::new().with_base();
    place.write("chats.jsonl", conversations(40));
    place.done(&words("export base --out base-q8.gguf --dtype q8_0"));
    place.done(&words(TRAINED));
    place
}

const TRAINED: &str = "lora --run base --data chats.jsonl --out-run ann --rank 4 --alpha 8 --lr 0.01 --steps 8 \
                       --batch-tokens 256 --save-every 4 --eval-every 4 --sample-every 4 --warmup-steps 0 \
                       --validation-fraction 0.2 --keep-last 9";

/// The mean of ln p of a text, as `perplexity` tells it.
fn measured(place: &Place, model: &str) -> f64 {
    let line = format!("perplexity {model} -f stories.txt --context 64 --chunks 4 --json");
    place.done(&words(&line)).json()["perplexity"].as_f64().unwrap().ln()
}

#[test]
fn an_adapter_learns_and_is_the_same_beside_merged_and_in_every_file() {
    let place = place();
    let folder = place.path("runs/ann/checkpoints/step_000008");
    let config: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("adapter_config.json")).unwrap()).unwrap();
    assert_eq!((&config["r"], &config["lora_alpha"]), (&4.into(), &8.0.into()));
    assert_eq!(config["base_model_name_or_path"], "base@6");
    assert!(!folder.join("model.safetensors").exists(), "the model is not copied");

    let beside = measured(&place, "-m base --lora ann");
    assert!((beside - measured(&place, "-m base")).abs() > 1e-3, "it does something");
    for line in [
        "lora export ann --out peft",
        "lora export ann --out ann.gguf",
        "lora export ann --out ann.safetensors",
        "lora merge ann --out merged.gguf --dtype f32",
    ] {
        place.done(&words(line));
    }
    for other in ["-m base --lora peft", "-m base --lora ann.gguf", "-m base --gamma ann.safetensors", "-m merged.gguf"]
    {
        let apart = (measured(&place, other) - beside).abs();
        assert!(apart < 1e-4, "{other}: {apart}");
    }
    // The base was not trained on chat, the adapter was.
    let chat = place.say_with(b"Who has the key?\n/quit\n", &words("chat -m base --lora ann -n 4"));
    assert_eq!(chat.code, Some(0), "{}", chat.stderr);
    assert!(place.done(&words("show merged.gguf")).stdout.contains("a template"));
    let listed = place.done(&["list"]).stdout;
    assert!(listed.lines().any(|row| row.contains("ann") && row.contains("lora")), "{listed}");
    place.done(&words("report ann --out report.html"));
}

#[test]
fn it_resumes_to_the_bit_for_any_number_of_threads() {
    let place = place();
    let folder = |runs: &str, step: u32| place.path(format!("{runs}/ann/checkpoints/step_{step:06}"));
    fs::create_dir_all(folder("stopped", 4)).unwrap();
    fs::create_dir_all(folder("stopped/base", 0)).ok();
    let copy = |from: std::path::PathBuf, to: std::path::PathBuf| {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    };
    for name in ["plan.json", "metrics.jsonl"] {
        copy(place.path("runs/ann").join(name), place.path("stopped/ann").join(name));
        copy(place.path("runs/base").join(name), place.path("stopped/base").join(name));
    }
    for file in fs::read_dir(folder("runs", 4)).unwrap().map(Result::unwrap) {
        copy(file.path(), folder("stopped", 4).join(file.file_name()));
    }
    let of_base = |runs: &str| place.path(format!("{runs}/base/checkpoints/step_000006"));
    for file in fs::read_dir(of_base("runs")).unwrap().map(Result::unwrap) {
        copy(file.path(), of_base("stopped").join(file.file_name()));
    }
    place.done(&words("lora --out-run ann --runs stopped --resume --threads 2"));
    for file in ["adapter_model.safetensors", "adapter_config.json", "optimizer.safetensors"] {
        let read = |runs: &str| fs::read(folder(runs, 8).join(file)).unwrap();
        assert!(read("runs") == read("stopped"), "{file} differs");
    }
    place.refused_with(&words("lora --out-run ann --resume --steps 9 --rank 8"), &["lora_rank", "4", "8"]);
}

#[test]
fn a_base_in_blocks_stays_in_blocks_and_text_is_learned_too() {
    let place = place();
    let line = "lora --run base-q8.gguf --data data --out-run quick --steps 8 --batch-tokens 256 --lr 0.01 --rslora \
                --targets q_proj,v_proj,down_proj --eval-every 2 --early-stop 1 --sample-every 0 --warmup-steps 0";
    let dry = place.done(&[&words(line)[..], &["--dry-run"]].concat());
    for word in
        ["an adapter (LoRA) beside", "from text", "over the root of the rank", "q_proj,v_proj,down_proj", "memory"]
    {
        assert!(dry.stderr.contains(word), "{word}: {}", dry.stderr);
    }
    place.done(&words(line));
    assert!(measured(&place, "-m base-q8.gguf --lora quick") < measured(&place, "-m base-q8.gguf"));
    place.done(&words("lora export quick --out quick.gguf"));
}

#[test]
fn what_is_not_done_is_refused_by_name() {
    let place = place();
    let train = "lora --run base --data chats.jsonl --out-run other --steps 2";
    let with = |more: &str| format!("{train} {more}");
    place.refused_with(&words(&with("--targets q_proj,lm_head")), &["lm_head", "q_proj", "all-linear"]);
    let dropout = place.say(words(&with("--lora-dropout 0.1")));
    assert!(dropout.code == Some(2) && dropout.stderr.contains("dropout is not computed here"), "{}", dropout.stderr);
    place.refused_with(&words("run -m ann -p x"), &["ann", "adapter", "base@6"]);
    place.refused_with(&words("run -m base --lora base -p x"), &["base", "whole model"]);
    place.write("r.toml", "lora_rank = 4");
    place.refused_with(&words("pretrain --data data --run p --recipe r.toml --steps 2"), &["lora_rank", "pretrain"]);
    place.write("r.toml", "matrix_lr = 0.1");
    place.refused_with(&words(&with("--recipe r.toml")), &["matrix_lr", "frozen"]);
    place.done(&words("midtrain --run base --data data --out-run more --steps 2 --batch-tokens 256 --sample-every 0"));
    place.done(&words("gamma extract base more --out whole.safetensors --rank 2"));
    place
        .refused_with(&words("lora export whole.safetensors --base base --out x.gguf"), &["embed_tokens", "llama.cpp"]);
    place.refused_with(&words("lora export whole.safetensors --out x.gguf"), &["--base"]);
}
