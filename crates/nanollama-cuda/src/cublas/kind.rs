//! [`Kind`]: what makes one plan serve many products.

use crate::launch::Address;
use crate::product::{Lying, Product};
use crate::source::Number;

/// The most that a place is said to begin on.
const MOST_ALIGNMENT: u32 = 256;

/// All of a product but the places and the factors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Kind {
    size: [usize; 3],
    many: usize,
    transposed: [bool; 2],
    strides: [usize; 3],
    formats: [Number; 2],
    added: bool,
    /// Bytes on which left, right, what is added and the result begin.
    pub(super) alignments: [u32; 4],
}

impl Kind {
    /// 64-bit words of one.
    pub(super) const WORDS: usize = 16;

    pub(super) fn of(product: &Product) -> Kind {
        let [left, right, result] = product.lying();
        let places = [product.left.at, product.right.at, product.plus, product.to];
        let lying = [left, right, result, result];
        let alignments = std::array::from_fn(|which| alignment(places[which], lying[which], product.many));
        Kind {
            size: product.size,
            many: product.many,
            transposed: [product.left.transposed, product.right.transposed],
            strides: [product.left.stride, product.right.stride, product.stride],
            formats: [product.operands, product.result],
            added: product.beta != 0.0,
            alignments,
        }
    }

    /// It as words: equal ones are equal.
    pub(super) fn words(&self) -> [u64; Kind::WORDS] {
        let Kind { size: [m, n, k], many, transposed, strides, formats, added, alignments } = *self;
        let [left, right, to] = strides.map(|stride| stride as u64);
        let [turned_left, turned_right] = transposed.map(u64::from);
        let [operands, result] = formats.map(|format| format.bits() as u64);
        let [a, b, c, d] = alignments.map(u64::from);
        let [m, n, k, many] = [m, n, k, many].map(|number| number as u64);
        let added = u64::from(added);
        [m, n, k, many, turned_left, turned_right, left, right, to, operands, result, added, a, b, c, d]
    }
}

/// Bytes on which matrices can be said to begin: the first lies there, and each of many behind the last.
fn alignment(first: Address, lying: Lying, many: usize) -> u32 {
    let to_next = if many > 1 { lying.number.bytes() * lying.step() } else { 0 };
    1 << (first.0 | to_next as u64).trailing_zeros().min(MOST_ALIGNMENT.trailing_zeros())
}
