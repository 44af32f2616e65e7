//! What cannot be done is refused: exit code 2, one line that names the file or flag, what was found, and what to type instead; and
//! nothing half-written stays behind.

use std::fs;

#[path = "../../nanollama-store/tests/seeds/mod.rs"]
mod parquet_seeds;
mod program;

use program::{Place, SEPARATOR, SHAPE, conversations, stories};

#[test]
fn what_is_not_there_is_named() {
    let place = Place::new().with_data();
    let before = place.everything();
    place.refused_with(
        &["tokenizer", "encode", "--tokenizer", "nosuch"],
        &["nosuch", "no such file", "tokenizer train"],
    );
    place.refused_with(&["tokenizer", "decode", "--tokenizer", "data/train_000000.bin"], &["train_000000.bin"]);
    place.refused_with(
        &["tokenizer", "train", "--input", "nosuch.txt", "--vocab-size", "300", "--out", "t"],
        &["nosuch.txt", "no such file"],
    );
    place.refused_with(&["tokenizer", "train", "--input", "*.none", "--vocab-size", "300", "--out", "t"], &["*.none"]);
    place.refused_with(
        &["data", "prepare", "nosuch.txt", "--tokenizer", "tok", "--out", "d"],
        &["nosuch.txt", "no such file"],
    );
    place.refused_with(
        &["data", "prepare", "stories.txt", "--tokenizer", "nosuch", "--out", "d"],
        &["nosuch", "tokenizer train"],
    );
    place.refused_with(&["pretrain", "--data", "nosuch", "--run", "r"], &["nosuch", "data prepare"]);
    place.refused_with(&["pretrain", "--data", "tok", "--run", "r"], &["tok", "data prepare"]);
    place.refused_with(&["pretrain", "--run", "r"], &["required"]);
    place.refused_with(&["pretrain", "--run", "r", "--resume"], &["r", "no such run", "nanollama pretrain"]);
    place.refused_with(&["pretrain", "--data", "data", "--model", "nope", "--run", "r"], &["nope", "nano"]);
    place.refused_with(&["pretrain", "--data", "data", "--run", "../r"], &["../r", "name"]);
    place.refused_with(&["pretrain", "--data", "data", "--recipe", "nosuch.toml", "--run", "r"], &["nosuch.toml"]);
    place.refused_with(&["run", "-m", "nosuch", "-p", "a"], &["nosuch", "quickstart"]);
    place.refused_with(&["chat", "-m", "nosuch", "-p", "a"], &["nosuch", "quickstart"]);
    place.refused_with(&["export", "nosuch", "--out", "a.gguf"], &["nosuch", "quickstart"]);
    place.refused_with(&["import", "nosuch", "--run", "r"], &["nosuch", "quickstart"]);
    place.refused_with(&["sft", "--run", "nosuch", "--data", "c.jsonl", "--out-run", "r"], &["nosuch", "quickstart"]);
    place.refused_with(&["bench", "generate", "-m", "nosuch"], &["nosuch", "quickstart"]);
    place.refused_with(&["bench", "train", "--model", "nope"], &["nope", "nano"]);
    assert_eq!(place.everything(), before);
}

