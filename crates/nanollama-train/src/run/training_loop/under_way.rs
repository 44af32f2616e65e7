//! A step that the device has been given and not yet reported.

use std::time::Instant;

use nanollama_data::Position;

use crate::stage::Made;

/// What is known of a step before the device has done it.
pub(super) struct UnderWay {
    /// Factor on all rates.
    pub(super) rate: f64,
    /// Muon's momentum.
    pub(super) momentum: f64,
    /// Times that the corpus has been read.
    pub(super) epoch: u64,
    /// Floating-point operations of forward and backward.
    pub(super) flops: f64,
    pub(super) begun: Instant,
    /// Tokens of this step, and of all until it.
    pub(super) tokens: [u64; 2],
    /// What came of what it drew.
    pub(super) made: Option<Made>,
    /// Where the data stands behind it, in a guarded run.
    pub(super) position: Option<Position>,
}
