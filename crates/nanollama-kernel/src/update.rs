//! The update that ends a training step, as a program that is prepared once: the norm of the gradients, whether the step is
//! sound, clipping, AdamW and Muon tensor by tensor, the renewal of packed weights.
//!
//! Nothing that changes from step to step is part of the program. The host sends what the schedule says
//! ([`UpdateSettings`]); the rest the device works out and keeps ([`StepState`]), so that the host may read a step's loss
//! and norm while the next one runs. A step whose loss or norm is no finite number changes nothing, and neither does any
//! later one until the host has cleared the state.

mod program;
mod state;

pub use program::{UpdateProgram, UpdateSizes};
pub use state::{StepState, UpdateSettings};

use std::ops::Range;

use crate::call::WeightId;
use crate::device::Buffer;
use crate::weight::Weight;

/// A tensor under an optimiser: consecutive rows of a weight, their gradient, and the optimiser's state of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UpdateTensor {
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
    /// What moves it.
    pub rule: UpdateRule,
}

/// An optimiser and what of it stays the same for a whole run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum UpdateRule {
    /// AdamW. Both moments are `[rows, cols]`.
    AdamW {
        /// Decay of the first moment.
        beta1: f32,
        /// Decay of the second moment.
        beta2: f32,
        /// Added to the root of the second moment.
        eps: f32,
    },
    /// Muon. The first moment is `[rows, cols]`, the second one number a row (tall or square) or a column (wide).
    Muon {
        /// Decay of the second moment.
        beta2: f32,
    },
}

impl UpdateTensor {
    /// Numbers of its second moment.
    pub(crate) fn second_moment(&self) -> usize {
        match self.rule {
            UpdateRule::AdamW { .. } => self.rows.saturating_mul(self.cols),
            UpdateRule::Muon { .. } => self.rows.max(self.cols),
        }
    }

    /// What of this tensor an earlier one moves, too: its values (0), its first moment (1), its second (2).
    fn shares_with(&self, earlier: &UpdateTensor) -> Option<usize> {
        let meet = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        let rows = |tensor: &UpdateTensor| tensor.first_row..tensor.first_row + tensor.rows;
        let moments = |tensor: &UpdateTensor| {
            let lengths = [tensor.rows * tensor.cols, tensor.second_moment()];
            [0, 1].map(|index| tensor.moments[index]..tensor.moments[index] + size_of::<f32>() * lengths[index])
        };
        if self.weight == earlier.weight && meet(&rows(self), &rows(earlier)) {
            return Some(0);
        }
        let theirs = moments(earlier);
        moments(self).iter().position(|mine| theirs.iter().any(|their| meet(mine, their))).map(|index| index + 1)
    }
}

/// What an update reads and changes.
pub struct UpdateMemory<'a> {
    /// The weights that can be moved, by [`WeightId`]: a model's, or an adapter's.
    pub weights: Vec<&'a mut Weight>,
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
        step.into_iter().flatten().chain(self.weights.iter().flat_map(|weight| weight.buffers()))
    }
}

impl StepMemory<'_> {
    fn buffers(&self) -> [&Buffer; 4] {
        [self.gradients, self.moments, self.settings, self.state]
    }
}
