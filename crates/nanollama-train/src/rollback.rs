//! Where a run was taken back, and which data it left out then: `rollbacks.json` in its folder.
//!
//! The record is written when the run goes back, before it goes on. A run that is killed behind that and resumed from the
//! same checkpoint leaves out the same data by it; one that is killed before goes the same way again, spike and all.

use std::path::PathBuf;

use nanollama_data::Position;
use nanollama_store::atomic;
use nanollama_store::run::{LockedRun, Run};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Result};

const FILE: &str = "rollbacks.json";

/// One time that a run was taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rollback {
    /// The step that was at fault, counted from 1.
    pub at: u64,
    /// Steps done in the checkpoint that it went on from.
    pub to: u64,
    /// What was at fault: `spike`, or the `loss` or `gradient` that was no finite number.
    pub what: String,
    /// The loss, where it was a number, in nats.
    pub loss: Option<f64>,
    /// The limit that it lay above, where it was a spike.
    pub limit: Option<f64>,
    /// Where the data goes on: behind that of the step at fault. All since the checkpoint is left out.
    pub position: Position,
}

/// The rollbacks of a run, in their order; none where it has no record.
///
/// # Errors
/// When the record cannot be read.
pub fn rollbacks(run: &Run) -> Result<Vec<Rollback>> {
    let path = path(run);
    match std::fs::read(&path) {
        Ok(text) => {
            // As states are read, by way of a value: one reader of positions in the program, not two.
            let read = serde_json::from_slice::<Value>(&text).and_then(serde_json::from_value);
            read.map_err(|error| Error::Checkpoint { path, what: error.to_string() })
        }
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(source) => Err(Error::io(&path, "read", source)),
    }
}

/// Writes the record.
pub(crate) fn record(run: &LockedRun, rollbacks: &[Rollback]) -> Result<()> {
    let text = serde_json::to_vec_pretty(rollbacks).expect("strings and finite numbers always serialise");
    Ok(atomic::write_bytes(&path(run), &text)?)
}

fn path(run: &Run) -> PathBuf {
    run.path().join(FILE)
}
