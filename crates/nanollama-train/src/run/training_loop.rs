//! The loop: take a step, look, show, save, until the plan is done or someone asks to stop.
//!
//! `training_loop/advance.rs` has the step, `training_loop/look.rs` what is looked at between two steps,
//! `training_loop/save.rs` how a checkpoint comes to be, `training_loop/roll_back.rs` how a guarded run goes back to one.

mod advance;
mod grade;
mod look;
mod personality;
mod roll_back;
mod save;
mod together;
mod under_way;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use nanollama_bundle::gamma::About;
use nanollama_data::Batch;
use nanollama_eval::Battery;
use nanollama_kernel::device::Device;
use nanollama_model::Model;
use nanollama_store::metrics::Metrics;
use nanollama_token::Tokenizer;
use under_way::UnderWay;

use super::context::RunContext;
use super::finished::Finished;
use super::folder::Folder;
use crate::average::Average;
use crate::checkpoint::State;
use crate::error::Result;
use crate::evaluate::Evaluator;
use crate::event::Event;
use crate::guard::Guard;
use crate::optimizer::Optimizer;
use crate::plan::Plan;
use crate::ranks::Ranks;
use crate::rollback::{self, Rollback};
use crate::sample::Sampler;
use crate::stage::StageData;
use crate::step::Step;
use crate::trained::Trained;

/// A run under way.
pub(super) struct TrainingLoop {
    plan: Plan,
    run: Folder,
    /// The processes that train it together; the first one writes and speaks.
    ranks: Ranks,
    data: Box<dyn StageData>,
    model: Model,
    optimizer: Optimizer,
    /// The averaged weights, in a run that has some.
    average: Option<Average>,
    /// What is known of the adapter in training, if there is one.
    about: Option<About>,
    tokenizer: Tokenizer,
    step: Step,
    evaluator: Evaluator,
    sampler: Sampler,
    /// What the model is graded by, if it is.
    battery: Option<Battery>,
    /// Whether a grade was due at the checkpoint that the run goes on from, and is not there.
    owed: bool,
    batches: Vec<Batch>,
    metrics: Metrics,
    /// Steps whose outcome is known.
    done: u64,
    /// Steps on their way on the device, the oldest first.
    under_way: VecDeque<UnderWay>,
    lowest: Option<f64>,
    /// Validations since then that were no better.
    stale: u64,
    /// Of a guarded run.
    guard: Option<Guard>,
    /// The times that it was taken back.
    rollbacks: Vec<Rollback>,
    /// Whether it saves before its first step: what it begins with cannot be made again.
    saves_at_once: bool,
    /// Loss of the last step reported.
    loss: Option<f64>,
    /// Steps done when this process began, or went back; and when that was.
    first: u64,
    paced: Instant,
    /// Seconds before this process.
    before: f64,
    started: Instant,
    /// When a step was last reported.
    reported: Instant,
    saved: Option<u64>,
}

impl TrainingLoop {
    /// Saves before the first step.
    pub(super) fn saves_at_once(&mut self) {
        self.saves_at_once = true;
    }

    /// At the first step.
    pub(super) fn fresh(
        device: &dyn Device,
        plan: Plan,
        (run, ranks): (Folder, Ranks),
        data: Box<dyn StageData>,
        (model, about): (Model, Option<About>),
        tokenizer: Tokenizer,
    ) -> Result<TrainingLoop> {
        let optimizer = Optimizer::of(device, Trained::of(&model)?, (plan.rates, plan.weight_decay), &ranks)?;
        let metrics = run.written().map_or(Ok(Metrics::none()), |run| run.metrics(None))?;
        let average = plan.average.map(|averaging| Average::new(averaging, &plan.model));
        let moved = (model, optimizer, average);
        TrainingLoop::new(device, plan, (run, ranks), data, moved, metrics, (about, tokenizer))
    }

