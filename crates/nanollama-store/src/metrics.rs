//! `metrics.jsonl`: one JSON object a line, each with its `step`. Lines are appended as they happen
//! and taken back when a run resumes from an earlier step, so the file of a run that was killed and
//! resumed is the file of one that was not.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::atomic;
use crate::error::{Error, Result};

const STEP: &str = "step";

/// An open metrics file; one writer at a time, under the run's lock.
#[derive(Debug)]
pub struct Metrics {
    path: PathBuf,
    /// None where another process keeps them.
    file: Option<File>,
}

#[derive(Deserialize)]
struct Stepped {
    step: u64,
}

impl Metrics {
    /// Of a process that keeps none, because another one does.
    #[must_use]
    pub fn none() -> Metrics {
        Metrics { path: PathBuf::new(), file: None }
    }

    /// Opens the file for appending, made if missing, and takes back every line after step `last`
    /// (all lines when None) and a last line that was cut off.
    ///
    /// # Errors
    /// When a whole line is no JSON object with a step, or the disk refuses.
    pub fn resume(path: &Path, last: Option<u64>) -> Result<Metrics> {
        if path.exists() {
            remove_after(path, last)?;
        } else {
            // Its name is durable from here on, so that `sync` need only sync its bytes.
            atomic::write_bytes(path, b"")?;
        }
        let file = OpenOptions::new().append(true).open(path).map_err(|source| Error::io(path, "open", source))?;
        Ok(Metrics { path: path.to_owned(), file: Some(file) })
    }

    /// Appends `record`, an object without `step`, as one line.
    ///
    /// # Errors
    /// When the record is no object or has a `step` already, or the disk refuses.
    pub fn append(&mut self, step: u64, record: &impl Serialize) -> Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let mut object = Map::new();
        object.insert(STEP.into(), step.into());
        match serde_json::to_value(record) {
            Ok(Value::Object(fields)) if !fields.contains_key(STEP) => object.extend(fields),
            _ => return Err(Error::unwritable(&self.path, "a record that is no object of its own, without `step`")),
        }
        let mut line = serde_json::to_vec(&object).expect("a JSON value always serialises");
        line.push(b'\n');
        // One write a line: a kill cuts at most the last one, which `resume` takes back.
        file.write_all(&line).map_err(|source| Error::io(&self.path, "write", source))
    }

    /// Makes what was appended durable; called before a checkpoint is.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sync(&self) -> Result<()> {
        let synced = self.file.as_ref().map_or(Ok(()), File::sync_all);
        synced.map_err(|source| Error::io(&self.path, "sync", source))
    }
}

fn remove_after(path: &Path, last: Option<u64>) -> Result<()> {
    let fail = |source| Error::io(path, "read", source);
    let mut reader = BufReader::new(File::open(path).map_err(fail)?);
    let mut kept = Vec::new();
    let mut changed = false;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(fail)? == 0 {
            break;
        }
        if line.last() != Some(&b'\n') {
            changed = true;
            break;
        }
        let stepped: Stepped = serde_json::from_slice(&line).map_err(|error| Error::Line {
            path: path.to_owned(),
            line: number,
            what: format!("no metrics line: {error}; remove the line and resume again"),
        })?;
        if last.is_some_and(|last| stepped.step <= last) {
            kept.extend_from_slice(&line);
        } else {
            changed = true;
        }
    }
    if changed { atomic::write_bytes(path, &kept) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(path: &Path) -> Vec<u64> {
        std::fs::read_to_string(path)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str::<Stepped>(line).unwrap().step)
            .collect()
    }

    #[test]
    fn resuming_takes_back_later_and_cut_lines() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("metrics.jsonl");
        let mut metrics = Metrics::resume(&path, None).unwrap();
        for step in 1..=5 {
            metrics.append(step, &serde_json::json!({"loss": 1.5})).unwrap();
        }
        let whole = std::fs::read(&path).unwrap();
        assert!(whole.starts_with(b"{\"step\":1,\"loss\":1.5}\n"));
        std::fs::write(&path, &whole[..whole.len() - 3]).unwrap();
        Metrics::resume(&path, Some(5)).unwrap();
        assert_eq!(steps(&path), [1, 2, 3, 4]);
        Metrics::resume(&path, Some(2)).unwrap().append(3, &serde_json::json!({"loss": 1.0})).unwrap();
        assert_eq!(steps(&path), [1, 2, 3]);
        Metrics::resume(&path, None).unwrap();
        assert_eq!(steps(&path), [0; 0]);
    }

    #[test]
    fn a_foreign_line_is_named_and_a_second_step_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("metrics.jsonl");
        std::fs::write(&path, "{\"step\":1}\nhello\n").unwrap();
        assert!(Metrics::resume(&path, Some(1)).unwrap_err().to_string().contains("metrics.jsonl:2: "));
        let mut metrics = Metrics::resume(&folder.path().join("other.jsonl"), None).unwrap();
        assert!(metrics.append(1, &serde_json::json!({"step": 2})).is_err());
        assert!(metrics.append(1, &3).is_err());
    }
}
