//! The loop: take a step, look, show, save, until the plan is done or someone asks to stop.
//!
//! Everything that happens depends on the plan and the step alone; the clock only adds checkpoints. That is why a run that
//! was killed at any instant and resumed writes what the run that was not would have written.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use nanollama_bundle::{IMPORT_STAGE, Locations};
use nanollama_data::Batch;
use nanollama_kernel::launch::Kernels;
use nanollama_model::{Model, initialise};
use nanollama_store::metrics::Metrics;
use nanollama_store::run::{Best, LockedRun, Run};
use nanollama_token::Tokenizer;
use nanollama_token::chat::Message;

use crate::checkpoint::{self, Restored, Snapshot, State};
use crate::error::{Error, Result};
use crate::evaluate::{Evaluator, Score};
use crate::event::{Event, Observer, StepReport};
use crate::metrics::{Record, Timing};
use crate::optimizer::Optimizer;
use crate::plan::{DataFacts, Machine, Plan, Stage};
use crate::recipe::Recipe;
use crate::sample::{Opening, Request, Sampler};
use crate::stage::{self, Material};
use crate::step::{Outcome, Pace, Step, Taken, pack};

const PLAN_FILE: &str = "plan.json";
/// What `best.json` says was measured.
const METRIC: &str = "bits_per_byte";

/// Where a run lies.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The folder of runs.
    pub runs: &'a Path,
    /// The run's name in it.
    pub name: &'a str,
}

/// What a run needs from outside.
pub struct Means<'a> {
    /// The device.
    pub kernels: &'a dyn Kernels,
    /// Who watches.
    pub observer: &'a mut dyn Observer,
    /// Asked after every step: true saves and stops.
    pub interrupt: &'a dyn Fn() -> bool,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// Steps done.
    pub step: u64,
    /// Steps planned.
    pub steps: u64,
    /// True when it was asked to stop before its end.
    pub interrupted: bool,
    /// Loss of the last step, in nats.
    pub loss: Option<f64>,
    /// The last validation.
    pub score: Option<Score>,
    /// Seconds of training, over all resumptions.
    pub elapsed: f64,
    /// The run's folder.
    pub path: PathBuf,
}

/// Pretrains from random weights, in a new run.
///
/// # Errors
/// When the run exists, the data is not what the plan says, or a step fails.
pub fn pretrain(plan: &Plan, place: Place<'_>, means: Means<'_>) -> Result<Finished> {
    let tokenizer = stage::pretrain::tokenizer(&plan.data)?;
    let material = stage::open(plan, &tokenizer)?;
    let model = initialise(&plan.model, plan.seed)?;
    let run = create(plan, place)?;
    Loop::fresh(plan.clone(), run, material, model, tokenizer)?.drive(means)
}

/// Fine-tunes `base` on conversations, in a new run, with a fresh optimiser.
///
/// # Errors
/// As [`pretrain`].
pub fn sft(plan: &Plan, base: Model, tokenizer: &Tokenizer, place: Place<'_>, means: Means<'_>) -> Result<Finished> {
    let material = stage::open(plan, tokenizer)?;
    let run = create(plan, place)?;
    Loop::fresh(plan.clone(), run, material, base, tokenizer.clone())?.drive(means)
}

/// Goes on with a run from its newest checkpoint (from its start when it has none). `flags` is what was typed; see
/// [`Plan::resume`] for what it may say.
///
/// # Errors
/// When there is no such run, it is done, `flags` or the data contradict its plan, or a step fails.
pub fn resume(place: Place<'_>, flags: &Recipe, machine: &Machine, means: Means<'_>) -> Result<Finished> {
    let run = LockedRun::open(place.runs, place.name)?;
    let stored = training_plan(&run)?;
    let restored = checkpoint::newest(&run)?;
    let origin = Origin::of(&stored, restored, place.runs)?;
    let facts = facts_now(&stored, || Ok(origin.tokenizer.clone()))?;
    let plan = stored.resume(flags, &facts, origin.done(), machine)?;
    let material = stage::open(&plan, &origin.tokenizer)?;
    if plan != stored {
        run.write_plan(PLAN_FILE, &text_of(&plan))?;
    }
    match origin.moved {
        None => Loop::fresh(plan, run, material, origin.model, origin.tokenizer)?.drive(means),
        Some((optimizer, state)) => {
            Loop::restored(plan, run, material, (origin.model, optimizer), state, origin.tokenizer)?.drive(means)
        }
    }
}

