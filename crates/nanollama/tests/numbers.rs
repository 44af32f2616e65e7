//! Every number that can be typed, outside its range: refused by the flag's name with what was typed and what it may be.

use std::fs;

mod program;

use program::{Place, SEPARATOR, conversations};

/// `flag`, its bad values, and a word of the refusal besides the flag's name.
type Bad<'a> = (&'a str, &'a [&'a str]);

/// Each bad value of each flag, behind a line that is right without it. Clap takes the last of a flag given twice only where told
/// to, so the line must not have the flag.
fn all_refused(place: &Place, line: &[&str], bad: &[Bad<'_>]) {
    for (flag, values) in bad {
        for value in *values {
            let mut args: Vec<&str> = Vec::new();
            let mut rest = line.iter();
            while let Some(&arg) = rest.next() {
                if arg == *flag {
                    rest.next();
                } else {
                    args.push(arg);
                }
            }
            args.extend([*flag, *value]);
            let said = place.refused(&args);
            let field = flag.trim_start_matches('-');
            let named = said.contains(field)
                || said.contains(&field.replace('-', "_"))
                || said.contains(&field.replace('-', " "));
            assert!(named, "{flag} {value}: {said}");
            let shown = value.parse::<f64>().map_or(value.to_string(), |number| number.to_string());
            assert!(said.contains(value) || said.contains(&shown), "{flag} {value}: {said}");
        }
    }
}

const HUGE: &str = "99999999999999999999";

#[test]
fn of_a_plan() {
    let place = Place::new().with_data();
    let before = place.everything();
    let line =
        ["pretrain", "--data", "data", "--run", "r", "--layers", "2", "--dim", "32", "--heads", "2", "--context", "32"];
    let line = [&line[..], &["--batch-tokens", "256", "--steps", "3"]].concat();
    all_refused(
        &place,
        &line,
        &[
            ("--steps", &["0", "-1", HUGE, "many", "1.5"]),
            ("--context", &["0", "1", "-3", "3000000", HUGE]),
            ("--layers", &["0", "5000", "-1"]),
            ("--dim", &["0", "7", "33", "100000000000"]),
            ("--heads", &["0", "3", "9999999"]),
            ("--kv-heads", &["0", "3", "-2"]),
            ("--ffn", &["0", "99999999"]),
            ("--batch-tokens", &["0", "33", "100", "-5", "1e30B", "99999999999"]),
            ("--device-batch-size", &["0", "3", "-1", "99999999"]),
            ("--matrix-lr", &["nan", "-1", "inf", "1e9"]),
            ("--embedding-lr", &["nan", "-0.1", "11"]),
            ("--head-lr", &["nan", "-0.1", "11"]),
            ("--weight-decay", &["nan", "-1", "1e6"]),
            ("--gradient-clip", &["nan", "-1", "inf"]),
            ("--warmup-steps", &["-1", HUGE]),
            ("--warmdown-ratio", &["nan", "-0.5", "2"]),
            ("--lr", &["nan", "-1", "11"]),
            ("--schedule", &["fast", "Cosine"]),
            ("--final-lr-fraction", &["nan", "-1", "2"]),
            ("--eval-every", &["-1", HUGE]),
            ("--eval-tokens", &["0", "-1"]),
            ("--sample-every", &["-1"]),
            ("--save-every", &["-1"]),
            ("--seed", &["-1", "x"]),
            ("--threads", &["-1", "5000"]),
        ],
    );
    let lengths: [Bad<'_>; 4] = [
        ("--tokens", &["0", "-1", "x"]),
        ("--epochs", &["0", "nan", "-1"]),
        ("--target-param-data-ratio", &["0", "nan", "-2"]),
        ("--target-flops", &["0", "nan", "-2"]),
    ];
    all_refused(&place, &["plan", "--data", "data", "--model", "pico"], &lengths);
    all_refused(&place, &["plan", "--data", "data"], &[("--depth", &["0", "200", "-2", "x"])]);
    place.refused_with(&["plan", "--data", "data", "--depth", "2", "--model", "nano"], &["--depth", "--model"]);
    place.refused_with(&["plan", "--data", "data", "--layers", "2"], &["--model", "--depth", "--dim"]);
    let heads = ["plan", "--data", "data", "--layers", "2", "--dim", "100", "--heads", "3"];
    place.refused_with(&heads, &["100", "3", "--heads"]);
    let huge = [
        "plan",
        "--data",
        "data",
        "--layers",
        "4096",
        "--dim",
        "65536",
        "--heads",
        "1024",
        "--context",
        "32",
        "--batch-tokens",
        "64",
    ];
    place.refused_with(&huge, &["memory", "--model"]);
    assert_eq!(place.everything(), before);
}

#[test]
fn of_an_environment() {
    let place = Place::new().with_data();
    for (name, value) in [
        ("NANOLLAMA_STEPS", "0"),
        ("NANOLLAMA_MATRIX_LR", "fast"),
        ("NANOLLAMA_THREADS", "-1"),
        ("NANOLLAMA_ISA", "mmx"),
    ] {
        let mut command = place.command();
        command.args(["plan", "--data", "data", "--model", "pico"]).env(name, value);
        let output = command.output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}={value}: {stderr}");
        assert_eq!(stderr.lines().filter(|line| line.starts_with("error:")).count(), 1, "{stderr}");
        assert!(stderr.contains(value), "{name}={value}: {stderr}");
    }
}

