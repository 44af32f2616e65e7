//! A folder to try the program in, and texts small enough to train on in a second. What is expected of the program lives in the tests.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Two blank lines, as it is typed.
pub(crate) const SEPARATOR: &str = r"\n\n\n";
/// A model that trains in a second.
pub(crate) const SHAPE: [&str; 10] =
    ["--layers", "2", "--dim", "32", "--heads", "2", "--kv-heads", "1", "--context", "128"];

/// An empty folder that the program runs in.
pub(crate) struct Place(TempDir);

/// What the program said.
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Place {
    pub(crate) fn new() -> Place {
        Place(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// The program in this folder, deaf to the environment of whoever runs the tests.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("nanollama"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("NANOLLAMA_") && name != "NANOLLAMA_ISA")
        {
            command.env_remove(name);
        }
        // No test asks anybody outside of this machine.
        command
            .current_dir(self.0.path())
            .env("NANOLLAMA_THREADS", "1")
            .env("HF_HUB_OFFLINE", "1")
            .env("HF_HOME", self.path("hf"));
        for name in ["HF_TOKEN", "HF_HUB_CACHE", "HF_ENDPOINT", "HF_TOKEN_PATH"] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn say<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Said {
        Said::of(self.command().args(args).output().unwrap())
    }

    /// Runs with bytes on stdin.
    pub(crate) fn say_with(&self, stdin: &[u8], args: &[&str]) -> Said {
        Said::of(assert_cmd::Command::from_std(self.listening(args)).write_stdin(stdin).output().unwrap())
    }

    fn listening(&self, args: &[&str]) -> Command {
        let mut command = self.command();
        command.args(args);
        command
    }

    /// Runs and expects success.
    pub(crate) fn done(&self, args: &[&str]) -> Said {
        self.say(args).succeeded(args)
    }

    /// Runs and expects a refusal as they all are: exit code 2, nothing on stdout, one line that begins with `error:`, no panic. Gives
    /// that line.
    pub(crate) fn refused<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> String {
        let args: Vec<_> = args.into_iter().map(|arg| arg.as_ref().to_owned()).collect();
        self.say(&args).refused(&format!("{args:?}"))
    }

    /// [`Place::refused`], with words that the line must have.
    pub(crate) fn refused_with(&self, args: &[&str], words: &[&str]) {
        let line = self.refused(args);
        for word in words {
            assert!(line.contains(word), "{args:?} should say {word:?}: {line}");
        }
    }

    /// Every file and folder below, sorted; the program's own lock files and timings excluded by the caller.
    pub(crate) fn everything(&self) -> Vec<PathBuf> {
        let mut all = Vec::new();
        walk(self.0.path(), &mut all);
        all.sort();
        all
    }

    /// Text, tokenizer `tok` and shards `data`.
    pub(crate) fn with_data(self) -> Place {
        self.write("stories.txt", stories(300).join("\n\n\n"));
        self.done(&["tokenizer", "train", "--input", "stories.txt", "--vocab-size", "320", "--out", "tok"]);
        self.done(&["data", "prepare", "stories.txt", "--tokenizer", "tok", "--out", "data", "--separator", SEPARATOR]);
        self
    }

    /// The run `base`, trained for a few steps, on [`Place::with_data`].
    pub(crate) fn with_base(self) -> Place {
        let place = self.with_data();
        let shaped = ["pretrain", "--data", "data", "--run", "base", "--steps", "6", "--batch-tokens", "256"];
        place.done(&[&shaped[..], &SHAPE, &["--sample-every", "0", "--save-every", "3"]].concat());
        place
    }
}

impl Said {
    pub(crate) fn of(output: Output) -> Said {
        Said {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }

    pub(crate) fn succeeded(self, args: &[&str]) -> Said {
        assert_eq!(self.code, Some(0), "{args:?}: {}", self.stderr);
        assert!(!self.stderr.contains("error:"), "{args:?}: {}", self.stderr);
        self
    }

    pub(crate) fn refused(self, what: &str) -> String {
        let Said { code, stdout, stderr } = self;
        assert!(!stderr.contains("panicked"), "{what}: {stderr}");
        assert_eq!(code, Some(2), "{what}: {stderr}");
        assert_eq!(stdout, "", "{what}");
        let errors: Vec<&str> = stderr.lines().filter(|line| line.starts_with("error:")).collect();
        assert_eq!(errors.len(), 1, "{what}: {stderr}");
        errors[0].to_owned()
    }

    /// The last line of stdout as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        let last = self.stdout.lines().last().expect("something stands on stdout");
        serde_json::from_str(last).unwrap_or_else(|error| panic!("{error}: {last}"))
    }
}

/// What a writer that was stopped half-way would leave.
pub(crate) fn temporary(place: &Place) -> Vec<PathBuf> {
    let hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".tmp"));
    place.everything().into_iter().filter(hidden).collect()
}

fn walk(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, all);
        }
        all.push(path);
    }
}

/// Short stories, all different.
pub(crate) fn stories(count: usize) -> Vec<String> {
    let (names, things, places) = (
        ["Ann", "Bob", "Cid", "Dora", "Eve", "Finn", "Gus"],
        ["apple", "book", "lamp", "key", "rope"],
        ["garden", "house", "river", "market", "hill", "mill", "barn", "church", "tower", "wood", "lake"],
    );
    let sentence = |n: usize| {
        let (name, thing, place) = (names[n % 7], things[n / 7 % 5], places[n / 35 % 11]);
        format!("{name} took the {thing} to the {place}.")
    };
    (0..count).map(|n| (0..5).map(|part| sentence(n * 13 + part * 101)).collect::<Vec<_>>().join(" ")).collect()
}

/// Conversations, one a line.
pub(crate) fn conversations(count: usize) -> String {
    let line = |n: usize| {
        let thing = ["apple", "book", "lamp", "key", "rope"][n % 5];
        serde_json::json!({"messages": [
            {"role": "user", "content": format!("Who has {n} of the {thing}?")},
            {"role": "assistant", "content": format!("Ann took the {thing}.")},
        ]})
        .to_string()
    };
    (0..count).map(line).collect::<Vec<_>>().join("\n")
}

/// Damages of a file, each with its name.
pub(crate) fn damages(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut zeroed = bytes.to_vec();
    zeroed.iter_mut().take(64).for_each(|byte| *byte = 0);
    let mut filled = bytes.to_vec();
    filled.iter_mut().take(64).for_each(|byte| *byte = 0xff);
    vec![
        ("empty", Vec::new()),
        ("cut to one byte", bytes[..1].to_vec()),
        ("cut in half", bytes[..bytes.len() / 2].to_vec()),
        ("its start zero", zeroed),
        ("its start ones", filled),
    ]
}
