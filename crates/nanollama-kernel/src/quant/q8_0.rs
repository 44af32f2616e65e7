//! Q8_0, llama.cpp's plainest block: 32 consecutive weights of a row as signed bytes under one f16 scale, which comes first.

use super::format::{Activations, Format, Names, Panels};
use super::scaled::{self, OneScale, SCALE};
use crate::float16::f32_to_f16;
use crate::layout::PANEL;
use crate::product::quantised;
use crate::product::quantised::blocks::{Blocks, InBlocks};
use crate::product::quantised::dots::{Dots, Whole};

/// Weights of a block.
const BLOCK: usize = 32;
/// Bytes of a block.
const BLOCK_BYTES: usize = SCALE + BLOCK;
/// Bytes of a group.
const GROUP: usize = PANEL * BLOCK_BYTES;

/// The storage type.
pub(crate) static FORMAT: Format = Format {
    name: "q8_0",
    names: Names { ggml: 8, llama_file_type: 7, safetensors: None, torch: None },
    block: BLOCK,
    bytes: BLOCK_BYTES,
    decode,
    encode,
    encode_weighed: None,
    // What a block with the largest f16 scale reaches.
    holds: |value| value.abs() <= 65_504.0 * 127.0,
    panels: Panels {
        steps: BLOCK,
        group: GROUP,
        pack: |rows, panel| scaled::pack(rows, panel, SCALE, BLOCK),
        unpack,
        activations: Activations::Blocks,
        cut: quantised::cut::<InBlocks<Q8_0>>,
        chunk: quantised::chunk::<InBlocks<Q8_0>>,
    },
};

/// Its groups, to the products.
#[derive(Clone, Copy)]
pub(crate) struct Q8_0;

// SAFETY (every block): the instructions and the group are the trait's contract.
impl Blocks for Q8_0 {
    const GROUP: usize = GROUP;
    type Head = OneScale;

    #[inline(always)]
    unsafe fn weights<D: Dots>(group: *const u8, quad: usize, vector: usize) -> D::Weights {
        unsafe { D::weights::<Whole>(scaled::quad(group, SCALE, quad, vector)) }
    }
}

/// As llama.cpp does: scale = max |x| / 127, halves away from zero.
fn encode(values: &[f32], bytes: &mut [u8]) {
    for (values, block) in values.as_chunks::<BLOCK>().0.iter().zip(bytes.as_chunks_mut::<BLOCK_BYTES>().0) {
        let greatest = values.iter().fold(0.0f32, |m, x| m.max(x.abs()));
        let scale = greatest / 127.0;
        let inverse = if scale == 0.0 { 0.0 } else { 1.0 / scale };
        block[..SCALE].copy_from_slice(&f32_to_f16(scale).to_le_bytes());
        for (byte, x) in block[SCALE..].iter_mut().zip(values) {
            *byte = (x * inverse).round() as i8 as u8;
        }
    }
}

fn decode(bytes: &[u8], values: &mut [f32]) {
    for (values, block) in values.as_chunks_mut::<BLOCK>().0.iter_mut().zip(bytes.as_chunks::<BLOCK_BYTES>().0) {
        let scale = scaled::scale(block);
        for (value, &byte) in values.iter_mut().zip(&block[SCALE..]) {
            *value = scale * f32::from(byte as i8);
        }
    }
}

fn unpack(panel: &[u8], row: usize, first: usize, out: &mut [f32]) {
    let groups = &panel.as_chunks::<GROUP>().0[first / BLOCK..];
    for (values, group) in out.chunks_mut(BLOCK).zip(groups) {
        let scale = scaled::number(group, 0, row);
        for (k, value) in values.iter_mut().enumerate() {
            *value = scale * f32::from(scaled::byte(group, SCALE, row, k) as i8);
        }
    }
}
