//! A step of the loop: begun on the device, and reported once the device has said how it ended. A device that works while the
//! host goes on is given the next step before the last one is reported.

use std::time::{Duration, Instant};

use nanollama_data::Batch;
use nanollama_kernel::device::Device;

use super::TrainingLoop;
use super::roll_back::Fault;
use super::under_way::UnderWay;
use crate::error::{Error, Result};
use crate::event::{Event, Observer, StepReport};
use crate::metrics::{Record, Timing};
use crate::optimizer::StepSettings;
use crate::plan::Plan;
use crate::stage::Made;
use crate::step::{Outcome, StepResult};

impl TrainingLoop {
    /// Steps that the device has been given.
    pub(super) fn submitted(&self) -> u64 {
        self.done + self.under_way.len() as u64
    }

    /// Begins the next step.
    pub(super) fn submit_step(&mut self, device: &dyn Device) -> Result<()> {
        let begun = Instant::now();
        let made = self.prepare(device)?;
        for batch in &mut self.batches {
            self.data.feed().next_into(batch)?;
        }
        let Plan { schedule, steps, gradient_clip, .. } = &self.plan;
        let step = self.submitted();
        let (rate, momentum) = (schedule.rate(step, *steps), schedule.momentum(step));
        let settings = StepSettings { rate, momentum, clip: *gradient_clip };
        let targets = self.step.submit(device, &mut self.model, &mut self.optimizer, &self.batches, &settings)?;
        let here: u64 = self.batches.iter().map(|batch| batch.tokens.len() as u64).sum();
        let [flops, here] = match self.ranks.are_several() {
            false => [self.plan.training_flops(self.batches.iter().flat_map(lengths), targets as usize), here as f64],
            true => {
                let counted = self.batches.iter().map(Batch::counted).sum();
                let own = self.plan.training_flops(self.batches.iter().flat_map(lengths), counted);
                [self.ranks.sum([own])?[0], self.plan.step.tokens as f64]
            }
        };
        let (epoch, here) = (self.data.feed().epoch(), here as u64);
        let tokens = [here, self.data.fed().unwrap_or((step + 1) * here)];
        let position = self.guard.is_some().then(|| self.data.feed().position());
        self.under_way.push_back(UnderWay { rate, momentum, epoch, flops, begun, tokens, made, position });
        Ok(())
    }

    /// Reports the oldest steps, until only `behind` are under way, or one is at fault: that is given back, and everything is
    /// still as it is behind that step.
    pub(super) fn report_steps(
        &mut self,
        device: &dyn Device,
        observer: &mut dyn Observer,
        behind: usize,
    ) -> Result<Option<Fault>> {
        while self.under_way.len() > behind {
            let fault = self.report_step(device, observer)?;
            if fault.is_some() {
                return Ok(fault);
            }
        }
        Ok(None)
    }

    /// The line of the oldest step under way, unless it is at fault.
    fn report_step(&mut self, device: &dyn Device, observer: &mut dyn Observer) -> Result<Option<Fault>> {
        let step = self.under_way.pop_front().zip(self.step.outcome(device, &mut self.optimizer));
        device.sound()?;
        let (UnderWay { rate, momentum, epoch, flops, begun, tokens, made, position }, result) =
            step.expect("a step is under way");
        let guarded = position.filter(|_| self.may_roll_back());
        let Outcome { loss, norm, targets } = match (result, guarded) {
            (StepResult::Done(outcome), guarded) => {
                let limit = self.guard.as_mut().and_then(|guard| guard.judge(outcome.loss));
                if let (Some(_), Some(position)) = (limit, guarded) {
                    return Ok(Some(Fault { what: "spike", loss: Some(outcome.loss), limit, position }));
                }
                outcome
            }
            (StepResult::NotFinite { what, .. }, Some(position)) => {
                return Ok(Some(Fault { what, loss: None, limit: None, position }));
            }
            (StepResult::NotFinite { what, tensor }, None) => return Err(self.not_finite(what, tensor)),
        };
        self.done += 1;
        // A step that began behind another one on the device has had it to itself since that one was done.
        let seconds = begun.max(self.reported).elapsed().as_secs_f64();
        self.reported = Instant::now();
        self.ranks.step_took(Duration::from_secs_f64(seconds))?;
        let lr = self.plan.rates.matrix * rate;
        let [step_tokens, tokens] = tokens;
        // Of preferences the loss is not the sum of their tokens'.
        let loss = match &made {
            Some(Made::Pairs(pairs)) => pairs.loss,
            _ => loss,
        };
        let elapsed = self.elapsed();
        let timing = Timing { seconds, elapsed };
        let record = Record::Train { loss, norm, lr, momentum, tokens, targets, epoch, timing };
        self.metrics.append(self.done, &record)?;
        match &made {
            Some(Made::Answers(answers)) => self.metrics.append(self.done, &Record::Answers(answers))?,
            Some(Made::Pairs(pairs)) => self.metrics.append(self.done, &Record::Pairs(pairs))?,
            None => {}
        }
        self.loss = Some(loss);
        let seconds_a_step = self.paced.elapsed().as_secs_f64() / (self.done - self.first) as f64;
        observer.observe(&Event::Step(StepReport {
            step: self.done,
            steps: self.plan.steps,
            loss,
            made,
            norm,
            lr,
            rate,
            tokens,
            epoch,
            seconds,
            tokens_per_second: step_tokens as f64 / seconds,
            flops_per_second: flops / seconds,
            elapsed,
            seconds_left: seconds_a_step * (self.plan.steps - self.done) as f64,
        }));
        Ok(None)
    }

    fn not_finite(&self, what: &'static str, tensor: String) -> Error {
        Error::NotFinite {
            step: self.done + 1,
            what,
            tensor,
            saved: self.saved.map_or("none".to_owned(), |step| step.to_string()),
            matrix_lr: self.plan.rates.matrix / 2.0,
            embedding_lr: self.plan.rates.embedding / 2.0,
        }
    }
}

/// Lengths of a batch's segments.
fn lengths(batch: &Batch) -> impl Iterator<Item = usize> {
    batch.segments.iter().map(|segment| segment.len as usize)
}