/// The plan with which [`resume`] would go on, and the steps done; changes nothing.
///
/// # Errors
/// As [`resume`].
pub fn resumed_plan(place: Place<'_>, flags: &Recipe, machine: &Machine) -> Result<(Plan, u64)> {
    let run = Run::open(place.runs, place.name)?;
    let stored = training_plan(&run)?;
    let done = run.steps()?.last().copied().unwrap_or(0);
    let tokenizer = || Ok(Origin::of(&stored, checkpoint::newest(&run)?, place.runs)?.tokenizer);
    Ok((stored.resume(flags, &facts_now(&stored, tokenizer)?, done, machine)?, done))
}

/// The stored plan of a run; `None` for an imported model, which has none.
///
/// # Errors
/// When the plan cannot be read.
pub fn stored_plan(run: &Run) -> Result<Option<Plan>> {
    let text = run.plan()?;
    let wrong =
        |error: serde_json::Error| Error::Checkpoint { path: run.path().join(PLAN_FILE), what: error.to_string() };
    let value: serde_json::Value = serde_json::from_str(&text).map_err(wrong)?;
    if value["stage"] == IMPORT_STAGE {
        return Ok(None);
    }
    serde_json::from_str(&text).map(Some).map_err(wrong)
}

/// How a run ended; `None` while steps are missing.
///
/// # Errors
/// When its plan or its newest checkpoint cannot be read.
pub fn finished(run: &Run) -> Result<Option<Finished>> {
    let plan = training_plan(run)?;
    let done = checkpoint::newest_state(run)?.filter(|state| state.step >= plan.steps);
    Ok(done.map(|state| Finished {
        step: state.step,
        steps: plan.steps,
        interrupted: false,
        loss: None,
        score: state.score,
        elapsed: state.elapsed,
        path: run.path().to_owned(),
    }))
}

fn training_plan(run: &Run) -> Result<Plan> {
    stored_plan(run)?.ok_or_else(|| Error::Imported { run: run.name().to_owned() })
}

fn create(plan: &Plan, place: Place<'_>) -> Result<LockedRun> {
    Ok(LockedRun::create(place.runs, place.name, PLAN_FILE, &text_of(plan))?)
}

fn text_of(plan: &Plan) -> String {
    serde_json::to_string_pretty(plan).expect("strings and finite numbers always serialise") + "\n"
}

/// What a resumed run goes on from.
struct Origin {
    model: Model,
    tokenizer: Tokenizer,
    /// Moments and state; `None` before the first checkpoint.
    moved: Option<(Optimizer, State)>,
}

impl Origin {
    fn of(plan: &Plan, restored: Option<Restored>, runs: &Path) -> Result<Origin> {
        if let Some(Restored { model, optimizer, state, tokenizer }) = restored {
            return Ok(Origin { model, tokenizer, moved: Some((optimizer, state)) });
        }
        let (model, tokenizer) = match &plan.base {
            None => (initialise(&plan.model, plan.seed)?, stage::pretrain::tokenizer(&plan.data)?),
            Some(base) => {
                let source = nanollama_bundle::open(&base.name, &Locations::new(runs))?;
                (source.load_dense()?, source.tokenizer().clone())
            }
        };
        Ok(Origin { model, tokenizer, moved: None })
    }

    fn done(&self) -> u64 {
        self.moved.as_ref().map_or(0, |(_, state)| state.step)
    }
}

/// The facts of a plan's data as it is now; only conversations need a tokenizer to be counted.
fn facts_now(stored: &Plan, tokenizer: impl FnOnce() -> Result<Tokenizer>) -> Result<DataFacts> {
    match stored.stage {
        Stage::Pretrain => stage::pretrain::facts(&stored.data.path),
        Stage::Sft => stage::sft::facts_again(stored, &tokenizer()?),
    }
}

