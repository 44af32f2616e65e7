//! Shows a training run to a person: one line that is drawn over on a terminal, a line now and then elsewhere, and always
//! plain lines in the run's `train.log`.

mod line;
mod log;

use std::fmt::Display;
use std::io::Write;
use std::time::{Duration, Instant};

use nanollama_eval::Grade;
use nanollama_store::run::Run;
use nanollama_train::stage::{Answers, Made, Measured, Pairs};
use nanollama_train::{Event, Observer, Rollback, StepReport};

use super::ran_on;
use super::wandb::{Follower, Wandb};
use crate::print::{self, Printer};
use line::Line;
use log::Log;

/// Without a terminal: a line after so long, and at the last step.
const QUIET_SPELL: Duration = Duration::from_secs(10);

pub(crate) struct Watcher<'a> {
    printer: &'a Printer,
    line: Line,
    log: Log,
    /// Steps in all, once the run says so.
    steps: u64,
    said: Option<Instant>,
    drawn: bool,
    /// The client that is to follow the run, and the one that does.
    wandb: Option<Wandb>,
    follower: Option<Follower>,
}

impl<'a> Watcher<'a> {
    /// `flops` is the limit that shares are shown of, in floating-point operations a second.
    pub(crate) fn new(printer: &'a Printer, flops: f64) -> Self {
        let (line, log) = (Line::new(flops), Log::default());
        Watcher { printer, line, log, steps: 0, said: None, drawn: false, wandb: None, follower: None }
    }

    /// The same, and the run is followed by a client of Weights & Biases, if there is one.
    pub(crate) fn sending_to(self, wandb: Option<Wandb>) -> Self {
        Watcher { wandb, ..self }
    }

    /// The run has ended, `done` or stopped before.
    pub(crate) fn finish(mut self, done: bool) {
        if let Some(follower) = self.follower.take()
            && !follower.finish(done)
        {
            self.say("wandb did not end as it should; what it said is in wandb.log");
        }
    }

    /// Starts the client.
    fn follow(&mut self, run: &Run) {
        let Some(wandb) = &self.wandb else { return };
        let log = run.path().join("wandb.log");
        match wandb.follow(run) {
            Ok(follower) => {
                self.follower = Some(follower);
                self.say(format_args!("wandb follows the run; what it says goes to {}", log.display()));
            }
            Err(error) => self.say(format_args!("wandb cannot be started: {error}; the run goes on without it")),
        }
    }

    /// Says so where the client has died.
    fn look_after(&mut self) {
        if self.follower.as_mut().is_some_and(Follower::died) {
            self.say("wandb has ended; the run goes on without it, what it said is in wandb.log");
        }
    }

    fn step(&mut self, report: &StepReport) {
        let text = self.line.step(report);
        let last = report.step == report.steps;
        self.log.step(&text, last);
        if self.printer.is_terminal() {
            // Without wrapping a line that is longer than the terminal is cut there, and not drawn again below itself. To the
            // end of the line all is erased: the line before may have been longer.
            eprint!("\r\x1b[?7l{text}\x1b[K\x1b[?7h");
            // A line that cannot be drawn is no reason to stop training.
            let _ = std::io::stderr().flush();
            self.drawn = true;
            if last {
                self.end_line();
            }
        } else if last || self.said.is_none_or(|said| said.elapsed() >= QUIET_SPELL) {
            self.said = Some(Instant::now());
            self.printer.line(text);
        }
    }

    /// How far the trainer is from the engine, and the model from where it started, where it was looked at.
    fn divergences(&mut self, step: u64, answers: &Answers) {
        if let Some(kl) = answers.kl_engine {
            let start = answers.kl_start.map(|kl| format!(", KL(start‖engine) {kl:.4}")).unwrap_or_default();
            self.say(format_args!("  step {step}: KL(train‖engine) {kl}{start} nats a token"));
        }
    }

    /// A line that stays.
    fn say(&mut self, text: impl Display) {
        self.end_line();
        self.log.line(&text);
        self.printer.line(text);
    }

    /// Leaves the drawn line standing and begins a new one.
    fn end_line(&mut self) {
        if self.drawn {
            eprintln!();
            self.drawn = false;
        }
    }
}

