//! A checkpoint of a run under way, the pointer to the best one, and which old ones go.

use std::time::Instant;

use nanollama_kernel::device::Device;
use nanollama_store::run::{Best, LockedRun};

use super::TrainingLoop;
use crate::average::Average;
use crate::checkpoint::{self, Snapshot, State};
use crate::error::Result;
use crate::evaluate::Score;
use crate::event::{Event, Observer};

/// What `best.json` says was measured.
const METRIC: &str = "bits_per_byte";

impl TrainingLoop {
    /// Saves, which was `due` by the plan or not, points `@best` to it if it is, and removes what need not be kept, in this
    /// order: a kill in between leaves more than is needed, never less.
    pub(super) fn save(
        &mut self,
        device: &dyn Device,
        (score, due): (Option<Score>, bool),
        observer: &mut dyn Observer,
    ) -> Result<()> {
        let begun = Instant::now();
        // A guarded run may take back a checkpoint that only the clock or a person asked for: it is never the best.
        let score = score.filter(|_| due || self.guard.is_none());
        if let (Some(guard), true) = (&mut self.guard, due) {
            guard.anchor = self.done;
        }
        self.ranks.be_patient()?;
        let Some(run) = self.run.written() else {
            self.optimizer.hand_over_moments(device)?;
            self.saved = Some(self.done);
            return Ok(());
        };
        self.metrics.sync()?;
        let state = State {
            score,
            lowest: self.lowest,
            stale: if self.plan.watch.early_stop > 0 { self.stale } else { 0 },
            guard: self.guard.clone(),
            average: self.average.as_ref().and_then(Average::gathered),
            elapsed: self.elapsed(),
            ..State::new(&self.plan, self.done, self.data.feed().position(), &self.optimizer)
        };
        let (model, optimizer, tokenizer) = (&self.model, &self.optimizer, &self.tokenizer);
        let (average, about) = (self.average.as_ref(), self.about.as_ref());
        let snapshot = Snapshot { device, model, optimizer, average, about, tokenizer, state: &state };
        checkpoint::save(run, &snapshot)?;
        Self::point_to_best(run, self.done, (score, state.average.is_some()))?;
        let anchor = self.guard.as_ref().map(|guard| guard.anchor);
        run.prune(self.plan.watch.keep, anchor)?;
        self.saved = Some(self.done);
        observer.observe(&Event::Saved { step: self.done, seconds: begun.elapsed().as_secs_f64() });
        Ok(())
    }

    /// Points `@best` to the checkpoint of `step` when its score, of its averaged weights or its own, beats the one pointed
    /// to.
    pub(super) fn point_to_best(run: &LockedRun, step: u64, (score, average): (Option<Score>, bool)) -> Result<()> {
        let Some(value) = score.map(|score| score.bits_per_byte).filter(|value| value.is_finite()) else {
            return Ok(());
        };
        if run.best()?.is_none_or(|best| value < best.value) {
            run.set_best(&Best { step, metric: METRIC.to_owned(), value, average })?;
        }
        Ok(())
    }
}
