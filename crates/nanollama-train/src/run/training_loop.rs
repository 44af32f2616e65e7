//! The loop: take a step, look, show, save, until the plan is done or someone asks to stop.
//!
//! `training_loop/look.rs` has what is looked at between two steps, `training_loop/save.rs` how a checkpoint comes to be.

mod look;
mod save;

use std::time::{Duration, Instant};

use nanollama_data::Batch;
use nanollama_kernel::launch::Kernels;
use nanollama_model::Model;
use nanollama_store::metrics::Metrics;
use nanollama_store::run::LockedRun;
use nanollama_token::Tokenizer;

use super::context::RunContext;
use super::finished::Finished;
use crate::checkpoint::State;
use crate::error::{Error, Result};
use crate::evaluate::Evaluator;
use crate::event::{Event, Observer, StepReport};
use crate::metrics::{Record, Timing};
use crate::optimizer::{Optimizer, state_elements, workspace_elements};
use crate::plan::Plan;
use crate::sample::Sampler;
use crate::stage::StageData;
use crate::step::{Outcome, Step, StepResult, StepSettings};

/// A run under way.
pub(super) struct TrainingLoop {
    plan: Plan,
    run: LockedRun,
    data: Box<dyn StageData>,
    model: Model,
    optimizer: Optimizer,
    tokenizer: Tokenizer,
    step: Step,
    evaluator: Evaluator,
    sampler: Sampler,
    batches: Vec<Batch>,
    metrics: Metrics,
    done: u64,
    lowest: Option<f64>,
    /// Seconds before this process.
    before: f64,
    started: Instant,
    saved: Option<u64>,
}

impl TrainingLoop {
    /// At the first step.
    pub(super) fn fresh(
        kernels: &dyn Kernels,
        plan: Plan,
        run: LockedRun,
        data: Box<dyn StageData>,
        model: Model,
        tokenizer: Tokenizer,
    ) -> Result<TrainingLoop> {
        let optimizer = Optimizer::new(kernels, &plan.model, plan.rates, plan.weight_decay)?;
        let metrics = run.metrics(None)?;
        TrainingLoop::new(kernels, plan, run, data, (model, optimizer), metrics, tokenizer)
    }

    /// Behind the last step of a checkpoint.
    pub(super) fn restored(
        kernels: &dyn Kernels,
        plan: Plan,
        run: LockedRun,
        mut data: Box<dyn StageData>,
        moved: (Model, Optimizer),
        state: State,
        tokenizer: Tokenizer,
    ) -> Result<TrainingLoop> {
        data.feed().seek(&state.position)?;
        let metrics = run.metrics(Some(state.step))?;
        // A kill may have come between a checkpoint and what follows it.
        TrainingLoop::point_to_best(&run, state.step, state.score)?;
        run.prune(plan.watch.keep)?;
        let mut resumed = TrainingLoop::new(kernels, plan, run, data, moved, metrics, tokenizer)?;
        resumed.done = state.step;
        resumed.saved = Some(state.step);
        resumed.lowest = state.lowest;
        resumed.before = state.elapsed;
        Ok(resumed)
    }

    fn new(
        kernels: &dyn Kernels,
        plan: Plan,
        run: LockedRun,
        data: Box<dyn StageData>,
        (model, optimizer): (Model, Optimizer),
        metrics: Metrics,
        tokenizer: Tokenizer,
    ) -> Result<TrainingLoop> {
        let (rows, context) = (plan.step.rows, plan.step.context);
        Ok(TrainingLoop {
            step: Step::new(kernels, &plan.model, rows, context, plan.recompute)?,
            evaluator: Evaluator::new(kernels, &plan.model, &tokenizer, rows, context)?,
            sampler: Sampler::default(),
            batches: vec![Batch::default(); plan.step.accumulation],
            plan,
            run,
            data,
            model,
            optimizer,
            tokenizer,
            metrics,
            done: 0,
            lowest: None,
            before: 0.0,
            started: Instant::now(),
            saved: None,
        })
    }

