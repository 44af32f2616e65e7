//! The loop: take a step, look, show, save, until the plan is done or someone asks to stop.
//!
//! `training_loop/advance.rs` has the step, `training_loop/look.rs` what is looked at between two steps,
//! `training_loop/save.rs` how a checkpoint comes to be.

mod advance;
mod look;
mod personality;
mod save;
mod under_way;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use nanollama_data::Batch;
use nanollama_kernel::device::Device;
use nanollama_model::Model;
use nanollama_store::metrics::Metrics;
use nanollama_store::run::LockedRun;
use nanollama_token::Tokenizer;
use under_way::UnderWay;

use super::context::RunContext;
use super::finished::Finished;
use crate::checkpoint::State;
use crate::error::Result;
use crate::evaluate::Evaluator;
use crate::event::Event;
use crate::optimizer::Optimizer;
use crate::plan::Plan;
use crate::sample::Sampler;
use crate::stage::StageData;
use crate::step::Step;

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
    /// Steps whose outcome is known.
    done: u64,
    /// Steps on their way on the device, the oldest first.
    under_way: VecDeque<UnderWay>,
    lowest: Option<f64>,
    /// Seconds before this process.
    before: f64,
    started: Instant,
    /// When a step was last reported.
    reported: Instant,
    saved: Option<u64>,
}

impl TrainingLoop {
    /// At the first step.
    pub(super) fn fresh(
        device: &dyn Device,
        plan: Plan,
        run: LockedRun,
        data: Box<dyn StageData>,
        model: Model,
        tokenizer: Tokenizer,
    ) -> Result<TrainingLoop> {
        let optimizer = Optimizer::new(device, &plan.model, plan.rates, plan.weight_decay)?;
        let metrics = run.metrics(None)?;
        TrainingLoop::new(device, plan, run, data, (model, optimizer), metrics, tokenizer)
    }

    /// Behind the last step of a checkpoint.
    pub(super) fn restored(
        device: &dyn Device,
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
        let mut resumed = TrainingLoop::new(device, plan, run, data, moved, metrics, tokenizer)?;
        resumed.done = state.step;
        resumed.saved = Some(state.step);
        resumed.lowest = state.lowest;
        resumed.before = state.elapsed;
        Ok(resumed)
    }

    fn new(
        device: &dyn Device,
        plan: Plan,
        run: LockedRun,
        data: Box<dyn StageData>,
        (model, optimizer): (Model, Optimizer),
        metrics: Metrics,
        tokenizer: Tokenizer,
    ) -> Result<TrainingLoop> {
        let (rows, context) = (plan.step.rows, plan.step.context);
        let mut step = Step::new(device, &plan.model, rows, context, plan.recompute)?;
        let evaluator = Evaluator::new(device, &plan.model, &tokenizer, rows, context)?;
        // They work one at a time, in one piece of memory that is as long as the longest needs.
        step.arena().reserve(device, evaluator.arena_bytes().max(optimizer.arena_bytes()))?;
        Ok(TrainingLoop {
            step,
            evaluator,
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
            under_way: VecDeque::new(),
            lowest: None,
            before: 0.0,
            started: Instant::now(),
            reported: Instant::now(),
            saved: None,
        })
    }

    /// Trains until the plan is done or someone asks to stop.
    pub(super) fn train(mut self, context: RunContext<'_>) -> Result<Finished> {
        let RunContext { device, observer, interrupt } = context;
        self.model.pack(device)?;
        observer.observe(&Event::Started { plan: &self.plan, done: self.done, memory: self.memory() });
        let first = self.done;
        if first == 0 && self.plan.watch.sample_due(0, self.plan.steps) {
            self.show_sample(device, observer)?;
        }
        self.started = Instant::now();
        self.reported = self.started;
        let mut last_save = self.started;
        let save_after = Duration::try_from_secs_f64(60.0 * self.plan.watch.save_minutes).unwrap_or(Duration::MAX);
        let (mut loss, mut last_score, mut interrupted) = (None, None, false);
        while self.submitted() < self.plan.steps && !interrupted {
            self.submit_step(device)?;
            let (watch, step) = (&self.plan.watch, self.submitted());
            let last = step == self.plan.steps;
            let due = |every: u64| every > 0 && step.is_multiple_of(every);
            let save_due = last || due(watch.save_every);
            let (eval_due, sample_due) = (save_due || due(watch.eval_every), watch.sample_due(step, self.plan.steps));
            // Whoever looks at the weights waits for all that moves them.
            let behind = if eval_due || sample_due { 0 } else { device.lag() };
            loss = self.report_steps(device, observer, (first, behind))?.or(loss);
            let score = if eval_due { self.validate(device, observer)? } else { None };
            if eval_due {
                self.measure_personality(device, observer)?;
            }
            last_score = score.or(last_score);
            if sample_due {
                self.show_sample(device, observer)?;
            }
            interrupted = !last && interrupt();
            let overdue = !save_after.is_zero() && last_save.elapsed() >= save_after;
            if save_due || interrupted || overdue {
                loss = self.report_steps(device, observer, (first, 0))?.or(loss);
                self.save(device, score, observer)?;
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

    /// Bytes of the device that steps and validations use: weights, their packed copies, gradients, the optimiser's state,
    /// and what all of them work in.
    fn memory(&self) -> u64 {
        (self.model.bytes() + self.step.bytes() + self.optimizer.bytes()) as u64
    }

    /// Seconds of training, over all resumptions.
    fn elapsed(&self) -> f64 {
        self.before + self.started.elapsed().as_secs_f64()
    }
}
