//! The search for the scales and numbers of a block with the least weighed squared error. llama.cpp's is greedy: the best
//! scale of each sub-block, rounded, then the nearest numbers. This one goes on: scales are chosen again by the error that
//! their rounding leaves, and the superblock's f16 scales are fitted to all that was chosen, in turns.
//!
//! [`centred`] searches where a weight is a scale times a number, [`floored`] where least values are taken away. What a
//! weight counts is the caller's to say. Everything is done in [`Lanes`], so all instruction sets find the same.

// What is not a number is neither better nor greater: `!(a < b)` says so, `a >= b` does not.
#![allow(clippy::neg_cmp_op_on_partial_ord)]

mod centred;
mod floored;
mod steps;
mod sub;

use super::kind::{Apart, Kind, SUPERBLOCK};
use crate::lanes::{Isa, Lanes, WIDTH, dispatch};
pub(super) use steps::Steps;

/// Weights of a block that has a scale of its own.
const BLOCK: usize = 2 * WIDTH;

/// What the search asks of a type: a value, so that types are searched by the same code.
#[derive(Clone, Copy)]
struct Asked {
    /// How numbers lie and how many values a sub-block has.
    form: Form,
    /// The least and the greatest scale of a sub-block.
    ends: [i8; 2],
}

/// The forms of superblocks.
#[derive(Clone, Copy)]
enum Form {
    /// Sixteen values, a scale times whole numbers from the first to the last.
    Even([i8; 2]),
    /// Thirty-two, a scale times what stands in a table.
    Table(&'static [i8; WIDTH]),
    /// Sixteen, least values taken away, numbers up to this.
    Floored16(f32),
    /// The same of thirty-two.
    Floored32(f32),
}

impl Asked {
    const fn of<T: Kind>() -> Asked {
        let most = (1u16 << T::BITS) - 1;
        let form = match (T::TABLE, T::LEAST, T::SUB) {
            (Some(table), false, 32) => Form::Table(table),
            (None, false, 16) => Form::Even([-(T::ZERO as i8), (most - T::ZERO as u16) as i8]),
            (None, true, 16) => Form::Floored16(most as f32),
            (None, true, 32) => Form::Floored32(most as f32),
            _ => panic!("no type is of this form"),
        };
        Asked { form, ends: [*T::SCALES.start(), *T::SCALES.end()] }
    }
}

/// The best superblock that was found for 256 values, finite or not, where an error at each counts so much.
pub(super) fn superblock<T: Kind>(values: &[f32; SUPERBLOCK], counts: &[f32; SUPERBLOCK]) -> Apart {
    superblock_by(Isa::active(), values, counts, const { Asked::of::<T>() })
}

/// The same by an instruction set that is there.
fn superblock_by(isa: Isa, values: &[f32; SUPERBLOCK], counts: &[f32; SUPERBLOCK], asked: Asked) -> Apart {
    let mut found = Apart::ZERO;
    let out = &mut found;
    // SAFETY: the instruction set is there.
    unsafe {
        dispatch!(
            isa,
            search(values: &[f32; SUPERBLOCK], counts: &[f32; SUPERBLOCK], asked: Asked, out: &mut Apart)
        )
    };
    found
}

/// The best f16 scale and numbers for 32 values whose meanings are `steps`.
pub(super) fn block(values: &[f32; BLOCK], counts: &[f32; BLOCK], steps: Steps) -> (u16, [u8; BLOCK]) {
    block_by(Isa::active(), values, counts, steps)
}

/// The same by an instruction set that is there.
fn block_by(isa: Isa, values: &[f32; BLOCK], counts: &[f32; BLOCK], steps: Steps) -> (u16, [u8; BLOCK]) {
    #[inline(always)]
    unsafe fn search<L: Lanes>(
        values: &[f32; BLOCK],
        counts: &[f32; BLOCK],
        steps: Steps,
        out: &mut (u16, [u8; BLOCK]),
    ) {
        // SAFETY: the caller's.
        unsafe { *out = centred::block::<L>(values, counts, steps) }
    }
    let mut found = (0, [0; BLOCK]);
    let out = &mut found;
    // SAFETY: the instruction set is there.
    unsafe {
        dispatch!(
            isa,
            search(values: &[f32; BLOCK], counts: &[f32; BLOCK], steps: Steps, out: &mut (u16, [u8; BLOCK]))
        )
    };
    found
}

/// The best f16 scale, f16 least value and numbers up to `most` for 32 values that are `scale · number + least`.
pub(super) fn floored_block(values: &[f32; BLOCK], counts: &[f32; BLOCK], most: u8) -> ([u16; 2], [u8; BLOCK]) {
    floored_block_by(Isa::active(), values, counts, most)
}

/// The same by an instruction set that is there.
fn floored_block_by(isa: Isa, values: &[f32; BLOCK], counts: &[f32; BLOCK], most: u8) -> ([u16; 2], [u8; BLOCK]) {
    #[inline(always)]
    unsafe fn search<L: Lanes>(
        values: &[f32; BLOCK],
        counts: &[f32; BLOCK],
        most: u8,
        out: &mut ([u16; 2], [u8; BLOCK]),
    ) {
        // SAFETY: the caller's.
        unsafe { *out = floored::block::<L>(values, counts, f32::from(most)) }
    }
    let mut found = ([0; 2], [0; BLOCK]);
    let out = &mut found;
    // SAFETY: the instruction set is there.
    unsafe {
        dispatch!(
            isa,
            search(values: &[f32; BLOCK], counts: &[f32; BLOCK], most: u8, out: &mut ([u16; 2], [u8; BLOCK]))
        )
    };
    found
}

/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn search<L: Lanes>(
    values: &[f32; SUPERBLOCK],
    counts: &[f32; SUPERBLOCK],
    Asked { form, ends }: Asked,
    out: &mut Apart,
) {
    // SAFETY: the caller's.
    unsafe {
        match form {
            Form::Even([first, last]) => {
                centred::superblock::<L, 1>(values, counts, (Steps::Even(first, last), ends), out);
            }
            Form::Table(table) => centred::superblock::<L, 2>(values, counts, (Steps::Table(table), ends), out),
            Form::Floored16(most) => floored::superblock::<L, 1>(values, counts, (most, ends[1]), out),
            Form::Floored32(most) => floored::superblock::<L, 2>(values, counts, (most, ends[1]), out),
        }
    }
}

#[cfg(test)]
mod tests;
