//! A run's folder, `<runs>/<name>`: `plan.toml` or `plan.json`, `metrics.jsonl`, `train.log`,
//! `checkpoints/step_000123/`, `best.json`, and a lock.
//!
//! Anyone may look ([`Run`]); one process at a time may write ([`LockedRun`]). What a checkpoint is stands in
//! [`crate::checkpoint`]; what a plan says is known to whoever makes plans.

mod best;
mod layout;
mod lock;
mod locked;
mod name;

use std::fs;
use std::path::{Path, PathBuf};

use crate::checkpoint::{self, Checkpoint};
use crate::error::{Error, Result};
use layout::{BEST_FILE, CHECKPOINTS, LOG_FILE, METRICS_FILE, PLAN_FILES};

pub use best::Best;
pub use locked::LockedRun;
pub use name::{RunName, Which, check_name};

/// Checks that a new run can have a name.
///
/// # Errors
/// When the name is none, or the run exists.
pub fn vacant(runs: &Path, name: &str) -> Result<()> {
    check_name(name)?;
    let run = Run { path: runs.join(name), name: name.to_owned() };
    if run.plan_path().is_some() {
        return Err(Error::RunExists { path: run.path });
    }
    Ok(())
}

/// The names of the runs in a folder, sorted. A folder that is not there has none.
///
/// # Errors
/// When the folder cannot be listed.
pub fn list(runs: &Path) -> Result<Vec<String>> {
    if !runs.exists() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(runs).map_err(|source| Error::io(runs, "list", source))? {
        let entry = entry.map_err(|source| Error::io(runs, "list", source))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if check_name(&name).is_ok() && PLAN_FILES.iter().any(|plan| entry.path().join(plan).is_file()) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// A run to look at. It takes no lock and changes nothing.
#[derive(Clone, Debug)]
pub struct Run {
    path: PathBuf,
    name: String,
}

impl Run {
    /// Finds a run.
    ///
    /// # Errors
    /// When the name is none or there is no such run.
    pub fn open(runs: &Path, name: &str) -> Result<Run> {
        check_name(name)?;
        let run = Run { path: runs.join(name), name: name.to_owned() };
        if run.plan_path().is_none() {
            return Err(Error::NoRun { path: run.path, known: list(runs)? });
        }
        Ok(run)
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether a process writes it now. The lock is touched for a moment only.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn is_being_written(&self) -> Result<bool> {
        lock::is_locked(&self.path)
    }

    /// Where its metrics are.
    pub fn metrics_path(&self) -> PathBuf {
        self.path.join(METRICS_FILE)
    }

    /// Where lines for people are, if whoever trains it writes them.
    pub fn log_path(&self) -> PathBuf {
        self.path.join(LOG_FILE)
    }

    /// The stored plan's text.
    ///
    /// # Errors
    /// When it is missing or unreadable.
    pub fn plan(&self) -> Result<String> {
        let path = self.plan_path().unwrap_or_else(|| self.path.join(PLAN_FILES[0]));
        fs::read_to_string(&path).map_err(|source| Error::io(&path, "read", source))
    }

    /// The steps of all complete checkpoints, rising. What is unfinished is not among them.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn steps(&self) -> Result<Vec<u64>> {
        checkpoint::steps(&self.checkpoints_path())
    }

    /// Opens a checkpoint and verifies every file of it.
    ///
    /// # Errors
    /// When there is no such complete checkpoint, or a file of it is damaged.
    pub fn checkpoint(&self, which: Which) -> Result<Checkpoint> {
        Checkpoint::open(&self.checkpoint_path(which)?)
    }

    /// Opens a checkpoint and verifies the hashes of those files that `wanted` names, and the lengths of all.
    ///
    /// # Errors
    /// When there is no such complete checkpoint, or one of these files is damaged.
    pub fn checkpoint_verifying(&self, which: Which, wanted: impl Fn(&str) -> bool) -> Result<Checkpoint> {
        Checkpoint::open_verifying(&self.checkpoint_path(which)?, wanted)
    }

    fn checkpoint_path(&self, which: Which) -> Result<PathBuf> {
        let steps = self.steps()?;
        let step = match which {
            Which::Newest => steps.last().copied(),
            Which::Step(step) => Some(step).filter(|step| steps.contains(step)),
            Which::Best => self.best()?.map(|best| best.step).filter(|step| steps.contains(step)),
        };
        let none = || {
            let known = if steps.is_empty() {
                "none".to_owned()
            } else {
                steps.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
            };
            Error::NoCheckpoint { path: self.path.clone(), wanted: which.to_string(), known }
        };
        Ok(self.checkpoints_path().join(checkpoint::folder_name(step.ok_or_else(none)?)))
    }

    /// What `best.json` says, if there is one.
    ///
    /// # Errors
    /// When it is there and unreadable.
    pub fn best(&self) -> Result<Option<Best>> {
        let path = self.path.join(BEST_FILE);
        match fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text)
                .map(Some)
                .map_err(|error| Error::format(&path, "best checkpoint", error.to_string())),
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::io(&path, "read", source)),
        }
    }

    /// The folder of checkpoints.
    fn checkpoints_path(&self) -> PathBuf {
        self.path.join(CHECKPOINTS)
    }

    /// The plan that is there, if one is.
    fn plan_path(&self) -> Option<PathBuf> {
        PLAN_FILES.iter().map(|plan| self.path.join(plan)).find(|path| path.is_file())
    }
}

#[cfg(test)]
mod tests;
