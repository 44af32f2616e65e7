//! IQ4_NL and IQ4_XS: numbers of four bits that a table of uneven steps gives a meaning, since small weights are the most.
//! IQ4_NL is blocks of 32 under one f16 scale, as Q4_0 packs them; IQ4_XS superblocks of 256 in sub-blocks of 32 whose scales
//! are six bits, less 32.
//!
//! A file has of IQ4_XS the f16 scale, the upper two bits of the eight scales in a 16-bit word, the lower four in four bytes,
//! and of each 32 numbers the first sixteen in the lower halves of sixteen bytes.

use super::bits::{BLOCK, Bits};
use super::format::{Activations, Format, Names, Panels};
use super::importance::Importance;
use super::kind::{Apart, Kind, Weighing};
use super::nibbles::Four;
use super::scaled::{self, OneScale, SCALE};
use super::search::{self, Steps};
use super::section::Section;
use super::superblock;
use crate::layout::PANEL;
use crate::product::quantised;
use crate::product::quantised::blocks::{Blocks, InBlocks};
use crate::product::quantised::dots::Dots;
use crate::product::quantised::superblocks::Superblocks;

/// What the numbers mean: ggml's `kvalues_iq4nl`.
pub(super) const TABLE: [i8; 16] = [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];

/// Blocks of 32.
pub(crate) static NL: Format = Format {
    name: "iq4_nl",
    names: Names { ggml: 20, llama_file_type: 25, safetensors: None, torch: None },
    block: BLOCK,
    bytes: NL_BYTES,
    decode: decode_nl,
    encode: encode_nl,
    encode_weighed: Some(encode_nl_weighed),
    // What a block with the largest f16 scale reaches.
    holds: |value| value.abs() <= 65_504.0 * 113.0,
    panels: Panels {
        steps: BLOCK,
        group: NonLinear::GROUP,
        pack: |rows, panel| Four::pack(rows, panel, SCALE),
        unpack: unpack_nl,
        activations: Activations::Blocks,
        cut: quantised::cut::<InBlocks<NonLinear>>,
        chunk: quantised::chunk::<InBlocks<NonLinear>>,
    },
};

/// Superblocks of 256.
pub(crate) static XS: Format =
    superblock::format::<ExtraSmall>("iq4_xs", Names { ggml: 23, llama_file_type: 30, safetensors: None, torch: None });

/// Bytes of a block of IQ4_NL.
const NL_BYTES: usize = SCALE + Four::BYTES;

/// IQ4_NL's groups, to the products.
#[derive(Clone, Copy)]
pub(crate) struct NonLinear;

// SAFETY (every block): the instructions and the group are the trait's contract.
impl Blocks for NonLinear {
    const GROUP: usize = PANEL * NL_BYTES;
    type Head = OneScale;

    #[inline(always)]
    unsafe fn weights<D: Dots>(group: *const u8, quad: usize, vector: usize) -> D::Weights {
        unsafe {
            let at = scaled::quad(group, SCALE, quad % 4, vector);
            if quad < 4 { D::looked_up::<false>(at, &TABLE) } else { D::looked_up::<true>(at, &TABLE) }
        }
    }
}

fn decode_nl(bytes: &[u8], values: &mut [f32]) {
    for (values, block) in values.as_chunks_mut::<BLOCK>().0.iter_mut().zip(bytes.as_chunks::<NL_BYTES>().0) {
        let scale = scaled::scale(block);
        *values = Four::load(&block[SCALE..]).map(|number| scale * f32::from(TABLE[usize::from(number)]));
    }
}

fn encode_nl(values: &[f32], bytes: &mut [u8]) {
    for (values, block) in values.as_chunks::<BLOCK>().0.iter().zip(bytes.as_chunks_mut::<NL_BYTES>().0) {
        let mut counts = [0.0; BLOCK];
        Weighing::Square.of(values, &mut counts);
        put_nl(values, &counts, block);
    }
}

/// The same of a row whose columns have importances.
fn encode_nl_weighed(values: &[f32], importances: &[f32], bytes: &mut [u8]) {
    let blocks = values.as_chunks::<BLOCK>().0.iter().zip(importances.as_chunks::<BLOCK>().0);
    for ((values, importances), block) in blocks.zip(bytes.as_chunks_mut::<NL_BYTES>().0) {
        let mut counts = [0.0; BLOCK];
        Importance::Magnitude(2.0).counts(values, importances, &mut counts);
        put_nl(values, &counts, block);
    }
}

