//! [`Dots`] on ARM: with the dot product extension and without.

use std::arch::aarch64::*;

use super::{Dots, Field, four};
use crate::lanes;

/// The bits of a field in 16 bytes, unsigned.
///
/// # Safety
/// The bytes are readable.
#[inline(always)]
unsafe fn field<F: Field>(p: *const u8) -> uint8x16_t {
    // SAFETY: the caller's.
    unsafe {
        let mut bytes = vld1q_u8(p);
        if F::FIRST > 0 {
            bytes = vshlq_u8(bytes, vdupq_n_s8(-(F::FIRST as i8)));
        }
        if F::FIRST + F::BITS < 8 {
            bytes = vandq_u8(bytes, vdupq_n_u8(F::MASK));
        }
        bytes
    }
}

/// Unsigned bits as weights: less the field's offset.
///
/// # Safety
/// None beyond the instructions.
#[inline(always)]
unsafe fn lowered<F: Field>(bytes: uint8x16_t) -> int8x16_t {
    // SAFETY: the caller's.
    unsafe { vsubq_s8(vreinterpretq_s8_u8(bytes), vdupq_n_s8(F::OFFSET)) }
}

/// NEON without the dot product extension: products in 16 bits, which 127 · 128 fits, then pairs of pairs.
#[derive(Clone, Copy)]
pub(crate) struct Neon;

impl Dots for Neon {
    type Lanes = lanes::Neon;
    type Sums = [int32x4_t; 4];
    type Weights = [int8x16_t; 4];
    const ROWS: usize = 3;

    #[inline(always)]
    unsafe fn begin(_: i32) -> [int32x4_t; 4] {
        unsafe { [vdupq_n_s32(0); 4] }
    }
    #[inline(always)]
    unsafe fn weights<F: Field>(p: *const u8) -> [int8x16_t; 4] {
        unsafe {
            let quarter = |at| lowered::<F>(field::<F>(p.add(at)));
            [quarter(0), quarter(16), quarter(32), quarter(48)]
        }
    }
    #[inline(always)]
    unsafe fn joined<F: Field, G: Field>(low: *const u8, high: *const u8) -> [int8x16_t; 4] {
        const { assert!(F::BITS + G::BITS < 8) };
        unsafe {
            let quarter = |at| {
                let above = vshlq_u8(field::<G>(high.add(at)), vdupq_n_s8(F::BITS as i8));
                lowered::<F>(vorrq_u8(field::<F>(low.add(at)), above))
            };
            [quarter(0), quarter(16), quarter(32), quarter(48)]
        }
    }
    #[inline(always)]
    unsafe fn add(mut sums: [int32x4_t; 4], weights: [int8x16_t; 4], x: *const i8) -> [int32x4_t; 4] {
        unsafe {
            let x = vreinterpretq_s8_s32(vdupq_n_s32(four(x)));
            for i in 0..4 {
                let low = vpaddlq_s16(vmull_s8(vget_low_s8(weights[i]), vget_low_s8(x)));
                let high = vpaddlq_s16(vmull_high_s8(weights[i], x));
                sums[i] = vaddq_s32(sums[i], vpaddq_s32(low, high));
            }
            sums
        }
    }
    #[inline(always)]
    unsafe fn to_f32(sums: [int32x4_t; 4]) -> [float32x4_t; 4] {
        unsafe { sums.map(|sum| vcvtq_f32_s32(sum)) }
    }
}

/// NEON's `sdot`, which every processor since ARMv8.4 has (Apple's all). The intrinsic is not stable yet.
#[derive(Clone, Copy)]
pub(crate) struct NeonDot;

impl Dots for NeonDot {
    type Lanes = lanes::Neon;
    type Sums = [int32x4_t; 4];
    type Weights = [int8x16_t; 4];
    const ROWS: usize = 3;

    #[inline(always)]
    unsafe fn begin(correction: i32) -> [int32x4_t; 4] {
        unsafe { Neon::begin(correction) }
    }
    #[inline(always)]
    unsafe fn weights<F: Field>(p: *const u8) -> [int8x16_t; 4] {
        unsafe { Neon::weights::<F>(p) }
    }
    #[inline(always)]
    unsafe fn joined<F: Field, G: Field>(low: *const u8, high: *const u8) -> [int8x16_t; 4] {
        unsafe { Neon::joined::<F, G>(low, high) }
    }
    #[inline(always)]
    unsafe fn add(mut sums: [int32x4_t; 4], weights: [int8x16_t; 4], x: *const i8) -> [int32x4_t; 4] {
        unsafe {
            let x = vreinterpretq_s8_s32(vdupq_n_s32(four(x)));
            for (sum, weights) in sums.iter_mut().zip(weights) {
                std::arch::asm!(
                    ".arch_extension dotprod",
                    "sdot {sum:v}.4s, {weights:v}.16b, {x:v}.16b",
                    sum = inout(vreg) *sum,
                    weights = in(vreg) weights,
                    x = in(vreg) x,
                    options(pure, nomem, nostack, preserves_flags)
                );
            }
            sums
        }
    }
    #[inline(always)]
    unsafe fn to_f32(sums: [int32x4_t; 4]) -> [float32x4_t; 4] {
        unsafe { Neon::to_f32(sums) }
    }
}
