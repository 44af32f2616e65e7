//! Q5_1: 32 consecutive weights of a row as five bits each under an f16 scale and an f16 least value, which come first:
//! `scale · bits + least`.

use super::fifth_bit::{self, FIFTHS};
use super::format::{Activations, Format, Names, Panels};
use super::nibbles::{BLOCK, HALF};
use super::scaled::{self, SCALE, SCALE_AND_LEAST};
use crate::float16::f32_to_f16;
use crate::lanes::Lanes;
use crate::layout::PANEL;
use crate::product::quantised::dots::Dots;
use crate::product::quantised::round::RoundedBlock;
use crate::product::quantised::{self, Blocks};

/// Bytes of a block before its nibbles.
const BEFORE: usize = SCALE_AND_LEAST + FIFTHS;
/// Bytes of a block.
const BLOCK_BYTES: usize = BEFORE + HALF;
/// Bytes of a group.
const GROUP: usize = PANEL * BLOCK_BYTES;
/// The largest number of a weight.
const MOST: u8 = 31;

/// The storage type.
pub(crate) static FORMAT: Format = Format {
    name: "q5_1",
    names: Names { ggml: 7, llama_file_type: 9, safetensors: None, torch: None },
    block: BLOCK,
    bytes: BLOCK_BYTES,
    decode,
    encode,
    // What an f16 least value can be; the scale is smaller.
    holds: |value| value.abs() <= 65_504.0,
    panels: Panels {
        steps: BLOCK,
        group: GROUP,
        pack: fifth_bit::pack::<SCALE_AND_LEAST, BEFORE, BLOCK_BYTES>,
        unpack,
        activations: Activations::Rounded,
        cut: quantised::cut::<Q5_1>,
        chunk: quantised::chunk::<Q5_1>,
    },
};

/// Its groups, to the products.
#[derive(Clone, Copy)]
pub(crate) struct Q5_1;

// SAFETY (every block): the instructions and the group are the trait's contract.
impl Blocks for Q5_1 {
    const GROUP: usize = GROUP;
    type Scales<L: Lanes> = [L::V; 2];

    #[inline(always)]
    unsafe fn begin<D: Dots>(row: &RoundedBlock) -> D::Sums {
        unsafe { D::begin(row.correction) }
    }
    #[inline(always)]
    unsafe fn weights<D: Dots>(group: *const u8, quad: usize, vector: usize) -> D::Weights {
        unsafe { fifth_bit::weights::<D, SCALE_AND_LEAST, BEFORE, 0>(group, quad, vector) }
    }
    #[inline(always)]
    unsafe fn scales<L: Lanes>(group: *const u8, vector: usize) -> [L::V; 2] {
        unsafe { [scaled::numbers::<L>(group, 0, vector), scaled::numbers::<L>(group, 1, vector)] }
    }
    #[inline(always)]
    unsafe fn add<D: Dots>(
        acc: <D::Lanes as Lanes>::V,
        scales: [<D::Lanes as Lanes>::V; 2],
        row: &RoundedBlock,
        sums: D::Sums,
    ) -> <D::Lanes as Lanes>::V {
        unsafe { scaled::add_with_least::<D>(acc, scales, row, sums) }
    }
}

/// As llama.cpp does (`quantize_row_q5_1_ref`): the least value and thirty-one steps up to the greatest, halves up.
fn encode(values: &[f32], bytes: &mut [u8]) {
    for (values, block) in values.as_chunks::<BLOCK>().0.iter().zip(bytes.as_chunks_mut::<BLOCK_BYTES>().0) {
        let least = values.iter().fold(f32::MAX, |m, &x| if x < m { x } else { m });
        let greatest = values.iter().fold(f32::MIN, |m, &x| if x > m { x } else { m });
        let scale = (greatest - least) / f32::from(MOST);
        let inverse = if scale == 0.0 { 0.0 } else { 1.0 / scale };
        block[..SCALE].copy_from_slice(&f32_to_f16(scale).to_le_bytes());
        block[SCALE..SCALE_AND_LEAST].copy_from_slice(&f32_to_f16(least).to_le_bytes());
        let bits = |x: f32| (((x - least) * inverse + 0.5) as u8).min(MOST);
        fifth_bit::store(&values.map(bits), &mut block[SCALE_AND_LEAST..]);
    }
}

fn decode(bytes: &[u8], values: &mut [f32]) {
    for (values, block) in values.as_chunks_mut::<BLOCK>().0.iter_mut().zip(bytes.as_chunks::<BLOCK_BYTES>().0) {
        let (scale, least) = (scaled::scale(block), scaled::least(block));
        for (out, bits) in values.iter_mut().zip(fifth_bit::load(&block[SCALE_AND_LEAST..])) {
            *out = scale * f32::from(bits) + least;
        }
    }
}

fn unpack(panel: &[u8], row: usize, first: usize, out: &mut [f32]) {
    let groups = &panel.as_chunks::<GROUP>().0[first / BLOCK..];
    for (values, group) in out.chunks_mut(BLOCK).zip(groups) {
        let (scale, least) = (scaled::number(group, 0, row), scaled::number(group, 1, row));
        for (k, out) in values.iter_mut().enumerate() {
            *out = scale * f32::from(fifth_bit::bits::<SCALE_AND_LEAST, BEFORE>(group, row, k)) + least;
        }
    }
}