/// The best block, into the bytes of a file.
fn put_nl(values: &[f32; BLOCK], counts: &[f32; BLOCK], block: &mut [u8; NL_BYTES]) {
    let (scale, numbers) = search::block(values, counts, Steps::Table(&TABLE));
    block[..SCALE].copy_from_slice(&scale.to_le_bytes());
    Four::store(&numbers, &mut block[SCALE..]);
}

fn unpack_nl(panel: &[u8], row: usize, first: usize, out: &mut [f32]) {
    let groups = panel.chunks_exact(NonLinear::GROUP).skip(first / BLOCK);
    for (values, group) in out.chunks_mut(BLOCK).zip(groups) {
        let scale = scaled::number(group, 0, row);
        for (k, value) in values.iter_mut().enumerate() {
            *value = scale * f32::from(TABLE[usize::from(Four::of_group(group, SCALE, row, k))]);
        }
    }
}

/// IQ4_XS.
#[derive(Clone, Copy)]
pub(crate) struct ExtraSmall;

/// Where its parts are.
const HIGH: usize = 2;
const LOW: usize = HIGH + 2;
const NUMBERS: usize = LOW + 4;
/// What its scales are less.
const MIDDLE: i8 = 32;
/// Its sub-blocks.
const SUBS: usize = 8;

impl Kind for ExtraSmall {
    const BYTES: usize = NUMBERS + 128;
    const BITS: usize = 4;
    const SUB: usize = BLOCK;
    const ZERO: u8 = 0;
    const TABLE: Option<&'static [i8; 16]> = Some(&TABLE);
    const SCALES: std::ops::RangeInclusive<i8> = -MIDDLE..=MIDDLE - 1;
    const LEAST: bool = false;
    const WEIGHING: Weighing = Weighing::Square;
    const IMPORTANCE: Importance = Importance::Magnitude(2.0);
    type Products = Self;

    fn load(block: &[u8]) -> Apart {
        let mut apart = Apart { scales: [u16::from_le_bytes([block[0], block[1]]), 0], ..Apart::ZERO };
        let high = u16::from_le_bytes([block[HIGH], block[HIGH + 1]]);
        for sub in 0..SUBS {
            let low = block[LOW + sub / 2] >> (sub % 2 * 4) & 15;
            apart.sub_scales[sub] = (low | ((high >> (2 * sub) & 3) << 4) as u8) as i8 - MIDDLE;
            let numbers = Four::load(&block[NUMBERS + Four::BYTES * sub..]);
            apart.numbers[BLOCK * sub..][..BLOCK].copy_from_slice(&numbers);
        }
        apart
    }
    fn store(apart: &Apart, block: &mut [u8]) {
        block[..HIGH].copy_from_slice(&apart.scales[0].to_le_bytes());
        let mut high = 0;
        for (sub, numbers) in apart.numbers.as_chunks::<BLOCK>().0.iter().enumerate() {
            let scale = (apart.sub_scales[sub] + MIDDLE) as u8;
            block[LOW + sub / 2] |= (scale & 15) << (sub % 2 * 4);
            high |= u16::from(scale >> 4) << (2 * sub);
            Four::store(numbers, &mut block[NUMBERS + Four::BYTES * sub..][..Four::BYTES]);
        }
        block[HIGH..LOW].copy_from_slice(&high.to_le_bytes());
    }
}

/// How a section of it lies.
const LAYOUT: Section = Section::plain(BLOCK, 4);

// SAFETY (every block): the instructions and the section are the trait's contract.
impl Superblocks for ExtraSmall {
    const SUB: usize = BLOCK;
    const LEAST: bool = false;
    const SECTION_BYTES: usize = LAYOUT.bytes();
    type Numbers<D: Dots> = D::Weights;

    #[inline(always)]
    unsafe fn begin<D: Dots>(sum: i32) -> D::Sums {
        unsafe { D::begin(-128 * sum) }
    }
    #[inline(always)]
    unsafe fn numbers<D: Dots>(section: *const u8, quad: usize, vector: usize) -> D::Weights {
        unsafe {
            let (at, high) = LAYOUT.nibbles(section, quad, vector);
            if high { D::looked_up::<true>(at, &TABLE) } else { D::looked_up::<false>(at, &TABLE) }
        }
    }
    #[inline(always)]
    unsafe fn add<D: Dots>(sums: D::Sums, weights: D::Weights, x: *const i8) -> D::Sums {
        unsafe { D::add(sums, weights, x) }
    }
    #[inline(always)]
    unsafe fn scales<D: Dots>(section: *const u8, sub: usize, vector: usize) -> D::Sums {
        unsafe { LAYOUT.scales::<D>(section, sub, vector) }
    }
    #[inline(always)]
    unsafe fn least<D: Dots>(_: *const u8, _: usize, _: usize) -> D::Sums {
        unsafe { D::splat(0) }
    }
}
