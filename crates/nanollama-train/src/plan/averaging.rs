//! How the weights of a run are averaged over its end.

use serde::{Deserialize, Serialize};

/// Weights are looked at so many times in a half-life: one that is looked at in every step comes out no different, and a
/// device that works ahead waits for each look.
const LOOKS: f64 = 8.0;

/// An exponential mean of the weights: what they were `half_life` steps ago counts half as much as what they are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Averaging {
    /// The half-life as a share of the steps that were planned first, as it was asked for.
    pub share: f64,
    /// In steps.
    pub half_life: f64,
    /// Steps between two looks at the weights.
    pub every: u64,
    /// What a look keeps of the looks before it: 2^(-every / half_life).
    pub decay: f64,
}

impl Averaging {
    /// With a half-life of a share of `steps`; `None` for a share of 0.
    pub(crate) fn of(share: f64, steps: u64) -> Option<Averaging> {
        let half_life = (share * steps as f64).max(1.0);
        let every = ((half_life / LOOKS) as u64).max(1);
        let decay = (-(every as f64) / half_life).exp2();
        (share > 0.0).then_some(Averaging { share, half_life, every, decay })
    }

    /// Whether the weights are looked at behind a step.
    pub(crate) fn due(&self, step: u64) -> bool {
        step.is_multiple_of(self.every)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_life_is_a_share_of_the_run() {
        let averaging = Averaging::of(0.05, 2000).unwrap();
        assert_eq!((averaging.half_life, averaging.every), (100.0, 12));
        let looks_a_half_life = averaging.half_life / averaging.every as f64;
        assert!((averaging.decay.powf(looks_a_half_life) - 0.5).abs() < 1e-12);
        let short = Averaging::of(0.05, 10).unwrap();
        assert_eq!((short.half_life, short.every, short.decay), (1.0, 1, 0.5));
        assert_eq!(Averaging::of(0.0, 2000), None);
        assert!(averaging.due(12) && !averaging.due(13));
    }
}
