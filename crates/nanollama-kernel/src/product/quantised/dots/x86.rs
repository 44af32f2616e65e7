//! [`Dots`] on x86: AVX-512 VNNI, AVX-VNNI and plain AVX2.

use std::arch::x86_64::*;

use super::{Dots, Field, four, two};
use crate::lanes;

/// The bits of a field in 32 bytes, unsigned.
///
/// # Safety
/// AVX2; the bytes are readable.
#[inline(always)]
unsafe fn field<F: Field>(p: *const u8) -> __m256i {
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
unsafe fn joined<F: Field, G: Field>(low: *const u8, high: *const u8) -> __m256i {
    const { assert!(F::BITS + G::BITS < 8) };
    // SAFETY: the caller's. Words move, but the bits of `G` stay in their byte.
    unsafe {
        let above = _mm256_sll_epi16(field::<G>(high), _mm_cvtsi32_si128(F::BITS as i32));
        _mm256_or_si256(field::<F>(low), above)
    }
}

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

/// The bits from `first` on that `mask` leaves of 32 bytes.
///
/// # Safety
/// AVX2; the bytes are readable.
#[inline(always)]
unsafe fn bits(p: *const u8, first: u32, mask: u8) -> __m256i {
    // SAFETY: the caller's. Words move, as in `field`.
    unsafe {
        let moved = _mm256_srl_epi16(_mm256_loadu_si256(p.cast()), _mm_cvtsi32_si128(first as i32));
        _mm256_and_si256(moved, _mm256_set1_epi8(mask as i8))
    }
}

/// Sums in two halves, and what all instructions of 256 bits do with them.
type Halves = [__m256i; 2];

/// # Safety
/// AVX2; the 64 bytes are readable.
#[inline(always)]
unsafe fn numbers(p: *const u8, first: u32, mask: u8) -> Halves {
    // SAFETY: the caller's.
    unsafe { [bits(p, first, mask), bits(p.add(32), first, mask)] }
}

/// # Safety
/// AVX2; the 64 bytes are readable.
#[inline(always)]
unsafe fn raised(low: Halves, by: u32, p: *const u8, first: u32, mask: u8) -> Halves {
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
unsafe fn looked_up<const HIGH: bool>(p: *const u8, table: __m128i) -> Halves {
    // SAFETY: the caller's.
    unsafe {
        let (table, places) = (_mm256_broadcastsi128_si256(table), numbers(p, if HIGH { 4 } else { 0 }, 15));
        [_mm256_shuffle_epi8(table, places[0]), _mm256_shuffle_epi8(table, places[1])]
    }
}

/// # Safety
/// AVX2; the 16 bytes are readable.
#[inline(always)]
unsafe fn unsigned(p: *const u8, first: u32, mask: u8) -> Halves {
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
unsafe fn signed(p: *const u8) -> Halves {
    // SAFETY: the caller's.
    unsafe {
        let bytes = _mm_loadu_si128(p.cast());
        [_mm256_cvtepi8_epi32(bytes), _mm256_cvtepi8_epi32(_mm_srli_si128::<8>(bytes))]
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn add_scaled(acc: Halves, sums: Halves, scales: Halves) -> Halves {
    // SAFETY: the caller's.
    unsafe {
        let half = |i: usize| _mm256_add_epi32(acc[i], _mm256_mullo_epi32(sums[i], scales[i]));
        [half(0), half(1)]
    }
}

/// # Safety
/// AVX2.
#[inline(always)]
unsafe fn pairs(first: Halves, second: Halves) -> Halves {
    // SAFETY: the caller's.
    unsafe {
        let half = |i: usize| _mm256_or_si256(first[i], _mm256_slli_epi32::<16>(second[i]));
        [half(0), half(1)]
    }
}

/// # Safety
/// AVX2; the numbers are readable.
#[inline(always)]
unsafe fn add_pairs(acc: Halves, pairs: Halves, x: *const [i16; 2]) -> Halves {
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
unsafe fn raised_table(table: &[i8; 16]) -> __m128i {
    // SAFETY: the table is as long.
    unsafe { _mm_add_epi8(_mm_loadu_si128(table.as_ptr().cast()), _mm_set1_epi8(i8::MIN)) }
}

/// What makes an unsigned field a weight raised by 128.
const fn raise<F: Field>() -> i8 {
    i8::MIN.wrapping_sub(F::OFFSET)
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
}
