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

/// A matrix as it lies in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lying {
    /// Rows.
    pub(crate) rows: usize,
    /// Columns.
    pub(crate) cols: usize,
    /// Numbers from row to row.
    pub(crate) stride: usize,
    /// How they are stored.
    pub(crate) number: Number,
}

impl Lying {
    /// Numbers from one to the next where there are many.
    pub(crate) fn step(self) -> usize {
        self.rows * self.stride
    }
}

/// `to [m, n] = alpha · left [m, k] · right [k, n] + beta · plus [m, n]`; where `beta` is 0, `plus` is not read. Or many such
/// products: of each of the four the matrices then lie one behind the other, the rows of one behind those of the last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Product {
    /// m, n and k.
    pub size: [usize; 3],
    /// How many products.
    pub many: usize,
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
    /// One plain product, dense.
    #[must_use]
    pub fn new(size: [usize; 3], left: Operand, right: Operand, to: Address, number: Number) -> Product {
        let [_, n, _] = size;
        let (alpha, beta, plus) = (1.0, 0.0, to);
        Product { size, many: 1, left, right, alpha, beta, plus, to, stride: n, operands: number, result: number }
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

    /// Left, right and the result; what is added lies as the result does.
    pub(crate) fn lying(&self) -> [Lying; 3] {
        let [m, n, k] = self.size;
        let of = |operand: Operand, [rows, cols]: [usize; 2]| {
            let [rows, cols] = if operand.transposed { [cols, rows] } else { [rows, cols] };
            Lying { rows, cols, stride: operand.stride, number: self.operands }
        };
        let result = Lying { rows: m, cols: n, stride: self.stride, number: self.result };
        [of(self.left, [m, k]), of(self.right, [k, n]), result]
    }

    /// Multiplications, each with its addition.
    pub(crate) fn multiply_adds(&self) -> usize {
        self.size.iter().product::<usize>() * self.many
    }

    /// Whether the result's place is read, too.
    pub(crate) fn adds_in_place(&self) -> bool {
        self.beta != 0.0 && self.plus == self.to
    }

    /// Bytes from the result's first number on that hold all of it.
    pub(crate) fn result_bytes(&self) -> usize {
        let [.., result] = self.lying();
        self.many * result.step() * result.number.bytes()
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let [m, n, _] = self.size;
        m == 0 || n == 0 || self.many == 0
    }
}
