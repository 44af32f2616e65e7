//! Numbers of four bits, two in a byte: of a block's 16 bytes the low halves are its first 16 weights, the high halves the
//! others. They stay so in memory, and become bytes in registers.

use super::bits::{BLOCK, Bits};
use super::scaled;
use crate::product::quantised::dots::{Dots, Field};

/// Weights that share no byte.
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

/// Numbers of four bits.
#[derive(Clone, Copy)]
pub(crate) struct Four;

impl Bits for Four {
    const BYTES: usize = HALF;
    const MOST: u8 = 15;

    fn load(bytes: &[u8]) -> [u8; BLOCK] {
        std::array::from_fn(|k| of_byte(bytes[k % HALF], k))
    }
    fn store(numbers: &[u8; BLOCK], bytes: &mut [u8]) {
        let (low, high) = numbers.split_at(HALF);
        for (byte, (low, high)) in bytes.iter_mut().zip(low.iter().zip(high)) {
            *byte = low & 15 | high << 4;
        }
    }
    fn pack(rows: &[&[u8]], panel: &mut [u8], head: usize) {
        scaled::pack(rows, panel, head, Self::BYTES);
    }
    fn of_group(group: &[u8], head: usize, r: usize, k: usize) -> u8 {
        of_byte(scaled::byte(group, head, r, k % HALF), k)
    }
    #[inline(always)]
    unsafe fn weights<D: Dots, const CENTRED: bool>(
        group: *const u8,
        head: usize,
        quad: usize,
        vector: usize,
    ) -> D::Weights {
        // SAFETY: the caller's.
        unsafe {
            let at = scaled::quad(group, head, quad % (HALF / 4), vector);
            match (quad < HALF / 4, CENTRED) {
                (true, true) => D::weights::<Low<8>>(at),
                (true, false) => D::weights::<Low<0>>(at),
                (false, true) => D::weights::<High<8>>(at),
                (false, false) => D::weights::<High<0>>(at),
            }
        }
    }
}

/// Number `k` of a block in its byte, which is byte `k % 16`.
pub(super) fn of_byte(byte: u8, k: usize) -> u8 {
    byte >> (k / HALF * 4) & 15
}
