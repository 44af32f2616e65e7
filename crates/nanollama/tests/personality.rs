//! Personalities from the command line: taken out, shown, compared, joined, baked in, added while a model runs.

mod program;

use program::{Place, SHAPE};
use serde_json::Value;

/// The runs `base` and `voice`, the second trained on from the first, and the γ between them.
fn place() -> Place {
    let place = Place::new().with_base();
    place.done(&[
        "midtrain",
        "--run",
        "base",
        "--data",
        "data",
        "--out-run",
        "voice",
        "--steps",
        "8",
        "--batch-tokens",
        "256",
        "--sample-every",
        "0",
    ]);
    place.done(&["gamma", "extract", "base", "voice", "-o", "voice.safetensors"]);
    place
}

/// What a model says next, without a choice.
fn said(place: &Place, args: &[&str]) -> String {
    place.done(&[&["run", "-p", "Ann", "-t", "0", "-n", "24"], args].concat()).stdout
}

#[test]
fn a_voice_beside_its_base_is_the_other_model() {
    let place = place();
    place.done(&["gamma", "inject", "base", "voice.safetensors", "-o", "baked.gguf", "--dtype", "f32"]);
    place.done(&["export", "base", "--out", "base.gguf", "--dtype", "f32"]);
    let theirs = said(&place, &["-m", "voice"]);
    assert_ne!(theirs, said(&place, &["-m", "base"]));
    for line in [
        &["-m", "base", "--gamma", "voice.safetensors"][..],
        &["-m", "base.gguf", "--gamma", "voice.safetensors:1"],
        &["-m", "base.gguf", "--gamma", "voice.safetensors:0.5", "--gamma", "half.npz:0.5"],
        &["-m", "baked.gguf"],
    ] {
        if line.contains(&"half.npz:0.5") {
            place.done(&["gamma", "combine", "voice.safetensors", "-o", "half.npz"]);
            let refused = place.say([&["run", "-p", "Ann", "-t", "0", "-n", "24"], line].concat());
            assert_eq!(refused.code, Some(0), "{}", refused.stderr);
            assert!(refused.stderr.contains("on trust"), "{}", refused.stderr);
        }
        assert_eq!(said(&place, line), theirs, "{line:?}");
    }
    assert_eq!(said(&place, &["-m", "base", "--gamma", "voice.safetensors:0"]), said(&place, &["-m", "base"]));
    // The lines of the documents.
    let old = ["--model", "base.gguf", "--gamma", "half.npz", "--prompt", "Ann", "--temp", "0", "--max-tokens", "24"];
    assert_eq!(place.done(&old).stdout, theirs);
    for line in [
        &["--model", "base.gguf", "--gamma", "half.npz", "--interactive"][..],
        &["--model", "base.gguf", "--gamma", "half.npz"],
    ] {
        let chat = place.say_with(b"Ann\n/quit\n", line);
        assert_eq!(chat.code, Some(0), "{}", chat.stderr);
        assert!(chat.stderr.contains("personality half"), "{}", chat.stderr);
    }
}

#[test]
fn files_are_shown_compared_and_joined() {
    let place = place();
    let facts: Value =
        serde_json::from_str(&place.done(&["gamma", "show", "voice.safetensors", "--json"]).stdout).unwrap();
    assert_eq!((facts["base"]["name"].as_str(), facts["made_from"].as_str()), (Some("base"), Some("voice - base")));
    assert_eq!(facts["tensors"].as_array().unwrap().len(), 2 * 9 + 3);
    let shown = place.done(&["gamma", "show", "voice.safetensors", "--tensors"]).stdout;
    assert!(shown.contains("fingerprint") && shown.contains("model.norm.weight"), "{shown}");
    let low = place.done(&["gamma", "extract", "base", "voice", "-o", "low.safetensors", "--rank", "4"]);
    assert!(low.stderr.contains("rank 4 keeps"), "{}", low.stderr);
    place.done(&["gamma", "extract", "base", "voice", "-o", "small.safetensors", "--size", "60KB"]);
    assert!(std::fs::metadata(place.path("small.safetensors")).unwrap().len() <= 60_000);
    let compared = place.done(&["gamma", "compare", "voice.safetensors", "low.safetensors", "--json"]).stdout;
    let compared: Value = serde_json::from_str(&compared).unwrap();
    let cosine = compared["cosine"].as_f64().unwrap();
    assert!(cosine > 0.1 && cosine <= 1.0, "{cosine}");
    assert!(place.done(&["gamma", "compare", "voice.safetensors", "low.safetensors"]).stdout.contains("all tensors"));
    place.done(&["gamma", "combine", "voice.safetensors", "low.safetensors:-1", "-o", "rest.safetensors"]);
    place.done(&[
        "gamma",
        "combine",
        "voice.safetensors",
        "low.safetensors",
        "-o",
        "t.npz",
        "--method",
        "ties",
        "--keep",
        "0.3",
    ]);
    place.done(&[
        "perplexity",
        "-m",
        "base",
        "-f",
        "stories.txt",
        "-c",
        "64",
        "--chunks",
        "2",
        "--gamma",
        "rest.safetensors",
    ]);
}

#[test]
fn what_does_not_fit_is_refused_with_both_values() {
    let place = place();
    let other =
        ["pretrain", "--data", "data", "--run", "other", "--steps", "6", "--batch-tokens", "256", "--seed", "9"];
    place.done(&[&other[..], &SHAPE, &["--sample-every", "0"]].concat());
    place.refused_with(
        &["run", "-m", "other", "-p", "Ann", "--gamma", "voice.safetensors"],
        &["fingerprint", "256 bits", "--any-base"],
    );
    place.done(&["run", "-m", "other", "-p", "Ann", "-n", "4", "--gamma", "voice.safetensors", "--any-base"]);
    let wide =
        ["pretrain", "--data", "data", "--run", "wide", "--steps", "1", "--batch-tokens", "256", "--sample-every", "0"];
    place.done(
        &[&wide[..], &["--layers", "2", "--dim", "64", "--heads", "2", "--kv-heads", "1", "--context", "128"]].concat(),
    );
    place.refused_with(
        &["run", "-m", "wide", "-p", "Ann", "--gamma", "voice.safetensors", "--any-base"],
        &["32]", "64]"],
    );
    place.refused_with(&["gamma", "extract", "base", "wide", "-o", "x.safetensors"], &["32]", "64]"]);
    place.refused_with(&["gamma", "extract", "base", "base", "-o", "x.safetensors"], &["same numbers"]);
    place.refused_with(&["run", "-m", "base", "-p", "Ann", "--gamma", "none.npz"], &["none.npz"]);
    place.refused_with(&["run", "-m", "base", "-p", "Ann", "--gamma", "stories.txt"], &["stories.txt"]);
    place.refused_with(
        &["gamma", "combine", "voice.safetensors", "-o", "x.npz", "--keep", "0.5"],
        &["--keep", "ties and dare"],
    );
    place.refused_with(
        &["gamma", "extract", "base", "voice", "-o", "x.safetensors", "--size", "100"],
        &["100", "--size"],
    );
}
