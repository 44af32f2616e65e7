//! Rows of f32 rounded to blocks of bytes under a scale, each row by itself, as llama.cpp rounds them: [`RoundedBlock`], its
//! Q8_0, and [`RoundedSuperblock`], its Q8_K.

use crate::float16::{f16_to_f32, f32_to_f16};
use crate::lanes::{Lanes, WIDTH, dispatch};
use crate::pool::{Pool, SharedMut};

/// Values of a row that [`RoundedBlock`] has under one scale.
pub(crate) const ROUNDED: usize = 32;
/// Values of a row that [`RoundedSuperblock`] has under one scale.
pub(crate) const SUPERBLOCK: usize = 256;
/// Values that one of its sums is of.
const SIXTEEN: usize = 16;
/// Rows that one chunk of rounding takes: fewer are rounded by the caller, where waking a thread costs more.
const CHUNK_ROWS: usize = 8;

/// Some values of a row as bytes.
pub(crate) trait Rounded: Copy + 'static {
    /// How many.
    const STEPS: usize;
    /// f32 words that they take.
    const WORDS: usize = size_of::<Self>() / size_of::<f32>();

    /// Rounds STEPS values.
    ///
    /// # Safety
    /// The instruction set of `L` is there; `values` has as many.
    unsafe fn round<L: Lanes>(values: &[f32]) -> Self;
}

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

/// 256 values of a row as signed bytes under a scale.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct RoundedSuperblock {
    /// NaN when a value is not finite: all products with the row become NaN.
    pub(crate) scale: f32,
    /// Of sixteen bytes each.
    pub(crate) sums: [i16; SUPERBLOCK / SIXTEEN],
    /// Of 32 bytes each.
    pub(crate) wide_sums: [i16; SUPERBLOCK / (2 * SIXTEEN)],
    pub(crate) bytes: [i8; SUPERBLOCK],
}

/// Rounds rows of `depth` values, `stride` values apart, to as many rows of `B`s as `scratch` holds.
pub(crate) fn round_rows<B: Rounded>(pool: &Pool, values: &[f32], stride: usize, depth: usize, scratch: &mut [f32]) {
    const { assert!(align_of::<B>() <= align_of::<f32>()) };
    let blocks = depth / B::STEPS;
    let row_words = blocks * B::WORDS;
    let rows = scratch.len().checked_div(row_words).unwrap_or(0);
    let (isa, shared) = (pool.isa(), SharedMut::new(scratch));
    let round = |chunk: usize| {
        for row in chunk * CHUNK_ROWS..((chunk + 1) * CHUNK_ROWS).min(rows) {
            let values = &values[row * stride..][..blocks * B::STEPS];
            // SAFETY: a row has its own blocks, which any bits are; the scratch is aligned as f32 is, and so is a block.
            let out = unsafe {
                std::slice::from_raw_parts_mut(shared.part(row * row_words, row_words).as_mut_ptr().cast(), blocks)
            };
            // SAFETY: the pool's instruction set is there.
            unsafe { dispatch!(isa, round_row::<B: Rounded>(values: &[f32], out: &mut [B])) };
        }
    };
    match rows.div_ceil(CHUNK_ROWS) {
        0 => {}
        1 => round(0),
        chunks => pool.run(chunks, round),
    }
}

/// Rounds one row.
///
/// # Safety
/// The instruction set of `L` is there; `values` holds those of each block of `out`.
#[inline(always)]
unsafe fn round_row<L: Lanes, B: Rounded>(values: &[f32], out: &mut [B]) {
    for (values, block) in values.chunks_exact(B::STEPS).zip(out) {
        // SAFETY: the caller's.
        *block = unsafe { B::round::<L>(values) };
    }
}