/// A run under way.
struct Loop {
    plan: Plan,
    run: LockedRun,
    material: Box<dyn Material>,
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

impl Loop {
    fn fresh(
        plan: Plan,
        run: LockedRun,
        material: Box<dyn Material>,
        model: Model,
        tokenizer: Tokenizer,
    ) -> Result<Loop> {
        let optimizer = Optimizer::new(&plan.model, plan.rates, plan.weight_decay)?;
        let metrics = run.metrics(None)?;
        Loop::new(plan, run, material, (model, optimizer), metrics, tokenizer)
    }

    fn restored(
        plan: Plan,
        run: LockedRun,
        mut material: Box<dyn Material>,
        moved: (Model, Optimizer),
        state: State,
        tokenizer: Tokenizer,
    ) -> Result<Loop> {
        material.feed().seek(&state.position)?;
        let metrics = run.metrics(Some(state.step))?;
        // A kill may have come between a checkpoint and what follows it.
        point_to_best(&run, state.step, state.score)?;
        run.prune(plan.watch.keep)?;
        let mut resumed = Loop::new(plan, run, material, moved, metrics, tokenizer)?;
        resumed.done = state.step;
        resumed.saved = Some(state.step);
        resumed.lowest = state.lowest;
        resumed.before = state.elapsed;
        Ok(resumed)
    }

