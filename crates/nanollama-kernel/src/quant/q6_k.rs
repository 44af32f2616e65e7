//! Q6_K: numbers of six bits in sub-blocks of 16, whose scales are signed bytes.
//!
//! A file has of each 128 numbers the lower four bits in 64 bytes (the first 64 numbers in the lower halves) and the upper two
//! in 32, those of number `32 · i + k` from bit `2 · i` of byte `k` on: first all the lower, then all the upper; then the scales
//! of the sub-blocks and the f16 scale.

use super::format::{Format, Names};
use super::importance::Importance;
use super::kind::{Apart, Kind, Weighing};
use super::superblock::{self, K};

/// The storage type.
pub(crate) static FORMAT: Format =
    superblock::format::<Sixes>("q6_k", Names { ggml: 14, llama_file_type: 18, safetensors: None, torch: None });

/// Where the parts are.
const UPPER: usize = 128;
const SCALES: usize = UPPER + 64;
const SCALE: usize = SCALES + 16;

#[derive(Clone, Copy)]
pub(crate) struct Sixes;

impl Kind for Sixes {
    const BYTES: usize = SCALE + 2;
    const BITS: usize = 6;
    const SUB: usize = 16;
    const ZERO: u8 = 32;
    const SCALES: std::ops::RangeInclusive<i8> = -128..=127;
    const LEAST: bool = false;
    const WEIGHING: Weighing = Weighing::Square;
    const IMPORTANCE: Importance = Importance::Alone;
    type Products = K<Self>;

    fn load(block: &[u8]) -> Apart {
        let mut apart = Apart { scales: [u16::from_le_bytes([block[SCALE], block[SCALE + 1]]), 0], ..Apart::ZERO };
        for (scale, &byte) in apart.sub_scales.iter_mut().zip(&block[SCALES..SCALE]) {
            *scale = byte as i8;
        }
        for (number, (lower, upper, shift)) in apart.numbers.iter_mut().zip(places()) {
            *number = block[lower] >> (shift & 4) & 15 | (block[upper] >> shift & 3) << 4;
        }
        apart
    }
    fn store(apart: &Apart, block: &mut [u8]) {
        for (number, (lower, upper, shift)) in apart.numbers.iter().zip(places()) {
            block[lower] |= (number & 15) << (shift & 4);
            block[upper] |= (number >> 4) << shift;
        }
        for (byte, &scale) in block[SCALES..SCALE].iter_mut().zip(&apart.sub_scales) {
            *byte = scale as u8;
        }
        block[SCALE..].copy_from_slice(&apart.scales[0].to_le_bytes());
    }
}

/// Of each number the byte of its lower bits, that of its upper ones, and the bit from which on these are; the lower ones are in
/// the upper half of their byte if that is at least 4.
fn places() -> impl Iterator<Item = (usize, usize, usize)> {
    (0..256).map(|number| {
        let (half, i, k) = (number / 128, number / 32 % 4, number % 32);
        (64 * half + 32 * (i % 2) + k, UPPER + 32 * half + k, 2 * i)
    })
}
