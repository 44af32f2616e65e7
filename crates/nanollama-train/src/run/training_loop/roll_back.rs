//! How a guarded run goes back: to the last checkpoint that was due, and on with the data behind the step at fault (as
//! Chowdhery et al. 2022 went on with PaLM by hand: a spike seldom comes again when its data is left out).

use std::time::Instant;

use nanollama_data::Position;
use nanollama_kernel::device::Device;
use nanollama_store::run::Which;

use super::TrainingLoop;
use crate::checkpoint;
use crate::error::Result;
use crate::event::{Event, Observer};
use crate::guard::MOST_ROLLBACKS;
use crate::rollback::{self, Rollback};

/// A step that a guarded run does not go on behind.
pub(super) struct Fault {
    /// `spike`, `loss` or `gradient`.
    pub(super) what: &'static str,
    /// The loss, where it is a number.
    pub(super) loss: Option<f64>,
    /// What it lies above, where it is a spike.
    pub(super) limit: Option<f64>,
    /// Where the data stands behind the step.
    pub(super) position: Position,
}

impl TrainingLoop {
    /// Whether the guard has a rollback left.
    pub(super) fn may_roll_back(&self) -> bool {
        self.guard.is_some() && self.rollbacks.len() < MOST_ROLLBACKS
    }

    /// Goes back behind a fault in step `done + 1`. What is on its way on the device is forgotten. The order is one in which a
    /// kill between any two lines loses nothing: later checkpoints first, which the run will not come to, the record last.
    pub(super) fn roll_back(&mut self, device: &dyn Device, observer: &mut dyn Observer, fault: Fault) -> Result<()> {
        let anchor = self.guard.as_ref().map_or(0, |guard| guard.anchor);
        self.under_way.clear();
        while self.step.outcome(device, &mut self.optimizer).is_some() {}
        device.sound()?;
        let Fault { what, loss, limit, position } = fault;
        self.ranks.be_patient()?;
        if let Some(run) = self.run.written() {
            run.remove_after(anchor)?;
            self.metrics = run.metrics(Some(anchor))?;
        }
        self.rollbacks.push(Rollback { at: self.done + 1, to: anchor, what: what.to_owned(), loss, limit, position });
        if let Some(run) = self.run.written() {
            rollback::record(run, &self.rollbacks)?;
        }
        let state = checkpoint::restore(
            device,
            &self.run.checkpoint(Which::Step(anchor))?,
            self.run.name(),
            (&mut self.model, &mut self.optimizer, self.average.as_mut()),
        )?;
        self.model.pack(device)?;
        let rollback = self.rollbacks.last().expect("it was pushed above");
        self.data.feed().seek(&rollback.position)?;
        (self.done, self.saved, self.lowest, self.guard) = (anchor, Some(anchor), state.lowest, state.guard);
        self.stale = state.stale;
        (self.first, self.paced) = (anchor, Instant::now());
        self.reported = self.paced;
        let left = MOST_ROLLBACKS - self.rollbacks.len();
        observer.observe(&Event::RolledBack { rollback, left });
        Ok(())
    }
}
