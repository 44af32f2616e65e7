//! What a launch touches beside the arena.

use crate::device::{Buffer, Device};
use crate::op::adamw::AdamW;
use crate::op::attention::KvPages;
use crate::op::muon::Muon;
use crate::op::rope::RopeTable;
use crate::rows::RowBlock;
use crate::weight::Weight;

/// Everything a call may touch beside the arena.
pub struct Context<'a> {
    /// What is known of the launch's rows.
    pub rows: &'a RowBlock,
    /// The model's weights, by [`crate::call::WeightId`].
    pub weights: &'a [Weight],
    /// The gradients of all that are trained, in one piece; `None` where nothing is.
    pub gradients: Option<&'a mut Buffer>,
    /// Key/value pages; `None` when keys come from the rows themselves (training).
    pub cache: Option<&'a mut KvPages>,
    /// Rotation angles by position, by [`crate::call::RopeId`].
    pub rope: &'a [RopeTable],
}

impl Context<'_> {
    /// Every buffer of the launch but the arena.
    pub(crate) fn buffers(&self) -> impl Iterator<Item = &Buffer> {
        let cache = self.cache.as_deref().map(KvPages::buffer);
        let few = [Some(self.rows.buffer()), self.gradients.as_deref(), cache];
        few.into_iter().flatten().chain(self.rope.iter().map(RopeTable::buffer))
    }
}

/// What the host still does to weights and gradients itself.
pub trait Kernels: Device {
    /// One step of AdamW on one tensor.
    fn adamw(&self, parameters: &mut [f32], gradient: &[f32], first: &mut [f32], second: &mut [f32], settings: &AdamW);

    /// One step of Muon on one `[rows, cols]` matrix; `second` is one number a row (tall or square) or a column (wide).
    fn muon(&self, matrix: Matrix<'_>, momentum: &mut [f32], second: &mut [f32], settings: &Muon);

    /// Sum of squares of a tensor, the same bits for any number of threads.
    fn sum_of_squares(&self, values: &[f32]) -> f64;
}

/// A matrix and its gradient, as an optimiser takes them.
#[derive(Debug)]
pub struct Matrix<'a> {
    /// `[rows, cols]`, row-major.
    pub parameters: &'a mut [f32],
    /// `[rows, cols]`, row-major.
    pub gradient: &'a [f32],
    /// Features out.
    pub rows: usize,
    /// Features in.
    pub cols: usize,
}
