//! A run's folder, `<runs>/<name>`: `plan.toml` or `plan.json`, `metrics.jsonl`, `checkpoints/step_000123/`, `best.json`, and a lock.
//!
//! Anyone may look ([`Run`]); one process at a time may write ([`LockedRun`]). What a checkpoint is lives in [`crate::checkpoint`], what a plan says
//! lives with whoever makes plans.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io::{Read, Write};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::checkpoint::{self, Checkpoint, CheckpointWriter};
use crate::error::{Error, Result};
use crate::metrics::Metrics;

const LOCK_FILE: &str = "lock";
const METRICS_FILE: &str = "metrics.jsonl";
const BEST_FILE: &str = "best.json";
const CHECKPOINTS: &str = "checkpoints";
/// The plan's possible names, in the order they are looked for.
const PLAN_FILES: [&str; 2] = ["plan.toml", "plan.json"];
const LONGEST_NAME: usize = 100;

/// Which checkpoint of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one of the highest step.
    Newest,
    /// That of a step.
    Step(u64),
    /// The one `best.json` points to.
    Best,
}

impl fmt::Display for Which {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Which::Newest => formatter.write_str("at all"),
            Which::Step(step) => write!(formatter, "@{step}"),
            Which::Best => formatter.write_str("@best"),
        }
    }
}

/// A run and a checkpoint as typed: `NAME`, `NAME@STEP`, `NAME@best`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunName {
    /// The run.
    pub name: String,
    /// The checkpoint.
    pub which: Which,
}

impl FromStr for RunName {
    type Err = Error;

    fn from_str(text: &str) -> Result<RunName> {
        let (name, which) = match text.split_once('@') {
            None => (text, Which::Newest),
            Some((name, "best")) => (name, Which::Best),
            Some((name, step)) => {
                let bad = |_| Error::Name { name: text.to_owned(), what: "after @ comes a step's number or `best`" };
                (name, Which::Step(step.parse().map_err(bad)?))
            }
        };
        check_name(name)?;
        Ok(RunName { name: name.to_owned(), which })
    }
}

/// Checks that a name is one folder's name on every system: letters, digits, `-`, `_` and `.`, not first a `.` or `-`.
///
/// # Errors
/// With the rule it breaks.
pub fn check_name(name: &str) -> Result<()> {
    let rule = if name.is_empty() {
        "it is empty"
    } else if name.len() > LONGEST_NAME {
        "it has more than 100 characters"
    } else if name.starts_with(['.', '-']) {
        "it starts with `.` or `-`"
    } else if !name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')) {
        "only letters, digits, `-`, `_` and `.` may stand in it"
    } else {
        return Ok(());
    };
    Err(Error::Name { name: name.to_owned(), what: rule })
}

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

    /// Where its metrics are.
    pub fn metrics_path(&self) -> PathBuf {
        self.path.join(METRICS_FILE)
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

    fn checkpoints_path(&self) -> PathBuf {
        self.path.join(CHECKPOINTS)
    }

    fn plan_path(&self) -> Option<PathBuf> {
        PLAN_FILES.iter().map(|plan| self.path.join(plan)).find(|path| path.is_file())
    }
}

/// The best checkpoint so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Best {
    /// Its step.
    pub step: u64,
    /// What was measured, such as `val_bpb`.
    pub metric: String,
    /// How much it was.
    pub value: f64,
}

/// A run this process alone may write, until dropped.
#[derive(Debug)]
pub struct LockedRun {
    run: Run,
    _lock: File,
}

impl Deref for LockedRun {
    type Target = Run;
    fn deref(&self) -> &Run {
        &self.run
    }
}

impl LockedRun {
    /// Makes a new run; `plan_file` is `plan.toml` or `plan.json`. A folder left by a creation that was interrupted before its plan is taken over.
    ///
    /// # Errors
    /// When the name is none, the run exists, or the disk refuses.
    pub fn create(runs: &Path, name: &str, plan_file: &str, plan: &str) -> Result<LockedRun> {
        vacant(runs, name)?;
        let run = Run { path: runs.join(name), name: name.to_owned() };
        atomic::create_folder(&run.path)?;
        let locked = LockedRun::lock(run)?;
        // Looked at again under the lock: two processes may have started at once.
        if locked.plan_path().is_some() {
            return Err(Error::RunExists { path: locked.run.path });
        }
        locked.prepare()?;
        locked.write_plan(plan_file, plan)?;
        Ok(locked)
    }

