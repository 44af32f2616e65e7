//! Texts and conversations as other people have them: read as they mean it, or refused by name; what is left out is told.

use std::fs;

mod program;

use program::{Place, SEPARATOR, conversations, stories};

const SFT: [&str; 8] = ["sft", "--run", "base", "--steps", "2", "--dry-run", "--out-run", "x"];
const PREPARE: [&str; 6] = ["data", "prepare", "--tokenizer", "tok", "--out", "d"];

fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
    (0..count).map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn conversations_of_every_form_are_planned() {
    let place = Place::new().with_base();
    let messages = |n: usize| {
        format!(r#"{{"messages": [{{"role": "User", "content": "q {n}"}}, {{"role": " Assistant", "content": "a"}}]}}"#)
    };
    let all: Vec<String> = (0..30).map(messages).collect();
    for (name, text) in [
        ("capital.jsonl", all.join("\n")),
        ("array.json", format!("[{}]", all.join(",\n"))),
        (
            "roles.jsonl",
            rows(30, |n| {
                format!(
                    r#"{{"messages": [{{"role": "human", "content": "q {n}"}}, {{"role": "gpt", "content": "a"}}]}}"#
                )
            }),
        ),
        (
            "sharegpt.jsonl",
            rows(30, |n| {
                format!(
                    r#"{{"conversations": [{{"from": "human", "value": "q {n}"}}, {{"from": "gpt", "value": "a"}}]}}"#
                )
            }),
        ),
        (
            "alpaca.json",
            format!(
                "[{}]",
                rows(30, |n| format!(r#"{{"instruction": "q {n}", "input": "", "output": "a"}}"#)).replace('\n', ",")
            ),
        ),
        ("prompt.jsonl", rows(30, |n| format!(r#"{{"prompt": "q {n}", "completion": "a"}}"#))),
        (
            "parts.jsonl",
            rows(30, |n| {
                format!(
                    r#"{{"messages": [{{"role": "user", "content": [{{"type": "text", "text": "q {n}"}}]}}, {{"role": "assistant", "content": "a"}}]}}"#
                )
            }),
        ),
        (
            "tool.jsonl",
            rows(30, |n| {
                format!(
                    r#"{{"messages": [{{"role": "user", "content": "q {n}"}}, {{"role": "assistant", "content": null, "tool_calls": [{{"function": {{"name": "f", "arguments": "{{}}"}}}}]}}, {{"role": "tool", "content": "42"}}, {{"role": "assistant", "content": "a"}}]}}"#
                )
            }),
        ),
    ] {
        place.write(name, text);
        place.done(&[&SFT[..], &["--data", name]].concat());
    }
    let narrator = |n| {
        format!(r#"{{"messages": [{{"role": "user", "content": "q {n}"}}, {{"role": "Narrator", "content": "a"}}]}}"#)
    };
    place.write("narrator.jsonl", rows(30, narrator));
    let typed = [&SFT[..], &["--data", "narrator.jsonl"]].concat();
    place.refused_with(&typed, &["narrator.jsonl:1", "Narrator", "--role"]);
    place.done(&[&typed[..], &["--role", "narrator=assistant"]].concat());
    place.refused_with(&[&typed[..], &["--role", "narrator=dreamer"]].concat(), &["--role", "dreamer", "assistant"]);
}

#[test]
fn what_is_left_out_of_conversations_is_told_or_an_error() {
    let place = Place::new().with_base();
    let mute = |n: usize| match n % 2 {
        0 => format!(r#"{{"messages": [{{"role": "user", "content": "q {n}?"}}]}}"#),
        _ => format!(
            r#"{{"messages": [{{"role": "user", "content": "q {n}?"}}, {{"role": "assistant", "content": "a {n}"}}]}}"#
        ),
    };
    place.write("mute.jsonl", rows(40, mute));
    let typed = [&SFT[..], &["--data", "mute.jsonl"]].concat();
    let said = place.done(&typed).stderr;
    assert!(
        said.contains("20 conversations without an answer (mute.jsonl:1, mute.jsonl:3, mute.jsonl:5, …)"),
        "{said}"
    );
    place.refused_with(&[&typed[..], &["--strict"]].concat(), &["mute.jsonl:1", "without an answer", "--strict"]);

    let long = |n: usize| {
        let words = "word ".repeat(if n.is_multiple_of(2) { 300 } else { 1 });
        format!(
            r#"{{"messages": [{{"role": "user", "content": "{words}{n}"}}, {{"role": "assistant", "content": "a {n}"}}]}}"#
        )
    };
    place.write("long.jsonl", rows(40, long));
    let said = place.done(&[&SFT[..], &["--data", "long.jsonl"]].concat()).stderr;
    assert!(said.contains("20 conversations whose answer begins behind the context (long.jsonl:1,"), "{said}");

    let text = conversations(30).replacen("{\"messages\"", "{\"massages\"", 1);
    place.write("bad.jsonl", &text);
    let typed = [&SFT[..], &["--data", "bad.jsonl"]].concat();
    place.refused_with(&typed, &["bad.jsonl:1", "massages", "--skip-bad"]);
    let said = place.done(&[&typed[..], &["--skip-bad", "1"]].concat()).stderr;
    assert!(said.contains("left out: 1 bad rows (bad.jsonl:1: "), "{said}");
}

#[test]
fn a_validation_has_something_to_measure_and_no_number_is_never_the_best() {
    let place = Place::new().with_base();
    let answer = |n: usize| if n.is_multiple_of(2) { "a" } else { "" };
    let row = |n| {
        format!(
            r#"{{"messages": [{{"role": "user", "content": "q {n}"}}, {{"role": "assistant", "content": "{}"}}]}}"#,
            answer(n)
        )
    };
    for count in [8, 20, 60] {
        place.write("empty.jsonl", rows(count, row));
        let name = format!("r{count}");
        let typed = [
            "sft",
            "--run",
            "base",
            "--data",
            "empty.jsonl",
            "--steps",
            "2",
            "--eval-every",
            "1",
            "--sample-every",
            "0",
        ];
        let said = place.done(&[&typed[..], &["--out-run", &name]].concat()).stderr;
        assert!(!said.contains("NaN") && said.contains("bits per byte"), "{said}");
    }
    place.write("none.jsonl", rows(9, |n| row(2 * n + 1)));
    place.refused_with(&[&SFT[..], &["--data", "none.jsonl"]].concat(), &["none.jsonl", "0 of its 9"]);
}

#[test]
fn texts_are_known_by_what_is_in_them() {
    let place = Place::new().with_data();
    let texts = stories(60);
    let lines: Vec<String> =
        texts.iter().map(|text| serde_json::json!({ "text": text, "score": 1 }).to_string()).collect();
    let prepare = |name: &str, more: &[&str]| {
        let _absent = fs::remove_dir_all(place.path("d"));
        place.done(&[&PREPARE[..], &[name], more].concat()).stderr
    };
    place.write("list.json", format!("[{}]", lines.join(", ")));
    place.write("lines.json", lines.join("\n"));
    place.write("nan.jsonl", lines.join("\n").replacen("\"score\":1", "\"score\":NaN", 3));
    for name in ["list.json", "lines.json", "nan.jsonl"] {
        let said = prepare(name, &[]);
        assert!(said.contains("59 documents") && said.contains("1 documents"), "{name}: {said}");
    }
    let whole = texts.join("\n\n\n");
    let utf16: Vec<u8> = format!("\u{feff}{whole}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    place.write("utf16.txt", utf16);
    prepare("utf16.txt", &["--separator", SEPARATOR]);
    let latin: Vec<u8> = whole.replace("took", "tök").chars().map(|c| c as u8).collect();
    place.write("latin1.txt", latin);
    let typed = [&PREPARE[..], &["latin1.txt", "--separator", SEPARATOR]].concat();
    fs::remove_dir_all(place.path("d")).unwrap();
    place.refused_with(&typed, &["latin1.txt", "not UTF-8", "--encoding"]);
    place.done(&[&typed[..], &["--encoding", "latin1"]].concat());
    place.refused_with(&[&typed[..], &["--encoding", "latin-one"]].concat(), &["latin-one", "windows-1251"]);
    place.write("lfs.txt", "version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 12\n");
    place.refused_with(&[&PREPARE[..5], &["e", "lfs.txt"]].concat(), &["lfs.txt", "Git LFS pointer", "git lfs pull"]);
    place.write("page.jsonl", "<!DOCTYPE html><html>404</html>");
    place.refused_with(&[&PREPARE[..5], &["e", "page.jsonl"]].concat(), &["page.jsonl", "HTML", "download"]);
}

#[test]
fn one_bad_row_has_its_place_and_can_be_skipped() {
    let place = Place::new().with_data();
    let line =
        |n: usize| serde_json::json!({ "text": format!("Chapter {n}. The fox met {} hens.", n * 7) }).to_string();
    for (name, bad, part) in [
        ("missing.jsonl", r#"{"body": 1}"#, "body"),
        ("surrogate.jsonl", r#"{"text": "\ud800"}"#, "column"),
        ("broken.jsonl", r#"{"text": "a"#, "column"),
    ] {
        place.write(name, rows(40, |n| if n == 5 { bad.to_owned() } else { line(n) }));
        let typed = ["data", "prepare", name, "--tokenizer", "tok", "--out", "d"];
        place.refused_with(&typed, &[&format!("{name}:6: "), part, "--skip-bad"]);
        let said = place.done(&[&typed[..], &["--skip-bad", "1"]].concat()).stderr;
        assert!(said.contains(&format!("left out: 1 bad rows ({name}:6: ")), "{said}");
        fs::remove_dir_all(place.path("d")).unwrap();
    }
    place.write("null.jsonl", rows(40, |n| if n == 5 { r#"{"text": null}"#.to_owned() } else { line(n) }));
    let typed = ["data", "prepare", "null.jsonl", "--tokenizer", "tok", "--out", "d"];
    let said = place.done(&typed).stderr;
    assert!(said.contains("left out: 1 rows without text (null.jsonl:6)"), "{said}");
    fs::remove_dir_all(place.path("d")).unwrap();
    place.refused_with(&[&typed[..], &["--strict"]].concat(), &["null.jsonl:6", "--strict"]);
}

#[test]
fn edited_texts_are_prepared_anew_and_moved_data_is_named() {
    let place = Place::new().with_base();
    let text = fs::read_to_string(place.path("stories.txt")).unwrap();
    place.write("stories.txt", text.replace("lamp", "boat"));
    let prepare = ["data", "prepare", "stories.txt", "--tokenizer", "tok", "--out", "edited", "--separator", SEPARATOR];
    place.write("stories.txt", &text);
    place.done(&prepare);
    place.write("stories.txt", text.replace("lamp", "boat"));
    assert!(place.done(&prepare).stderr.contains("made anew"));
    assert!(place.done(&prepare).stderr.contains("nothing to do"));

    fs::rename(place.path("data"), place.path("moved")).unwrap();
    let resume = ["pretrain", "--run", "base", "--resume", "--steps", "8", "--sample-every", "0"];
    place.refused_with(&resume, &["data", "manifest.json"]);
    place.refused_with(&[&resume[..], &["--data", "edited"]].concat(), &[]);
    place.done(&[&resume[..], &["--data", "moved"]].concat());
}

#[test]
fn one_text_is_enough_and_separators_are_not_learned() {
    let place = Place::new().with_data();
    place.write("one.txt", stories(50).join("\n\n"));
    let said = place.done(&["data", "prepare", "one.txt", "--tokenizer", "tok", "--out", "d"]).stderr;
    assert!(said.contains("one document"), "{said}");
    place.write("marked.txt", stories(200).join("\n<|endoftext|>\n"));
    let train = ["tokenizer", "train", "--input", "marked.txt", "--vocab-size", "400", "--out"];
    place.done(&[&train[..], &["plain"]].concat());
    place.done(&[&train[..], &["cut", "--separator", "<|endoftext|>"]].concat());
    let learned = |name: &str| fs::read_to_string(place.path(name).join("tokenizer.json")).unwrap().contains("endof");
    assert!(learned("plain") && !learned("cut"));
}

#[test]
fn token_shards_of_others_come_in_and_go_out() {
    let place = Place::new().with_data();
    let shards = |out: &str, form: &str| {
        let said = place.done(&["data", "export", "data", "--form", form, "--out", out]);
        said.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (bare, llm_c) = (shards("bare", "nanollama"), shards("llmc", "llm.c"));
    assert!(place.exists("bare/train_0000.bin") && place.exists("bare/val_0000.bin") && place.exists("bare/meta.json"));
    let import = |files: &[String], more: &[&str]| {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        [&["data", "import", "--tokenizer", "tok"][..], &files, more].concat().into_iter().map(str::to_owned).collect()
    };
    let done = |line: Vec<String>| place.done(&line.iter().map(String::as_str).collect::<Vec<_>>());
    done(import(&llm_c, &["--form", "llm.c", "--out", "a"]));
    done(import(&bare, &["--form", "nanollama", "--out", "b"]));
    for folder in ["a", "b"] {
        let line = ["pretrain", "--data", folder, "--run", folder, "--steps", "2", "--batch-tokens", "256"];
        place.done(&[&line[..], &program::SHAPE].concat());
    }
    let refused = |line: Vec<String>, words: &[&str]| {
        place.refused_with(&line.iter().map(String::as_str).collect::<Vec<_>>(), words);
    };
    refused(import(&bare, &["--form", "llm.c", "--out", "c"]), &["train_0000.bin", "token shard"]);
    refused(import(&llm_c, &["--form", "nanollama", "--out", "c"]), &["llm.c's header"]);
    refused(import(&bare[..1], &["--form", "nanollama", "--out", "c"]), &["held out"]);
    refused(import(&llm_c, &["--form", "llm.c", "--out", "a"]), &["holds prepared text already"]);
    refused(import(&llm_c, &["--form", "gpt5", "--out", "c"]), &["modded-nanogpt"]);
    refused(import(&llm_c, &["--form", "llm.c", "--end-of-text", "999", "--out", "c"]), &["--end-of-text 999"]);
}
