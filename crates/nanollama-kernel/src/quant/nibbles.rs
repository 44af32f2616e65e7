//! Two weights of four bits in a byte: of a block's 16 bytes the low halves are its first 16 weights, the high halves the
//! others. They stay so in memory, and become bytes in registers.

use crate::product::quantised::dots::{Dots, Field};

/// Weights of a block.
pub(super) const BLOCK: usize = 32;
/// Half of them: one a byte.
pub(super) const HALF: usize = BLOCK / 2;

/// The first weights of a block, of which ZERO is subtracted.
pub(super) struct Low<const ZERO: i8>;
/// The others.
pub(super) struct High<const ZERO: i8>;

impl<const ZERO: i8> Field for Low<ZERO> {
    const FIRST: u32 = 0;
    const BITS: u32 = 4;
    const OFFSET: i8 = ZERO;
}

impl<const ZERO: i8> Field for High<ZERO> {
    const FIRST: u32 = 4;
    const BITS: u32 = 4;
    const OFFSET: i8 = ZERO;
}

/// Depth steps `4 · quad..` of sixteen rows; `at` gives the bytes of one of the block's four quads of bytes.
///
/// # Safety
/// The instructions of `D` are there; the bytes are readable.
#[inline(always)]
pub(super) unsafe fn weights<D: Dots, const ZERO: i8>(quad: usize, at: impl FnOnce(usize) -> *const u8) -> D::Weights {
    // SAFETY: the caller's.
    unsafe {
        match quad.checked_sub(HALF / 4) {
            None => D::weights::<Low<ZERO>>(at(quad)),
            Some(quad) => D::weights::<High<ZERO>>(at(quad)),
        }
    }
}

/// Weight `k` of a block of 32 in its byte, which is byte `k % 16`.
pub(super) fn bits(byte: u8, k: usize) -> u8 {
    byte >> (k / HALF * 4) & 15
}

/// Puts 32 numbers of four bits into 16 bytes.
pub(super) fn store(numbers: &[u8; BLOCK], bytes: &mut [u8]) {
    let (low, high) = numbers.split_at(HALF);
    for (byte, (low, high)) in bytes.iter_mut().zip(low.iter().zip(high)) {
        *byte = low & 15 | high << 4;
    }
}
