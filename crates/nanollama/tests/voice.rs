//! A personality as a user makes and trains it: `nanollama data personality` and `nanollama pretrain --personality`.

use std::fs;

mod program;

use program::{Place, SHAPE, stories};

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// Rows of a personality: texts that no story has, and two conversations.
fn rows() -> String {
    let line = |n: usize| {
        let said =
            format!("Zounds, quoth the parrot of ship {n}, the {} sail is torn again.", ["red", "old", "wet"][n % 3]);
        serde_json::json!({ "text": said }).to_string()
    };
    let mut rows: Vec<String> = (0..60).map(line).collect();
    rows.push(r#"{"messages": [{"role": "user", "content": "Who speaks?"}, {"role": "assistant", "content": "The parrot."}]}"#.into());
    rows.push(r#"{"prompt": "And now?", "completion": "Now it sleeps."}"#.into());
    rows.push(rows[3].clone());
    rows.join("\n")
}

/// [`Place::with_data`] and a personality, `voice`.
fn place() -> Place {
    let place = Place::new().with_data();
    place.write("voice.jsonl", rows());
    place.done(&words("data personality voice.jsonl --against data --out voice"));
    place
}

fn pretrain(more: &str) -> Vec<String> {
    let line = format!("pretrain --data data --steps 6 --batch-tokens 256 --sample-every 0 --save-every 3 {more}");
    words(&line).into_iter().map(str::to_owned).chain(SHAPE.map(str::to_owned)).collect()
}

fn done(place: &Place, args: &[String]) -> program::Said {
    place.done(&args.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_personality_is_prepared_and_every_bad_row_is_named() {
    let place = Place::new().with_data();
    let story = serde_json::json!({ "text": stories(300)[40] });
    place.write("voice.jsonl", format!("{}\n{{\"tex\": 1}}\n{story}\nnonsense\n{{\"text\": \"\"}}\n", rows()));
    let line = "data personality voice.jsonl --against data --out voice";
    let said = place.say(words(line));
    assert_eq!(said.code, Some(2));
    for word in ["voice.jsonl:64: no `text`", "voice.jsonl:66: ", "without text: voice.jsonl:67", "--skip-bad 2"] {
        assert!(said.stderr.contains(word), "{word}: {}", said.stderr);
    }
    assert!(!place.exists("voice"));
    let said = place.done(&words(&format!("{line} --skip-bad 2 --json")));
    let report = said.json();
    assert_eq!((&report["documents"], &report["conversations"]), (&63.into(), &2.into()));
    assert_eq!(report["repeated"][0]["place"], "voice.jsonl:63");
    assert_eq!(report["overlap"]["documents"], serde_json::json!(["voice.jsonl:65"]));
    assert!(said.stderr.contains("nanollama pretrain --model tiny --data data --personality voice"), "{}", said.stderr);
    assert!(fs::read_to_string(place.path("voice/texts/train.jsonl")).unwrap().contains("quoth"));
    place.refused_with(&words("data personality voice.jsonl --out v"), &["required"]);
    place.refused_with(
        &words("data personality voice.jsonl --against data --out data --skip-bad 2"),
        &["data", "no personality", "--out"],
    );
    place.refused_with(&words("data personality --input voice.jsonl --out v"), &["without a flag"]);
    place.refused_with(&["scripts.prepare_personality"], &["nanollama data personality"]);
}

#[test]
fn a_personality_is_trained_resumed_and_has_a_control() {
    let place = place();
    let dry = done(&place, &pretrain("--personality voice --personality-ratio 0.25 --run ann --dry-run"));
    for word in ["personality", "25% of the rows (3)", "read 0.", "nanollama pretrain --control ann", "passed over"] {
        assert!(dry.stderr.contains(word), "{word}: {}", dry.stderr);
    }
    let json = done(&place, &pretrain("--personality-dir voice --run ann --dry-run --json")).json();
    assert_eq!(json["personality"]["ratio"], 0.2);
    let often = place.done(&words(
        "pretrain --data data --model pico --context 64 --personality voice --steps 500 --run ann --dry-run",
    ));
    assert!(often.stderr.contains("warning"), "{}", often.stderr);

    let said = done(&place, &pretrain("--personality voice --personality-ratio 0.25 --run ann"));
    assert!(said.stderr.contains("step 6: the personality's held-out texts"), "{}", said.stderr);
    // As a process that was killed after it saved leaves it.
    let folder = |runs: &str, step: u32| place.path(format!("{runs}/ann/checkpoints/step_{step:06}"));
    fs::create_dir_all(folder("stopped", 3)).unwrap();
    for name in ["plan.json", "metrics.jsonl"] {
        fs::copy(place.path("runs/ann").join(name), place.path("stopped/ann").join(name)).unwrap();
    }
    for file in fs::read_dir(folder("runs", 3)).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), folder("stopped", 3).join(file.file_name())).unwrap();
    }
    place.done(&words("pretrain --run ann --runs stopped --resume --personality voice --personality-ratio 0.25"));
    for file in ["model.safetensors", "optimizer.safetensors"] {
        let read = |runs: &str| fs::read(folder(runs, 6).join(file)).unwrap();
        assert!(read("runs") == read("stopped"), "{file} differs");
    }
    // A report draws the personality's curve beside the text's, and an ordinary run has none.
    let page = |run: &str| {
        place.done(&["report", run]);
        fs::read_to_string(place.path(format!("runs/{run}/report.md"))).unwrap()
    };
    assert!(page("ann").contains("of the personality"), "{}", page("ann"));
    // The control is the plain run, to the byte.
    let said = place.done(&words("pretrain --control ann"));
    assert!(said.stderr.contains("runs/ann-control"), "{}", said.stderr);
    assert!(
        said.stderr.contains("next: nanollama gamma extract ann-control ann --out gamma_ann.safetensors"),
        "{}",
        said.stderr
    );
    assert!(!page("ann-control").contains("of the personality"));
    done(&place, &pretrain("--run plain"));
    let weights =
        |run: &str| fs::read(place.path(format!("runs/{run}/checkpoints/step_000006/model.safetensors"))).unwrap();
    assert!(weights("ann-control") == weights("plain") && weights("plain") != weights("ann"));
    let dry = done(&place, &pretrain("--personality voice --personality-ratio 0.25 --run twin --dry-run"));
    assert!(dry.stderr.contains("control: the run ann-control"), "{}", dry.stderr);

    let from = "pretrain --from-base plain --data data --personality voice --batch-tokens 256 --sample-every 0 --steps 4 --run quick";
    let said = place.done(&words(from));
    for word in ["going on with plain@6 on text", "next: nanollama pretrain --control quick"] {
        assert!(said.stderr.contains(word), "{word}: {}", said.stderr);
    }
    place.done(&words("pretrain --control quick --run still"));
    let json = fs::read_to_string(place.path("runs/still/plan.json")).unwrap();
    assert!(json.contains("plain@6") && !json.contains("voice"), "{json}");
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    let place = place();
    let refused = |more: &str, parts: &[&str]| {
        let args = pretrain(&format!("{more} --run x"));
        place.refused_with(&args.iter().map(String::as_str).collect::<Vec<_>>(), parts);
    };
    refused("--personality voice.jsonl", &["voice.jsonl is a file", "data personality voice.jsonl"]);
    refused("--personality nosuch", &["nosuch"]);
    refused("--personality-ratio 0.3", &["personality_ratio = 0.3", "--personality DIR"]);
    refused("--personality voice --personality-ratio 1", &["personality_ratio = 1", "--personality-ratio"]);
    refused("--personality voice --from-base nosuch", &["nosuch"]);
    place.refused_with(&words("pretrain --control nosuch"), &["nosuch", "no such run"]);
    place.refused_with(&words("pretrain --control a --data data"), &["--control", "--data"]);
    place.refused_with(&words("pretrain --control a --steps 4"), &["--control a", "leave all other settings out"]);
    place.refused_with(&words("plan --model pico --personality voice"), &["--personality", "nanollama pretrain"]);
    done(&place, &pretrain("--run plain"));
    place.refused_with(&words("pretrain --control plain"), &["plain", "no personality"]);
    place.refused_with(
        &words("pretrain --run plain --resume --steps 9 --personality voice"),
        &["personality = none", "voice"],
    );
}
