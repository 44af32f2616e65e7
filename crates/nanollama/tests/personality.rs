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
fn a_conversation_switches_and_rescales() {
    let place = place();
    let greedy = |question: &[u8], args: &[&str]| {
        let all = [&["chat", "-m", "base", "-t", "0", "-n", "12"], args].concat();
        place.say_with(question, &all)
    };
    let once = |args: &[&str]| greedy(b"Ann took\n", args).stdout;
    let (base, whole) = (once(&[]), once(&["--gamma", "voice.safetensors"]));
    let more = once(&["--gamma", "voice.safetensors:3"]);
    assert!(base != whole && whole != more, "{base}{whole}{more}");
    // A base model remembers nothing: every answer is to the same question.
    let talk = greedy(
        b"Ann took\n/personality none\nAnn took\n/gamma voice:3\nAnn took\n/alpha 1\nAnn took\n/personality\n/info\n",
        &["--gamma", "voice.safetensors"],
    );
    assert_eq!(talk.stdout, [&*whole, &*base, &*more, &*whole].concat(), "{}", talk.stderr);
    for told in ["the base alone", "voice at scale 3", "voice at scale 1", "scale 1, "] {
        assert!(talk.stderr.contains(told), "{told}: {}", talk.stderr);
    }
    // What is wrong is said, and nothing changes.
    let talk = greedy(b"/gamma milton\n/alpha x\nAnn took\n", &["--gamma", "voice.safetensors"]);
    assert_eq!(talk.stdout, whole);
    assert!(talk.stderr.contains("milton") && talk.stderr.contains("no number"), "{}", talk.stderr);
    assert!(greedy(b"/alpha 1\n", &[]).stderr.contains("--gamma FILE"));
}

#[test]
fn voices_of_the_output_and_steering_vectors_are_made_and_heard() {
    let place = place();
    let plain = said(&place, &["-m", "base"]);
    let made = place.done(&["gamma", "extract", "base", "voice", "-o", "delta.safetensors", "--delta", "--rank", "8"]);
    assert!(made.stderr.contains("rank 8 keeps"), "{}", made.stderr);
    let shown = place.done(&["gamma", "show", "delta.safetensors"]).stdout;
    assert!(shown.contains("(δ)") && shown.contains("head of voice - head of base"), "{shown}");
    assert_ne!(said(&place, &["-m", "base", "--delta", "delta.safetensors:4"]), plain);
    assert_eq!(said(&place, &["-m", "base", "--delta", "delta.safetensors:0"]), plain);
    place.write("glad.txt", "Ann laughed\nBen sang a song\n");
    place.write("sad.txt", "Ann wept\nthe old dog is gone\n");
    let steer = ["gamma", "steer", "base", "--positive", "glad.txt", "--negative", "sad.txt", "-o"];
    place.done(&[&steer[..], &["glad.gguf"]].concat());
    place.done(&[&steer[..], &["glad.safetensors", "--tokens", "all"]].concat());
    let shown = place.done(&["gamma", "show", "glad.gguf"]).stdout;
    assert!(shown.contains("behind 1 to 1") && shown.contains("does not say"), "{shown}");
    let steered = said(&place, &["-m", "base", "--control-vector-scaled", "glad.gguf:9"]);
    assert_ne!(steered, plain);
    assert_eq!(said(&place, &["-m", "base", "--gamma", "glad.gguf:9"]), steered);
    let range = ["--control-vector-layer-range", "1", "1"];
    assert_eq!(
        said(&place, &[&["-m", "base", "--control-vector-scaled", "glad.gguf:9"], &range[..]].concat()),
        steered
    );
    place.refused_with(&["run", "-m", "base", "-p", "Ann", "--control-vector", "delta.safetensors"], &["--gamma"]);
    place.refused_with(&["gamma", "inject", "base", "glad.gguf", "-o", "x.gguf"], &["direction.1"]);
    let odd = [&["run", "-m", "base", "-p", "Ann", "--control-vector", "glad.gguf"][..], &range[..1], &["2", "3"]];
    place.refused_with(&odd.concat(), &["2 to 3"]);
    place.refused_with(&[&steer[..], &["x.gguf", "--positive", "sad.txt"]].concat(), &["--positive"]);
    // Smaller files, by layer, and with what they share.
    place.done(&["gamma", "extract", "base", "voice", "-o", "voice8.safetensors", "--dtype", "int8"]);
    let sparse = place.done(&["gamma", "extract", "base", "voice", "-o", "few.safetensors", "--sparse", "0.1"]).stderr;
    assert!(sparse.contains("the largest 0.1 of each matrix keep"), "{sparse}");
    place.done(&["gamma", "combine", "voice8.safetensors", "-o", "late.safetensors", "--layer-scale", "0=0"]);
    let compared = ["gamma", "compare", "late.safetensors", "few.safetensors", "--subspace", "2", "--plot"];
    let compared = place.done(&compared).stdout;
    for told in ["reads (chance)", "layer 0", "layer 1", "all tensors"] {
        assert!(compared.contains(told), "{told}: {compared}");
    }
    place.refused_with(
        &["gamma", "extract", "base", "voice", "-o", "x.safetensors", "--sparse", "0.1", "--dtype", "int8"],
        &["int8"],
    );
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