#[test]
fn of_texts_and_tokenizers() {
    let place = Place::new().with_data();
    let before = place.everything();
    let train = ["tokenizer", "train", "--input", "stories.txt", "--out", "t"];
    all_refused(
        &place,
        &train,
        &[("--vocab-size", &["0", "10", "266", "-5", "2000000", HUGE]), ("--max-bytes", &["-1", "x", "0"])],
    );
    let prepare = ["data", "prepare", "stories.txt", "--tokenizer", "tok", "--out", "out", "--separator", SEPARATOR];
    all_refused(
        &place,
        &prepare,
        &[
            ("--validation-fraction", &["0", "-1", "2", "nan"]),
            ("--shard-tokens", &["0", "-1", "x"]),
            ("--seed", &["-1"]),
        ],
    );
    let counts: &[&str] = &["-1", "x"];
    all_refused(
        &place,
        &["world", "--out", "w"],
        &[("--documents", counts), ("--conversations", counts), ("--seed", &["-1"])],
    );
    all_refused(&place, &["quickstart", "--out", "q"], &[("--minutes", &["0", "-1", "nan", "x"]), ("--seed", &["-1"])]);
    assert_eq!(place.everything(), before);
}

#[test]
fn of_generation_fine_tuning_and_measurement() {
    let place = Place::new().with_base();
    place.write("chats.jsonl", conversations(20));
    let before = place.everything();
    let sampling: &[Bad<'_>] = &[
        ("--temp", &["-1", "nan", "inf", "1000"]),
        ("--top-p", &["0", "-1", "2", "nan"]),
        ("--min-p", &["-1", "2", "nan"]),
        ("--top-k", &["-1", HUGE]),
        ("--repetition-penalty", &["0", "-1", "nan", "1e9"]),
        ("--presence-penalty", &["-3", "2.5", "nan"]),
        ("--frequency-penalty", &["-3", "2.5", "nan"]),
        ("--rep-window", &["-1", HUGE]),
        ("--logit-bias", &["5", "x=1", "5=y"]),
        ("--order", &["top-k", "top-k,top-k,top-p,min-p,temperature"]),
        ("--samples", &["0", "-1", "5000"]),
        ("--max-tokens", &["-1", HUGE]),
        ("--context", &["0", "-1", "1000000"]),
        ("--seed", &["-1"]),
    ];
    all_refused(&place, &["run", "-m", "base", "-p", "a"], sampling);
    all_refused(&place, &["chat", "-m", "base", "-p", "a"], &sampling[..2]);
    for (bias, shown) in [("99999=1", "99999"), ("5=nan", "NaN"), ("5=inf", "inf"), ("5=2000", "2000")] {
        place.refused_with(&["run", "-m", "base", "-p", "a", "--logit-bias", bias], &[shown]);
    }
    place.write("text.txt", "Ann took the book. ".repeat(40));
    let windows: &[Bad<'_>] =
        &[("--context", &["0", "3", "-1", "1000000"]), ("--stride", &["0", "-1"]), ("--chunks", &["0", "-1"])];
    all_refused(&place, &["perplexity", "-m", "base", "-f", "text.txt", "--context", "32"], windows);
    place.refused_with(&["perplexity", "-m", "base", "-f", "text.txt", "-c", "32", "--stride", "100"], &["stride"]);
    fs::remove_file(place.path("text.txt")).unwrap();
    let long = "Ann took the book. ".repeat(100);
    place.refused_with(&["run", "-m", "base", "-p", &long], &["context", "128"]);
    all_refused(
        &place,
        &["sft", "--run", "base", "--data", "chats.jsonl", "--out-run", "talks"],
        &[
            ("--epochs", &["0", "-1", "nan"]),
            ("--lr-fraction", &["-1", "nan"]),
            ("--validation-fraction", &["0", "2", "nan"]),
            ("--context", &["0", "256"]),
            ("--steps", &["0"]),
            ("--batch-tokens", &["100"]),
        ],
    );
    let numbers: &[Bad<'_>] = &[
        ("--steps", &["0", "-1"]),
        ("--batch", &["0", "99999999"]),
        ("--context", &["0"]),
        ("--vocab-size", &["0", "1"]),
    ];
    all_refused(&place, &["bench", "train", "--model", "pico"], numbers);
    let generate: &[Bad<'_>] =
        &[("--prefill", &["0", "-1"]), ("--decode", &["0"]), ("--depth", &["-1"]), ("--rounds", &["0"])];
    all_refused(&place, &["bench", "generate", "-m", "base"], generate);
    place.refused_with(&["bench", "generate", "-m", "base", "--prefill", "512", "--decode", "48"], &["514", "128"]);
    assert_eq!(place.everything(), before);
}
