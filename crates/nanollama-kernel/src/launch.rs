//! What the host still does to weights, moments and gradients itself, on memory that it lends.

pub use crate::context::Context;
use crate::device::Device;
use crate::op::adamw::AdamW;
use crate::op::muon::Muon;

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
