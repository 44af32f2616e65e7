//! A run that this process writes, under a lock that other processes respect.

use std::fs::{File, TryLockError};
use std::io::{Read, Write};
use std::ops::Deref;
use std::path::Path;
use std::time::Duration;

use super::best::Best;
use super::layout::{BEST_FILE, LOCK_FILE, PLAN_FILES};
use super::{Run, vacant};
use crate::atomic;
use crate::checkpoint::{self, CheckpointWriter};
use crate::error::{Error, Result};
use crate::metrics::Metrics;

/// Longer than anybody looks at a lock.
const LOOK: Duration = Duration::from_millis(50);

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
    /// Makes a new run; `plan_file` is `plan.toml` or `plan.json`. A folder left by a creation that
    /// was interrupted before its plan is taken over.
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

    /// Removes all checkpoints but the `keep` newest, the best, and that of step `spared`. At least the newest stays.
    /// Returns the steps removed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn prune(&self, keep: usize, spared: Option<u64>) -> Result<Vec<u64>> {
        let best = self.best()?.map(|best| best.step);
        let mut old = self.steps()?;
        old.truncate(old.len().saturating_sub(keep.max(1)));
        old.retain(|&step| Some(step) != best && Some(step) != spared);
        for &step in &old {
            checkpoint::remove(&self.checkpoints_path(), step)?;
        }
        Ok(old)
    }

    /// Removes the checkpoints of all steps after `last`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove_after(&self, last: u64) -> Result<()> {
        let later = self.steps()?.into_iter().filter(|step| *step > last);
        later.rev().try_for_each(|step| checkpoint::remove(&self.checkpoints_path(), step))
    }

    fn lock(run: Run) -> Result<LockedRun> {
        let path = run.path.join(LOCK_FILE);
        let fail = |source| Error::io(&path, "lock", source);
        let mut lock = File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(fail)?;
        // Whoever only looks whether it is locked holds it for a moment.
        let tried = match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {
                std::thread::sleep(LOOK);
                lock.try_lock()
            }
            tried => tried,
        };
        match tried {
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
