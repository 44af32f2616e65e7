//! Norm, soundness and factor of a step's gradients. Contract and truth: `nanollama_kernel::update` and its CPU device.

use crate::launch::{Address, Launch, count};

/// Values that a block adds up.
const BLOCK: usize = 16_384;

/// How many f64 [`sum_of_squares`] of so many values writes.
#[must_use]
pub fn sums(values: usize) -> usize {
    values.div_ceil(BLOCK)
}

/// `sums` (f64, [`sums`] of them) = Σ x² of blocks of `values` f32 at `from`.
#[must_use]
pub fn sum_of_squares(from: Address, values: usize, to: Address) -> Launch {
    Launch::new("sum_of_squares", [sums(values), 1, 1], 256).pass(from).pass(values).pass(to)
}

/// What a step reads and keeps: [`nanollama_kernel::update::UpdateSettings`] as sent and a
/// [`nanollama_kernel::update::StepState`].
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The settings.
    pub settings: Address,
    /// The state.
    pub state: Address,
}

/// From `count` sums to norm, soundness and factor.
#[must_use]
pub fn clip(from: Address, sums: usize, step: Step) -> Launch {
    Launch::alone("clip_gradients").pass(from).pass(count(sums)).pass(step.settings).pass(step.state)
}

/// In the first step that is not sound, notes the first of `tensors` whose gradient is not finite: each is two 64-bit words,
/// first element and count.
#[must_use]
pub fn find_cause(gradients: Address, tensors: Address, many: usize, step: Step) -> Launch {
    Launch::alone("find_cause").pass(gradients).pass(tensors).pass(count(many)).pass(step.state)
}
