//! Q2_K: numbers of two bits in sub-blocks of 16, whose scales and least values have four bits.
//!
//! A file has a byte a sub-block (the scale, above it the least value), the numbers, both f16 scales. Of each 128 numbers
//! `32 · i + k` is from bit `2 · i` of byte `k` on.

use super::format::{Format, Names};
use super::importance::Importance;
use super::kind::{Apart, Kind, SUBS, Weighing};
use super::superblock::{self, K};

/// The storage type.
pub(crate) static FORMAT: Format =
    superblock::format::<Twos>("q2_k", Names { ggml: 10, llama_file_type: 10, safetensors: None, torch: None });

/// Bytes before the f16 scales.
const SCALES: usize = SUBS + 64;

#[derive(Clone, Copy)]
pub(crate) struct Twos;

impl Kind for Twos {
    const BYTES: usize = SCALES + 4;
    const BITS: usize = 2;
    const SUB: usize = 16;
    const ZERO: u8 = 0;
    const SCALES: std::ops::RangeInclusive<i8> = 0..=15;
    const LEAST: bool = true;
    const WEIGHING: Weighing = Weighing::Magnitude;
    const IMPORTANCE: Importance = Importance::Magnitude(1.0);
    type Products = K<Self>;

    fn load(block: &[u8]) -> Apart {
        let f16 = |at: usize| u16::from_le_bytes([block[at], block[at + 1]]);
        let mut apart = Apart { scales: [f16(SCALES), f16(SCALES + 2)], ..Apart::ZERO };
        for (sub, byte) in block[..SUBS].iter().enumerate() {
            (apart.sub_scales[sub], apart.sub_least[sub]) = ((byte & 15) as i8, byte >> 4);
        }
        for (number, (byte, shift)) in apart.numbers.iter_mut().zip(places()) {
            *number = block[SUBS + byte] >> shift & 3;
        }
        apart
    }
    fn store(apart: &Apart, block: &mut [u8]) {
        for (byte, (&scale, least)) in block.iter_mut().zip(apart.sub_scales.iter().zip(apart.sub_least)) {
            *byte = scale as u8 | least << 4;
        }
        for (number, (byte, shift)) in apart.numbers.iter().zip(places()) {
            block[SUBS + byte] |= number << shift;
        }
        for (bytes, scale) in block[SCALES..].chunks_exact_mut(2).zip(apart.scales) {
            bytes.copy_from_slice(&scale.to_le_bytes());
        }
    }
}

/// Of each number the byte of its two low bits and the first of them.
pub(super) fn places() -> impl Iterator<Item = (usize, usize)> {
    (0..256).map(|number| (number / 128 * 32 + number % 32, number / 32 % 4 * 2))
}
