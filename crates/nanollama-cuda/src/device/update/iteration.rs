//! [`Iteration`]: Muon's products over matrices of one shape, and the memory that they are computed in.

use nanollama_kernel::op::muon::POLAR_EXPRESS;

use crate::launch::Address;
use crate::product::{Operand, Product};
use crate::source::Number;

/// What steps of Muon work in: of each kind of piece the matrices' own, one behind the other.
pub(super) struct Iteration {
    shape: [usize; 2],
    many: usize,
    format: Number,
    /// `[many, rows, cols]`: what a step of the iteration reads, and what it writes.
    x: [Address; 2],
    /// `[many, n, n]` of the shorter side.
    gram: Address,
    polynomial: Address,
    /// `[many, max(rows, cols)]` f32.
    sums: Address,
}

impl Iteration {
    /// Bytes from each piece to the next, whole lines: x, the next x, Gram matrix, polynomial, sums.
    fn lengths([rows, cols]: [usize; 2], many: usize, format: Number) -> [usize; 5] {
        let [whole, square] = [rows * cols, rows.min(cols).pow(2)].map(|values| format.bytes() * values);
        let sums = size_of::<f32>() * rows.max(cols);
        [whole, whole, square, square, sums].map(|bytes| (many * bytes).next_multiple_of(256))
    }

    /// Bytes in all; of many at most so many times those of one.
    pub(super) fn bytes(shape: [usize; 2], many: usize, format: Number) -> usize {
        Iteration::lengths(shape, many, format).iter().sum()
    }

    /// In memory of [`Iteration::bytes`].
    pub(super) fn at(memory: Address, shape: [usize; 2], many: usize, format: Number) -> Iteration {
        let mut first = 0;
        let [x, next, gram, polynomial, sums] = Iteration::lengths(shape, many, format).map(|length| {
            let place = memory.plus(first);
            first += length;
            place
        });
        Iteration { shape, many, format, x: [x, next], gram, polynomial, sums }
    }

    /// What the products begin with.
    pub(super) fn first(&self) -> Address {
        self.x[0]
    }

    /// What they end in.
    pub(super) fn last(&self) -> Address {
        self.x[POLAR_EXPRESS.len() % 2]
    }

    /// Sums of rows or columns.
    pub(super) fn sums(&self) -> Address {
        self.sums
    }

    /// Five times X ← (a I + b A + c A²) X, A = X Xᵀ, or with both sides exchanged where X is tall: three products each.
    pub(super) fn products(&self) -> impl Iterator<Item = Product> {
        let &Iteration { shape: [rows, cols], many, format, x: both, gram, polynomial, .. } = self;
        let (tall, n) = (rows > cols, rows.min(cols));
        let plain = move |size, left, right, to| Product { many, ..Product::new(size, left, right, to, format) };
        POLAR_EXPRESS.into_iter().enumerate().flat_map(move |(step, [a, b, c])| {
            let (x, next) = (both[step % 2], both[(step + 1) % 2]);
            let (lying, turned) = (Operand::rows(x, cols), Operand::columns(x, cols));
            let [of_gram, of_polynomial] = [gram, polynomial].map(|at| Operand::rows(at, n));
            let first =
                if tall { plain([n, n, rows], turned, lying, gram) } else { plain([n, n, cols], lying, turned, gram) };
            let second = plain([n, n, n], of_gram, of_gram, polynomial).plus(b, gram);
            let third = if tall {
                plain([rows, cols, n], lying, of_polynomial, next)
            } else {
                plain([rows, cols, n], of_polynomial, lying, next)
            };
            [first, Product { alpha: c, ..second }, third.plus(a, x)]
        })
    }
}
