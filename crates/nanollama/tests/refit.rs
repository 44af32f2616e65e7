//! `nanollama gamma extract --refit`: what a low rank lost is trained back, over kills.

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

mod program;

use program::{Place, stories};

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// The runs `base` and `ann`, the second with the texts of `voice` in half of its rows.
fn place() -> Place {
    let place = Place::new().with_base();
    let rows: Vec<String> = stories(400)[250..]
        .iter()
        .map(|story| serde_json::json!({ "text": story.to_uppercase() }).to_string())
        .collect();
    place.write("voice.jsonl", rows.join("\n"));
    place.done(&words("data personality voice.jsonl --against data --out voice"));
    place.done(&words(
        "pretrain --from-base base --data data --personality voice --personality-ratio 0.5 --run ann --steps 60 \
         --batch-tokens 512 --sample-every 0",
    ));
    place
}

/// Bits a byte of the personality that a row of the table tells.
fn told(said: &str, what: &str) -> f64 {
    let row = said.lines().find(|line| line.trim_start().starts_with(what)).unwrap_or_else(|| panic!("{what}: {said}"));
    let before = row.split(" personality").next().and_then(|before| before.split_whitespace().last());
    before.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{row}"))
}

/// Starts the command and kills it once its run has a checkpoint.
fn kill_behind_first_checkpoint(place: &Place, args: &[&str]) {
    let checkpoints = place.path("killed.safetensors.refit/runs/refit/checkpoints");
    let has_one = || {
        fs::read_dir(&checkpoints).is_ok_and(|mut steps| {
            steps.any(|step| step.is_ok_and(|step| step.file_name().to_string_lossy().starts_with("step_")))
        })
    };
    let mut child = place.command().args(args).stderr(Stdio::null()).spawn().unwrap();
    while !has_one() {
        assert!(child.try_wait().unwrap().is_none(), "it was over before it had saved");
        sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!place.exists("killed.safetensors"));
}

#[test]
fn a_refit_brings_back_what_the_rank_lost_and_survives_a_kill() {
    let place = place();
    let line = "gamma extract base ann -o small.safetensors --dtype f32 --rank 1 --refit 24 --data data --personality voice \
                --personality-ratio 0.5 --batch-tokens 512 --lr 0.005";
    let said = place.done(&words(line)).stderr;
    let [base, whole, low, refitted] =
        ["the base", "with all of it", "of low rank", "refitted"].map(|what| told(&said, what));
    assert!(whole < base && low < base, "{said}");
    assert!(refitted < low, "{said}");
    assert!(!place.exists("small.safetensors.refit"), "what it needed on the way is gone");

    // The file is no larger than one that was not refitted, and says what it is.
    place.done(&words("gamma extract base ann -o plain.safetensors --dtype f32 --rank 1"));
    let size = |name: &str| fs::metadata(place.path(name)).unwrap().len();
    assert!(size("small.safetensors") < size("plain.safetensors") + 256);
    let shown = place.done(&words("gamma show small.safetensors")).stdout;
    assert!(shown.contains("refitted") && shown.contains("rank 1"), "{shown}");

    // Gains and tables are those that were taken.
    let tensors = place.done(&words("gamma compare small.safetensors plain.safetensors --json")).json();
    let cosine = |name: &str| {
        let rows = tensors["tensors"].as_array().unwrap();
        rows.iter().find(|row| row["tensor"] == name).unwrap_or_else(|| panic!("{tensors}"))["cosine"].as_f64().unwrap()
    };
    assert!(cosine("model.norm.weight") > 0.999_999 && cosine("model.embed_tokens.weight") > 0.999_999);
    assert!(cosine("model.layers.0.mlp.down_proj.weight") < 0.999);

    // Killed on its way, the same command ends with the same bytes; another one is refused.
    let again = line.replace("small", "killed");
    kill_behind_first_checkpoint(&place, &words(&again));
    let other = place.say(words(&again.replace("--rank 1", "--rank 2")));
    assert!(other.code == Some(2) && other.stderr.contains("killed.safetensors.refit"), "{}", other.stderr);
    place.done(&words(&again));
    let numbers = |name: &str| {
        let bytes = fs::read(place.path(name)).unwrap();
        let head = 8 + u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
        bytes[head..].to_vec()
    };
    assert!(numbers("killed.safetensors") == numbers("small.safetensors"));
}

#[test]
fn what_cannot_be_refitted_is_refused_by_name() {
    let place = place();
    for (line, names) in [
        ("gamma extract base ann -o x.safetensors --refit 3 --data data", ["--refit", "--rank"]),
        ("gamma extract base ann -o x.safetensors --rank 1 --refit 3", ["required", "not provided"]),
        ("gamma extract base ann -o x.safetensors --rank 1 --refit 0 --data data", ["--refit", "0"]),
        ("gamma extract base ann -o x.safetensors --rank 1 --data data", ["required", "not provided"]),
    ] {
        place.refused_with(&words(line), &names);
        assert!(!place.exists("x.safetensors") && !place.exists("x.safetensors.refit"), "{line}");
    }
}