    /// Trains until the plan is done or someone asks to stop.
    pub(super) fn train(mut self, context: RunContext<'_>) -> Result<Finished> {
        let RunContext { kernels, observer, interrupt } = context;
        self.model.pack(kernels.pool());
        observer.observe(&Event::Started { plan: &self.plan, done: self.done, memory: self.memory() });
        let first = self.done;
        self.started = Instant::now();
        let mut last_save = Instant::now();
        let save_after = Duration::try_from_secs_f64(60.0 * self.plan.watch.save_minutes).unwrap_or(Duration::MAX);
        let (mut loss, mut last_score, mut interrupted) = (None, None, false);
        while self.done < self.plan.steps && !interrupted {
            loss = Some(self.take_step(kernels, observer, first)?);
            let watch = &self.plan.watch;
            let last = self.done == self.plan.steps;
            let due = |every: u64| every > 0 && self.done.is_multiple_of(every);
            let save_due = last || due(watch.save_every);
            let (eval_due, sample_due) = (save_due || due(watch.eval_every), due(watch.sample_every));
            let score = if eval_due { self.validate(kernels, observer)? } else { None };
            last_score = score.or(last_score);
            if sample_due || (last && self.plan.watch.sample_every > 0) {
                self.show_sample(kernels, observer)?;
            }
            interrupted = !last && interrupt();
            let overdue = !save_after.is_zero() && last_save.elapsed() >= save_after;
            if save_due || interrupted || overdue {
                self.save(kernels, score, observer)?;
                last_save = Instant::now();
            }
        }
        Ok(Finished {
            step: self.done,
            steps: self.plan.steps,
            interrupted,
            loss,
            score: last_score,
            elapsed: self.elapsed(),
            path: self.run.path().to_owned(),
        })
    }

    /// Bytes of everything that a step or a validation uses. The weights are packed.
    fn memory(&self) -> u64 {
        let buffers = self.model.bytes() + self.step.bytes() + self.evaluator.bytes();
        let optimizer = state_elements(&self.plan.model) + workspace_elements(&self.plan.model);
        buffers as u64 + size_of::<f32>() as u64 * optimizer
    }

    /// Seconds of training, over all resumptions.
    fn elapsed(&self) -> f64 {
        self.before + self.started.elapsed().as_secs_f64()
    }

    /// One step and its line; `first` is how many were done when this process began. Gives the loss.
    fn take_step(&mut self, kernels: &dyn Kernels, observer: &mut dyn Observer, first: u64) -> Result<f64> {
        let begun = Instant::now();
        for batch in &mut self.batches {
            self.data.feed().next_into(batch)?;
        }
        let Plan { schedule, steps, rates, gradient_clip, .. } = &self.plan;
        let (rate, momentum) = (schedule.rate(self.done, *steps), schedule.momentum(self.done));
        let settings = StepSettings { rate, momentum, clip: *gradient_clip };
        let result = self.step.take(kernels, &mut self.model, &mut self.optimizer, &self.batches, &settings)?;
        let outcome = match result {
            StepResult::Done(outcome) => outcome,
            StepResult::NotFinite { what, tensor } => return Err(self.not_finite(what, tensor)),
        };
        self.done += 1;
        let Outcome { loss, norm, targets } = outcome;
        let seconds = begun.elapsed().as_secs_f64();
        let (lr, epoch) = (rates.matrix * rate, self.data.feed().epoch());
        let step_tokens = self.plan.step.tokens as u64;
        let tokens = self.done * step_tokens;
        let timing = Timing { seconds, elapsed: self.elapsed() };
        let record = Record::Train { loss, norm, lr, momentum, tokens, targets, epoch, timing };
        self.metrics.append(self.done, &record)?;
        let per_second = step_tokens as f64 / seconds;
        let seconds_a_step = self.started.elapsed().as_secs_f64() / (self.done - first) as f64;
        observer.observe(&Event::Step(StepReport {
            step: self.done,
            steps: self.plan.steps,
            loss,
            norm,
            lr,
            tokens,
            epoch,
            seconds,
            tokens_per_second: per_second,
            flops_per_second: self.plan.model.training_flops(self.batches.iter().flat_map(lengths), targets as usize)
                / seconds,
            seconds_left: seconds_a_step * (self.plan.steps - self.done) as f64,
        }));
        Ok(loss)
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
