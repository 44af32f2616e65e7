//! Weights of five bits: four in [`super::nibbles`], the fifth of all 32 in four bytes before them.
//!
//! In a group the fifth bits lie between the heads and the nibbles, transposed: byte `[row][step]` has the bits of depth steps
//! `step`, `4 + step`, … `28 + step`, from its lowest bit on. So a quad's sixteen rows find theirs in one load.

use super::nibbles::{self, BLOCK, HALF};
use super::scaled;
use crate::layout::PANEL;
use crate::product::quantised::dots::{Dots, Field};

/// Bytes of the fifth bits of a block.
pub(super) const FIFTHS: usize = BLOCK / 8;

/// One bit of a byte.
struct Bit<const FIRST: u32>;

impl<const FIRST: u32> Field for Bit<FIRST> {
    const FIRST: u32 = FIRST;
    const BITS: u32 = 1;
    const OFFSET: i8 = 0;
}

/// Packs up to 32 rows of blocks of N bytes, whose fifth bits follow a head of HEAD bytes; AFTER = HEAD + 4.
pub(super) fn pack<const HEAD: usize, const AFTER: usize, const N: usize>(rows: &[&[u8]], panel: &mut [u8]) {
    const { assert!(AFTER == HEAD + FIFTHS && N == AFTER + HALF) };
    for (block, group) in panel.chunks_exact_mut(PANEL * N).enumerate() {
        for (r, row) in rows.iter().enumerate() {
            let block = &row[block * N..][..N];
            scaled::pack_head(&block[..HEAD], r, group);
            let fifths = word(&block[HEAD..]);
            for k in 0..BLOCK {
                group[PANEL * HEAD + r * 4 + k % 4] |= ((fifths >> k & 1) as u8) << (k / 4);
            }
            for (i, &byte) in block[AFTER..].iter().enumerate() {
                group[scaled::place::<AFTER>(r, i)] = byte;
            }
        }
    }
}

/// Depth steps `4 · quad..` of the rows `16 · vector..`, less ZERO.
///
/// # Safety
/// The instructions of `D` are there; `group` is a whole group.
#[inline(always)]
pub(super) unsafe fn weights<D: Dots, const HEAD: usize, const AFTER: usize, const ZERO: i8>(
    group: *const u8,
    quad: usize,
    vector: usize,
) -> D::Weights {
    // SAFETY: the caller's.
    unsafe {
        let fifths = scaled::quad::<HEAD>(group, 0, vector);
        let low = scaled::quad::<AFTER>(group, quad % (HALF / 4), vector);
        match quad {
            0 => D::joined::<nibbles::Low<ZERO>, Bit<0>>(low, fifths),
            1 => D::joined::<nibbles::Low<ZERO>, Bit<1>>(low, fifths),
            2 => D::joined::<nibbles::Low<ZERO>, Bit<2>>(low, fifths),
            3 => D::joined::<nibbles::Low<ZERO>, Bit<3>>(low, fifths),
            4 => D::joined::<nibbles::High<ZERO>, Bit<4>>(low, fifths),
            5 => D::joined::<nibbles::High<ZERO>, Bit<5>>(low, fifths),
            6 => D::joined::<nibbles::High<ZERO>, Bit<6>>(low, fifths),
            _ => D::joined::<nibbles::High<ZERO>, Bit<7>>(low, fifths),
        }
    }
}

/// Weight `k` of row `r` in a group, before what is subtracted.
pub(super) fn bits<const HEAD: usize, const AFTER: usize>(group: &[u8], r: usize, k: usize) -> u8 {
    let fifth = group[PANEL * HEAD + r * 4 + k % 4] >> (k / 4) & 1;
    nibbles::bits(scaled::byte::<AFTER>(group, r, k % HALF), k) | fifth << 4
}

/// The weights of a block whose fifth bits begin `bytes`.
pub(super) fn load(bytes: &[u8]) -> [u8; BLOCK] {
    let (fifths, nibbles) = (word(bytes), &bytes[FIFTHS..]);
    std::array::from_fn(|k| nibbles::bits(nibbles[k % HALF], k) | ((fifths >> k & 1) as u8) << 4)
}

/// Puts 32 numbers of five bits behind a block's head.
pub(super) fn store(numbers: &[u8; BLOCK], bytes: &mut [u8]) {
    let fifths = numbers.iter().enumerate().fold(0u32, |word, (k, number)| word | u32::from(number >> 4 & 1) << k);
    bytes[..FIFTHS].copy_from_slice(&fifths.to_le_bytes());
    nibbles::store(numbers, &mut bytes[FIFTHS..]);
}

fn word(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}
