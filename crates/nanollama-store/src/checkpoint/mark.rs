//! `DONE`, the mark of a complete checkpoint: its step, and length and SHA-256 of each file. It is written last.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::hash;

/// The mark's file name.
pub(super) const DONE_FILE: &str = "DONE";
const FORMAT: &str = "checkpoint mark";
const FORMAT_VERSION: u32 = 1;
/// A mark lists a handful of files.
const MOST_BYTES: u64 = 1 << 20;

/// The mark.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark {
    format: u32,
    pub(super) step: u64,
    /// By file name.
    pub(super) files: BTreeMap<String, Listed>,
}

/// What a file of the checkpoint must be.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl Mark {
    /// The mark of a step with these files.
    pub(super) fn new(step: u64, files: BTreeMap<String, Listed>) -> Mark {
        Mark { format: FORMAT_VERSION, step, files }
    }

    /// Reads the mark of a checkpoint's folder.
    pub(super) fn load(folder: &Path) -> Result<Mark> {
        let path = folder.join(DONE_FILE);
        let length = fs::metadata(&path).map_err(|source| Error::io(&path, "find", source))?.len();
        if length > MOST_BYTES {
            return Err(Error::format(&path, FORMAT, format!("it has {length} bytes; the most is {MOST_BYTES}")));
        }
        let text = fs::read(&path).map_err(|source| Error::io(&path, "read", source))?;
        let mark = parse(&text).map_err(|what| Error::format(&path, FORMAT, what))?;
        let step = folder.file_name().and_then(|name| step_of(&name.to_string_lossy()));
        if step.is_some_and(|step| step != mark.step) {
            return Err(Error::format(&path, FORMAT, format!("it says step {}, its folder another", mark.step)));
        }
        Ok(mark)
    }

    /// The mark as it is written.
    pub(super) fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).expect("strings and numbers always serialise")
    }
}

impl Listed {
    /// Refuses a file of another length. Reads nothing of it.
    pub(super) fn check_length(&self, path: &Path) -> Result<()> {
        let length = match fs::metadata(path) {
            Ok(metadata) => metadata.len(),
            Err(source) => return Err(damaged(path, format!("{source}"))),
        };
        if length != self.bytes {
            return Err(damaged(path, format!("it has {length} bytes, {DONE_FILE} says {}", self.bytes)));
        }
        Ok(())
    }

    /// Refuses a file of other bytes. Reads the whole file.
    pub(super) fn check_hash(&self, path: &Path) -> Result<()> {
        let sha256 = hash::sha256_file(path)?;
        if sha256 != self.sha256 {
            return Err(damaged(path, format!("its SHA-256 is {sha256}, {DONE_FILE} says {}", self.sha256)));
        }
        Ok(())
    }
}

/// The folder's name of a step: `step_000123`.
#[must_use]
pub fn folder_name(step: u64) -> String {
    format!("{PREFIX}{step:06}")
}

const PREFIX: &str = "step_";

/// The step of a folder's name, if it is one.
pub(super) fn step_of(name: &str) -> Option<u64> {
    let step = name.strip_prefix(PREFIX)?.parse().ok()?;
    (folder_name(step) == name).then_some(step)
}

/// Refuses what cannot be the name of a checkpoint's file.
pub(super) fn check_file_name(name: &str) -> Result<(), String> {
    let plain =
        !name.starts_with('.') && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if name.is_empty() || !plain || name == DONE_FILE {
        return Err(format!(
            "a checkpoint file named `{name}`; letters, digits, `-`, `_` and `.` make a name, and {DONE_FILE} is taken"
        ));
    }
    Ok(())
}

fn parse(text: &[u8]) -> Result<Mark, String> {
    let mark: Mark = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    if mark.format != FORMAT_VERSION {
        return Err(format!("its format is {}, this program knows {FORMAT_VERSION}", mark.format));
    }
    for (name, Listed { sha256, .. }) in &mark.files {
        check_file_name(name)?;
        // A reader may pass a file's hash over; a mark that is damaged there is seen all the same.
        if sha256.len() != 64 || !sha256.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(format!("the SHA-256 of `{name}` is {sha256:?}, which is not 64 hexadecimal digits"));
        }
    }
    Ok(mark)
}

fn damaged(path: &Path, what: String) -> Error {
    Error::Damaged { path: path.to_owned(), what }
}
