//! [`Sub`]: a sub-block's values in registers, and what each counts.

use crate::float16::{f16_to_f32, f32_to_f16};
use crate::lanes::{Lanes, WIDTH};
use crate::quant::kind::{SUBS, SUPERBLOCK};

/// The values of a sub-block of 16 · N, and what each counts.
#[derive(Clone, Copy)]
pub(super) struct Sub<L: Lanes, const N: usize> {
    pub(super) x: [L::V; N],
    pub(super) weight: [L::V; N],
    /// Σ w and Σ w x.
    pub(super) one: f32,
    pub(super) sum: f32,
    /// The value of the greatest magnitude, the least and the greatest value.
    pub(super) farthest: f32,
    pub(super) least: f32,
    pub(super) greatest: f32,
}

impl<L: Lanes, const N: usize> Sub<L, N> {
    /// # Safety
    /// The instruction set of `L` is there; there are 16 · N values and counts.
    #[inline(always)]
    pub(super) unsafe fn new(values: &[f32], counts: &[f32]) -> Self {
        // SAFETY: the caller's.
        unsafe {
            let (mut x, mut weight) = ([L::splat(0.0); N], [L::splat(0.0); N]);
            let (mut one, mut sum) = (L::splat(0.0), L::splat(0.0));
            for i in 0..N {
                x[i] = L::load(values[WIDTH * i..].as_ptr());
                weight[i] = L::load(counts[WIDTH * i..].as_ptr());
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

/// The sub-blocks of a superblock; those beyond its last are copies of the first.
///
/// # Safety
/// The instruction set of `L` is there; sub-blocks have 16 · N values.
#[inline(always)]
pub(super) unsafe fn subs<L: Lanes, const N: usize>(
    values: &[f32; SUPERBLOCK],
    counts: &[f32; SUPERBLOCK],
) -> [Sub<L, N>; SUBS] {
    // SAFETY: the caller's.
    unsafe {
        let mut subs = [Sub::new(&values[..WIDTH * N], &counts[..WIDTH * N]); SUBS];
        let parts = values.chunks_exact(WIDTH * N).zip(counts.chunks_exact(WIDTH * N));
        for (sub, (values, counts)) in subs.iter_mut().zip(parts) {
            *sub = Sub::new(values, counts);
        }
        subs
    }
}

/// A scale as an f16 has it.
pub(super) fn half(scale: f32) -> f32 {
    f16_to_f32(f32_to_f16(scale))
}

/// The nearest whole number of a range; its first if the value is none.
pub(super) fn whole(value: f32, [first, last]: [i32; 2]) -> i32 {
    // A cast of what is no number gives 0.
    (value.round_ties_even() as i32).clamp(first, last)
}
