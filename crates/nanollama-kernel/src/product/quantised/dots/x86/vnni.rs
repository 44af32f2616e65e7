//! [`Dots`] with AVX-512 VNNI.

use std::arch::x86_64::*;

use super::super::{Dots, Field, four, two};
use super::halves::{raise, raised_table};
use crate::lanes;

/// The bits of a field in 64 bytes, unsigned.
///
/// # Safety
/// AVX-512; the bytes are readable.
#[inline(always)]
unsafe fn wide_field<F: Field>(p: *const u8) -> __m512i {
    // SAFETY: the caller's.
    unsafe {
        let mut bytes = _mm512_loadu_si512(p.cast());
        // As in `field`.
        if F::FIRST > 0 {
            bytes = _mm512_srl_epi16(bytes, _mm_cvtsi32_si128(F::FIRST as i32));
        }
        if F::BITS < 8 {
            bytes = _mm512_and_si512(bytes, _mm512_set1_epi8(F::MASK as i8));
        }
        bytes
    }
}
/// AVX-512 VNNI: `vpdpbusd` takes unsigned weights, so they are raised by 128 and the sums begin that much lower.
#[derive(Clone, Copy)]
pub(crate) struct Vnni;

// SAFETY (every block): the instructions are the trait's contract, so are the pointers.
impl Dots for Vnni {
    type Lanes = lanes::Avx512;
    type Sums = __m512i;
    type Weights = __m512i;
    type Numbers = __m512i;
    const ROWS: usize = 6;

    #[inline(always)]
    unsafe fn begin(correction: i32) -> __m512i {
        unsafe { _mm512_set1_epi32(correction) }
    }
    #[inline(always)]
    unsafe fn weights<F: Field>(p: *const u8) -> __m512i {
        unsafe { _mm512_add_epi8(wide_field::<F>(p), _mm512_set1_epi8(raise::<F>())) }
    }
    #[inline(always)]
    unsafe fn joined<F: Field, G: Field>(low: *const u8, high: *const u8) -> __m512i {
        const { assert!(F::BITS + G::BITS < 8) };
        unsafe {
            let above = _mm512_sll_epi16(wide_field::<G>(high), _mm_cvtsi32_si128(F::BITS as i32));
            _mm512_add_epi8(_mm512_or_si512(wide_field::<F>(low), above), _mm512_set1_epi8(raise::<F>()))
        }
    }
    #[inline(always)]
    unsafe fn add(sums: __m512i, weights: __m512i, x: *const i8) -> __m512i {
        unsafe { _mm512_dpbusd_epi32(sums, weights, _mm512_set1_epi32(four(x))) }
    }
    #[inline(always)]
    unsafe fn looked_up<const HIGH: bool>(p: *const u8, table: &[i8; 16]) -> __m512i {
        unsafe {
            let places = Self::numbers(p, if HIGH { 4 } else { 0 }, 15);
            _mm512_shuffle_epi8(_mm512_broadcast_i32x4(raised_table(table)), places)
        }
    }
    #[inline(always)]
    unsafe fn numbers(p: *const u8, first: u32, mask: u8) -> __m512i {
        unsafe {
            let moved = _mm512_srl_epi16(_mm512_loadu_si512(p.cast()), _mm_cvtsi32_si128(first as i32));
            _mm512_and_si512(moved, _mm512_set1_epi8(mask as i8))
        }
    }
    #[inline(always)]
    unsafe fn raised(low: __m512i, bits: u32, p: *const u8, first: u32, mask: u8) -> __m512i {
        unsafe {
            let high = Self::numbers(p, first, mask);
            _mm512_or_si512(low, _mm512_sll_epi16(high, _mm_cvtsi32_si128(bits as i32)))
        }
    }
    #[inline(always)]
    unsafe fn add_numbers(sums: __m512i, numbers: __m512i, x: *const i8) -> __m512i {
        unsafe { Self::add(sums, numbers, x) }
    }
    #[inline(always)]
    unsafe fn splat(number: i32) -> __m512i {
        unsafe { _mm512_set1_epi32(number) }
    }
    #[inline(always)]
    unsafe fn unsigned(p: *const u8, first: u32, mask: u8) -> __m512i {
        unsafe {
            let wide = _mm512_cvtepu8_epi32(_mm_loadu_si128(p.cast()));
            let moved = _mm512_srl_epi32(wide, _mm_cvtsi32_si128(first as i32));
            _mm512_and_si512(moved, _mm512_set1_epi32(i32::from(mask)))
        }
    }
    #[inline(always)]
    unsafe fn signed(p: *const u8) -> __m512i {
        unsafe { _mm512_cvtepi8_epi32(_mm_loadu_si128(p.cast())) }
    }
    #[inline(always)]
    unsafe fn add_scaled(acc: __m512i, sums: __m512i, scales: __m512i) -> __m512i {
        unsafe { _mm512_add_epi32(acc, _mm512_mullo_epi32(sums, scales)) }
    }
    #[inline(always)]
    unsafe fn pairs(first: __m512i, second: __m512i) -> __m512i {
        unsafe { _mm512_or_si512(first, _mm512_slli_epi32::<16>(second)) }
    }
    #[inline(always)]
    unsafe fn add_pairs(acc: __m512i, pairs: __m512i, x: *const [i16; 2]) -> __m512i {
        unsafe { _mm512_add_epi32(acc, _mm512_madd_epi16(pairs, _mm512_set1_epi32(two(x)))) }
    }
    #[inline(always)]
    unsafe fn to_f32(sums: __m512i) -> __m512 {
        unsafe { _mm512_cvtepi32_ps(sums) }
    }
}
