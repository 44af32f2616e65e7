//! Q8_0, llama.cpp's plainest block: 32 consecutive weights of a row as signed bytes under one f16 scale.
//!
//! On disk a block is 34 bytes, scale first. In memory 32 rows are interleaved into a group of 32 × 34 bytes: 32 scales,
//! then [8 quads of depth steps][32 rows][4 depth steps] bytes, as the instructions want them that add up four products
//! of bytes at once.

use super::format::{Activations, Format, Names, Panels};
use crate::float16::{f16_to_f32, f32_to_f16};
use crate::lanes::{Lanes, WIDTH};
use crate::layout::PANEL;
use crate::product::quantised::dots::Dots;
use crate::product::quantised::round::RoundedBlock;
use crate::product::quantised::{self, Blocks, MultipliedBy};

/// Weights of a block.
const BLOCK: usize = 32;
/// Bytes of a block: one f16 scale, then 32 signed bytes.
const BLOCK_BYTES: usize = 34;
/// Bytes of a group: 32 rows' scales and bytes for 32 depth steps.
const GROUP: usize = PANEL * BLOCK_BYTES;
/// Where the signed bytes of a group begin.
const BYTES: usize = PANEL * 2;
/// Bytes of a quad: four depth steps of 32 rows.
const QUAD: usize = PANEL * 4;

/// The storage type.
pub(crate) static FORMAT: Format = Format {
    name: "q8_0",
    names: Names { ggml: 8, llama_file_type: 7, safetensors: None, torch: None },
    block: BLOCK,
    bytes: BLOCK_BYTES,
    decode,
    encode,
    // What a block with the largest f16 scale reaches.
    holds: |value| value.abs() <= 65_504.0 * 127.0,
    panels: Panels {
        steps: BLOCK,
        group: GROUP,
        pack,
        unpack,
        activations: Activations::Rounded,
        cut: quantised::cut::<Q8_0>,
        chunk: quantised::chunk::<Q8_0>,
    },
};

/// Its groups, to the products.
#[derive(Clone, Copy)]
pub(crate) struct Q8_0;

impl Blocks for Q8_0 {
    const GROUP: usize = GROUP;
}

// SAFETY (every block): the instructions and the group are the trait's contract.
impl<D: Dots> MultipliedBy<D> for Q8_0 {
    type Scales = <D::Lanes as Lanes>::V;

    #[inline(always)]
    unsafe fn begin(row: &RoundedBlock) -> D::Sums {
        unsafe { D::begin(row.correction) }
    }
    #[inline(always)]
    unsafe fn weights(group: *const u8, quad: usize, vector: usize) -> D::Weights {
        unsafe { D::weights(group.add(BYTES + quad * QUAD + 4 * WIDTH * vector)) }
    }
    #[inline(always)]
    unsafe fn scales(group: *const u8, vector: usize) -> Self::Scales {
        unsafe { D::Lanes::load_f16(group.add(2 * WIDTH * vector).cast()) }
    }
    #[inline(always)]
    unsafe fn add(acc: Self::Scales, scales: Self::Scales, row: &RoundedBlock, sums: D::Sums) -> Self::Scales {
        unsafe {
            let scale = D::Lanes::mul(scales, D::Lanes::splat(row.scale));
            D::Lanes::mul_add(scale, D::to_f32(sums), acc)
        }
    }
}

/// Where in a group the byte of row `r` and depth step `k` lies.
fn place(r: usize, k: usize) -> usize {
    BYTES + k / 4 * QUAD + r * 4 + k % 4
}

fn scale(bytes: &[u8]) -> f32 {
    f16_to_f32(u16::from_le_bytes([bytes[0], bytes[1]]))
}

/// As llama.cpp does: scale = max |x| / 127, halves away from zero.
fn encode(values: &[f32], bytes: &mut [u8]) {
    for (values, block) in values.as_chunks::<BLOCK>().0.iter().zip(bytes.as_chunks_mut::<BLOCK_BYTES>().0) {
        let greatest = values.iter().fold(0.0f32, |m, x| m.max(x.abs()));
        let scale = greatest / 127.0;
        let inverse = if scale == 0.0 { 0.0 } else { 1.0 / scale };
        block[..2].copy_from_slice(&f32_to_f16(scale).to_le_bytes());
        for (byte, x) in block[2..].iter_mut().zip(values) {
            *byte = (x * inverse).round() as i8 as u8;
        }
    }
}

fn decode(bytes: &[u8], values: &mut [f32]) {
    for (values, block) in values.as_chunks_mut::<BLOCK>().0.iter_mut().zip(bytes.as_chunks::<BLOCK_BYTES>().0) {
        let scale = scale(block);
        for (value, &byte) in values.iter_mut().zip(&block[2..]) {
            *value = scale * f32::from(byte as i8);
        }
    }
}

fn pack(rows: &[&[u8]], panel: &mut [u8]) {
    for (block, group) in panel.as_chunks_mut::<GROUP>().0.iter_mut().enumerate() {
        for (r, row) in rows.iter().enumerate() {
            let from = &row[block * BLOCK_BYTES..][..BLOCK_BYTES];
            group[2 * r..2 * r + 2].copy_from_slice(&from[..2]);
            for (k, &byte) in from[2..].iter().enumerate() {
                group[place(r, k)] = byte;
            }
        }
    }
}

fn unpack(panel: &[u8], row: usize, first: usize, out: &mut [f32]) {
    let groups = &panel.as_chunks::<GROUP>().0[first / BLOCK..];
    for (values, group) in out.chunks_mut(BLOCK).zip(groups) {
        let scale = scale(&group[2 * row..]);
        for (k, value) in values.iter_mut().enumerate() {
            *value = scale * f32::from(group[place(row, k)] as i8);
        }
    }
}