#[test]
fn names_that_are_taken_or_unknown_list_the_others() {
    let place = Place::new().with_base();
    place.done(&["export", "base", "--out", "hf", "--format", "hf"]);
    place.write("chats.jsonl", conversations(20));
    let before = place.everything();
    let again = ["pretrain", "--data", "data", "--run", "base"];
    place.refused_with(&again, &["runs/base", "exists", "--resume", "--run"]);
    place.refused_with(&["import", "hf", "--run", "base"], &["runs/base", "exists"]);
    place.refused_with(
        &["sft", "--run", "base", "--data", "chats.jsonl", "--out-run", "base"],
        &["runs/base", "exists"],
    );
    place.refused_with(&["export", "base", "--out", "hf", "--format", "hf"], &["hf", "not empty"]);
    place.refused_with(&["export", "base", "--out", "model"], &["model", "--format hf"]);
    place.refused_with(&["export", "base", "--out", "nowhere/a.gguf"], &["nowhere/a.gguf", "folder"]);
    for dtype in ["q8_0", "q4_0"] {
        let folder = place.refused(["export", "base", "--out", "q", "--format", "hf", "--dtype", dtype]);
        assert!(folder.contains(dtype) && folder.contains("bf16") && !folder.contains(".tmp"), "{folder}");
    }
    place.refused_with(&["export", "base", "--out", "a.gguf", "--dtype", "f8"], &["f8", "q8_0", "q4_0"]);
    place.refused_with(&["run", "-m", "bas", "-p", "a"], &["bas", "base", "hf"]);
    place.refused_with(&["run", "-m", "base@5", "-p", "a"], &["@5", "3, 6"]);
    place.refused_with(&["run", "-m", "base@worst", "-p", "a"], &["base@worst"]);
    place.refused_with(&["pretrain", "--run", "base", "--resume"], &["6 of 6", "--steps"]);
    place.refused_with(&["pretrain", "--run", "base", "--resume", "--steps", "4"], &["6", "4", "--steps"]);
    place.refused_with(&["pretrain", "--run", "base", "--resume", "--steps", "9", "--dim", "64"], &["dim", "32", "64"]);
    place.refused_with(
        &["pretrain", "--run", "base", "--resume", "--steps", "9", "--data", "other"],
        &["other", "data"],
    );
    place.refused_with(&["pretrain", "--run", "base", "--resume", "--recipe", "r.toml"], &["--recipe", "r.toml"]);
    place.refused_with(&["run", "-m", "stories.txt", "-p", "a"], &["stories.txt", ".gguf"]);
    assert_eq!(place.everything(), before);

    // The same data named again contradicts nothing.
    place.done(&["pretrain", "--run", "base", "--resume", "--steps", "7", "--data", "data", "--sample-every", "0"]);
    place.done(&["import", "hf", "--run", "taken"]);
    place.refused_with(&["pretrain", "--run", "taken", "--resume", "--steps", "9"], &["taken", "sft"]);
}

fn prepare<'a>(path: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["data", "prepare", path, "--tokenizer", "tok", "--out", "out"], more].concat()
}

#[test]
fn texts_that_teach_nothing_are_refused() {
    let place = Place::new().with_data();
    place.write("empty.txt", "");
    place.write("blank.jsonl", "{\"text\": \"\"}\n");
    place.write("latin.txt", b"caf\xe9");
    place.write("cut.jsonl", "{\"text\": \"a\"}\n{\"te");
    place.write("list.jsonl", "[1, 2]\n");
    place.write("body.jsonl", "{\"body\": \"a\"}\n{\"body\": \"b\"}\n");
    place.write("chats.jsonl", conversations(5));
    place.write("short.txt", "a\n\n\nb\n\n\nc");
    place.write("other.xyz", "a");
    place.write("single.txt", "one line");
    fs::create_dir(place.path("folder")).unwrap();
    parquet_seeds::write(&place.path("good.parquet"), parquet_seeds::LAYOUTS[0], 20);
    let before = place.everything();
    for (name, word) in [("empty.txt", "--input"), ("blank.jsonl", "--input"), ("folder", "folder")] {
        place.refused_with(&prepare(name, &[]), &[name]);
        place.refused_with(&["tokenizer", "train", "--input", name, "--vocab-size", "300", "--out", "t"], &[word]);
    }
    place.refused_with(&prepare("latin.txt", &[]), &["latin.txt", "UTF-8", "--encoding"]);
    place.refused_with(&prepare("cut.jsonl", &[]), &["cut.jsonl:2"]);
    place.refused_with(&prepare("list.jsonl", &[]), &["list.jsonl:1"]);
    place.refused_with(&prepare("body.jsonl", &[]), &["body.jsonl:1", "text", "body", "--text-column"]);
    place.refused_with(&prepare("chats.jsonl", &[]), &["chats.jsonl:1", "nanollama sft"]);
    place.refused_with(&prepare("other.xyz", &[]), &["other.xyz", ".jsonl"]);
    place.refused_with(
        &prepare("good.parquet", &["--text-column", "nosuch"]),
        &["good.parquet", "nosuch", "text", "--text-column"],
    );
    place.refused_with(&prepare("single.txt", &[]), &["single document", "--separator", "--validation"]);
    place.refused_with(&prepare("stories.txt", &["--separator", ""]), &["--separator"]);
    assert_eq!(place.everything(), before);

    place.done(&["data", "prepare", "short.txt", "--tokenizer", "tok", "--out", "short", "--separator", SEPARATOR]);
    let after = place.everything();
    let line = ["pretrain", "--data", "short", "--model", "pico", "--run", "r"];
    place.refused_with(&line, &["short", "6 tokens", "256", "--context"]);
    assert_eq!(place.everything(), after);
}