    /// Behind the last step of a checkpoint.
    pub(super) fn restored(
        device: &dyn Device,
        plan: Plan,
        (run, ranks): (Folder, Ranks),
        mut data: Box<dyn StageData>,
        moved: (Model, Optimizer, Option<Average>),
        (state, about): (State, Option<About>),
        tokenizer: Tokenizer,
    ) -> Result<TrainingLoop> {
        let rollbacks = Self::rollbacks_until(&run, state.step)?;
        // The data that led from this checkpoint to a fault is left out.
        let left_out = rollbacks.last().filter(|rollback| rollback.to == state.step);
        data.feed().seek(left_out.map_or(&state.position, |rollback| &rollback.position))?;
        // All of them have read what is there before one of them changes it.
        ranks.meet()?;
        let mut metrics = Metrics::none();
        if let Some(run) = run.written() {
            metrics = run.metrics(Some(state.step))?;
            // A kill may have come between a checkpoint and what follows it.
            TrainingLoop::point_to_best(run, state.step, (state.score, state.average.is_some()))?;
            run.prune(plan.watch.keep, state.guard.as_ref().map(|guard| guard.anchor))?;
        }
        let mut resumed = TrainingLoop::new(device, plan, (run, ranks), data, moved, metrics, (about, tokenizer))?;
        resumed.done = state.step;
        resumed.saved = Some(state.step);
        resumed.first = state.step;
        resumed.lowest = state.lowest;
        resumed.stale = state.stale;
        resumed.guard = state.guard;
        resumed.rollbacks = rollbacks;
        resumed.before = state.elapsed;
        resumed.owed = resumed.is_owed(&resumed.run.metrics_path())?;
        Ok(resumed)
    }

    /// The rollbacks of a run that goes on from a checkpoint. Of those to a later one nothing is left: the run will go the
    /// same way again.
    fn rollbacks_until(run: &Folder, step: u64) -> Result<Vec<Rollback>> {
        let mut rollbacks = rollback::rollbacks(run)?;
        let known = rollbacks.len();
        rollbacks.retain(|rollback| rollback.to <= step);
        if let Some(run) = run.written().filter(|_| rollbacks.len() < known) {
            rollback::record(run, &rollbacks)?;
        }
        Ok(rollbacks)
    }

    fn new(
        device: &dyn Device,
        plan: Plan,
        (run, ranks): (Folder, Ranks),
        data: Box<dyn StageData>,
        (model, optimizer, average): (Model, Optimizer, Option<Average>),
        metrics: Metrics,
        (about, tokenizer): (Option<About>, Tokenizer),
    ) -> Result<TrainingLoop> {
        let (context, [rows, batches]) = (plan.step.context, plan.step.of_rank(ranks.rank()));
        let battery = plan.battery()?;
        let trained = Trained::of(&model)?;
        let evaluator = Evaluator::of(device, (&plan.model, &trained.graph), &tokenizer, [plan.step.rows, context])?;
        let mut step = Step::of(device, &plan.model, trained, [rows, context], plan.recompute)?.among(&ranks);
        // They work one at a time, in one piece of memory that is as long as the longest needs.
        step.arena().reserve(device, evaluator.arena_bytes().max(optimizer.arena_bytes()))?;
        Ok(TrainingLoop {
            step,
            evaluator,
            sampler: Sampler::default(),
            battery,
            owed: false,
            batches: vec![Batch::default(); batches],
            guard: plan.spike_guard.then(Guard::default),
            rollbacks: Vec::new(),
            plan,
            run,
            ranks,
            data,
            model,
            optimizer,
            average,
            about,
            tokenizer,
            metrics,
            done: 0,
            under_way: VecDeque::new(),
            lowest: None,
            stale: 0,
            saves_at_once: false,
            loss: None,
            first: 0,
            paced: Instant::now(),
            before: 0.0,
            started: Instant::now(),
            reported: Instant::now(),
            saved: None,
        })
    }

