//! A training run of the program: how it is started, and what its metrics say.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::folder::Folder;

/// A folder for runs, gone with this.
pub(super) struct Runs(PathBuf);

impl Runs {
    /// An empty one.
    pub(super) fn new(name: &str) -> Result<Runs, String> {
        let path = std::env::temp_dir().join(format!("gpu-check-{name}-{}", std::process::id()));
        let _none_there = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Runs(path))
    }

    /// The command that trains `run` so.
    pub(super) fn pretrain(&self, folder: &Folder, run: &str, words: &str) -> Command {
        let mut command = Command::new(folder.program());
        command.args(["pretrain", "--run", run, "--runs"]).arg(&self.0).arg("--data").arg(folder.data());
        command.args(words.split_whitespace());
        command
    }

    /// The command that goes on with it.
    pub(super) fn resume(&self, folder: &Folder, run: &str, words: &str) -> Command {
        let mut command = Command::new(folder.program());
        command.args(["pretrain", "--run", run, "--resume", "--runs"]).arg(&self.0).args(words.split_whitespace());
        command
    }

    /// The command that continues a text with it.
    pub(super) fn continued(&self, folder: &Folder, run: &str, text: &str, words: &str) -> Command {
        let mut command = Command::new(folder.program());
        command.args(["run", "-m", run, "-p", text, "--runs"]).arg(&self.0).args(words.split_whitespace());
        command
    }

    /// The steps of a run, in order, as its metrics have them.
    pub(super) fn steps(&self, run: &str) -> Result<Vec<Value>, String> {
        let path = self.0.join(run).join("metrics.jsonl");
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let rows = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        Ok(rows.filter(|row| row["kind"] == "train").collect())
    }

    /// The losses of its steps.
    pub(super) fn losses(&self, run: &str) -> Result<Vec<f64>, String> {
        Ok(self.steps(run)?.iter().filter_map(|row| row["loss"].as_f64()).collect())
    }

    /// Its checkpoints, the newest last.
    pub(super) fn checkpoints(&self, run: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.0.join(run).join("checkpoints")).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> =
            entries.map(|entry| entry.path()).filter(|path| path.join("DONE").exists()).collect();
        found.sort();
        found
    }

    /// A file of the newest checkpoint.
    pub(super) fn newest(&self, run: &str, file: &str) -> Result<Vec<u8>, String> {
        let checkpoint = self.checkpoints(run).pop().ok_or_else(|| format!("{run} has saved nothing"))?;
        let path = checkpoint.join(file);
        fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Where they lie.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Runs {
    fn drop(&mut self) {
        let _best_effort = fs::remove_dir_all(&self.0);
    }
}
