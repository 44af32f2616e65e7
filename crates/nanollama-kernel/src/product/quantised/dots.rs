//! Sixteen sums of products of bytes, four depth steps at a time, by each kind of instruction. All are exact, so all agree.

#[cfg(target_arch = "aarch64")]
use std::arch::aarch64::*;
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

use super::round::Block;
use crate::lanes::{self, Lanes, WIDTH};

/// Sums of sixteen columns.
///
/// # Safety
/// Every function asks of its caller that the processor has the instructions and that the bytes it names are readable.
pub(super) trait Dots: Copy {
    /// For what is not an integer.
    type Lanes: Lanes;
    /// Sixteen sums.
    type Sums: Copy;
    /// Four depth steps of sixteen columns.
    type Weights: Copy;
    /// Most rows of a tile: as many as the registers hold sums and accumulators of; at most 6.
    const ROWS: usize;

    /// The sums before the first product of a row's block.
    unsafe fn begin(block: &Block) -> Self::Sums;
    /// Loads [16 columns][4 steps] signed bytes.
    unsafe fn weights(p: *const u8) -> Self::Weights;
    /// Adds to each sum its column's four products with the four bytes at `x`.
    unsafe fn add(sums: Self::Sums, weights: Self::Weights, x: *const i8) -> Self::Sums;
    /// The sums as f32, exactly: |sum| ≤ 32 · 127 · 128.
    unsafe fn to_f32(sums: Self::Sums) -> <Self::Lanes as Lanes>::V;
}

/// The four bytes at `x` as one number.
///
/// # Safety
/// They are readable.
#[inline(always)]
unsafe fn four(x: *const i8) -> i32 {
    // SAFETY: the caller's.
    unsafe { x.cast::<i32>().read_unaligned() }
}

/// AVX-512 VNNI: `vpdpbusd` takes unsigned weights, so they are raised by 128 and the sums begin that much lower.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
pub(super) struct Vnni;

// SAFETY (every block): the instructions are the trait's contract, so are the pointers.
#[cfg(target_arch = "x86_64")]
impl Dots for Vnni {
    type Lanes = lanes::Avx512;
    type Sums = __m512i;
    type Weights = __m512i;
    const ROWS: usize = 6;

    #[inline(always)]
    unsafe fn begin(block: &Block) -> __m512i {
        unsafe { _mm512_set1_epi32(block.correction) }
    }
    #[inline(always)]
    unsafe fn weights(p: *const u8) -> __m512i {
        unsafe { _mm512_xor_si512(_mm512_loadu_si512(p.cast()), _mm512_set1_epi8(i8::MIN)) }
    }
    #[inline(always)]
    unsafe fn add(sums: __m512i, weights: __m512i, x: *const i8) -> __m512i {
        unsafe { _mm512_dpbusd_epi32(sums, weights, _mm512_set1_epi32(four(x))) }
    }
    #[inline(always)]
    unsafe fn to_f32(sums: __m512i) -> __m512 {
        unsafe { _mm512_cvtepi32_ps(sums) }
    }
}

/// AVX2: `maddubs` adds two products in 16 bits and saturates, so |weight| ≤ 128 is multiplied with x under the weight's
/// sign: 2 · 128 · 127 fits.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
pub(super) struct Avx2;

#[cfg(target_arch = "x86_64")]
impl Dots for Avx2 {
    type Lanes = lanes::Avx2;
    type Sums = [__m256i; 2];
    /// Magnitudes, and the weights themselves for their signs.
    type Weights = [(__m256i, __m256i); 2];
    const ROWS: usize = 2;

    #[inline(always)]
    unsafe fn begin(_: &Block) -> [__m256i; 2] {
        unsafe { [_mm256_setzero_si256(); 2] }
    }
    #[inline(always)]
    unsafe fn weights(p: *const u8) -> Self::Weights {
        unsafe {
            let half = |p: *const u8| {
                let bytes = _mm256_loadu_si256(p.cast());
                (_mm256_abs_epi8(bytes), bytes)
            };
            [half(p), half(p.add(32))]
        }
    }
    #[inline(always)]
    unsafe fn add(sums: [__m256i; 2], weights: Self::Weights, x: *const i8) -> [__m256i; 2] {
        unsafe {
            let x = _mm256_set1_epi32(four(x));
            let half = |sum, (magnitude, signed)| {
                let pairs = _mm256_maddubs_epi16(magnitude, _mm256_sign_epi8(x, signed));
                _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)))
            };
            [half(sums[0], weights[0]), half(sums[1], weights[1])]
        }
    }
    #[inline(always)]
    unsafe fn to_f32(sums: [__m256i; 2]) -> [__m256; 2] {
        unsafe { [_mm256_cvtepi32_ps(sums[0]), _mm256_cvtepi32_ps(sums[1])] }
    }
}

/// NEON without the dot product extension: products in 16 bits, which 127 · 128 fits, then pairs of pairs.
#[cfg(target_arch = "aarch64")]
#[derive(Clone, Copy)]
pub(super) struct Neon;

#[cfg(target_arch = "aarch64")]
impl Dots for Neon {
    type Lanes = lanes::Neon;
    type Sums = [int32x4_t; 4];
    type Weights = [int8x16_t; 4];
    const ROWS: usize = 3;

    #[inline(always)]
    unsafe fn begin(_: &Block) -> [int32x4_t; 4] {
        unsafe { [vdupq_n_s32(0); 4] }
    }
    #[inline(always)]
    unsafe fn weights(p: *const u8) -> [int8x16_t; 4] {
        let p: *const i8 = p.cast();
        unsafe { [vld1q_s8(p), vld1q_s8(p.add(16)), vld1q_s8(p.add(32)), vld1q_s8(p.add(48))] }
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

/// Plain loops.
#[derive(Clone, Copy)]
pub(super) struct Scalar;

impl Dots for Scalar {
    type Lanes = lanes::Scalar;
    type Sums = [i32; WIDTH];
    type Weights = [[i8; 4]; WIDTH];
    const ROWS: usize = 2;

    #[inline(always)]
    unsafe fn begin(_: &Block) -> [i32; WIDTH] {
        [0; WIDTH]
    }
    #[inline(always)]
    unsafe fn weights(p: *const u8) -> [[i8; 4]; WIDTH] {
        // SAFETY: the caller's: 64 bytes, which any bits are.
        unsafe { p.cast::<[[i8; 4]; WIDTH]>().read_unaligned() }
    }
    #[inline(always)]
    unsafe fn add(mut sums: [i32; WIDTH], weights: [[i8; 4]; WIDTH], x: *const i8) -> [i32; WIDTH] {
        // SAFETY: the caller's: four bytes.
        let x = unsafe { x.cast::<[i8; 4]>().read() };
        for (sum, weights) in sums.iter_mut().zip(&weights) {
            for (&weight, &x) in weights.iter().zip(&x) {
                *sum += i32::from(weight) * i32::from(x);
            }
        }
        sums
    }
    #[inline(always)]
    unsafe fn to_f32(sums: [i32; WIDTH]) -> [f32; WIDTH] {
        sums.map(|sum| sum as f32)
    }
}
