//! The program as a person types it, in a folder of its own, and what its runs have written there.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The program, and the folder that it works in.
pub(crate) struct Program {
    /// The binary.
    pub(crate) binary: PathBuf,
    /// Where everything is written; runs lie in `runs` there.
    pub(crate) out: PathBuf,
}

impl Program {
    /// Types a command, and shows what it says.
    pub(crate) fn run(&self, words: &[&str], paths: &[(&str, &Path)]) -> Result<(), String> {
        let status = self.command(words, paths).status().map_err(|error| self.failed(&error))?;
        if status.success() { Ok(()) } else { Err(format!("{}: {status}", words.join(" "))) }
    }

    /// Types a command quietly, and gives the JSON on the last line of what it writes.
    pub(crate) fn json(&self, words: &[&str], paths: &[(&str, &Path)]) -> Result<Value, String> {
        let command = &mut self.command(words, paths);
        let output = command.stderr(Stdio::piped()).output().map_err(|error| self.failed(&error))?;
        let said = String::from_utf8_lossy(&output.stdout);
        if !output.status.success() {
            return Err(format!("{}: {}", words.join(" "), String::from_utf8_lossy(&output.stderr)));
        }
        let last = said.lines().last().unwrap_or_default();
        serde_json::from_str(last).map_err(|error| format!("{}: {error} in {last:?}", words.join(" ")))
    }

    fn command(&self, words: &[&str], paths: &[(&str, &Path)]) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg("--runs").arg(self.out.join("runs")).args(words);
        for (flag, path) in paths {
            command.arg(flag).arg(path);
        }
        command
    }

    fn failed(&self, error: &std::io::Error) -> String {
        format!("{}: {error}", self.binary.display())
    }

    /// The lines of a kind of a run's metrics.
    pub(crate) fn lines(&self, run: &str, kind: &str) -> Result<Vec<Value>, String> {
        let path = self.out.join("runs").join(run).join("metrics.jsonl");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        Ok(lines.filter(|line| line["kind"] == kind).collect())
    }

    /// Whether a run has been begun.
    pub(crate) fn has(&self, run: &str) -> bool {
        self.out.join("runs").join(run).join("plan.json").is_file()
    }

    /// Whether a run has taken so many steps and saved behind the last.
    pub(crate) fn is_done(&self, run: &str, steps: u64) -> bool {
        let last = self.lines(run, "train").ok().and_then(|lines| lines.last()?["step"].as_u64());
        let saved = newest(&self.out.join("runs").join(run));
        last == Some(steps) && saved.is_ok_and(|path| path.ends_with(format!("step_{steps:06}")))
    }
}

/// The newest checkpoint of a run.
fn newest(run: &Path) -> Result<PathBuf, String> {
    let folder = run.join("checkpoints");
    let files = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("step_"));
    let newest = files.filter_map(Result::ok).map(|file| file.path()).filter(named).max();
    newest.ok_or_else(|| format!("{}: no checkpoint", folder.display()))
}
