//! The order of pairs that are equally frequent: trainers differ in it, and it decides ids.

/// Which of several equally frequent pairs merges first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ties {
    /// The pair of smallest ids (rustbpe's rule).
    #[default]
    AscendingPair,
    /// The pair of greatest bytes, left part first (the rule of Stanford's CS336).
    GreatestPair,
}