#[test]
fn conversations_that_teach_nothing_are_refused() {
    let place = Place::new().with_base();
    let bad = [
        ("empty.jsonl", "".to_owned(), "empty.jsonl"),
        ("cut.jsonl", conversations(3) + "\n{\"messages\": [", "cut.jsonl:4"),
        ("one.jsonl", conversations(1), "at least two"),
        ("text.jsonl", "{\"text\": \"a\"}\n".repeat(4), "text.jsonl:1"),
        ("roles.jsonl", "{\"messages\": [{\"role\": \"robot\", \"content\": \"a\"}]}\n".repeat(4), "--role"),
        ("silent.jsonl", "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}\n".repeat(4), "silent.jsonl"),
    ];
    for (name, text, _) in &bad {
        place.write(name, text);
    }
    let before = place.everything();
    for (name, _, word) in &bad {
        place.refused_with(&["sft", "--run", "base", "--data", name, "--out-run", "talks"], &[name, word]);
    }
    place.refused_with(&["sft", "--run", "base", "--data", "nosuch.jsonl", "--out-run", "talks"], &["nosuch.jsonl"]);
    place.write("good.jsonl", conversations(20));
    let longer = ["sft", "--run", "base", "--data", "good.jsonl", "--out-run", "talks", "--context", "256"];
    place.refused_with(&longer, &["256", "128", "--context"]);
    fs::remove_file(place.path("good.jsonl")).unwrap();
    assert_eq!(place.everything(), before);
}

#[test]
fn another_vocabulary_is_refused() {
    let place = Place::new().with_base();
    place.write("other.txt", stories(40).join(" Quickly! "));
    place.done(&["tokenizer", "train", "--input", "other.txt", "--vocab-size", "290", "--out", "other"]);
    let line =
        [&["pretrain", "--data", "data", "--run", "r", "--steps", "1", "--batch-tokens", "128"][..], &SHAPE].concat();

    // Shards beside a tokenizer that did not make them.
    fs::copy(place.path("other/tokenizer.json"), place.path("data/tokenizer.json")).unwrap();
    place.refused_with(&line, &["data", "different tokenizers", "data prepare"]);
    fs::copy(place.path("tok/tokenizer.json"), place.path("data/tokenizer.json")).unwrap();

    // A folder that was prepared with one is not gone on with by another.
    let again = ["data", "prepare", "stories.txt", "--tokenizer", "other", "--out", "data", "--separator", SEPARATOR];
    place.refused_with(&again, &["data", "tokenizer", "--out"]);

    // A run does not go on with data that was made again in another way.
    fs::rename(place.path("data"), place.path("data-before")).unwrap();
    place.done(&again);
    place.refused_with(&["pretrain", "--run", "base", "--resume", "--steps", "9"], &["tokenizer", "--run"]);

    // A tokenizer that makes ids the model has no row for.
    place.done(&["tokenizer", "train", "--input", "stories.txt", "--vocab-size", "400", "--out", "larger"]);
    place.done(&["export", "base", "--out", "hf", "--format", "hf"]);
    fs::copy(place.path("larger/tokenizer.json"), place.path("hf/tokenizer.json")).unwrap();
    place.refused_with(&["run", "-m", "hf", "-p", "a"], &["hf", "--tokenizer"]);
    place.refused_with(&["import", "hf", "--run", "r"], &["hf", "--tokenizer"]);
    fs::remove_file(place.path("hf/tokenizer.json")).unwrap();
    place.refused_with(&["run", "-m", "hf", "-p", "a"], &["hf", "no tokenizer", "--tokenizer"]);
    place.done(&["run", "-m", "hf", "-p", "Ann", "--tokenizer", "tok", "--max-tokens", "2"]);
    assert!(!place.exists("runs/r"));

    let ids = place.say_with(b"3 4 99999", &["tokenizer", "decode", "--tokenizer", "tok"]).refused("an id too large");
    assert!(ids.contains("99999") && ids.contains("tok"), "{ids}");
    let word = place.say_with(b"3 four", &["tokenizer", "decode", "--tokenizer", "tok"]).refused("no id");
    assert!(word.contains("four"), "{word}");
    let bytes = place.say_with(b"caf\xe9", &["tokenizer", "encode", "--tokenizer", "tok"]).refused("no UTF-8");
    assert!(bytes.contains("UTF-8"), "{bytes}");
}

