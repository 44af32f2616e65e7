//! [`Lanes`] in two 256-bit registers.

use std::arch::x86_64::*;

use super::vector::Lanes;

/// AVX2: a vector is two `ymm`, lanes 0 to 7 and 8 to 15.
#[derive(Clone, Copy)]
pub struct Avx2;

/// Lanes 4..8 onto 0..4, then two, then one: the end of the fixed tree.
#[inline(always)]
pub(super) unsafe fn sum_eight(a: __m256) -> f32 {
    // SAFETY: the caller has AVX2.
    unsafe {
        let four = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps::<1>(a));
        let two = _mm_add_ps(four, _mm_movehl_ps(four, four));
        _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps::<1>(two, two)))
    }
}

/// [`sum_eight`] with `max`.
#[inline(always)]
pub(super) unsafe fn max_eight(a: __m256) -> f32 {
    // SAFETY: the caller has AVX2.
    unsafe {
        let four = _mm_max_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps::<1>(a));
        let two = _mm_max_ps(four, _mm_movehl_ps(four, four));
        _mm_cvtss_f32(_mm_max_ss(two, _mm_shuffle_ps::<1>(two, two)))
    }
}

/// All bits set in the lanes of `half` (0 or 1) that are among the first `n`.
#[inline(always)]
unsafe fn mask(n: usize, half: usize) -> __m256i {
    debug_assert!(n < 16);
    // SAFETY: the caller has AVX2.
    unsafe {
        let lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
        _mm256_cmpgt_epi32(_mm256_set1_epi32(n as i32 - 8 * half as i32), lanes)
    }
}

// SAFETY (every block): the instruction set is the trait's contract, so are the pointers.
impl Lanes for Avx2 {
    type V = [__m256; 2];

    #[inline(always)]
    unsafe fn splat(x: f32) -> [__m256; 2] {
        unsafe { [_mm256_set1_ps(x); 2] }
    }
    #[inline(always)]
    unsafe fn load(p: *const f32) -> [__m256; 2] {
        unsafe { [_mm256_loadu_ps(p), _mm256_loadu_ps(p.add(8))] }
    }
    #[inline(always)]
    unsafe fn store(p: *mut f32, v: [__m256; 2]) {
        unsafe {
            _mm256_storeu_ps(p, v[0]);
            _mm256_storeu_ps(p.add(8), v[1]);
        }
    }
    #[inline(always)]
    unsafe fn load_partial(p: *const f32, n: usize) -> [__m256; 2] {
        // Masked-out lanes are not read, so the second address may lie past the end: hence wrapping_add.
        unsafe { [_mm256_maskload_ps(p, mask(n, 0)), _mm256_maskload_ps(p.wrapping_add(8), mask(n, 1))] }
    }
    #[inline(always)]
    unsafe fn store_partial(p: *mut f32, v: [__m256; 2], n: usize) {
        unsafe {
            _mm256_maskstore_ps(p, mask(n, 0), v[0]);
            _mm256_maskstore_ps(p.wrapping_add(8), mask(n, 1), v[1]);
        }
    }
    #[inline(always)]
    unsafe fn add(a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_add_ps(a[0], b[0]), _mm256_add_ps(a[1], b[1])] }
    }
    #[inline(always)]
    unsafe fn sub(a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_sub_ps(a[0], b[0]), _mm256_sub_ps(a[1], b[1])] }
    }
    #[inline(always)]
    unsafe fn mul(a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_mul_ps(a[0], b[0]), _mm256_mul_ps(a[1], b[1])] }
    }
    #[inline(always)]
    unsafe fn div(a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_div_ps(a[0], b[0]), _mm256_div_ps(a[1], b[1])] }
    }
    #[inline(always)]
    unsafe fn max(a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_max_ps(a[0], b[0]), _mm256_max_ps(a[1], b[1])] }
    }
    #[inline(always)]
    unsafe fn min(a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_min_ps(a[0], b[0]), _mm256_min_ps(a[1], b[1])] }
    }
    #[inline(always)]
    unsafe fn mul_add(a: [__m256; 2], b: [__m256; 2], c: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_fmadd_ps(a[0], b[0], c[0]), _mm256_fmadd_ps(a[1], b[1], c[1])] }
    }
    #[inline(always)]
    unsafe fn sqrt(a: [__m256; 2]) -> [__m256; 2] {
        unsafe { [_mm256_sqrt_ps(a[0]), _mm256_sqrt_ps(a[1])] }
    }
    #[inline(always)]
    unsafe fn round(a: [__m256; 2]) -> [__m256; 2] {
        const NEAREST: i32 = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;
        unsafe { [_mm256_round_ps::<NEAREST>(a[0]), _mm256_round_ps::<NEAREST>(a[1])] }
    }
    #[inline(always)]
    unsafe fn pow2i(n: [__m256; 2]) -> [__m256; 2] {
        unsafe { [pow2i_eight(n[0]), pow2i_eight(n[1])] }
    }
    #[inline(always)]
    unsafe fn select_gt(a: [__m256; 2], b: [__m256; 2], t: [__m256; 2], e: [__m256; 2]) -> [__m256; 2] {
        unsafe {
            [
                _mm256_blendv_ps(e[0], t[0], _mm256_cmp_ps::<_CMP_GT_OQ>(a[0], b[0])),
                _mm256_blendv_ps(e[1], t[1], _mm256_cmp_ps::<_CMP_GT_OQ>(a[1], b[1])),
            ]
        }
    }
    #[inline(always)]
    unsafe fn sum(a: [__m256; 2]) -> f32 {
        unsafe { sum_eight(_mm256_add_ps(a[0], a[1])) }
    }
    #[inline(always)]
    unsafe fn reduce_max(a: [__m256; 2]) -> f32 {
        unsafe { max_eight(_mm256_max_ps(a[0], a[1])) }
    }
    #[inline(always)]
    unsafe fn load_f16(p: *const u16) -> [__m256; 2] {
        unsafe { [_mm256_cvtph_ps(_mm_loadu_si128(p.cast())), _mm256_cvtph_ps(_mm_loadu_si128(p.add(8).cast()))] }
    }
    #[inline(always)]
    unsafe fn load_bf16(p: *const u16) -> [__m256; 2] {
        unsafe { [bf16_eight(p), bf16_eight(p.add(8))] }
    }
    #[inline(always)]
    unsafe fn load_i8(p: *const i8) -> [__m256; 2] {
        unsafe {
            let eight = |p: *const i8| _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64(p.cast())));
            [eight(p), eight(p.add(8))]
        }
    }
    #[inline(always)]
    unsafe fn prefetch(p: *const u8) {
        unsafe { _mm_prefetch::<_MM_HINT_T0>(p.cast()) }
    }
}

#[inline(always)]
unsafe fn pow2i_eight(n: __m256) -> __m256 {
    // SAFETY: the caller has AVX2.
    unsafe {
        let exponent = _mm256_add_epi32(_mm256_cvtps_epi32(n), _mm256_set1_epi32(127));
        _mm256_castsi256_ps(_mm256_slli_epi32::<23>(exponent))
    }
}

#[inline(always)]
unsafe fn bf16_eight(p: *const u16) -> __m256 {
    // SAFETY: the caller has AVX2 and eight values at `p`.
    unsafe {
        let wide = _mm256_cvtepu16_epi32(_mm_loadu_si128(p.cast()));
        _mm256_castsi256_ps(_mm256_slli_epi32::<16>(wide))
    }
}
