//! A checkpoint: a folder `step_000123` of files and a `DONE` mark, which lists each file with its length and SHA-256.
//!
//! `checkpoint/mark.rs` is the mark, `checkpoint/save.rs` the order in which files, mark and folder
//! come to be. A folder without a mark is never read; one whose files are not those of its mark is
//! an error that names the file.

mod mark;
mod save;

use std::fs;
use std::path::{Path, PathBuf};

use crate::atomic;
use crate::error::{Error, Result};
use mark::{DONE_FILE, Mark, step_of};

pub use mark::folder_name;
pub use save::CheckpointWriter;
pub(crate) use save::save;

/// The file of a checkpoint's averaged weights, under the names of the weights themselves.
pub const AVERAGE_FILE: &str = "average.safetensors";

/// A complete checkpoint.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    path: PathBuf,
    step: u64,
    files: Vec<String>,
}

impl Checkpoint {
    /// Opens the folder of a checkpoint and verifies length and hash of every file (about a second a gigabyte).
    ///
    /// # Errors
    /// When it has no mark, or a file is missing or not what the mark says.
    pub fn open(path: &Path) -> Result<Checkpoint> {
        Checkpoint::open_verifying(path, |_| true)
    }

    /// Opens the folder of a checkpoint, verifies the length of every file, and the hash of those that `wanted` names:
    /// a reader need not pay for files that it never opens.
    ///
    /// # Errors
    /// When it has no mark, a file is missing or of another length, or a wanted one is not what the mark says.
    pub fn open_verifying(path: &Path, wanted: impl Fn(&str) -> bool) -> Result<Checkpoint> {
        let mark = Mark::load(path)?;
        for (name, listed) in &mark.files {
            let file = path.join(name);
            listed.check_length(&file)?;
            if wanted(name) {
                listed.check_hash(&file)?;
            }
        }
        Ok(Checkpoint { path: path.to_owned(), step: mark.step, files: mark.files.into_keys().collect() })
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its step.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// The names of its files, sorted.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// Where its averaged weights are.
    ///
    /// # Errors
    /// [`Error::NoAverage`] when it has none.
    pub fn average(&self) -> Result<PathBuf> {
        if self.files.iter().any(|file| file == AVERAGE_FILE) {
            return Ok(self.path.join(AVERAGE_FILE));
        }
        Err(Error::NoAverage { path: self.path.clone() })
    }

    /// Where a file of it is.
    ///
    /// # Errors
    /// When the checkpoint has no such file.
    pub fn file(&self, name: &str) -> Result<PathBuf> {
        if self.files.iter().any(|file| file == name) {
            return Ok(self.path.join(name));
        }
        let what = format!("this checkpoint has no such file, only {}", self.files.join(", "));
        Err(Error::Damaged { path: self.path.join(name), what })
    }
}

/// Steps of the complete checkpoints in a folder, rising.
pub(crate) fn steps(folder: &Path) -> Result<Vec<u64>> {
    let mut steps = Vec::new();
    if !folder.exists() {
        return Ok(steps);
    }
    for entry in fs::read_dir(folder).map_err(|source| Error::io(folder, "list", source))? {
        let entry = entry.map_err(|source| Error::io(folder, "list", source))?;
        if let Some(step) = step_of(&entry.file_name().to_string_lossy())
            && entry.path().join(DONE_FILE).is_file()
        {
            steps.push(step);
        }
    }
    steps.sort_unstable();
    Ok(steps)
}

/// Takes a checkpoint away: out of sight first, so that a kill leaves no half of it.
pub(crate) fn remove(folder: &Path, step: u64) -> Result<()> {
    let path = folder.join(folder_name(step));
    let fail = |source| Error::io(&path, "remove", source);
    let aside = atomic::temporary_folder(&path)?;
    fs::rename(&path, aside.join("removed")).map_err(fail)?;
    fs::remove_dir_all(&aside).map_err(fail)
}

#[cfg(test)]
mod tests;