/// A small file system of its own, where the system lets us make one.
#[cfg(target_os = "linux")]
struct SmallDisk<'a>(&'a std::path::Path);

#[cfg(target_os = "linux")]
impl<'a> SmallDisk<'a> {
    fn mount(folder: &'a std::path::Path, kibibytes: u32) -> Option<Self> {
        fs::create_dir(folder).unwrap();
        let size = format!("size={kibibytes}k");
        let mount = std::process::Command::new("mount").args(["-t", "tmpfs", "-o", &size, "none"]).arg(folder).output();
        mount.is_ok_and(|output| output.status.success()).then_some(SmallDisk(folder))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _best_effort = std::process::Command::new("umount").arg(self.0).status();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_nothing_half_written() {
    let place = Place::new().with_base();
    place.write("chats.jsonl", conversations(20));
    place.write("many.txt", vec![stories(380).join("\n\n\n"); 10].join("\n\n\n"));
    let folder = place.path("small");
    let Some(_disk) = SmallDisk::mount(&folder, 64) else {
        eprintln!("skipped: only an administrator may mount a small disk to fill");
        return;
    };
    let full = |args: &[&str], left: &[&str]| {
        let line = place.refused(args);
        assert!(line.contains("the disk is full") && line.contains("small"), "{args:?}: {line}");
        let mut found: Vec<String> =
            fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        found.sort();
        assert_eq!(found, left, "{args:?}");
    };
    full(&["export", "base", "--out", "small/a.gguf", "--dtype", "f32"], &[]);
    full(&["export", "base", "--out", "small/hf", "--format", "hf"], &[]);
    full(&["import", "runs/base/checkpoints/step_000006", "--run", "copy", "--runs", "small"], &[]);
    full(&["world", "--documents", "20000", "--conversations", "0", "--out", "small/town"], &["town"]);
    fs::remove_dir_all(folder.join("town")).unwrap();
    let prepare =
        ["data", "prepare", "many.txt", "--tokenizer", "tok", "--out", "small/data", "--separator", SEPARATOR];
    let line = place.refused(prepare);
    assert!(line.contains("the disk is full"), "{line}");
    assert!(!place.exists("small/data/manifest.json"));
    fs::remove_dir_all(folder.join("data")).unwrap_or_default();

    // A run that cannot save keeps its plan, so that the same command with --resume goes on when there is room.
    let run = [
        &["pretrain", "--data", "data", "--run", "r", "--runs", "small", "--steps", "2", "--batch-tokens", "128"][..],
        &SHAPE,
    ]
    .concat();
    full(&run, &["r"]);
    assert_eq!(fs::read_dir(folder.join("r/checkpoints")).unwrap().count(), 0);
    assert!(program::temporary(&place).is_empty());
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_a_failure() {
    let place = Place::new().with_base();
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    for args in [
        &["run", "-m", "base", "-p", "a", "--max-tokens", "4"][..],
        &["list"],
        &["doctor", "--json"],
        &["plan", "--data", "data", "--model", "pico", "--json"],
    ] {
        let output = place.command().args(args).stdout(full()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
        assert!(stderr.contains("error:") && !stderr.contains("panicked"), "{args:?}: {stderr}");
    }
}
