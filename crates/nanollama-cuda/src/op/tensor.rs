//! [`Tensor`]: what an optimiser moves, as kernels read it of a table.

use crate::launch::Address;

/// A tensor under an optimiser. All is f32 but the copy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tensor {
    /// Its place among the settings.
    pub number: usize,
    /// The master values.
    pub values: Address,
    /// Their gradient.
    pub gradient: Address,
    /// The first moment.
    pub first: Address,
    /// The second moment.
    pub second: Address,
    /// What products read, rounded; null where they read the masters.
    pub copy: Address,
}

impl Tensor {
    /// 64-bit words of one in a table.
    pub const WORDS: usize = 6;

    /// As it stands in a table: `struct Tensor` of the kernels.
    #[must_use]
    pub fn words(self) -> [u64; Tensor::WORDS] {
        let Tensor { number, values, gradient, first, second, copy } = self;
        [values.0, gradient.0, first.0, second.0, copy.0, number as u64]
    }
}

/// Tensors of one shape, which are moved together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tensors {
    /// The first one's words; the others' follow.
    pub at: Address,
    /// How many.
    pub many: usize,
}

impl Tensors {
    /// The most: what a grid can have along its second axis.
    pub const MOST: usize = 65_535;
}
