//! Q8_0, llama.cpp's plainest block: 32 consecutive weights of a row as signed bytes under one f16 scale.
//!
//! On disk a block is 34 bytes, scale first. In memory 32 rows are interleaved into a group of 32 × 34 bytes: 32 scales,
//! then [32 depth steps][32 rows] bytes. A product is, for each block, one f32 chain of `byte * x` from zero, then
//! `acc = scale * chain + acc`: the same for every number of rows, and exact where llama.cpp would round x to bytes.

// Tiles are indexed by constants that unroll; iterators over arrays of vectors hide that from the reader.
#![allow(clippy::needless_range_loop)]

use crate::dtype::{Q8_0_BLOCK, Q8_0_BYTES, f16_to_f32};
use crate::lanes::Lanes;
use crate::pool::{Pool, SharedMut};
use crate::product::PANEL;
use crate::product::kernel::{Left, Target, begin, finish};

/// Bytes of a group: 32 rows' scales and bytes for 32 depth steps.
pub const GROUP: usize = PANEL * Q8_0_BYTES;
/// Where the signed bytes of a group begin.
const BYTES: usize = PANEL * 2;

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
                    group[BYTES + k * PANEL + r] = byte;
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
    scale * f32::from(group[BYTES + column % Q8_0_BLOCK * PANEL + r] as i8)
}

/// An R × 16·NV tile over groups, beginning at vector `vector` of the panel. The left operand is in rows (`step` = 1).
///
/// # Safety
/// The instruction set of `L` is there; `left` covers R rows and `depth` (whole blocks) steps, `b` the groups of that
/// depth, `c` R rows of `columns` values.
#[inline(always)]
pub(crate) unsafe fn tile<L: Lanes, const R: usize, const NV: usize>(
    left: Left,
    b: *const u8,
    vector: usize,
    depth: usize,
    c: Target,
) {
    // SAFETY: the caller's.
    unsafe {
        let mut acc = begin::<L, R, NV>(c);
        for block in 0..depth / Q8_0_BLOCK {
            let group = b.add(block * GROUP);
            let a = left.data.add(block * left.block);
            let mut sums = [[L::splat(0.0); NV]; R];
            for k in 0..Q8_0_BLOCK {
                let bytes = group.add(BYTES + k * PANEL + 16 * vector);
                let mut right = [L::splat(0.0); NV];
                for v in 0..NV {
                    right[v] = L::load_i8(bytes.add(16 * v).cast());
                }
                for r in 0..R {
                    let x = L::splat(*a.add(r * left.row + k));
                    for v in 0..NV {
                        sums[r][v] = L::mul_add(x, right[v], sums[r][v]);
                    }
                }
            }
            for v in 0..NV {
                let scale = L::load_f16(group.add(2 * 16 * (vector + v)).cast());
                for r in 0..R {
                    acc[r][v] = L::mul_add(scale, sums[r][v], acc[r][v]);
                }
            }
        }
        finish::<L, R, NV>(&acc, c);
    }
}
