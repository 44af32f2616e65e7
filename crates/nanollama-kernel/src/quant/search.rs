//! The search for the scales and numbers of a block with the least weighed squared error. llama.cpp's is greedy: the best
//! scale of each sub-block, rounded, then the nearest numbers. This one goes on: scales are chosen again by the error that
//! their rounding leaves, and the superblock's f16 scales are fitted to all that was chosen, in turns.
//!
//! [`centred`] searches where a weight is a scale times a number, [`floored`] where least values are taken away. What a
//! weight counts is llama.cpp's (`Weighing`). Everything is done in [`Lanes`], so all instruction sets find the same.

// What is not a number is neither better nor greater: `!(a < b)` says so, `a >= b` does not.
#![allow(clippy::neg_cmp_op_on_partial_ord)]

mod centred;
mod floored;
mod steps;
mod sub;

use super::kind::{Apart, Kind, SUPERBLOCK, Weighing};
use crate::lanes::{Isa, Lanes, WIDTH, dispatch};
pub(super) use steps::Steps;

/// The best superblock that was found for 256 values, finite or not.
pub(super) fn superblock<T: Kind>(values: &[f32; SUPERBLOCK]) -> Apart {
    superblock_by::<T>(Isa::active(), values)
}

/// The same by an instruction set that is there.
fn superblock_by<T: Kind>(isa: Isa, values: &[f32; SUPERBLOCK]) -> Apart {
    let mut found = Apart::ZERO;
    let out = &mut found;
    // SAFETY: the instruction set is there.
    unsafe { dispatch!(isa, search::<T: Kind>(values: &[f32; SUPERBLOCK], out: &mut Apart)) };
    found
}

/// The best f16 scale and numbers for 32 values whose meanings are `steps`.
pub(super) fn block(values: &[f32; 2 * WIDTH], steps: Steps, weighing: Weighing) -> (u16, [u8; 2 * WIDTH]) {
    #[inline(always)]
    unsafe fn search<L: Lanes>(values: &[f32; 2 * WIDTH], steps: Steps, weighing: Weighing, out: &mut (u16, [u8; 32])) {
        // SAFETY: the caller's.
        unsafe { *out = centred::block::<L>(values, steps, weighing) }
    }
    let (isa, mut found) = (Isa::active(), (0, [0; 2 * WIDTH]));
    let out = &mut found;
    // SAFETY: the active instruction set is there.
    unsafe {
        dispatch!(
            isa,
            search(values: &[f32; 2 * WIDTH], steps: Steps, weighing: Weighing, out: &mut (u16, [u8; 2 * WIDTH]))
        )
    };
    found
}

/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn search<L: Lanes, T: Kind>(values: &[f32; SUPERBLOCK], out: &mut Apart) {
    // SAFETY: the caller's.
    unsafe {
        match (T::LEAST, T::SUB) {
            (false, 16) => centred::superblock::<L, T, 1>(values, out),
            (false, _) => centred::superblock::<L, T, 2>(values, out),
            (true, 16) => floored::superblock::<L, T, 1>(values, out),
            (true, _) => floored::superblock::<L, T, 2>(values, out),
        }
    }
}

#[cfg(test)]
mod tests;
