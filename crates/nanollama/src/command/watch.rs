//! Shows a training run to a person: one line that is drawn over on a terminal, a line now and then elsewhere.

use std::io::Write;
use std::time::{Duration, Instant};

use nanollama_train::{Event, Observer, StepReport};

use crate::print::{self, Printer};

/// Without a terminal: a line after so long, and at the last step.
const QUIET_SPELL: Duration = Duration::from_secs(10);
/// Weight of the past in the shown loss.
const SMOOTHING: f64 = 0.9;

pub(crate) struct Watcher<'a> {
    printer: &'a Printer,
    /// The limit that shares are shown of, in floating-point operations a second.
    flops: f64,
    /// Exponential mean of the loss and the weight it has gathered.
    loss: (f64, f64),
    validation: Option<f64>,
    /// Steps in all, once the run says so.
    steps: u64,
    said: Option<Instant>,
    drawn: bool,
}

impl<'a> Watcher<'a> {
    pub(crate) fn new(printer: &'a Printer, flops: f64) -> Self {
        Watcher { printer, flops, loss: (0.0, 0.0), validation: None, steps: 0, said: None, drawn: false }
    }

    fn step(&mut self, report: &StepReport) {
        // A limit that is passed was measured too low.
        self.flops = self.flops.max(report.flops_per_second);
        self.loss = (SMOOTHING * self.loss.0 + report.loss, SMOOTHING * self.loss.1 + 1.0);
        let last = report.step == report.steps;
        if self.printer.is_terminal() {
            // Erase to the end of the line behind the text: the line before may have been longer.
            eprint!("\r{}\x1b[K", self.text(report));
            // A line that cannot be drawn is no reason to stop training.
            let _ = std::io::stderr().flush();
            self.drawn = true;
            if last {
                self.end_line();
            }
        } else if last || self.said.is_none_or(|said| said.elapsed() >= QUIET_SPELL) {
            self.said = Some(Instant::now());
            self.printer.line(self.text(report));
        }
    }

    fn text(&self, report: &StepReport) -> String {
        let validation = self.validation.map(|bits| format!(" | val {bits:.3} bpb")).unwrap_or_default();
        format!(
            "step {}/{} ({:.0}%) | loss {:.3}{validation} | lr {:.1e} | {} tok/s | {:.0}% of limit | {:.0} ms | ETA {}",
            report.step,
            report.steps,
            100.0 * report.step as f64 / report.steps.max(1) as f64,
            self.loss.0 / self.loss.1,
            report.lr,
            print::grouped(report.tokens_per_second as u64),
            100.0 * report.flops_per_second / self.flops,
            1000.0 * report.seconds,
            print::duration(report.seconds_left),
        )
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
            Event::Step(report) => self.step(report),
            Event::Started { plan, done, memory } => {
                self.steps = plan.steps;
                // A plan that was stored without its price has none.
                let planned = match plan.cost.memory.total() {
                    0 => String::new(),
                    planned => format!(" ({} planned)", print::bytes(planned)),
                };
                self.printer.line(format_args!("memory: {}{planned}", print::bytes(*memory)));
                if *done > 0 {
                    self.printer.line(format_args!("going on behind step {done}"));
                }
            }
            Event::Validation { step, score, best, .. } => {
                self.validation = Some(score.bits_per_byte);
                self.end_line();
                let best = if *best { ", the best so far" } else { "" };
                self.printer.line(format_args!(
                    "  step {step}: validation {:.4} bits per byte (loss {:.4}){best}",
                    score.bits_per_byte, score.loss
                ));
            }
            Event::Personality { step, score } => {
                self.end_line();
                self.printer.line(format_args!(
                    "  step {step}: the personality's held-out texts {:.4} bits per byte (loss {:.4})",
                    score.bits_per_byte, score.loss
                ));
            }
            Event::Unmeasured { step, tokens, bytes } => {
                self.end_line();
                self.printer.line(format_args!(
                    "  step {step}: the validation gives no number ({tokens} targets, {bytes} bytes of text)"
                ));
            }
            Event::Sample { step, text } => {
                self.end_line();
                let share = 100.0 * *step as f64 / self.steps.max(1) as f64;
                self.printer.line(format_args!("  it writes, at {share:.0}%: {}", text.replace('\n', " ⏎ ")));
            }
            Event::Saved { step, .. } => {
                self.end_line();
                self.printer.line(format_args!("  step {step}: saved"));
            }
            _ => {}
        }
    }
}
