//! How a run ended.

use std::path::PathBuf;

use nanollama_store::run::Run;

use crate::checkpoint;
use crate::error::Result;
use crate::evaluate::Score;
use crate::plan::stored::trained_plan;

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// Steps done.
    pub step: u64,
    /// Steps planned.
    pub steps: u64,
    /// True when it was asked to stop before its end.
    pub interrupted: bool,
    /// True when it ended before its last step, because it got no better.
    pub early: bool,
    /// Loss of the last step, in nats.
    pub loss: Option<f64>,
    /// The last validation.
    pub score: Option<Score>,
    /// Seconds of training, over all resumptions.
    pub elapsed: f64,
    /// The run's folder.
    pub path: PathBuf,
}

/// How a stored run ended; `None` while steps are missing.
///
/// # Errors
/// When its plan or its newest checkpoint cannot be read.
pub fn finished(run: &Run) -> Result<Option<Finished>> {
    let plan = trained_plan(run)?;
    let done = checkpoint::newest_state(run)?.filter(|state| {
        let patience = plan.watch.early_stop;
        state.step >= plan.steps || (patience > 0 && state.stale >= patience)
    });
    Ok(done.map(|state| Finished {
        step: state.step,
        steps: plan.steps,
        interrupted: false,
        early: state.step < plan.steps,
        loss: None,
        score: state.score,
        elapsed: state.elapsed,
        path: run.path().to_owned(),
    }))
}
