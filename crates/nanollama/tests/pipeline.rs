//! `nanollama pipeline`: the whole way, gone on with, and what it refuses.

use std::fs;

mod program;

use program::{Place, stories};

const SMALL: [&str; 8] = ["--name", "pico", "--steps", "3", "--context", "64", "--batch-tokens", "256"];
const CORPUS: [&str; 6] = ["--corpus", "stories.txt", "--separator", program::SEPARATOR, "--vocab-size", "300"];

fn place() -> Place {
    let place = Place::new();
    place.write("stories.txt", stories(300).join("\n\n\n"));
    let line = |n: usize| serde_json::json!({ "text": format!("Zounds, quoth the parrot of ship {n}.") }).to_string();
    place.write("voice.jsonl", (0..60).map(line).collect::<Vec<_>>().join("\n"));
    place
}

fn line<'a>(parts: &[&[&'a str]]) -> Vec<&'a str> {
    [&["pipeline"][..], &parts.concat()].concat()
}

#[test]
fn a_base_is_made_then_gets_its_personality_and_nothing_is_done_twice() {
    let place = place();
    let before = place.everything();
    let dry = place.done(&line(&[&SMALL, &CORPUS, &["--personality", "voice.jsonl", "--dry-run"]]));
    assert_eq!(place.everything(), before);
    for word in ["the same again: 3 steps", "in all", "not counted yet"] {
        assert!(dry.stderr.contains(word), "{word}: {}", dry.stderr);
    }
    let said = place.done(&line(&[&SMALL, &CORPUS, &["--base-only", "--tag", "first"]]));
    for word in ["in all", "1/4 tokenizer", "4/4 files", "DONE — first base", "weights/first-base-f16.gguf", "scp "] {
        assert!(said.stderr.contains(word), "{word}: {}", said.stderr);
    }
    assert!(place.exists("weights/first-base-f16.gguf") && place.exists("runs/first-base"));
    let log = fs::read_to_string(place.path("logs/first/3-base.log")).unwrap();
    assert!(log.contains("step 3/3") && log.contains("3/4 base"), "{log}");
    let base = fs::read(place.path("weights/first-base-f16.gguf")).unwrap();

    let whole = line(&[&SMALL, &CORPUS, &["--tag", "first", "--personality", "voice.jsonl"]]);
    let said = place.done(&whole);
    for word in ["done before: data/first/tokenizer", "done before: first-base, 3 steps", "7/7 files", "DONE — first ("]
    {
        assert!(said.stderr.contains(word), "{word}: {}", said.stderr);
    }
    assert!(fs::read(place.path("weights/first-base-f16.gguf")).unwrap() == base);
    let plan = fs::read_to_string(place.path("runs/first/plan.json")).unwrap();
    assert!(plan.contains("data/first/personality"), "{plan}");
    // The base with γ is the model with the voice.
    let loss = |model: &[&str]| {
        let words = [&["perplexity", "-f", "stories.txt", "-c", "32", "--chunks", "2", "--json"][..], model].concat();
        place.done(&words).json()["perplexity"].as_f64().unwrap()
    };
    let [base_alone, voice] = ["first-base", "first"].map(|run| loss(&["-m", run]));
    assert!((base_alone / voice - 1.0).abs() > 1e-4, "{base_alone} and {voice}");
    for file in ["weights/gamma_first.safetensors", "weights/gamma_first.npz"] {
        let added = loss(&["-m", "first-base", "--gamma", file]);
        assert!((added / voice - 1.0).abs() < 1e-5, "{file}: {added}, not {voice}");
    }
    place.done(&["run", "-m", "weights/first-f16.gguf", "-p", "Ann", "--max-tokens", "2"]);
    let again = place.done(&whole);
    for word in
        ["done before: first, 3 steps", "done before: weights/gamma_first.npz", "done before: weights/first-f16.gguf"]
    {
        assert!(again.stderr.contains(word), "{word}: {}", again.stderr);
    }
    // The control of a run from random weights is its base.
    assert!(place.refused(["pretrain", "--control", "first", "--run", "first-base"]).contains("first-base"));

    let other = line(&[&["--name", "pico", "--steps", "4", "--context", "64", "--batch-tokens", "256"], &CORPUS]);
    place.refused_with(&[&other[..], &["--tag", "first"]].concat(), &["--steps 3", "now it is 4", "--tag"]);
    place.write(
        "voice.jsonl",
        "{\"text\": \"Other words than those that were there before.\"}\n{\"text\": \"And more.\"}\n",
    );
    place.refused_with(&whole, &["first", "contents", "--tag"]);
}

#[test]
fn given_data_is_taken_as_it_is_and_old_spellings_are_answered() {
    let place = place();
    place.done(&["tokenizer", "train", "--input", "stories.txt", "--vocab-size", "300", "--out", "tok"]);
    let prepare = ["data", "prepare", "stories.txt", "--tokenizer", "tok", "--out", "data", "--separator"];
    place.done(&[&prepare[..], &[program::SEPARATOR]].concat());
    let said = place.done(&line(&[&SMALL, &["--data", "data"]]));
    for word in ["given: data", "DONE — pico base", "weights/pico-base-f16.gguf"] {
        assert!(said.stderr.contains(word), "{word}: {}", said.stderr);
    }
    // Without a word of what is learned it is what the size learns, which is fetched.
    place.refused_with(&["pipeline", "--name", "pico", "--tag", "x"], &["fineweb-edu", "HF_HUB_OFFLINE"]);
    place.refused_with(&["pipeline", "--name", "mega", "--data", "data"], &["mega"]);
    place.refused_with(&["pipeline", "--name", "pico", "--data", "nosuch"], &["nosuch"]);
    place.refused_with(&["pipeline", "--name", "pico", "--data", "data", "--samples", "10"], &["--samples"]);
    place.refused_with(&["bash", "runs/lambda_train.sh", "--name", "nano"], &["lambda_train", "nanollama pipeline"]);
    let dashed = ["pipeline", "--model_size", "pico", "--data_dir", "data", "--base_only", "--dry_run"];
    place.done(&dashed);
}
