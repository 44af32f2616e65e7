//! Q4_K and Q5_K: numbers of four and five bits in sub-blocks of 32, whose scales and least values have six bits.
//!
//! A file has both f16 scales, the six bits of eight scales and eight least values in twelve bytes, (of Q5_K the fifth bits of
//! numbers, bit `i` of byte `k` that of sub-block `i`'s number `k`,) and of each 64 numbers the low bits of the first 32 in the
//! lower halves of 32 bytes, of the others in the upper.

use super::format::{Format, Names};
use super::importance::Importance;
use super::kind::{Apart, Kind, SUBS, Weighing};
use super::superblock::{self, K};

/// Four bits a weight.
pub(crate) static Q4_K: Format =
    superblock::format::<Fours>("q4_k", Names { ggml: 12, llama_file_type: 14, safetensors: None, torch: None });
/// Five bits a weight.
pub(crate) static Q5_K: Format =
    superblock::format::<Fives>("q5_k", Names { ggml: 13, llama_file_type: 16, safetensors: None, torch: None });

/// Weights of a sub-block.
const SUB: usize = 32;
/// Bytes before those of numbers.
const HEAD: usize = 4 + SIX_BITS;
/// Bytes of the scales and least values of sub-blocks.
const SIX_BITS: usize = 12;

#[derive(Clone, Copy)]
pub(crate) struct Fours;
#[derive(Clone, Copy)]
pub(crate) struct Fives;

impl Kind for Fours {
    const BYTES: usize = HEAD + 128;
    const BITS: usize = 4;
    const SUB: usize = SUB;
    const ZERO: u8 = 0;
    const SCALES: std::ops::RangeInclusive<i8> = 0..=63;
    const LEAST: bool = true;
    const WEIGHING: Weighing = Weighing::MeanAndMagnitude;
    const IMPORTANCE: Importance = Importance::Magnitude(2.0);
    type Products = K<Self>;

    fn load(block: &[u8]) -> Apart {
        let mut apart = load_head(block);
        load_low(&block[HEAD..], &mut apart.numbers);
        apart
    }
    fn store(apart: &Apart, block: &mut [u8]) {
        store_head(apart, block);
        store_low(&apart.numbers, &mut block[HEAD..]);
    }
}

impl Kind for Fives {
    const BYTES: usize = HEAD + SUB + 128;
    const BITS: usize = 5;
    const SUB: usize = SUB;
    const ZERO: u8 = 0;
    const SCALES: std::ops::RangeInclusive<i8> = 0..=63;
    const LEAST: bool = true;
    const WEIGHING: Weighing = Weighing::MeanAndMagnitude;
    const IMPORTANCE: Importance = Importance::Magnitude(2.0);
    type Products = K<Self>;

    fn load(block: &[u8]) -> Apart {
        let mut apart = load_head(block);
        load_low(&block[HEAD + SUB..], &mut apart.numbers);
        for (i, numbers) in apart.numbers.chunks_exact_mut(SUB).enumerate() {
            for (number, fifths) in numbers.iter_mut().zip(&block[HEAD..]) {
                *number |= (fifths >> i & 1) << 4;
            }
        }
        apart
    }
    fn store(apart: &Apart, block: &mut [u8]) {
        store_head(apart, block);
        store_low(&apart.numbers, &mut block[HEAD + SUB..]);
        for (i, numbers) in apart.numbers.chunks_exact(SUB).enumerate() {
            for (fifths, number) in block[HEAD..].iter_mut().zip(numbers) {
                *fifths |= (number >> 4) << i;
            }
        }
    }
}

/// The lower four bits of numbers.
fn load_low(bytes: &[u8], numbers: &mut [u8]) {
    for (numbers, bytes) in numbers.chunks_exact_mut(2 * SUB).zip(bytes.chunks_exact(SUB)) {
        let (low, high) = numbers.split_at_mut(SUB);
        low.iter_mut().zip(bytes).for_each(|(number, byte)| *number = byte & 15);
        high.iter_mut().zip(bytes).for_each(|(number, byte)| *number = byte >> 4);
    }
}

fn store_low(numbers: &[u8], bytes: &mut [u8]) {
    for (numbers, bytes) in numbers.chunks_exact(2 * SUB).zip(bytes.chunks_exact_mut(SUB)) {
        let (low, high) = numbers.split_at(SUB);
        for (byte, (low, high)) in bytes.iter_mut().zip(low.iter().zip(high)) {
            *byte = low & 15 | high << 4;
        }
    }
}

/// The scales: the first four of each kind are the lower six bits of a byte, in whose upper two bits are the upper two of the
/// last four; their lower four share a byte.
fn load_head(block: &[u8]) -> Apart {
    let f16 = |at: usize| u16::from_le_bytes([block[at], block[at + 1]]);
    let mut apart = Apart { scales: [f16(0), f16(2)], ..Apart::ZERO };
    let six = &block[4..HEAD];
    for i in 0..4 {
        apart.sub_scales[i] = (six[i] & 63) as i8;
        apart.sub_least[i] = six[4 + i] & 63;
        apart.sub_scales[4 + i] = (six[8 + i] & 15 | six[i] >> 6 << 4) as i8;
        apart.sub_least[4 + i] = six[8 + i] >> 4 | six[4 + i] >> 6 << 4;
    }
    apart
}

fn store_head(apart: &Apart, block: &mut [u8]) {
    for (bytes, scale) in block.chunks_exact_mut(2).zip(apart.scales) {
        bytes.copy_from_slice(&scale.to_le_bytes());
    }
    let scales: [u8; SUBS] = apart.sub_scales.map(|scale| scale as u8);
    let six = &mut block[4..HEAD];
    for i in 0..4 {
        let (scale, least) = (scales[4 + i], apart.sub_least[4 + i]);
        six[i] = scales[i] | scale >> 4 << 6;
        six[4 + i] = apart.sub_least[i] | least >> 4 << 6;
        six[8 + i] = scale & 15 | least << 4;
    }
}
