//! [`Dots`] on x86: AVX-512 VNNI (`vnni`), AVX-VNNI and plain AVX2, which go in `halves`.

use std::arch::x86_64::*;

use super::{Dots, Field, four};
use crate::lanes;
use halves::{
    Halves, add_pairs, add_scaled, field, joined, looked_up, numbers, pairs, raise, raised, raised_table, signed,
    unsigned,
};
pub(crate) use vnni::Vnni;

mod halves;
mod vnni;

/// What both have alike: everything that is no product of bytes.
macro_rules! in_halves {
    () => {
        #[inline(always)]
        unsafe fn numbers(p: *const u8, first: u32, mask: u8) -> Halves {
            unsafe { numbers(p, first, mask) }
        }
        #[inline(always)]
        unsafe fn raised(low: Halves, bits: u32, p: *const u8, first: u32, mask: u8) -> Halves {
            unsafe { raised(low, bits, p, first, mask) }
        }
        #[inline(always)]
        unsafe fn splat(number: i32) -> Halves {
            unsafe { [_mm256_set1_epi32(number); 2] }
        }
        #[inline(always)]
        unsafe fn unsigned(p: *const u8, first: u32, mask: u8) -> Halves {
            unsafe { unsigned(p, first, mask) }
        }
        #[inline(always)]
        unsafe fn signed(p: *const u8) -> Halves {
            unsafe { signed(p) }
        }
        #[inline(always)]
        unsafe fn add_scaled(acc: Halves, sums: Halves, scales: Halves) -> Halves {
            unsafe { add_scaled(acc, sums, scales) }
        }
        #[inline(always)]
        unsafe fn pairs(first: Halves, second: Halves) -> Halves {
            unsafe { pairs(first, second) }
        }
        #[inline(always)]
        unsafe fn add_pairs(acc: Halves, numbers: Halves, x: *const [i16; 2]) -> Halves {
            unsafe { add_pairs(acc, numbers, x) }
        }
        #[inline(always)]
        unsafe fn to_f32(sums: [__m256i; 2]) -> [__m256; 2] {
            unsafe { [_mm256_cvtepi32_ps(sums[0]), _mm256_cvtepi32_ps(sums[1])] }
        }
    };
}

/// AVX2: `maddubs` adds two products in 16 bits and saturates, so |weight| ≤ 128 is multiplied with x under the weight's
/// sign: 2 · 128 · 127 fits.
#[derive(Clone, Copy)]
pub(crate) struct Avx2;

impl Dots for Avx2 {
    type Lanes = lanes::Avx2;
    type Sums = Halves;
    /// Magnitudes, and the weights themselves for their signs.
    type Weights = [(__m256i, __m256i); 2];
    type Numbers = Halves;
    const ROWS: usize = 2;

    in_halves!();

    #[inline(always)]
    unsafe fn begin(_: i32) -> [__m256i; 2] {
        unsafe { [_mm256_setzero_si256(); 2] }
    }
    #[inline(always)]
    unsafe fn weights<F: Field>(p: *const u8) -> Self::Weights {
        unsafe {
            let half = |p: *const u8| {
                let weights = _mm256_sub_epi8(field::<F>(p), _mm256_set1_epi8(F::OFFSET));
                (_mm256_abs_epi8(weights), weights)
            };
            [half(p), half(p.add(32))]
        }
    }
    #[inline(always)]
    unsafe fn joined<F: Field, G: Field>(low: *const u8, high: *const u8) -> Self::Weights {
        unsafe {
            let half = |low: *const u8, high: *const u8| {
                let weights = _mm256_sub_epi8(joined::<F, G>(low, high), _mm256_set1_epi8(F::OFFSET));
                (_mm256_abs_epi8(weights), weights)
            };
            [half(low, high), half(low.add(32), high.add(32))]
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
    unsafe fn looked_up<const HIGH: bool>(p: *const u8, table: &[i8; 16]) -> Self::Weights {
        unsafe {
            let [low, high] = looked_up::<HIGH>(p, _mm_loadu_si128(table.as_ptr().cast()));
            [(_mm256_abs_epi8(low), low), (_mm256_abs_epi8(high), high)]
        }
    }
    /// 2 · 127 · 127 fits 16 bits.
    #[inline(always)]
    unsafe fn add_numbers(sums: Halves, numbers: Halves, x: *const i8) -> Halves {
        unsafe {
            let x = _mm256_set1_epi32(four(x));
            let half = |sum, numbers| {
                let pairs = _mm256_maddubs_epi16(numbers, x);
                _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)))
            };
            [half(sums[0], numbers[0]), half(sums[1], numbers[1])]
        }
    }
}
/// AVX-VNNI, which processors without AVX-512 have: [`Vnni`] in two halves.
#[derive(Clone, Copy)]
pub(crate) struct AvxVnni;

impl Dots for AvxVnni {
    type Lanes = lanes::Avx2;
    type Sums = Halves;
    type Weights = Halves;
    type Numbers = Halves;
    const ROWS: usize = 3;

    in_halves!();

    #[inline(always)]
    unsafe fn begin(correction: i32) -> [__m256i; 2] {
        unsafe { [_mm256_set1_epi32(correction); 2] }
    }
    #[inline(always)]
    unsafe fn weights<F: Field>(p: *const u8) -> [__m256i; 2] {
        unsafe {
            let half = |p: *const u8| _mm256_add_epi8(field::<F>(p), _mm256_set1_epi8(raise::<F>()));
            [half(p), half(p.add(32))]
        }
    }
    #[inline(always)]
    unsafe fn joined<F: Field, G: Field>(low: *const u8, high: *const u8) -> [__m256i; 2] {
        unsafe {
            let half = |low, high| _mm256_add_epi8(joined::<F, G>(low, high), _mm256_set1_epi8(raise::<F>()));
            [half(low, high), half(low.add(32), high.add(32))]
        }
    }
    #[inline(always)]
    unsafe fn add(sums: [__m256i; 2], weights: [__m256i; 2], x: *const i8) -> [__m256i; 2] {
        unsafe {
            let x = _mm256_set1_epi32(four(x));
            [_mm256_dpbusd_avx_epi32(sums[0], weights[0], x), _mm256_dpbusd_avx_epi32(sums[1], weights[1], x)]
        }
    }
    #[inline(always)]
    unsafe fn looked_up<const HIGH: bool>(p: *const u8, table: &[i8; 16]) -> Halves {
        unsafe { looked_up::<HIGH>(p, raised_table(table)) }
    }
    #[inline(always)]
    unsafe fn add_numbers(sums: Halves, numbers: Halves, x: *const i8) -> Halves {
        unsafe { Self::add(sums, numbers, x) }
    }
}
