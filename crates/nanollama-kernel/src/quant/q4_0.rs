//! Q4_0: 32 consecutive weights of a row as four bits each under one f16 scale, which comes first: `scale · (bits − 8)`.

use super::format::{Activations, Format, Names, Panels};
use super::nibbles::{self, BLOCK, HALF};
use super::scaled::{self, SCALE};
use crate::float16::f32_to_f16;
use crate::lanes::Lanes;
use crate::layout::PANEL;
use crate::product::quantised::dots::Dots;
use crate::product::quantised::round::RoundedBlock;
use crate::product::quantised::{self, Blocks};

/// Bytes of a block.
const BLOCK_BYTES: usize = SCALE + HALF;
/// Bytes of a group.
const GROUP: usize = PANEL * BLOCK_BYTES;
/// The bits of a weight of zero.
const ZERO: u8 = 8;

/// The storage type.
pub(crate) static FORMAT: Format = Format {
    name: "q4_0",
    names: Names { ggml: 2, llama_file_type: 2, safetensors: None, torch: None },
    block: BLOCK,
    bytes: BLOCK_BYTES,
    decode,
    encode,
    // What a block with the largest f16 scale reaches.
    holds: |value| value.abs() <= 65_504.0 * 8.0,
    panels: Panels {
        steps: BLOCK,
        group: GROUP,
        pack: scaled::pack::<SCALE, BLOCK_BYTES>,
        unpack,
        activations: Activations::Rounded,
        cut: quantised::cut::<Q4_0>,
        chunk: quantised::chunk::<Q4_0>,
    },
};

/// Its groups, to the products.
#[derive(Clone, Copy)]
pub(crate) struct Q4_0;

// SAFETY (every block): the instructions and the group are the trait's contract.
impl Blocks for Q4_0 {
    const GROUP: usize = GROUP;
    type Scales<L: Lanes> = L::V;

    #[inline(always)]
    unsafe fn begin<D: Dots>(row: &RoundedBlock) -> D::Sums {
        unsafe { D::begin(row.correction) }
    }
    #[inline(always)]
    unsafe fn weights<D: Dots>(group: *const u8, quad: usize, vector: usize) -> D::Weights {
        unsafe { nibbles::weights::<D, { ZERO as i8 }>(quad, |quad| scaled::quad::<SCALE>(group, quad, vector)) }
    }
    #[inline(always)]
    unsafe fn scales<L: Lanes>(group: *const u8, vector: usize) -> L::V {
        unsafe { scaled::numbers::<L>(group, 0, vector) }
    }
    #[inline(always)]
    unsafe fn add<D: Dots>(
        acc: <D::Lanes as Lanes>::V,
        scales: <D::Lanes as Lanes>::V,
        row: &RoundedBlock,
        sums: D::Sums,
    ) -> <D::Lanes as Lanes>::V {
        unsafe { scaled::add::<D>(acc, scales, row, sums) }
    }
}

/// As llama.cpp does (`quantize_row_q4_0_ref`): the value of the largest magnitude, the first of equals, becomes −8 steps;
/// the others the nearest of −8 to 7, halves away from −8.
fn encode(values: &[f32], bytes: &mut [u8]) {
    for (values, block) in values.as_chunks::<BLOCK>().0.iter().zip(bytes.as_chunks_mut::<BLOCK_BYTES>().0) {
        let farthest = values[1..].iter().fold(values[0], |m, &x| if x.abs() > m.abs() { x } else { m });
        let scale = farthest / -8.0;
        let inverse = if scale == 0.0 { 0.0 } else { 1.0 / scale };
        let bits = |x: f32| ((x * inverse + 8.5) as u8).min(15);
        block[..SCALE].copy_from_slice(&f32_to_f16(scale).to_le_bytes());
        nibbles::store(&values.map(bits), &mut block[SCALE..]);
    }
}

fn decode(bytes: &[u8], values: &mut [f32]) {
    for (values, block) in values.as_chunks_mut::<BLOCK>().0.iter_mut().zip(bytes.as_chunks::<BLOCK_BYTES>().0) {
        let scale = scaled::scale(block);
        for (k, out) in values.iter_mut().enumerate() {
            *out = value(scale, nibbles::bits(block[SCALE + k % HALF], k));
        }
    }
}

fn value(scale: f32, bits: u8) -> f32 {
    scale * (f32::from(bits) - f32::from(ZERO))
}

fn unpack(panel: &[u8], row: usize, first: usize, out: &mut [f32]) {
    let groups = &panel.as_chunks::<GROUP>().0[first / BLOCK..];
    for (values, group) in out.chunks_mut(BLOCK).zip(groups) {
        let scale = scaled::number(group, 0, row);
        for (k, out) in values.iter_mut().enumerate() {
            *out = value(scale, nibbles::bits(scaled::byte::<SCALE>(group, row, k % HALF), k));
        }
    }
}
