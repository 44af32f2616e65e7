//! Numbers of five bits: four in [`super::nibbles`], the fifth of all 32 in four bytes before them.
//!
//! In a group the fifth bits lie between the heads and the nibbles, transposed: byte `[row][step]` has the bits of depth steps
//! `step`, `4 + step`, … `28 + step`, from its lowest bit on. So a quad's sixteen rows find theirs in one load.

use super::bits::{BLOCK, Bits};
use super::nibbles::{self, Four, HALF, High, Low};
use super::scaled;
use crate::layout::PANEL;
use crate::product::quantised::dots::{Dots, Field};

/// Bytes of the fifth bits of a block.
const FIFTHS: usize = BLOCK / 8;

/// One bit of a byte.
struct Bit<const FIRST: u32>;

impl<const FIRST: u32> Field for Bit<FIRST> {
    const FIRST: u32 = FIRST;
    const BITS: u32 = 1;
    const OFFSET: i8 = 0;
}

/// Numbers of five bits.
#[derive(Clone, Copy)]
pub(crate) struct Five;

impl Bits for Five {
    const BYTES: usize = FIFTHS + HALF;
    const MOST: u8 = 31;

    fn load(bytes: &[u8]) -> [u8; BLOCK] {
        let (fifths, four) = (word(bytes), Four::load(&bytes[FIFTHS..]));
        std::array::from_fn(|k| four[k] | ((fifths >> k & 1) as u8) << 4)
    }
    fn store(numbers: &[u8; BLOCK], bytes: &mut [u8]) {
        let fifths = numbers.iter().enumerate().fold(0u32, |word, (k, number)| word | u32::from(number >> 4 & 1) << k);
        bytes[..FIFTHS].copy_from_slice(&fifths.to_le_bytes());
        Four::store(numbers, &mut bytes[FIFTHS..]);
    }
    fn pack(rows: &[&[u8]], panel: &mut [u8], head: usize) {
        let length = head + Self::BYTES;
        for (block, group) in panel.chunks_exact_mut(PANEL * length).enumerate() {
            for (r, row) in rows.iter().enumerate() {
                let block = &row[block * length..][..length];
                scaled::pack_head(&block[..head], r, group);
                let fifths = word(&block[head..]);
                for k in 0..BLOCK {
                    group[scaled::place(head, r, k % 4)] |= ((fifths >> k & 1) as u8) << (k / 4);
                }
                for (i, &byte) in block[head + FIFTHS..].iter().enumerate() {
                    group[scaled::place(head + FIFTHS, r, i)] = byte;
                }
            }
        }
    }
    fn of_group(group: &[u8], head: usize, r: usize, k: usize) -> u8 {
        let fifth = scaled::byte(group, head, r, k % 4) >> (k / 4) & 1;
        nibbles::of_byte(scaled::byte(group, head + FIFTHS, r, k % HALF), k) | fifth << 4
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
            let fifths = scaled::quad(group, head, 0, vector);
            let at = scaled::quad(group, head + FIFTHS, quad % (HALF / 4), vector);
            if CENTRED { joined::<D, 16>(at, fifths, quad) } else { joined::<D, 0>(at, fifths, quad) }
        }
    }
}

/// # Safety
/// The instructions of `D` are there; the bytes are readable.
#[inline(always)]
unsafe fn joined<D: Dots, const ZERO: i8>(at: *const u8, fifths: *const u8, quad: usize) -> D::Weights {
    // SAFETY: the caller's.
    unsafe {
        match quad {
            0 => D::joined::<Low<ZERO>, Bit<0>>(at, fifths),
            1 => D::joined::<Low<ZERO>, Bit<1>>(at, fifths),
            2 => D::joined::<Low<ZERO>, Bit<2>>(at, fifths),
            3 => D::joined::<Low<ZERO>, Bit<3>>(at, fifths),
            4 => D::joined::<High<ZERO>, Bit<4>>(at, fifths),
            5 => D::joined::<High<ZERO>, Bit<5>>(at, fifths),
            6 => D::joined::<High<ZERO>, Bit<6>>(at, fifths),
            _ => D::joined::<High<ZERO>, Bit<7>>(at, fifths),
        }
    }
}

fn word(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}
