//! Matrices whose rows may lie further apart than they are wide: column ranges of wider ones.

use crate::pool::SharedMut;

/// Rows to read.
#[derive(Clone, Copy, Debug)]
pub struct Strided<'a> {
    values: &'a [f32],
    stride: usize,
}

impl<'a> Strided<'a> {
    /// Row r begins at `values[r * stride]`.
    #[must_use]
    pub fn new(values: &'a [f32], stride: usize) -> Strided<'a> {
        Strided { values, stride }
    }

    /// Values from row to row.
    #[must_use]
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// Everything from this element on.
    #[inline(always)]
    pub(crate) fn from(&self, row: usize, column: usize) -> &'a [f32] {
        &self.values[row * self.stride + column..]
    }

    /// True when `rows` rows of `cols` columns lie inside.
    pub(crate) fn covers(&self, rows: usize, cols: usize) -> bool {
        covers(self.values.len(), self.stride, rows, cols)
    }
}

/// Rows to write, shared by the threads of an op.
#[derive(Clone, Copy)]
pub struct StridedMut<'a> {
    values: SharedMut<'a, f32>,
    stride: usize,
}

impl<'a> StridedMut<'a> {
    /// Row r begins at `values[r * stride]`.
    #[must_use]
    pub fn new(values: SharedMut<'a, f32>, stride: usize) -> StridedMut<'a> {
        StridedMut { values, stride }
    }

    /// Values from row to row.
    pub(crate) fn stride(&self) -> usize {
        self.stride
    }

    /// All values; those between the rows are not the matrix's.
    pub(crate) fn values(&self) -> SharedMut<'a, f32> {
        self.values
    }

    /// True when `rows` rows of `cols` columns lie inside.
    pub(crate) fn covers(&self, rows: usize, cols: usize) -> bool {
        covers(self.values.len(), self.stride, rows, cols)
    }
}

fn covers(len: usize, stride: usize, rows: usize, cols: usize) -> bool {
    rows == 0 || (stride >= cols && len >= (rows - 1) * stride + cols)
}
