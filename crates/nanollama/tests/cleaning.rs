//! Cleaning as it is typed: what goes, what is said of it, and that a kill or another machine changes nothing.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

mod program;

use program::{Place, stories};
use serde_json::{Value, json};

/// Rows of JSON.
fn rows<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    texts.into_iter().map(|text| json!({ "text": text.as_ref() }).to_string() + "\n").collect()
}

/// A place with a tokenizer and 60 stories, the first ten of them twice more: as they are, and with a word more.
fn place() -> Place {
    let place = Place::new();
    let texts = stories(60);
    let copies: Vec<String> =
        texts[..10].iter().cloned().chain(texts[..10].iter().map(|text| format!("{text} Once."))).collect();
    place.write("a.jsonl", rows(&texts));
    place.write("b.jsonl", rows(&copies));
    place.write("stories.txt", texts.join("\n\n\n"));
    place.done(&["tokenizer", "train", "--input", "stories.txt", "--vocab-size", "320", "--out", "tok"]);
    place
}

fn typed(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn manifest(place: &Place, folder: &str) -> Value {
    serde_json::from_slice(&fs::read(place.path(folder).join("manifest.json")).unwrap()).unwrap()
}

/// How many documents a folder has.
fn documents(manifest: &Value) -> u64 {
    ["train", "val"].iter().filter_map(|split| manifest["totals"][split]["documents"].as_u64()).sum()
}

/// How many documents a rule left out.
fn removed(manifest: &Value, rule: &str) -> u64 {
    let all = manifest["removed"].as_array().cloned().unwrap_or_default();
    all.iter().find(|entry| entry["what"] == rule).map_or(0, |entry| entry["documents"].as_u64().unwrap())
}

/// The shards of a folder.
fn shards(place: &Place, folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<_> = fs::read_dir(place.path(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect();
    all.sort();
    all
}

#[test]
fn duplicates_go_and_are_told_of() {
    let place = place();
    let said = place.done(&typed("data prepare a.jsonl b.jsonl --tokenizer tok --out exact --dedup exact --json"));
    let exact = manifest(&place, "exact");
    assert_eq!((documents(&exact), removed(&exact, "exact duplicates")), (70, 10));
    let told: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!((&told["removed"], &told["totals"]), (&exact["removed"], &exact["totals"]));
    assert!(
        said.stderr.contains("exact duplicates") && said.stderr.contains("70 of 80 documents are left"),
        "{}",
        said.stderr
    );

    let near = "data prepare a.jsonl b.jsonl --tokenizer tok --dedup near --out";
    place.done(&typed(&format!("{near} near")));
    assert_eq!(removed(&manifest(&place, "near"), "near duplicates"), 20);
    // Neither memory nor threads change a byte.
    place.done(&typed(&format!("{near} small --dedup-memory 1 --threads 3")));
    assert_eq!(shards(&place, "near"), shards(&place, "small"));
    let again = place.done(&typed(&format!("{near} near")));
    assert!(again.stderr.contains("nothing to do") && again.stderr.contains("near duplicates"), "{}", again.stderr);
    place.refused_with(
        &typed(&format!("{near} near --dedup-threshold 0.9")),
        &["dedup-threshold", "0.75", "0.9", "--out"],
    );
    place.refused_with(&typed(&format!("{near} other --dedup-threshold 0.5")), &["0.5", "--dedup-threshold", "0.7"]);
    place.refused_with(&typed("data prepare - --tokenizer tok --out stdin --dedup near"), &["stdin", "--dedup"]);
}

#[test]
fn rules_count_what_they_leave_out_and_leaving_nothing_is_an_error() {
    let place = place();
    place.write("short.jsonl", rows(["Too short.", "Home | About | Contact"]));
    let rules = "data prepare a.jsonl short.jsonl --tokenizer tok --out";
    place.done(&typed(&format!("{rules} words --min-words 6")));
    let found = manifest(&place, "words");
    assert_eq!((documents(&found), removed(&found, "min-words")), (60, 2));
    place.done(&typed(&format!("{rules} c4 --c4")));
    let found = manifest(&place, "c4");
    assert_eq!(found["options"]["c4"], "yes");
    assert!(removed(&found, "c4: fewer than 3 sentences left") >= 2, "{}", found["removed"]);
    let refused = ["documents 0 are left", "min-words", "leave out the rule"];
    place.refused_with(&typed(&format!("{rules} none --min-words 1M")), &refused);
    assert!(!place.exists("none"));
    place
        .refused_with(&typed(&format!("{rules} none --min-words 9 --max-words 3")), &["max_words is 3", "--max-words"]);
}

#[test]
fn items_of_an_evaluation_are_named_by_their_task() {
    let place = place();
    let question =
        "A baker sells eleven loaves each hour of the morning and seven in the afternoon, how many is that by six?";
    place.write("bundle/gsm8k/test.jsonl", json!({ "question": question, "answer": "#### 60" }).to_string() + "\n");
    place.write(
        "leak.jsonl",
        rows([format!("I read this in a book: {question} Nobody knew."), "Nothing of the kind.".into()]),
    );
    let line = "data prepare a.jsonl leak.jsonl --tokenizer tok --decontaminate";
    let said = place.done(&typed(&format!("{line} bundle --out clean --json")));
    assert_eq!(removed(&manifest(&place, "clean"), "decontaminate: gsm8k"), 1);
    assert!(said.stderr.contains("looked for 1 of 1 items of 1 tasks"), "{}", said.stderr);
    let told: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(told["looked_for"][0], json!({ "task": "gsm8k", "items": 1, "looked_for": 1 }));
    place.done(&typed(&format!("{line} bundle/gsm8k/test.jsonl --out file")));
    assert_eq!(removed(&manifest(&place, "file"), "decontaminate: test"), 1);
    place.refused_with(&typed(&format!("{line} tok --out other")), &["tok", "nanollama eval"]);
}

#[test]
fn parts_are_merged_to_one_corpus() {
    let place = place();
    let part =
        |index: &str, out: &str| format!("data prepare a.jsonl b.jsonl --tokenizer tok --out {out} --shard {index}");
    place.done(&typed(&part("0/2", "p0")));
    place.done(&typed(&part("1/2", "p1")));
    place.refused_with(&typed(&part("2/3", "p2")), &["part 2 of 3", "at most 2"]);
    assert_eq!(place.say(typed(&part("2/2", "p2"))).code, Some(2));
    let said = place.done(&typed("data merge p0 p1 --out all --json"));
    let all = manifest(&place, "all");
    assert_eq!(documents(&all), 80);
    assert_eq!(serde_json::from_str::<Value>(&said.stdout).unwrap()["totals"], all["totals"]);
    assert!(place.done(&typed("data merge p0 p1 --out all")).stderr.contains("nothing to do"));
    // The parts may go; a model trains on what is merged.
    fs::remove_dir_all(place.path("p0")).unwrap();
    let line = "pretrain --data all --run m --steps 2 --batch-tokens 256 --sample-every 0";
    place.done(&[&typed(line)[..], &program::SHAPE].concat());

    place.done(&typed("data prepare a.jsonl --tokenizer tok --out p0 --validation-fraction 0.3"));
    place.refused_with(&typed("data merge p0 p1 --out all"), &["all", "merged", "--out"]);
    place.refused_with(&typed("data merge p0 p0 --out two"), &["p0", "the very shards"]);
    place.done(&["tokenizer", "train", "--input", "stories.txt", "--vocab-size", "330", "--out", "tok2"]);
    place.done(&typed("data prepare a.jsonl --tokenizer tok2 --out q"));
    place.refused_with(&typed("data merge p0 q --out two"), &["q", "tokenizer", "data merge"]);
    let shard = place.path("p1/train_000000.bin");
    let mut bytes = fs::read(&shard).unwrap();
    let last = bytes.len() - 2;
    bytes[last] ^= 1;
    fs::remove_file(&shard).unwrap();
    fs::write(&shard, bytes).unwrap();
    place.refused_with(&typed("data merge p0 p1 --out two"), &["train_000000.bin", "SHA-256"]);
    assert!(!place.path("two/manifest.json").exists());
}

#[test]
fn signatures_are_written_and_a_list_is_read_back() {
    let place = place();
    let said = place.done(&typed("data prepare a.jsonl b.jsonl --signatures sig.parquet --json"));
    assert_eq!(serde_json::from_str::<Value>(&said.stdout).unwrap()["signatures"], 80);
    assert!(!place.exists("data"));
    let list = "{\"file\": \"b.jsonl\", \"document\": 3}\n{\"file\": \"b.jsonl\", \"document\": 19}\n{\"file\": \"c.jsonl\", \"document\": 0}\n";
    place.write("drop.jsonl", list);
    place.done(&typed("data prepare a.jsonl b.jsonl --tokenizer tok --out data --drop drop.jsonl"));
    let found = manifest(&place, "data");
    assert_eq!((documents(&found), removed(&found, "drop: listed")), (78, 2));
    place.refused_with(
        &typed("data prepare a.jsonl --tokenizer tok --out d --drop drop.jsonl"),
        &["drop.jsonl", "a.jsonl"],
    );
    // As a part it may have nothing to drop.
    place.done(&typed("data prepare a.jsonl --tokenizer tok --out d --drop drop.jsonl --shard 0/1"));
    place.write("bad.jsonl", "{\"file\": \"a.jsonl\"}\n");
    place.refused_with(
        &typed("data prepare a.jsonl --tokenizer tok --out e --drop bad.jsonl"),
        &["bad.jsonl:1", "document"],
    );
}

/// Killed at any time (while duplicates are looked for, between, and while tokens are written) it ends as it would have.
#[test]
fn a_preparation_that_is_killed_ends_with_the_same_bytes() {
    let place = place();
    let texts = stories(400);
    let many: Vec<String> =
        (0..2400).map(|n| format!("{} {}", texts[n % 400], texts[(n * 7 + n / 400) % 400])).collect();
    place.write("many.jsonl", rows(&many));
    let line = |out: &str| {
        format!("data prepare many.jsonl --tokenizer tok --out {out} --dedup near --dedup-memory 1 --shard-tokens 20K")
    };
    let started = Instant::now();
    place.done(&typed(&line("whole")));
    let whole = started.elapsed();
    let (mut kills, mut step) = (0, 1);
    loop {
        let mut child =
            place.command().args(typed(&line("killed"))).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let until = Instant::now() + whole * step / 12;
        let over = loop {
            match child.try_wait().unwrap() {
                Some(status) => break Some(status),
                None if Instant::now() >= until => break None,
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        };
        match over {
            Some(status) => {
                assert!(status.success());
                break;
            }
            None => {
                child.kill().unwrap();
                child.wait().unwrap();
                (kills, step) = (kills + 1, step + 1);
            }
        }
    }
    assert!(kills >= 3, "{kills} kills in {whole:?}");
    let without = |folder: &str| {
        shards(&place, folder).into_iter().filter(|(name, _)| !name.starts_with(".tmp-")).collect::<Vec<_>>()
    };
    assert_eq!(without("whole"), without("killed"));
    assert!(!place.exists("killed/clean.bin"));
}
