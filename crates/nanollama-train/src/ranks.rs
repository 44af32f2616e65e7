//! The processes that take a step together. There is one; what is summed over all of them goes through here.

use nanollama_data::Rank;

/// This process among those that share every step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ranks(Rank);

impl Ranks {
    /// A process that trains alone.
    pub(crate) const ONE: Ranks = Ranks(Rank::ALONE);

    /// Its share of every step's rows.
    #[must_use]
    pub(crate) fn rank(self) -> Rank {
        self.0
    }

    /// The sum of every process's `value`, in the order of their numbers.
    #[must_use]
    pub(crate) fn sum(self, value: f64) -> f64 {
        debug_assert_eq!(self.0.world, 1, "nothing carries sums between processes yet");
        value
    }
}