/// The greatest magnitude of whole vectors of values, and 0, or NaN where a value is not finite: the greatest does not see
/// those reliably.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn greatest_and_fault<L: Lanes>(values: &[f32]) -> (f32, f32) {
    // SAFETY: the caller's; a chunk is a vector.
    unsafe {
        let zero = L::splat(0.0);
        let (mut greatest, mut fault) = (zero, zero);
        for vector in values.as_chunks::<WIDTH>().0 {
            let vector = L::load(vector.as_ptr());
            greatest = L::max(greatest, L::max(vector, L::sub(zero, vector)));
            fault = L::add(fault, L::mul(vector, zero));
        }
        (L::reduce_max(greatest), L::sum(fault))
    }
}

/// Values times `factor` to the nearest bytes, halves to even, and the sum of those. The factor is 127 / the greatest
/// magnitude, and the greatest times that rounds to 127.
///
/// # Safety
/// The instruction set of `L` is there; the values are finite and the factor is so.
#[inline(always)]
unsafe fn to_bytes<L: Lanes>(values: &[f32], factor: f32, bytes: &mut [i8]) -> i32 {
    let mut sum = 0;
    for (values, bytes) in values.as_chunks::<WIDTH>().0.iter().zip(bytes.as_chunks_mut::<WIDTH>().0) {
        let mut rounded = [0.0; WIDTH];
        // SAFETY: the caller's; both chunks are a vector.
        unsafe {
            L::store(rounded.as_mut_ptr(), L::round(L::mul(L::load(values.as_ptr()), L::splat(factor))));
            for (byte, &value) in bytes.iter_mut().zip(&rounded) {
                let whole: i32 = value.to_int_unchecked();
                *byte = whole as i8;
                sum += whole;
            }
        }
    }
    sum
}

/// scale = greatest |x| / 127 as f16, bytes = x · 127 / greatest.
impl Rounded for RoundedBlock {
    const STEPS: usize = ROUNDED;

    #[inline(always)]
    unsafe fn round<L: Lanes>(values: &[f32]) -> RoundedBlock {
        // SAFETY: the caller's.
        unsafe {
            let (greatest, fault) = greatest_and_fault::<L>(values);
            let scale = f16_to_f32(f32_to_f16(greatest / 127.0)) + fault;
            let mut block = RoundedBlock { scale, correction: 0, bytes: [0; ROUNDED] };
            // Else zeros; values whose scale no f16 can hold; values that are none.
            if scale > 0.0 && scale < f32::INFINITY {
                block.correction = -128 * to_bytes::<L>(values, 127.0 / greatest, &mut block.bytes);
            }
            block
        }
    }
}

/// factor = 127 / greatest |x|, scale = 1 / factor, bytes = x · factor. (llama.cpp has the signs of scale and bytes turned,
/// so that the greatest becomes −127. Halves go to even either way.)
impl Rounded for RoundedSuperblock {
    const STEPS: usize = SUPERBLOCK;

    #[inline(always)]
    unsafe fn round<L: Lanes>(values: &[f32]) -> RoundedSuperblock {
        // SAFETY: the caller's.
        unsafe {
            let (greatest, fault) = greatest_and_fault::<L>(values);
            let factor = 127.0 / greatest;
            // Zeros, and what is as good as zero, have an infinite factor.
            let scale = 1.0 / factor + fault;
            let (sums, wide_sums) = ([0; 16], [0; 8]);
            let mut block = RoundedSuperblock { scale, sums, wide_sums, bytes: [0; SUPERBLOCK] };
            if scale > 0.0 {
                for sixteen in 0..SUPERBLOCK / SIXTEEN {
                    let bytes = &mut block.bytes[SIXTEEN * sixteen..][..SIXTEEN];
                    // At most 16 · 127.
                    let sum = to_bytes::<L>(&values[SIXTEEN * sixteen..][..SIXTEEN], factor, bytes) as i16;
                    block.sums[sixteen] = sum;
                    block.wide_sums[sixteen / 2] += sum;
                }
            }
            block
        }
    }
}
