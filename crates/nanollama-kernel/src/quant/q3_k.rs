//! Q3_K: numbers of three bits in sub-blocks of 16, whose scales are six bits, less 32.
//!
//! A file has the third bits (bit `i` of byte `k` that of number `32 · i + k`), the lower two as Q2_K has them, the scales, the
//! f16 scale. Of the sixteen scales the lower four bits are in eight bytes (the first eight in the lower halves), the upper two
//! in four more: those of scale `4 · i + j` from bit `2 · i` of byte `j` on.

use super::format::{Format, Names};
use super::importance::Importance;
use super::kind::{Apart, Kind, SUBS, Weighing};
use super::q2_k::places;
use super::superblock::{self, K};

/// The storage type.
pub(crate) static FORMAT: Format =
    superblock::format::<Threes>("q3_k", Names { ggml: 11, llama_file_type: 11, safetensors: None, torch: None });

/// Where the parts are.
const LOWER: usize = 32;
const SCALES: usize = LOWER + 64;
const SCALE: usize = SCALES + 12;
/// What the scales are less.
const MIDDLE: i8 = 32;

#[derive(Clone, Copy)]
pub(crate) struct Threes;

impl Kind for Threes {
    const BYTES: usize = SCALE + 2;
    const BITS: usize = 3;
    const SUB: usize = 16;
    const ZERO: u8 = 4;
    const SCALES: std::ops::RangeInclusive<i8> = -MIDDLE..=MIDDLE - 1;
    const LEAST: bool = false;
    const WEIGHING: Weighing = Weighing::Square;
    const IMPORTANCE: Importance = Importance::Magnitude(2.0);
    type Products = K<Self>;

    fn load(block: &[u8]) -> Apart {
        let mut apart = Apart { scales: [u16::from_le_bytes([block[SCALE], block[SCALE + 1]]), 0], ..Apart::ZERO };
        let six = &block[SCALES..];
        for sub in 0..SUBS {
            let number = six[sub % 8] >> (sub / 8 * 4) & 15 | (six[8 + sub % 4] >> (sub / 4 * 2) & 3) << 4;
            apart.sub_scales[sub] = number as i8 - MIDDLE;
        }
        for (index, (number, (byte, shift))) in apart.numbers.iter_mut().zip(places()).enumerate() {
            *number = block[LOWER + byte] >> shift & 3 | (block[index % 32] >> (index / 32) & 1) << 2;
        }
        apart
    }
    fn store(apart: &Apart, block: &mut [u8]) {
        for (index, (number, (byte, shift))) in apart.numbers.iter().zip(places()).enumerate() {
            block[LOWER + byte] |= (number & 3) << shift;
            block[index % 32] |= (number >> 2) << (index / 32);
        }
        let six = &mut block[SCALES..];
        for sub in 0..SUBS {
            let number = (apart.sub_scales[sub] + MIDDLE) as u8;
            six[sub % 8] |= (number & 15) << (sub / 8 * 4);
            six[8 + sub % 4] |= (number >> 4) << (sub / 4 * 2);
        }
        block[SCALE..].copy_from_slice(&apart.scales[0].to_le_bytes());
    }
}
