//! The search for the scales and numbers of a block with the least weighed squared error. llama.cpp's is greedy: the best
//! scale of each sub-block, rounded, then the nearest numbers. This one goes on: scales are chosen again by the error that
//! their rounding leaves, and the superblock's f16 scales are fitted to all that was chosen, in turns.
//!
//! [`centred`] searches where a weight is a scale times a number, [`floored`] where least values are taken away. What a
//! weight counts is llama.cpp's ([`Weighing`]). Everything is done in [`Lanes`], so all instruction sets find the same.

mod centred;
mod floored;
mod steps;

use super::superblock::{Apart, Kind, SUBS, SUPERBLOCK};
use crate::float16::{f16_to_f32, f32_to_f16};
use crate::lanes::{Isa, Lanes, WIDTH, dispatch};
pub(super) use steps::Steps;

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
    fn of(self, values: &[f32], out: &mut [f32]) {
        let base = match self {
            Weighing::MeanAndMagnitude => {
                (values.iter().map(|x| x * x).sum::<f32>() / values.len().max(1) as f32).sqrt()
            }
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

/// The values of a sub-block of 16 · N, and what each counts.
#[derive(Clone, Copy)]
struct Sub<L: Lanes, const N: usize> {
    x: [L::V; N],
    weight: [L::V; N],
    /// Σ w and Σ w x.
    one: f32,
    sum: f32,
    /// The value of the greatest magnitude, the least and the greatest value.
    farthest: f32,
    least: f32,
    greatest: f32,
}

impl<L: Lanes, const N: usize> Sub<L, N> {
    /// # Safety
    /// The instruction set of `L` is there; there are 16 · N values.
    #[inline(always)]
    unsafe fn new(values: &[f32], weighing: Weighing) -> Self {
        let mut weights = [0.0; 2 * WIDTH];
        weighing.of(values, &mut weights);
        // SAFETY: the caller's; N is at most 2.
        unsafe {
            let (mut x, mut weight) = ([L::splat(0.0); N], [L::splat(0.0); N]);
            let (mut one, mut sum) = (L::splat(0.0), L::splat(0.0));
            for i in 0..N {
                x[i] = L::load(values[WIDTH * i..].as_ptr());
                weight[i] = L::load(weights[WIDTH * i..].as_ptr());
                one = L::add(one, weight[i]);
                sum = L::mul_add(weight[i], x[i], sum);
            }
            let (mut farthest, mut least, mut greatest) = (values[0], values[0], values[0]);
            for &value in values {
                farthest = if value.abs() > farthest.abs() { value } else { farthest };
                least = if value < least { value } else { least };
                greatest = if value > greatest { value } else { greatest };
            }
            Sub { x, weight, one: L::sum(one), sum: L::sum(sum), farthest, least, greatest }
        }
    }
}

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

/// The sub-blocks of a superblock; those beyond its last are copies of the first.
///
/// # Safety
/// The instruction set of `L` is there; T's sub-blocks have 16 · N values.
#[inline(always)]
unsafe fn subs<L: Lanes, T: Kind, const N: usize>(values: &[f32; SUPERBLOCK]) -> [Sub<L, N>; SUBS] {
    // SAFETY: the caller's.
    unsafe {
        let mut subs = [Sub::new(&values[..WIDTH * N], T::WEIGHING); SUBS];
        for (sub, values) in subs.iter_mut().zip(values.chunks_exact(WIDTH * N)) {
            *sub = Sub::new(values, T::WEIGHING);
        }
        subs
    }
}

/// A scale as an f16 has it.
fn half(scale: f32) -> f32 {
    f16_to_f32(f32_to_f16(scale))
}

/// The nearest whole number of a range; its first if the value is none.
fn whole(value: f32, [first, last]: [i32; 2]) -> i32 {
    // A cast of what is no number gives 0.
    (value.round_ties_even() as i32).clamp(first, last)
}

#[cfg(test)]
mod tests;
