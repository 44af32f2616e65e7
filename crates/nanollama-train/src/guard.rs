//! When a loss is a spike, and what a guarded run remembers to say so.
//!
//! A spike is a step whose loss lies above the median of the last [`WINDOW`] steps by more than [`DEVIATIONS`] times their
//! spread, and by more than [`LEAST`] nats. The spread is the median distance from the median, times 1.4826, which is the
//! standard deviation where losses are normally distributed; neither median follows a few steps that are far off. Before
//! [`ENOUGH`] steps are known nothing is a spike.

use serde::{Deserialize, Serialize};

/// The most rollbacks of a run.
pub const MOST_ROLLBACKS: usize = 3;
/// Steps that are looked back on.
const WINDOW: usize = 50;
/// Steps without which there is no judgement.
const ENOUGH: usize = 20;
/// How many times the spread a loss may lie above the median.
const DEVIATIONS: f64 = 8.0;
/// Nats above the median that are no spike, however small the spread is.
const LEAST: f64 = 0.25;
/// From the median distance to the standard deviation, of a normal distribution.
const NORMAL: f64 = 1.4826;

/// What a guarded run remembers beside its weights.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// Losses of the last steps in nats, the oldest first.
    losses: Vec<f64>,
    /// Step of the checkpoint that a spike takes the run back to: the last one that was due, because one that the clock or
    /// a person asked for would not be there if the run were done again.
    pub anchor: u64,
}

impl Guard {
    /// Judges the loss of the next step: the limit that it lies above, if it is a spike. One that is none is remembered.
    pub(crate) fn judge(&mut self, loss: f64) -> Option<f64> {
        if let Some(limit) = self.limit().filter(|limit| loss > *limit) {
            return Some(limit);
        }
        if self.losses.len() == WINDOW {
            self.losses.remove(0);
        }
        self.losses.push(loss);
        None
    }

    /// The greatest loss that is no spike; `None` as long as too little is known.
    fn limit(&self) -> Option<f64> {
        if self.losses.len() < ENOUGH {
            return None;
        }
        let middle = median(self.losses.clone());
        let spread = NORMAL * median(self.losses.iter().map(|loss| (loss - middle).abs()).collect());
        Some(middle + (DEVIATIONS * spread).max(LEAST))
    }
}

/// The upper of the two in the middle where their number is even.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Losses that go up and down by `swing` around a line that falls from 4 to 3.
    fn after(steps: usize, swing: f64) -> Guard {
        let mut guard = Guard::default();
        for step in 0..steps {
            let loss = 4.0 - step as f64 / steps as f64 + if step % 2 == 0 { swing } else { -swing };
            assert_eq!(guard.judge(loss), None, "step {step}");
        }
        guard
    }

    #[test]
    fn what_lies_far_above_the_last_steps_is_a_spike_and_is_not_remembered() {
        let mut guard = after(200, 0.05);
        let known = guard.clone();
        // The median of the last 50 is about 3.12 and the spread at most 0.13.
        assert_eq!(guard.judge(3.3), None);
        let limit = guard.judge(9.0).unwrap();
        assert!((3.37..4.3).contains(&limit), "{limit}");
        assert_eq!(guard.losses.len(), WINDOW);
        assert_eq!(guard.losses[..49], known.losses[1..], "the oldest goes, the spike does not come");
        assert_eq!(guard.judge(f64::NAN), None, "what is no number is found out by the step itself");
    }

    #[test]
    fn noise_widens_the_limit_and_calm_has_a_floor() {
        let noisy = after(60, 0.5).limit().unwrap();
        assert!(noisy > 3.5 + 8.0 * 0.4, "{noisy}");
        let mut calm = Guard { losses: vec![0.01; WINDOW], anchor: 0 };
        assert_eq!(calm.judge(0.25), None);
        assert_eq!(calm.judge(0.27), Some(0.26));
    }

    #[test]
    fn the_first_steps_are_never_judged() {
        let mut guard = after(ENOUGH - 1, 0.01);
        assert_eq!(guard.judge(1e9), None);
    }
}
