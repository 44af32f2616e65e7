//! Q8_0, llama.cpp's plainest block: 32 consecutive weights of a row as signed bytes under one f16 scale.
//!
//! On disk a block is 34 bytes, scale first. In memory 32 rows are interleaved into a group of 32 × 34 bytes: 32 scales,
//! then [8 quads of depth steps][32 rows][4 depth steps] bytes, as the instructions want them that add up four products
//! of bytes at once. The arithmetic is in `product/quantised.rs`.

use crate::dtype::{Q8_0_BLOCK, Q8_0_BYTES, f16_to_f32};
use crate::pool::{Pool, SharedMut};
use crate::product::PANEL;

/// Bytes of a group: 32 rows' scales and bytes for 32 depth steps.
pub const GROUP: usize = PANEL * Q8_0_BYTES;
/// Where the signed bytes of a group begin.
pub(crate) const BYTES: usize = PANEL * 2;
/// Bytes of a quad: four depth steps of 32 rows.
pub(crate) const QUAD: usize = PANEL * 4;

/// Where in a group the byte of row `r` and depth step `k` lies.
fn place(r: usize, k: usize) -> usize {
    BYTES + k / 4 * QUAD + r * 4 + k % 4
}

/// Quantises a row as llama.cpp does: scale = max |x| / 127, halves away from zero. `values` and `blocks` are whole blocks.
pub fn quantise(values: &[f32], blocks: &mut [u8]) {
    for (values, block) in values.chunks_exact(Q8_0_BLOCK).zip(blocks.chunks_exact_mut(Q8_0_BYTES)) {
        let greatest = values.iter().fold(0.0f32, |m, x| m.max(x.abs()));
        let scale = greatest / 127.0;
        let inverse = if scale == 0.0 { 0.0 } else { 1.0 / scale };
        block[..2].copy_from_slice(&crate::dtype::f32_to_f16(scale).to_le_bytes());
        for (byte, x) in block[2..].iter_mut().zip(values) {
            *byte = (x * inverse).round() as i8 as u8;
        }
    }
}

/// Decodes a row of blocks. `values` and `blocks` are whole blocks.
pub fn dequantise(blocks: &[u8], values: &mut [f32]) {
    for (values, block) in values.chunks_exact_mut(Q8_0_BLOCK).zip(blocks.chunks_exact(Q8_0_BYTES)) {
        let scale = f16_to_f32(u16::from_le_bytes([block[0], block[1]]));
        for (value, &byte) in values.iter_mut().zip(&block[2..]) {
            *value = scale * f32::from(byte as i8);
        }
    }
}

/// Repacks rows of blocks ([rows, depth / 32] × 34 bytes) into groups [rows / 32][depth / 32]; absent rows become zeros.
pub(crate) fn pack_groups(pool: &Pool, source: &[u8], depth: usize, groups: &mut [u8]) {
    let blocks = depth / Q8_0_BLOCK;
    if blocks == 0 {
        return;
    }
    let rows = source.len() / (blocks * Q8_0_BYTES);
    let shared = SharedMut::new(groups);
    pool.run(rows.div_ceil(PANEL), |panel| {
        // SAFETY: one chunk a panel.
        let out = unsafe { shared.part(panel * blocks * GROUP, blocks * GROUP) };
        out.fill(0);
        for (block, group) in out.chunks_exact_mut(GROUP).enumerate() {
            for r in 0..PANEL.min(rows - panel * PANEL) {
                let at = ((panel * PANEL + r) * blocks + block) * Q8_0_BYTES;
                let from = &source[at..at + Q8_0_BYTES];
                group[2 * r..2 * r + 2].copy_from_slice(&from[..2]);
                for (k, &byte) in from[2..].iter().enumerate() {
                    group[place(r, k)] = byte;
                }
            }
        }
    });
}

/// Element (row, column) of a weight of `depth` columns in groups: scale times byte, as [`dequantise`] gives it.
pub(crate) fn decode(groups: &[u8], depth: usize, row: usize, column: usize) -> f32 {
    let group = &groups[(row / PANEL * (depth / Q8_0_BLOCK) + column / Q8_0_BLOCK) * GROUP..][..GROUP];
    let r = row % PANEL;
    let scale = f16_to_f32(u16::from_le_bytes([group[2 * r], group[2 * r + 1]]));
    scale * f32::from(group[place(r, column % Q8_0_BLOCK)] as i8)
}