    fn new(
        plan: Plan,
        run: LockedRun,
        material: Box<dyn Material>,
        (model, optimizer): (Model, Optimizer),
        metrics: Metrics,
        tokenizer: Tokenizer,
    ) -> Result<Loop> {
        let (rows, context) = (plan.batch.rows, plan.batch.context);
        Ok(Loop {
            step: Step::new(&plan.model, rows, context, plan.recompute)?,
            evaluator: Evaluator::new(&plan.model, &tokenizer, rows, context)?,
            sampler: Sampler::default(),
            batches: vec![Batch::default(); plan.batch.accumulation],
            plan,
            run,
            material,
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

    fn drive(mut self, means: Means<'_>) -> Result<Finished> {
        let Means { kernels, observer, interrupt } = means;
        observer.observe(&Event::Started { plan: &self.plan, done: self.done });
        pack(kernels, &mut self.model);
        let first = self.done;
        self.started = Instant::now();
        let mut last_save = Instant::now();
        let save_after = Duration::try_from_secs_f64(60.0 * self.plan.watch.save_minutes).unwrap_or(Duration::MAX);
        let (mut loss, mut last_score, mut interrupted) = (None, None, false);
        while self.done < self.plan.steps && !interrupted {
            loss = Some(self.take(kernels, observer, first)?);
            let watch = &self.plan.watch;
            let last = self.done == self.plan.steps;
            let due = |every: u64| every > 0 && self.done.is_multiple_of(every);
            let save_due = last || due(watch.save_every);
            let (eval_due, sample_due) = (save_due || due(watch.eval_every), due(watch.sample_every));
            let score = if eval_due { self.validate(kernels, observer)? } else { None };
            last_score = score.or(last_score);
            if sample_due || (last && self.plan.watch.sample_every > 0) {
                self.show(kernels, observer)?;
            }
            interrupted = !last && interrupt();
            let overdue = !save_after.is_zero() && last_save.elapsed() >= save_after;
            if save_due || interrupted || overdue {
                self.save(score, observer)?;
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

    fn elapsed(&self) -> f64 {
        self.before + self.started.elapsed().as_secs_f64()
    }

    /// One step and its line; `first` is how many were done when this process began. Gives the loss.
    fn take(&mut self, kernels: &dyn Kernels, observer: &mut dyn Observer, first: u64) -> Result<f64> {
        let begun = Instant::now();
        for batch in &mut self.batches {
            self.material.feed().next_into(batch)?;
        }
        let Plan { schedule, steps, rates, gradient_clip, .. } = &self.plan;
        let (rate, momentum) = (schedule.rate(self.done, *steps), schedule.momentum(self.done));
        let pace = Pace { rate, momentum, clip: *gradient_clip };
        let taken = self.step.take(kernels, &mut self.model, &mut self.optimizer, &self.batches, &pace)?;
        let outcome = match taken {
            Taken::Done(outcome) => outcome,
            Taken::NotFinite { what, tensor } => return Err(self.not_finite(what, tensor)),
        };
        self.done += 1;
        let Outcome { loss, norm, targets } = outcome;
        let seconds = begun.elapsed().as_secs_f64();
        let (lr, epoch) = (rates.matrix * rate, self.material.feed().position().epoch);
        let step_tokens = self.plan.batch.tokens as u64;
        let tokens = self.done * step_tokens;
        let timing = Timing { seconds, elapsed: self.elapsed() };
        let record = Record::Train { loss, norm, lr, momentum, tokens, targets, epoch, timing };
        self.metrics.append(self.done, &record)?;
        let per_second = step_tokens as f64 / seconds;
        let pace_so_far = self.started.elapsed().as_secs_f64() / (self.done - first) as f64;
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
            seconds_left: pace_so_far * (self.plan.steps - self.done) as f64,
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

    fn validate(&mut self, kernels: &dyn Kernels, observer: &mut dyn Observer) -> Result<Option<Score>> {
        let begun = Instant::now();
        let Some(batches) = self.material.validation()? else { return Ok(None) };
        let score = self.evaluator.score(kernels, &self.model, batches)?;
        let seconds = begun.elapsed().as_secs_f64();
        let best = self.lowest.is_none_or(|lowest| score.bits_per_byte < lowest);
        if best && score.bits_per_byte.is_finite() {
            self.lowest = Some(score.bits_per_byte);
        }
        let timing = Timing { seconds, elapsed: self.elapsed() };
        self.metrics.append(self.done, &Record::validation(&score, timing))?;
        observer.observe(&Event::Validation { step: self.done, score, best, seconds });
        Ok(Some(score))
    }

    fn show(&mut self, kernels: &dyn Kernels, observer: &mut dyn Observer) -> Result<()> {
        let watch = &self.plan.watch;
        let number = self.done.div_ceil(watch.sample_every.max(1)).saturating_sub(1);
        let asked = [Message::new("user", watch.sample_prompt.as_str())];
        let opening = match (self.plan.stage, self.material.opening(number)) {
            (Stage::Sft, _) if !watch.sample_prompt.is_empty() => Opening::Conversation(&asked),
            (Stage::Sft, Some(opening)) => Opening::Conversation(opening),
            (Stage::Sft | Stage::Pretrain, _) => Opening::Text(&watch.sample_prompt),
        };
        let request = Request { opening, tokens: watch.sample_tokens, seed: self.plan.seed, step: self.done };
        let text = self.sampler.sample(&self.model, kernels, &self.tokenizer, &request)?;
        self.metrics.append(self.done, &Record::Sample { text: &text })?;
        observer.observe(&Event::Sample { step: self.done, text: &text });
        Ok(())
    }

    /// Saves, points `@best` to it if it is, and removes what need not be kept, in this order: a kill in between leaves more
    /// than is needed, never less.
    fn save(&mut self, score: Option<Score>, observer: &mut dyn Observer) -> Result<()> {
        let begun = Instant::now();
        self.metrics.sync()?;
        let state = State {
            score,
            lowest: self.lowest,
            elapsed: self.elapsed(),
            ..State::new(&self.plan, self.done, self.material.feed().position(), &self.optimizer)
        };
        let snapshot =
            Snapshot { model: &self.model, optimizer: &self.optimizer, tokenizer: &self.tokenizer, state: &state };
        checkpoint::save(&self.run, &snapshot)?;
        self.saved = Some(self.done);
        point_to_best(&self.run, self.done, score)?;
        self.run.prune(self.plan.watch.keep)?;
        observer.observe(&Event::Saved { step: self.done, seconds: begun.elapsed().as_secs_f64() });
        Ok(())
    }
}

/// Lengths of a batch's segments.
fn lengths(batch: &Batch) -> impl Iterator<Item = usize> {
    batch.segments.iter().map(|segment| segment.len as usize)
}

/// Points `@best` to the checkpoint of `step` when its score beats the one pointed to.
fn point_to_best(run: &LockedRun, step: u64, score: Option<Score>) -> Result<()> {
    let Some(value) = score.map(|score| score.bits_per_byte).filter(|value| value.is_finite()) else { return Ok(()) };
    if run.best()?.is_none_or(|best| value < best.value) {
        run.set_best(&Best { step, metric: METRIC.to_owned(), value })?;
    }
    Ok(())
}
