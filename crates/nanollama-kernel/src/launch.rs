//! What a launch touches beside the arena.

use crate::adapter::Adapter;
use crate::device::{Buffer, Device};
use crate::op::adamw::AdamW;
use crate::op::attention::KvPages;
use crate::op::muon::Muon;
use crate::op::rope::RopeTable;
use crate::rows::Rows;
use crate::weight::Weight;

/// What the head's loss needs beside its input.
#[derive(Debug)]
pub struct Targets<'a> {
    /// The id to predict, one a row.
    pub ids: &'a [u32],
    /// How much the row's loss counts; 0 leaves it out.
    pub weights: &'a [f32],
    /// Multiplies every gradient (for a mean: one over the sum of the weights of the whole step).
    pub scale: f32,
}

/// Everything a call may touch beside the arena.
pub struct Context<'a> {
    /// Tokens, positions and segments of the batch's rows.
    pub rows: &'a Rows,
    /// Rows whose hidden state is wanted ([`Op::SelectRows`]).
    pub selected: &'a [u32],
    /// The model's weights, by [`crate::call::WeightId`].
    pub weights: &'a [Weight],
    /// The adapters that rows name, by [`crate::rows::Adapted::adapter`].
    pub adapters: &'a [Adapter],
    /// The gradients of all that are trained, in one piece; `None` where nothing is.
    pub gradients: Option<&'a mut Buffer>,
    /// Key/value pages, one entry a layer; `None` when keys come from the rows themselves (training).
    pub cache: Option<&'a mut [KvPages]>,
    /// Loss inputs; `None` outside training and evaluation.
    pub targets: Option<Targets<'a>>,
    /// Rotation angles by position, by [`crate::call::RopeId`].
    pub rope: &'a [RopeTable],
}

/// What the host still does to weights and gradients itself.
pub trait Kernels: Device {
    /// Brings the packed copy of a changed weight up to date; nothing to do for a fresh one.
    fn pack(&self, weight: &mut Weight);

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
