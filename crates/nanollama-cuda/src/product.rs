//! [`Product`]: a matrix product as plain data, row-major as all our matrices are. Who computes it is elsewhere.

use crate::launch::Address;
use crate::source::Number;

/// A matrix that is multiplied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Operand {
    /// Its first number.
    pub at: Address,
    /// Numbers from row to row.
    pub stride: usize,
    /// Its rows are the product's columns, or its inner dimension where the other's are.
    pub transposed: bool,
}

impl Operand {
    /// As it lies.
    #[must_use]
    pub fn rows(at: Address, stride: usize) -> Operand {
        Operand { at, stride, transposed: false }
    }

    /// Transposed.
    #[must_use]
    pub fn columns(at: Address, stride: usize) -> Operand {
        Operand { at, stride, transposed: true }
    }
}

/// `to [m, n] = alpha · left [m, k] · right [k, n] + beta · plus [m, n]`; where `beta` is 0, `plus` is not read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Product {
    /// m, n and k.
    pub size: [usize; 3],
    /// `[m, k]`, or `[k, m]` transposed.
    pub left: Operand,
    /// `[k, n]`, or `[n, k]` transposed.
    pub right: Operand,
    /// Factor of the product.
    pub alpha: f32,
    /// Factor of what is added.
    pub beta: f32,
    /// What is added: `[m, n]`, dense, in the result's format. It may be the result itself.
    pub plus: Address,
    /// The result: `[m, n]` with so many numbers from row to row.
    pub to: Address,
    /// Numbers from row to row of the result and of what is added.
    pub stride: usize,
    /// How both operands are stored.
    pub operands: Number,
    /// How the result is stored.
    pub result: Number,
}

impl Product {
    /// A plain product, dense.
    #[must_use]
    pub fn new(size: [usize; 3], left: Operand, right: Operand, to: Address, number: Number) -> Product {
        let [_, n, _] = size;
        let (alpha, beta, plus) = (1.0, 0.0, to);
        Product { size, left, right, alpha, beta, plus, to, stride: n, operands: number, result: number }
    }

    /// With `beta` times what lies at `plus`.
    #[must_use]
    pub fn plus(self, beta: f32, plus: Address) -> Product {
        Product { beta, plus, ..self }
    }

    /// Added to what the result holds, or not.
    #[must_use]
    pub fn adding(self, add: bool) -> Product {
        self.plus(if add { 1.0 } else { 0.0 }, self.to)
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let [m, n, _] = self.size;
        m == 0 || n == 0
    }
}