impl Observer for Watcher<'_> {
    fn observe(&mut self, event: &Event<'_>) {
        match event {
            Event::Step(report) => {
                self.step(report);
                if let Some(Made::Answers(answers)) = &report.made {
                    self.divergences(report.step, answers);
                }
                self.look_after();
            }
            Event::Started { run, plan, done, memory, device } => {
                self.steps = plan.steps;
                if let Err(error) = self.log.open(&run.log_path()) {
                    self.printer
                        .line(format_args!("{}: {error}; the run goes on without it", run.log_path().display()));
                }
                if let Err(error) = ran_on::note(run.path(), *done, device) {
                    self.say(format_args!("this machine is not noted: {error}"));
                }
                self.follow(run);
                self.log.line(format_args!("run {}: {} steps", run.name(), print::grouped(plan.steps)));
                // A plan that was stored without its price has none.
                let planned = match plan.cost.memory.total() {
                    0 => String::new(),
                    planned => format!(" ({} planned)", print::bytes(planned)),
                };
                self.say(format_args!("memory: {}{planned}", print::bytes(*memory)));
                if *done > 0 {
                    self.say(format_args!("going on behind step {done}"));
                }
            }
            Event::Validation { step, score, average, best, .. } => {
                self.line.validated(score);
                let best = if *best { ", the best so far" } else { "" };
                let average = average
                    .map(|average| {
                        format!(", averaged weights {:.4} (loss {:.4})", average.bits_per_byte, average.loss)
                    })
                    .unwrap_or_default();
                self.say(format_args!(
                    "  step {step}: validation {:.4} bits per byte (loss {:.4}){average}{best}",
                    score.bits_per_byte, score.loss
                ));
            }
            Event::Personality { step, score } => self.say(format_args!(
                "  step {step}: the personality's held-out texts {:.4} bits per byte (loss {:.4})",
                score.bits_per_byte, score.loss
            )),
            Event::Measured { step, measured, .. } => {
                self.say(format_args!("  step {step}: {}", of_held_out(measured)))
            }
            Event::WillGrade { missing } => {
                missing.iter().for_each(|missing| self.say(format_args!("left out: {missing}")));
            }
            Event::Graded { step, name, grade: Some(grade), seconds } => {
                self.say(format_args!("  step {step}: {}", graded(name, grade, *seconds)));
            }
            Event::Graded { step, name, grade: None, .. } => {
                self.say(format_args!(
                    "  step {step}: {name} is broken off; a run that goes on from here does it again"
                ));
            }
            Event::Unmeasured { step, tokens, bytes } => self.say(format_args!(
                "  step {step}: the validation gives no number ({tokens} targets, {bytes} bytes of text)"
            )),
            Event::Sample { step, text } => {
                let share = 100.0 * *step as f64 / self.steps.max(1) as f64;
                self.say(format_args!("  it writes, at {share:.0}%: {}", text.replace('\n', " ⏎ ")));
            }
            Event::RolledBack { rollback, left } => self.say(rolled_back(rollback, *left)),
            Event::Saved { step, .. } => self.say(format_args!("  step {step}: saved")),
            _ => {}
        }
    }
}

/// What a model reached in benchmarks.
fn graded(name: &str, grade: &Grade, seconds: f64) -> String {
    let Grade { metric, cat, over, of, tasks } = grade;
    let cat = cat.map(|cat| format!(", {name}_cat {cat:.4}")).unwrap_or_default();
    let tasks: Vec<String> = tasks.iter().map(|it| format!("{} {:.4}", it.task, it.accuracy)).collect();
    let took = print::duration(seconds);
    format!("{name} {metric:.4} over {over} of {of}{cat} ({}; {took})", tasks.join(", "))
}

/// What held-out questions or pairs came to.
fn of_held_out(measured: &Measured) -> String {
    match measured {
        Measured::Passed { questions, greedy, pass_at } => {
            let of = |k: usize| pass_at.get(k - 1).map(|share| format!("pass@{k} {:.1}%", 100.0 * share));
            let passed: Vec<String> = [1, 2, 4, 8].into_iter().filter_map(of).collect();
            let greedy = 100.0 * greedy;
            format!("{questions} questions held out: {greedy:.1}% right, {}", passed.join(", "))
        }
        Measured::Preferred(Pairs { loss, accuracy, margin, pairs, .. }) => {
            let accuracy = 100.0 * accuracy;
            format!("{pairs} pairs held out: loss {loss:.4}, {accuracy:.1}% preferred rightly, margin {margin:.3}")
        }
    }
}

fn rolled_back(rollback: &Rollback, left: usize) -> String {
    let Rollback { at, to, what, loss, limit, .. } = rollback;
    let fault = match loss.zip(*limit) {
        Some((loss, limit)) => format!("the loss spikes, {loss:.3} above {limit:.3}"),
        None => format!("the {what} is no finite number"),
    };
    let left = match left {
        0 => "the last time".to_owned(),
        1 => "once more at most".to_owned(),
        left => format!("{left} times more at most"),
    };
    format!("  step {at}: {fault}; back to step {to} and past the data since, {left}")
}
