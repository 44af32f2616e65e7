//! The line of a step: how far, how well, how fast, how long still. The fields are nanochat's, in its order.

use nanollama_train::stage::{Answers, Made, Pairs};
use nanollama_train::{Score, StepReport};

use crate::print;

/// Weight of the past in the shown loss.
const SMOOTHING: f64 = 0.9;

/// What lines are made from beside the step's own report.
pub(super) struct Line {
    /// The limit that shares are shown of, in floating-point operations a second.
    flops: f64,
    /// Exponential mean of the loss and the weight it has gathered.
    loss: (f64, f64),
    /// Bits per byte of the last validation.
    validation: Option<f64>,
}

impl Line {
    pub(super) fn new(flops: f64) -> Line {
        Line { flops, loss: (0.0, 0.0), validation: None }
    }

    /// Takes notice of a validation.
    pub(super) fn validated(&mut self, score: &Score) {
        self.validation = Some(score.bits_per_byte);
    }

    /// The line of a step.
    pub(super) fn step(&mut self, report: &StepReport) -> String {
        // A limit that is passed was measured too low.
        self.flops = self.flops.max(report.flops_per_second);
        self.loss = (SMOOTHING * self.loss.0 + report.loss, SMOOTHING * self.loss.1 + 1.0);
        let validation = self.validation.map(|bits| format!(" | val {bits:.3} bpb")).unwrap_or_default();
        let made = report.made.as_ref().map(made).unwrap_or_default();
        format!(
            "step {}/{} ({:.1}%) | loss {:.3}{validation}{made} | lrm {:.2} | dt {} | {} tok/s | {:.0}% of limit | epoch {} | \
             time {} | ETA {}",
            report.step,
            report.steps,
            100.0 * report.step as f64 / report.steps.max(1) as f64,
            self.loss.0 / self.loss.1,
            report.rate,
            short(report.seconds),
            print::grouped(report.tokens_per_second as u64),
            100.0 * report.flops_per_second / self.flops,
            // Counted from 1: the one that is being read.
            report.epoch + 1,
            print::duration(report.elapsed),
            print::duration(report.seconds_left),
        )
    }
}

/// What a step drew came to.
fn made(made: &Made) -> String {
    match made {
        Made::Answers(Answers { reward, length, .. }) => format!(" | reward {reward:.3} | {length:.1} tok/answer"),
        Made::Pairs(Pairs { accuracy, margin, .. }) => format!(" | accuracy {accuracy:.2} | margin {margin:.3}"),
    }
}

/// The time of a step, three digits of it.
fn short(seconds: f64) -> String {
    if seconds < 10.0 { format!("{:.0} ms", 1000.0 * seconds) } else { format!("{seconds:.1} s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_nanochats_fields_in_its_order() {
        let report = StepReport {
            step: 120,
            steps: 1000,
            loss: 4.0,
            made: None,
            norm: 1.0,
            lr: 0.01,
            rate: 0.5,
            tokens: 120 * 4096,
            epoch: 1,
            seconds: 0.4124,
            tokens_per_second: 9932.0,
            flops_per_second: 60e9,
            elapsed: 62.0,
            seconds_left: 363.0,
        };
        let mut line = Line::new(120e9);
        assert_eq!(
            line.step(&report),
            format!(
                "step 120/1000 (12.0%) | loss 4.000 | lrm 0.50 | dt 412 ms | 9,932 tok/s | 50% of limit | epoch 2 | time {} | ETA {}",
                print::duration(62.0),
                print::duration(363.0)
            )
        );
        line.validated(&Score { loss: 3.0, bits_per_byte: 1.5, tokens: 1, bytes: 1 });
        let text = line.step(&StepReport { loss: 2.0, flops_per_second: 240e9, seconds: 12.34, ..report });
        assert!(text.contains("loss 2.947 | val 1.500 bpb") && text.contains("100% of limit"), "{text}");
        assert!(text.contains("dt 12.3 s"), "{text}");
    }
}
