//! What the model makes of the held-out texts of its personality. It decides nothing: the best checkpoint is that of the text.

use std::time::Instant;

use nanollama_kernel::device::Device;

use super::TrainingLoop;
use crate::error::Result;
use crate::event::{Event, Observer};
use crate::metrics::{Record, Timing};

impl TrainingLoop {
    /// Measures it, where there is such a text.
    pub(super) fn measure_personality(&mut self, device: &dyn Device, observer: &mut dyn Observer) -> Result<()> {
        let begun = Instant::now();
        let Some(batches) = self.data.held_out_personality()? else { return Ok(()) };
        let score = self.evaluator.score_among(device, (self.step.arena(), &self.model), &self.ranks, batches)?;
        if !score.is_a_number() {
            return Ok(());
        }
        let timing = Timing { seconds: begun.elapsed().as_secs_f64(), elapsed: self.elapsed() };
        self.metrics.append(self.done, &Record::personality(&score, timing))?;
        observer.observe(&Event::Personality { step: self.done, score });
        Ok(())
    }
}
