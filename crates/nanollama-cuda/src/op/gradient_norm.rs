//! Norm, soundness and factor of a step's gradients. Contract and truth: `nanollama_kernel::update` and its CPU device.

use std::ops::Range;

use crate::launch::{Address, Launch, count};

/// Values of a piece at most: what a block adds up.
const PIECE: usize = 16_384;

/// The pieces of a range of gradients, as [`sum_of_squares`] reads them: two 64-bit words each, first element and count.
pub fn pieces(elements: Range<usize>) -> impl Iterator<Item = [u64; 2]> {
    let end = elements.end;
    elements.step_by(PIECE).map(move |first| [first, PIECE.min(end - first)].map(|number| number as u64))
}

/// `sums` (f64, one a piece) = Σ x² of `many` pieces of the gradients.
#[must_use]
pub fn sum_of_squares(gradients: Address, pieces: Address, many: usize, sums: Address) -> Launch {
    Launch::new("sum_of_squares", [many, 1, 1], 256).pass(gradients).pass(pieces).pass(sums)
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
