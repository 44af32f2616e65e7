//! A checkpoint: a folder `step_000123` of files and a `DONE` mark, which lists each file with its length and SHA-256.
//!
//! Order of events: the files are written and synced in a temporary folder, `DONE` last, then the folder is renamed. A folder without `DONE` is
//! never read; one whose files are not those `DONE` lists is an error that names the file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::error::{Error, Result};
use crate::hash;

const DONE_FILE: &str = "DONE";
const FORMAT: &str = "checkpoint mark";
const FORMAT_VERSION: u32 = 1;
const PREFIX: &str = "step_";
/// A mark lists a handful of files.
const MOST_DONE_BYTES: u64 = 1 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Done {
    format: u32,
    step: u64,
    files: BTreeMap<String, Listed>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    bytes: u64,
    sha256: String,
}

/// A complete checkpoint whose files have been verified.
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
        let mark = path.join(DONE_FILE);
        let length = fs::metadata(&mark).map_err(|source| Error::io(&mark, "find", source))?.len();
        if length > MOST_DONE_BYTES {
            return Err(Error::format(&mark, FORMAT, format!("it has {length} bytes; the most is {MOST_DONE_BYTES}")));
        }
        let text = fs::read(&mark).map_err(|source| Error::io(&mark, "read", source))?;
        let done = parse(&text).map_err(|what| Error::format(&mark, FORMAT, what))?;
        if path.file_name().and_then(|name| step_of(&name.to_string_lossy())).is_some_and(|step| step != done.step) {
            return Err(Error::format(&mark, FORMAT, format!("it says step {}, its folder another", done.step)));
        }
        for (name, listed) in &done.files {
            verify(&path.join(name), listed)?;
        }
        Ok(Checkpoint { path: path.to_owned(), step: done.step, files: done.files.into_keys().collect() })
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

/// Fills the folder of a checkpoint that is being saved.
#[derive(Debug)]
pub struct CheckpointWriter {
    folder: PathBuf,
}

impl CheckpointWriter {
    /// The path under which to write a file, with [`crate::safetensors::write`] for one.
    ///
    /// # Errors
    /// When the name is no plain file name, or `DONE`.
    pub fn file(&self, name: &str) -> Result<PathBuf> {
        check_file_name(name).map_err(|what| Error::unwritable(&self.folder.join(name), what))?;
        Ok(self.folder.join(name))
    }

    /// Writes a file whose bytes lie ready.
    ///
    /// # Errors
    /// As [`CheckpointWriter::file`], and when the disk refuses.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        fs::write(self.file(name)?, bytes).map_err(|source| Error::io(&self.folder.join(name), "write", source))
    }

    fn finish(&self, step: u64) -> Result<()> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(&self.folder).map_err(|source| Error::io(&self.folder, "list", source))? {
            let path = entry.map_err(|source| Error::io(&self.folder, "list", source))?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            check_file_name(&name).map_err(|what| Error::unwritable(&path, what))?;
            atomic::sync_file(&path)?;
            let bytes = fs::metadata(&path).map_err(|source| Error::io(&path, "read", source))?.len();
            files.insert(name, Listed { bytes, sha256: hash::sha256_file(&path)? });
        }
        let done = Done { format: FORMAT_VERSION, step, files };
        let text = serde_json::to_vec_pretty(&done).expect("strings and numbers always serialise");
        atomic::write_bytes(&self.folder.join(DONE_FILE), &text)
    }
}

/// The folder's name of a step: `step_000123`.
#[must_use]
pub fn folder_name(step: u64) -> String {
    format!("{PREFIX}{step:06}")
}

pub(crate) fn save<E: From<Error>>(
    folder: &Path,
    step: u64,
    fill: impl FnOnce(&mut CheckpointWriter) -> Result<(), E>,
) -> Result<(), E> {
    let path = folder.join(folder_name(step));
    let mut writer = CheckpointWriter { folder: atomic::temporary_folder(&path)? };
    let filled = fill(&mut writer).and_then(|()| {
        writer.finish(step)?;
        atomic::replace_folder(&writer.folder, &path)?;
        Ok(())
    });
    if filled.is_err() {
        let _best_effort = fs::remove_dir_all(&writer.folder);
    }
    filled
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

fn step_of(name: &str) -> Option<u64> {
    let step = name.strip_prefix(PREFIX)?.parse().ok()?;
    (folder_name(step) == name).then_some(step)
}

fn parse(text: &[u8]) -> Result<Done, String> {
    let done: Done = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    if done.format != FORMAT_VERSION {
        return Err(format!("its format is {}, this program knows {FORMAT_VERSION}", done.format));
    }
    done.files.keys().try_for_each(|name| check_file_name(name))?;
    Ok(done)
}

fn check_file_name(name: &str) -> Result<(), String> {
    let plain =
        !name.starts_with('.') && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if name.is_empty() || !plain || name == DONE_FILE {
        return Err(format!(
            "a checkpoint file named `{name}`; letters, digits, `-`, `_` and `.` make a name, and {DONE_FILE} is taken"
        ));
    }
    Ok(())
}

fn verify(path: &Path, listed: &Listed) -> Result<()> {
    let damaged = |what: String| Err(Error::Damaged { path: path.to_owned(), what });
    let length = match fs::metadata(path) {
        Ok(metadata) => metadata.len(),
        Err(source) => return damaged(format!("{source}")),
    };
    if length != listed.bytes {
        return damaged(format!("it has {length} bytes, {DONE_FILE} says {}", listed.bytes));
    }
    let sha256 = hash::sha256_file(path)?;
    if sha256 != listed.sha256 {
        return damaged(format!("its SHA-256 is {sha256}, {DONE_FILE} says {}", listed.sha256));
    }
    Ok(())
}