    /// Trains until the plan is done or someone asks to stop.
    pub(super) fn train(mut self, context: RunContext<'_>) -> Result<Finished> {
        let RunContext { device, observer, interrupt, .. } = context;
        self.model.pack(device)?;
        self.begin_together(device)?;
        let (run, plan) = (&*self.run, &self.plan);
        let (done, memory, computes) = (self.done, self.memory(), device.name());
        observer.observe(&Event::Started { run, plan, done, memory, device: computes });
        if let Some(battery) = &self.battery {
            observer.observe(&Event::WillGrade { missing: &battery.missing });
        }
        if std::mem::take(&mut self.owed) {
            self.grade(device, observer, interrupt)?;
        }
        if self.done == 0 && self.plan.watch.sample_due(0, self.plan.steps) {
            self.show_sample(device, observer)?;
        }
        if self.done == 0 && self.plan.drawn.is_some() {
            // What it could before.
            self.validate(device, observer)?;
        }
        if (self.guard.is_some() || self.saves_at_once) && self.saved.is_none() {
            // What a guarded run goes back to before its first checkpoint that is due; what others could not make again.
            self.save(device, (None, true), observer)?;
        }
        self.started = Instant::now();
        (self.reported, self.paced) = (self.started, self.started);
        let mut last_save = self.started;
        let save_after = Duration::try_from_secs_f64(60.0 * self.plan.watch.save_minutes).unwrap_or(Duration::MAX);
        let (mut last_score, mut interrupted) = (None, false);
        while self.submitted() < self.plan.steps && !interrupted && !self.is_stale() {
            self.submit_step(device)?;
            let (watch, step) = (&self.plan.watch, self.submitted());
            let last = step == self.plan.steps;
            let due = |every: u64| every > 0 && step.is_multiple_of(every);
            let save_due = last || due(watch.save_every);
            let grade_due = self.plan.watch.grading.as_ref().is_some_and(|it| it.due(step, self.plan.steps));
            let (eval_due, sample_due) = (save_due || due(watch.eval_every), watch.sample_due(step, self.plan.steps));
            // Whoever looks at the weights waits for all that moves them.
            let average_due = self.average.as_ref().is_some_and(|average| average.averaging().due(step));
            let behind = if eval_due || sample_due || grade_due || average_due || self.plan.drawn.is_some() {
                0
            } else {
                device.lag()
            };
            if let Some(fault) = self.report_steps(device, observer, behind)? {
                self.roll_back(device, observer, fault)?;
                [interrupted, _] = self.ranks.told_whether([interrupt(), false])?;
                continue;
            }
            if let Some(average) = self.average.as_mut().filter(|_| average_due) {
                average.look(device, &self.model);
            }
            let score = if eval_due { self.validate(device, observer)? } else { None };
            // What ends the run is saved with it.
            let save_due = save_due || self.is_stale();
            if eval_due {
                self.measure_personality(device, observer)?;
            }
            last_score = score.or(last_score);
            if sample_due {
                self.show_sample(device, observer)?;
            }
            if grade_due || self.is_stale() {
                self.grade(device, observer, interrupt)?;
            }
            let overdue = !save_after.is_zero() && last_save.elapsed() >= save_after;
            let [asked, overdue] = self.ranks.told_whether([!last && interrupt(), overdue])?;
            interrupted = asked;
            if save_due || interrupted || overdue {
                if let Some(fault) = self.report_steps(device, observer, 0)? {
                    self.roll_back(device, observer, fault)?;
                    continue;
                }
                self.save(device, (score, save_due), observer)?;
                last_save = Instant::now();
            }
        }
        Ok(Finished {
            step: self.done,
            steps: self.plan.steps,
            interrupted,
            loss: self.loss,
            score: last_score,
            early: self.is_stale() && self.done < self.plan.steps,
            elapsed: self.elapsed(),
            path: self.run.path().to_owned(),
        })
    }

    /// Whether so many validations were no better than the best that the run ends here.
    fn is_stale(&self) -> bool {
        let patience = self.plan.watch.early_stop;
        patience > 0 && self.stale >= patience
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
