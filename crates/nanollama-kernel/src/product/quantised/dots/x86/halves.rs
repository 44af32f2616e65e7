//! Sixty-four bytes in two halves of AVX2: numbers taken out of bytes, and what sums of them meet. No products of bytes.

use std::arch::x86_64::*;

use super::super::{Field, two};

/// The bits of a field in 32 bytes, unsigned.
///
/// # Safety
/// AVX2; the bytes are readable.
#[inline(always)]
pub(super) unsafe fn field<F: Field>(p: *const u8) -> __m256i {
    // SAFETY: the caller's.
    unsafe {
        let mut bytes = _mm256_loadu_si256(p.cast());
        if F::FIRST > 0 {
            // Words move, so a byte gets bits of its neighbour, which the mask takes away.
            bytes = _mm256_srl_epi16(bytes, _mm_cvtsi32_si128(F::FIRST as i32));
        }
        if F::BITS < 8 {
            bytes = _mm256_and_si256(bytes, _mm256_set1_epi8(F::MASK as i8));
        }
        bytes
    }
}

/// The bits of `G` above those of `F` in 32 bytes, unsigned.
///
/// # Safety
/// AVX2; the bytes are readable.
#[inline(always)]
pub(super) unsafe fn joined<F: Field, G: Field>(low: *const u8, high: *const u8) -> __m256i {
    const { assert!(F::BITS + G::BITS < 8) };
    // SAFETY: the caller's. Words move, but the bits of `G` stay in their byte.
    unsafe {
        let above = _mm256_sll_epi16(field::<G>(high), _mm_cvtsi32_si128(F::BITS as i32));
        _mm256_or_si256(field::<F>(low), above)
    }
}
/// The bits from `first` on that `mask` leaves of 32 bytes.
///
/// # Safety
/// AVX2; the bytes are readable.
#[inline(always)]
pub(super) unsafe fn bits(p: *const u8, first: u32, mask: u8) -> __m256i {
    // SAFETY: the caller's. Words move, as in `field`.
    unsafe {
        let moved = _mm256_srl_epi16(_mm256_loadu_si256(p.cast()), _mm_cvtsi32_si128(first as i32));
        _mm256_and_si256(moved, _mm256_set1_epi8(mask as i8))
    }
}

/// Sums in two halves, and what all instructions of 256 bits do with them.
pub(super) type Halves = [__m256i; 2];

/// # Safety
/// AVX2; the 64 bytes are readable.
#[inline(always)]
pub(super) unsafe fn numbers(p: *const u8, first: u32, mask: u8) -> Halves {
    // SAFETY: the caller's.
    unsafe { [bits(p, first, mask), bits(p.add(32), first, mask)] }
}

/// # Safety
/// AVX2; the 64 bytes are readable.
#[inline(always)]
pub(super) unsafe fn raised(low: Halves, by: u32, p: *const u8, first: u32, mask: u8) -> Halves {
    // SAFETY: the caller's. Words move, but what is raised stays in its byte.
    unsafe {
        let high = numbers(p, first, mask);
        let half = |low, high| _mm256_or_si256(low, _mm256_sll_epi16(high, _mm_cvtsi32_si128(by as i32)));
        [half(low[0], high[0]), half(low[1], high[1])]
    }
}

/// # Safety
/// AVX2; the 64 bytes are readable.
#[inline(always)]
pub(super) unsafe fn looked_up<const HIGH: bool>(p: *const u8, table: __m128i) -> Halves {
    // SAFETY: the caller's.
    unsafe {
        let (table, places) = (_mm256_broadcastsi128_si256(table), numbers(p, if HIGH { 4 } else { 0 }, 15));
        [_mm256_shuffle_epi8(table, places[0]), _mm256_shuffle_epi8(table, places[1])]
    }
}

/// # Safety
/// AVX2; the 16 bytes are readable.
#[inline(always)]
pub(super) unsafe fn unsigned(p: *const u8, first: u32, mask: u8) -> Halves {
    // SAFETY: the caller's.
    unsafe {
        let moved = _mm_srl_epi16(_mm_loadu_si128(p.cast()), _mm_cvtsi32_si128(first as i32));
        let bytes = _mm_and_si128(moved, _mm_set1_epi8(mask as i8));
        [_mm256_cvtepu8_epi32(bytes), _mm256_cvtepu8_epi32(_mm_srli_si128::<8>(bytes))]
    }
}

/// # Safety
/// AVX2; the 16 bytes are readable.
#[inline(always)]
pub(super) unsafe fn signed(p: *const u8) -> Halves {
    // SAFETY: the caller's.
    unsafe {
        let bytes = _mm_loadu_si128(p.cast());
        [_mm256_cvtepi8_epi32(bytes), _mm256_cvtepi8_epi32(_mm_srli_si128::<8>(bytes))]
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
pub(super) unsafe fn add_scaled(acc: Halves, sums: Halves, scales: Halves) -> Halves {
    // SAFETY: the caller's.
    unsafe {
        let half = |i: usize| _mm256_add_epi32(acc[i], _mm256_mullo_epi32(sums[i], scales[i]));
        [half(0), half(1)]
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
pub(super) unsafe fn pairs(first: Halves, second: Halves) -> Halves {
    // SAFETY: the caller's.
    unsafe {
        let half = |i: usize| _mm256_or_si256(first[i], _mm256_slli_epi32::<16>(second[i]));
        [half(0), half(1)]
    }
}

/// # Safety
/// AVX2; the numbers are readable.
#[inline(always)]
pub(super) unsafe fn add_pairs(acc: Halves, pairs: Halves, x: *const [i16; 2]) -> Halves {
    // SAFETY: the caller's.
    unsafe {
        let x = _mm256_set1_epi32(two(x));
        let half = |i: usize| _mm256_add_epi32(acc[i], _mm256_madd_epi16(pairs[i], x));
        [half(0), half(1)]
    }
}

/// The bytes of a table, raised by 128.
///
/// # Safety
/// SSE2, which every such processor has.
#[inline(always)]
pub(super) unsafe fn raised_table(table: &[i8; 16]) -> __m128i {
    // SAFETY: the table is as long.
    unsafe { _mm_add_epi8(_mm_loadu_si128(table.as_ptr().cast()), _mm_set1_epi8(i8::MIN)) }
}

/// What makes an unsigned field a weight raised by 128.
pub(super) const fn raise<F: Field>() -> i8 {
    i8::MIN.wrapping_sub(F::OFFSET)
}
