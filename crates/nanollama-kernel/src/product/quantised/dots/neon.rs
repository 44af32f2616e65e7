//! [`Dots`] on ARM: with the dot product extension and without.

use std::arch::aarch64::*;

use super::{Dots, Field, four, two};
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

/// Sixteen bytes as four registers of numbers.
///
/// # Safety
/// None beyond the instructions.
#[inline(always)]
unsafe fn widened(bytes: int8x16_t) -> [int32x4_t; 4] {
    // SAFETY: the caller's.
    unsafe {
        let (low, high) = (vmovl_s8(vget_low_s8(bytes)), vmovl_high_s8(bytes));
        [vmovl_s16(vget_low_s16(low)), vmovl_high_s16(low), vmovl_s16(vget_low_s16(high)), vmovl_high_s16(high)]
    }
}

/// NEON without the dot product extension: products in 16 bits, which 127 · 128 fits, then pairs of pairs.
#[derive(Clone, Copy)]
pub(crate) struct Neon;

impl Dots for Neon {
    type Lanes = lanes::Neon;
    type Sums = [int32x4_t; 4];
    type Weights = [int8x16_t; 4];
    type Numbers = [int8x16_t; 4];
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
    unsafe fn looked_up<const HIGH: bool>(p: *const u8, table: &[i8; 16]) -> [int8x16_t; 4] {
        unsafe {
            let table = vld1q_s8(table.as_ptr());
            Self::numbers(p, if HIGH { 4 } else { 0 }, 15).map(|places| vqtbl1q_s8(table, vreinterpretq_u8_s8(places)))
        }
    }
    #[inline(always)]
    unsafe fn numbers(p: *const u8, first: u32, mask: u8) -> [int8x16_t; 4] {
        unsafe {
            let quarter = |at| {
                let moved = vshlq_u8(vld1q_u8(p.add(at)), vdupq_n_s8(-(first as i8)));
                vreinterpretq_s8_u8(vandq_u8(moved, vdupq_n_u8(mask)))
            };
            [quarter(0), quarter(16), quarter(32), quarter(48)]
        }
    }
    #[inline(always)]
    unsafe fn raised(low: [int8x16_t; 4], bits: u32, p: *const u8, first: u32, mask: u8) -> [int8x16_t; 4] {
        unsafe {
            let high = Self::numbers(p, first, mask);
            std::array::from_fn(|i| vorrq_s8(low[i], vshlq_s8(high[i], vdupq_n_s8(bits as i8))))
        }
    }
    #[inline(always)]
    unsafe fn add_numbers(sums: [int32x4_t; 4], numbers: [int8x16_t; 4], x: *const i8) -> [int32x4_t; 4] {
        unsafe { Self::add(sums, numbers, x) }
    }
    #[inline(always)]
    unsafe fn splat(number: i32) -> [int32x4_t; 4] {
        unsafe { [vdupq_n_s32(number); 4] }
    }
    #[inline(always)]
    unsafe fn unsigned(p: *const u8, first: u32, mask: u8) -> [int32x4_t; 4] {
        unsafe {
            let moved = vshlq_u8(vld1q_u8(p), vdupq_n_s8(-(first as i8)));
            widened(vreinterpretq_s8_u8(vandq_u8(moved, vdupq_n_u8(mask & 127))))
        }
    }
    #[inline(always)]
    unsafe fn signed(p: *const u8) -> [int32x4_t; 4] {
        unsafe { widened(vld1q_s8(p.cast())) }
    }
    #[inline(always)]
    unsafe fn add_scaled(acc: [int32x4_t; 4], sums: [int32x4_t; 4], scales: [int32x4_t; 4]) -> [int32x4_t; 4] {
        unsafe { std::array::from_fn(|i| vmlaq_s32(acc[i], sums[i], scales[i])) }
    }
    #[inline(always)]
    unsafe fn pairs(first: [int32x4_t; 4], second: [int32x4_t; 4]) -> [int32x4_t; 4] {
        unsafe { std::array::from_fn(|i| vorrq_s32(first[i], vshlq_n_s32::<16>(second[i]))) }
    }
    #[inline(always)]
    unsafe fn add_pairs(acc: [int32x4_t; 4], pairs: [int32x4_t; 4], x: *const [i16; 2]) -> [int32x4_t; 4] {
        unsafe {
            let x = vreinterpretq_s16_s32(vdupq_n_s32(two(x)));
            std::array::from_fn(|i| {
                let pairs = vreinterpretq_s16_s32(pairs[i]);
                let low = vmull_s16(vget_low_s16(pairs), vget_low_s16(x));
                vaddq_s32(acc[i], vpaddq_s32(low, vmull_high_s16(pairs, x)))
            })
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
    type Numbers = [int8x16_t; 4];
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
    unsafe fn looked_up<const HIGH: bool>(p: *const u8, table: &[i8; 16]) -> [int8x16_t; 4] {
        unsafe { Neon::looked_up::<HIGH>(p, table) }
    }
    #[inline(always)]
    unsafe fn numbers(p: *const u8, first: u32, mask: u8) -> [int8x16_t; 4] {
        unsafe { Neon::numbers(p, first, mask) }
    }
    #[inline(always)]
    unsafe fn raised(low: [int8x16_t; 4], bits: u32, p: *const u8, first: u32, mask: u8) -> [int8x16_t; 4] {
        unsafe { Neon::raised(low, bits, p, first, mask) }
    }
    #[inline(always)]
    unsafe fn add_numbers(sums: [int32x4_t; 4], numbers: [int8x16_t; 4], x: *const i8) -> [int32x4_t; 4] {
        unsafe { Self::add(sums, numbers, x) }
    }
    #[inline(always)]
    unsafe fn splat(number: i32) -> [int32x4_t; 4] {
        unsafe { Neon::splat(number) }
    }
    #[inline(always)]
    unsafe fn unsigned(p: *const u8, first: u32, mask: u8) -> [int32x4_t; 4] {
        unsafe { Neon::unsigned(p, first, mask) }
    }
    #[inline(always)]
    unsafe fn signed(p: *const u8) -> [int32x4_t; 4] {
        unsafe { Neon::signed(p) }
    }
    #[inline(always)]
    unsafe fn add_scaled(acc: [int32x4_t; 4], sums: [int32x4_t; 4], scales: [int32x4_t; 4]) -> [int32x4_t; 4] {
        unsafe { Neon::add_scaled(acc, sums, scales) }
    }
    #[inline(always)]
    unsafe fn pairs(first: [int32x4_t; 4], second: [int32x4_t; 4]) -> [int32x4_t; 4] {
        unsafe { Neon::pairs(first, second) }
    }
    #[inline(always)]
    unsafe fn add_pairs(acc: [int32x4_t; 4], pairs: [int32x4_t; 4], x: *const [i16; 2]) -> [int32x4_t; 4] {
        unsafe { Neon::add_pairs(acc, pairs, x) }
    }
    #[inline(always)]
    unsafe fn to_f32(sums: [int32x4_t; 4]) -> [float32x4_t; 4] {
        unsafe { Neon::to_f32(sums) }
    }
}
