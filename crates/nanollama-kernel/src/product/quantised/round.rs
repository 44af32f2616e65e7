//! Rows of f32 rounded to blocks of 32 bytes under a scale, each row by itself, as llama.cpp rounds them (its Q8_0).

use crate::float16::{f16_to_f32, f32_to_f16};
use crate::lanes::{Lanes, WIDTH, dispatch};
use crate::pool::{Pool, SharedMut};

/// Values of a row that are rounded under one scale.
pub(crate) const ROUNDED: usize = 32;
/// Rows that one chunk of rounding takes: fewer are rounded by the caller, where waking a thread costs more.
const CHUNK_ROWS: usize = 8;

/// 32 values of a row as signed bytes under a scale.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct RoundedBlock {
    /// An f16's value, as llama.cpp has it; NaN when a value is not finite, infinite when no f16 can hold it. Either way all
    /// products with the row become NaN.
    pub(crate) scale: f32,
    /// −128 · the sum of the bytes: what instructions that want unsigned weights (byte + 128) add too much.
    pub(crate) correction: i32,
    pub(crate) bytes: [i8; ROUNDED],
}

/// f32 words of scratch that a block takes.
pub(crate) const WORDS: usize = size_of::<RoundedBlock>() / size_of::<f32>();

/// Rounds rows of `blocks` blocks, `stride` values apart, to as many rows of [`RoundedBlock`]s as `scratch` holds.
pub(crate) fn round_rows(pool: &Pool, values: &[f32], stride: usize, blocks: usize, scratch: &mut [f32]) {
    let row_words = blocks * WORDS;
    let rows = scratch.len().checked_div(row_words).unwrap_or(0);
    let (isa, shared) = (pool.isa(), SharedMut::new(scratch));
    let round = |chunk: usize| {
        for row in chunk * CHUNK_ROWS..((chunk + 1) * CHUNK_ROWS).min(rows) {
            let values = &values[row * stride..][..blocks * ROUNDED];
            // SAFETY: a row has its own blocks, which any bits are; the scratch is aligned as f32 is, and so is a block.
            let out = unsafe {
                std::slice::from_raw_parts_mut(shared.part(row * row_words, row_words).as_mut_ptr().cast(), blocks)
            };
            // SAFETY: the pool's instruction set is there.
            unsafe { dispatch!(isa, round_row(values: &[f32], out: &mut [RoundedBlock])) };
        }
    };
    match rows.div_ceil(CHUNK_ROWS) {
        0 => {}
        1 => round(0),
        chunks => pool.run(chunks, round),
    }
}

/// Rounds one row: scale = greatest |x| / 127 as f16, bytes = x · 127 / greatest, halves to even.
///
/// # Safety
/// The instruction set of `L` is there; `values` holds 32 values a block of `out`.
#[inline(always)]
unsafe fn round_row<L: Lanes>(values: &[f32], out: &mut [RoundedBlock]) {
    for (values, block) in values.as_chunks::<ROUNDED>().0.iter().zip(out) {
        // SAFETY: both halves of a block are sixteen values.
        unsafe {
            let (low, high) = (L::load(values.as_ptr()), L::load(values.as_ptr().add(WIDTH)));
            let zero = L::splat(0.0);
            let magnitude = L::max(L::max(low, L::sub(zero, low)), L::max(high, L::sub(zero, high)));
            let greatest = L::reduce_max(magnitude);
            // 0, or NaN where a value is not finite: greatest does not see those reliably.
            let fault = L::sum(L::add(L::mul(low, zero), L::mul(high, zero)));
            let scale = f16_to_f32(f32_to_f16(greatest / 127.0)) + fault;
            *block = RoundedBlock { scale, correction: 0, bytes: [0; ROUNDED] };
            // Zeros; values whose scale no f16 can hold; values that are none.
            if !(scale > 0.0 && scale < f32::INFINITY) {
                continue;
            }
            let inverse = L::splat(127.0 / greatest);
            let mut rounded = [0.0; ROUNDED];
            L::store(rounded.as_mut_ptr(), L::round(L::mul(low, inverse)));
            L::store(rounded.as_mut_ptr().add(WIDTH), L::round(L::mul(high, inverse)));
            let mut sum = 0;
            for (byte, &value) in block.bytes.iter_mut().zip(&rounded) {
                // At most 127, since the greatest times 127 / greatest rounds to it.
                let whole: i32 = value.to_int_unchecked();
                *byte = whole as i8;
                sum += whole;
            }
            block.correction = -128 * sum;
        }
    }
}