    /// Opens an existing run for writing, and removes what an interrupted process left.
    ///
    /// # Errors
    /// When there is no such run, another process writes it, or the disk refuses.
    pub fn open(runs: &Path, name: &str) -> Result<LockedRun> {
        let locked = LockedRun::lock(Run::open(runs, name)?)?;
        locked.prepare()?;
        Ok(locked)
    }

    /// Stores the plan's text as `plan.toml` or `plan.json`.
    ///
    /// # Errors
    /// When the file has another name, or the disk refuses.
    pub fn write_plan(&self, plan_file: &str, plan: &str) -> Result<()> {
        let path = self.path.join(plan_file);
        if !PLAN_FILES.contains(&plan_file) {
            return Err(Error::unwritable(
                &path,
                format!("a plan under this name; it is one of {}", PLAN_FILES.join(", ")),
            ));
        }
        atomic::write_bytes(&path, plan.as_bytes())
    }

    /// Opens the metrics for appending after step `last`; what lies beyond is taken back. None starts afresh.
    ///
    /// # Errors
    /// As [`Metrics::resume`].
    pub fn metrics(&self, last: Option<u64>) -> Result<Metrics> {
        Metrics::resume(&self.metrics_path(), last)
    }

    /// Saves a checkpoint: `fill` writes its files, then it appears whole. One of the same step is replaced.
    ///
    /// # Errors
    /// What `fill` or the disk reports; then there is no such checkpoint, or still the old one.
    pub fn save<E: From<Error>>(
        &self,
        step: u64,
        fill: impl FnOnce(&mut CheckpointWriter) -> Result<(), E>,
    ) -> Result<(), E> {
        checkpoint::save(&self.checkpoints_path(), step, fill)
    }

    /// Points `@best` to a complete checkpoint.
    ///
    /// # Errors
    /// When there is none of that step, the value is no number, or the disk refuses.
    pub fn set_best(&self, best: &Best) -> Result<()> {
        let path = self.path.join(BEST_FILE);
        let steps = self.steps()?;
        if !steps.contains(&best.step) || !best.value.is_finite() {
            return Err(Error::unwritable(
                &path,
                format!(
                    "step {} with {} {}; it needs a complete checkpoint and a number",
                    best.step, best.metric, best.value
                ),
            ));
        }
        let text = serde_json::to_vec_pretty(best).expect("strings and finite numbers always serialise");
        atomic::write_bytes(&path, &text)
    }

    /// Removes all checkpoints but the `keep` newest and the best. At least the newest stays. Returns the steps removed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn prune(&self, keep: usize) -> Result<Vec<u64>> {
        let best = self.best()?.map(|best| best.step);
        let mut old = self.steps()?;
        old.truncate(old.len().saturating_sub(keep.max(1)));
        old.retain(|&step| Some(step) != best);
        for &step in &old {
            checkpoint::remove(&self.checkpoints_path(), step)?;
        }
        Ok(old)
    }

    fn lock(run: Run) -> Result<LockedRun> {
        let path = run.path.join(LOCK_FILE);
        let fail = |source| Error::io(&path, "lock", source);
        let mut lock = File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(fail)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let named = (&lock).take(200).read_to_string(&mut holder).is_ok() && !holder.trim().is_empty();
                let holder = if named { holder.trim().to_owned() } else { "another process".to_owned() };
                return Err(Error::Locked { path: run.path, holder });
            }
            Err(TryLockError::Error(source)) => return Err(fail(source)),
        }
        lock.set_len(0).map_err(fail)?;
        writeln!(lock, "process {}", std::process::id()).map_err(fail)?;
        Ok(LockedRun { run, _lock: lock })
    }

    fn prepare(&self) -> Result<()> {
        atomic::create_folder(&self.checkpoints_path())?;
        atomic::clean(&self.checkpoints_path())?;
        atomic::clean(&self.path)
    }
}

#[cfg(test)]
mod tests;
