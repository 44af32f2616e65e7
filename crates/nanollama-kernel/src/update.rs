//! The update that ends a training step, as a program that is prepared once: the norm of the gradients, clipping, AdamW
//! and Muon, the renewal of packed weights.
//!
//! Nothing that changes from step to step is part of the program. The host sends what the schedule says
//! ([`UpdateSettings`]); the rest the device works out and keeps ([`StepState`]), so that the host may read a step's loss
//! and norm while the next one runs. A step whose loss or norm is no finite number changes nothing, and neither does any
//! later one until the host has cleared the state.

mod program;
mod state;

pub use program::{UpdateProgram, UpdateSizes};
pub use state::{StepState, UpdateSettings};

use crate::call::WeightId;
use crate::device::Buffer;
use crate::weight::Weight;

/// A tensor under an optimiser: consecutive rows of a weight, their gradient, and the optimiser's state of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UpdateTensor {
    /// Its place among the tensors of the program; a step's factors are found by it.
    pub number: usize,
    /// The weight it is part of.
    pub weight: WeightId,
    /// Its first row there.
    pub first_row: usize,
    /// Rows.
    pub rows: usize,
    /// Columns, as many as the weight has.
    pub cols: usize,
    /// First byte of its gradient `[rows, cols]` among the gradients.
    pub gradient: usize,
    /// First bytes of its first and second moment among the moments.
    pub moments: [usize; 2],
}

/// One operation of an update. All but [`UpdateOp::Pack`] need a step's memory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum UpdateOp {
    /// Adds the sum of the squares of `bytes` bytes of gradients to the step's. The first one starts the sum.
    AddSquares {
        /// Begins a new sum.
        first: bool,
        /// First byte among the gradients.
        offset: usize,
        /// How many.
        bytes: usize,
    },
    /// Ends the sum: the norm, whether the step is sound, and the factor that the gradients are clipped by.
    Clip,
    /// One step of AdamW. Both moments are `[rows, cols]`.
    AdamW {
        /// What it moves.
        tensor: UpdateTensor,
        /// Decay of the first moment.
        beta1: f32,
        /// Decay of the second moment.
        beta2: f32,
        /// Added to the root of the second moment.
        eps: f32,
    },
    /// One step of Muon. The first moment is `[rows, cols]`, the second one number a row (tall or square) or a column (wide).
    Muon {
        /// What it moves.
        tensor: UpdateTensor,
        /// Decay of the second moment.
        beta2: f32,
    },
    /// Brings a weight's panels up to date with its values; nothing to do where it has none.
    Pack(
        /// Which.
        WeightId,
    ),
}

/// What an update reads and changes.
pub struct UpdateMemory<'a> {
    /// The model's weights, by [`WeightId`].
    pub weights: &'a mut [Weight],
    /// What a step has besides; a program that only packs does without.
    pub step: Option<StepMemory<'a>>,
}

/// What a step has besides the weights.
pub struct StepMemory<'a> {
    /// Gradients of all that is trained, in one piece.
    pub gradients: &'a Buffer,
    /// The optimiser's state, in one piece.
    pub moments: &'a mut Buffer,
    /// [`UpdateSettings`] as sent.
    pub settings: &'a Buffer,
    /// A [`StepState`].
    pub state: &'a mut Buffer,
}

impl UpdateMemory<'_> {
    /// Every buffer of the update but the arena.
    pub(crate) fn buffers(&self) -> impl Iterator<Item = &Buffer> {
        let step = self.step.as_ref().map(StepMemory::buffers);
        step.into_iter().flatten().chain(self.weights.iter().flat_map(Weight::buffers))
    }
}

impl StepMemory<'_> {
    fn buffers(&self) -> [&Buffer; 4] {
        [self.gradients, self.moments, self.settings, self.state]
    }
}
