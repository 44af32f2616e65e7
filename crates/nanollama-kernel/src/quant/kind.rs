//! [`Kind`]: what a type of superblocks is: how a file packs one ([`Apart`] has its parts), what its numbers mean, and what an
//! error counts in the search for them.

use super::importance::{Importance, mean_square};
use crate::product::quantised::superblocks::Superblocks;

/// Weights of a superblock.
pub(super) const SUPERBLOCK: usize = 256;
/// Most sub-blocks of one.
pub(super) const SUBS: usize = SUPERBLOCK / 16;

/// A superblock with its parts apart.
#[derive(Clone)]
pub(crate) struct Apart {
    /// f16 bits: the scale, and the scale of the least values where the type has such.
    pub(super) scales: [u16; 2],
    /// Scales of the sub-blocks.
    pub(super) sub_scales: [i8; SUBS],
    /// Their least values.
    pub(super) sub_least: [u8; SUBS],
    pub(super) numbers: [u8; SUPERBLOCK],
}

impl Apart {
    pub(super) const ZERO: Apart =
        Apart { scales: [0; 2], sub_scales: [0; SUBS], sub_least: [0; SUBS], numbers: [0; SUPERBLOCK] };
}

/// A K type.
pub(crate) trait Kind: Copy + 'static {
    /// Bytes of a superblock in a file.
    const BYTES: usize;
    /// Bits of a number.
    const BITS: usize;
    /// Weights of a sub-block.
    const SUB: usize;
    /// What is subtracted from a number.
    const ZERO: u8;
    /// What numbers mean instead, in ascending order.
    const TABLE: Option<&'static [i8; 16]> = None;
    /// The sub-blocks' scales.
    const SCALES: std::ops::RangeInclusive<i8>;
    /// Whether sub-blocks have least values. They are of 0 to the greatest scale.
    const LEAST: bool;
    /// How much an error at a weight counts in the search for numbers.
    const WEIGHING: Weighing;
    /// The same where columns have importances.
    const IMPORTANCE: Importance;
    /// Its groups, to the products.
    type Products: Superblocks;

    /// What a number is, before the scales.
    fn meaning(number: u8) -> i8 {
        match Self::TABLE {
            Some(table) => table[usize::from(number & 15)],
            None => number as i8 - Self::ZERO as i8,
        }
    }
    /// The superblock in the bytes of a file.
    fn load(block: &[u8]) -> Apart;
    /// Puts it there, over zeros.
    fn store(apart: &Apart, block: &mut [u8]);
}

/// How much an error at a weight counts.
#[derive(Clone, Copy)]
pub(crate) enum Weighing {
    /// As the weight's magnitude.
    Magnitude,
    /// As its square.
    Square,
    /// As its magnitude and the root of its sub-block's mean square.
    MeanAndMagnitude,
}

impl Weighing {
    /// What each of a sub-block's values counts.
    pub(super) fn of(self, values: &[f32], out: &mut [f32]) {
        let base = match self {
            Weighing::MeanAndMagnitude => mean_square(values).sqrt(),
            Weighing::Magnitude | Weighing::Square => 0.0,
        };
        for (weight, x) in out.iter_mut().zip(values) {
            *weight = match self {
                Weighing::Square => x * x,
                Weighing::Magnitude | Weighing::MeanAndMagnitude => base + x.abs(),
            };
        }
    }
}
