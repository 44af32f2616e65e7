//! Learning rate and Muon momentum as pure functions of the step: warm-up, stable, warm-down (WSD, Hu et al. 2024), which is
//! linear or half a cosine (Loshchilov and Hutter 2017); over the whole run that is the usual cosine schedule.
//!
//! A step is counted from 0: step `s` is the one that leaves `s + 1` steps done. Nothing is remembered, so a resumed run
//! needs no state of the schedule but its step.

use serde::{Deserialize, Serialize};

/// Momentum of Muon at the first step.
pub(crate) const MOMENTUM_START: f64 = 0.85;
/// Momentum of Muon after its warm-up.
pub(crate) const MOMENTUM_END: f64 = 0.95;

/// How the rate falls at the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decay {
    /// As a line.
    #[default]
    Linear,
    /// As half a cosine: slowly at first and at last.
    Cosine,
}

impl Decay {
    /// What is left of the fall where `share` of its steps is: 1 at its beginning, 0 at its end.
    fn left(self, share: f64) -> f64 {
        match self {
            Decay::Linear => share,
            Decay::Cosine => 0.5 - 0.5 * (std::f64::consts::PI * share).cos(),
        }
    }

    fn is_linear(&self) -> bool {
        *self == Decay::Linear
    }
}

/// The shape of the learning rate over a run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Steps of linear rise; the first step already has `1 / warmup_steps` of the rate.
    pub warmup_steps: u64,
    /// Share of all steps, at the end, in which the rate falls.
    pub warmdown_ratio: f64,
    /// How it falls.
    #[serde(default, skip_serializing_if = "Decay::is_linear")]
    pub decay: Decay,
    /// What is left of the rate when the last step is done.
    pub final_lr_fraction: f64,
    /// Steps over which Muon's momentum rises from 0.85 to 0.95.
    pub momentum_warmup_steps: u64,
}

impl Schedule {
    /// Factor on every learning rate in step `step` of `steps`.
    ///
    /// Warm-up and warm-down may overlap in a short run; the smaller factor counts.
    pub fn rate(&self, step: u64, steps: u64) -> f64 {
        let rise = (step + 1) as f64 / self.warmup_steps.max(1) as f64;
        let warmdown_steps = (self.warmdown_ratio * steps as f64).round();
        let left = steps.saturating_sub(step) as f64;
        let fall = if left < warmdown_steps {
            let share = self.decay.left(left / warmdown_steps);
            share + (1.0 - share) * self.final_lr_fraction
        } else {
            1.0
        };
        rise.min(fall).min(1.0)
    }

    /// Muon's momentum in step `step`: it rises so that the first, noisy gradients are forgotten sooner.
    pub fn momentum(&self, step: u64) -> f64 {
        let share = (step as f64 / self.momentum_warmup_steps.max(1) as f64).min(1.0);
        MOMENTUM_START + share * (MOMENTUM_END - MOMENTUM_START)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAGGERATED: Schedule = Schedule {
        warmup_steps: 4,
        warmdown_ratio: 0.5,
        decay: Decay::Linear,
        final_lr_fraction: 0.1,
        momentum_warmup_steps: 5,
    };

    #[test]
    fn the_rate_is_this_table() {
        let got: Vec<f64> = (0..12).map(|step| EXAGGERATED.rate(step, 12)).collect();
        // Six steps of warm-down from 1 towards 0.1, which would be reached in a thirteenth step.
        let expected = [0.25, 0.5, 0.75, 1.0, 1.0, 1.0, 1.0, 0.85, 0.7, 0.55, 0.4, 0.25];
        for (step, (got, expected)) in got.iter().zip(expected).enumerate() {
            assert!((got - expected).abs() < 1e-12, "step {step}: {got} is not {expected}");
        }
    }

    #[test]
    fn without_warm_up_and_warm_down_it_is_flat() {
        let flat = Schedule { warmup_steps: 0, warmdown_ratio: 0.0, final_lr_fraction: 0.0, ..EXAGGERATED };
        let flat = Schedule { momentum_warmup_steps: 0, ..flat };
        assert!((0..7).all(|step| flat.rate(step, 7) == 1.0));
        assert_eq!(flat.momentum(1), MOMENTUM_END);
    }

    #[test]
    fn a_short_run_takes_the_smaller_of_both_slopes() {
        let steep = Schedule { warmup_steps: 100, warmdown_ratio: 1.0, ..EXAGGERATED };
        assert!((steep.rate(0, 3) - 0.01).abs() < 1e-12);
        assert!(steep.rate(2, 3) <= 0.03 + 1e-12);
    }

    #[test]
    fn a_cosine_has_half_of_its_fall_in_the_middle_and_ends_where_the_line_ends() {
        let cosine = Schedule { warmup_steps: 0, warmdown_ratio: 1.0, decay: Decay::Cosine, ..EXAGGERATED };
        let got: Vec<f64> = (0..=8).map(|step| cosine.rate(step, 8)).collect();
        // 0.1 + 0.9 · (1 + cos(π · step / 8)) / 2
        let expected = [1.0, 0.965_745_789_63, 0.868_198_051_53, 0.722_207_544_52, 0.55, 0.377_792_455_48];
        for (step, (got, expected)) in got.iter().zip(expected).enumerate() {
            assert!((got - expected).abs() < 1e-10, "step {step}: {got} is not {expected}");
        }
        assert!((got[8] - 0.1).abs() < 1e-12 && got.is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn a_longer_plan_is_another_schedule() {
        assert_ne!(EXAGGERATED.rate(39, 40), EXAGGERATED.rate(39, 60));
        assert_eq!(EXAGGERATED.rate(10, 40), EXAGGERATED.rate(10, 60));
    }

    #[test]
    fn momentum_rises_once() {
        let got: Vec<f64> = (0..8).map(|step| EXAGGERATED.momentum(step)).collect();
        for (got, expected) in got.iter().zip([0.85, 0.87, 0.89, 0.91, 0.93, 0.95, 0.95, 0.95]) {
            assert!((got - expected).abs() < 1e-12);
        }
    }
}
