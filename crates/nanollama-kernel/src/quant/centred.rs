//! Weights that are `scale · (number − zero)`: one f16 scale, then the numbers, zero in their middle. llama.cpp's types that
//! end in `_0`.

use std::marker::PhantomData;

use super::bits::{BLOCK, Bits};
use super::fifth_bit::Five;
use super::format::{Activations, Format, Names, Panels};
use super::importance;
use super::nibbles::Four;
use super::scaled::{self, OneScale, SCALE};
use super::search::{self, Steps};
use crate::float16::f32_to_f16;
use crate::layout::PANEL;
use crate::product::quantised;
use crate::product::quantised::blocks::{Blocks, InBlocks};
use crate::product::quantised::dots::Dots;

/// Four bits a weight.
pub(crate) static Q4_0: Format =
    format::<Four>("q4_0", Names { ggml: 2, llama_file_type: 2, safetensors: None, torch: None });
/// Five bits a weight.
pub(crate) static Q5_0: Format =
    format::<Five>("q5_0", Names { ggml: 6, llama_file_type: 8, safetensors: None, torch: None });

/// Its groups, to the products.
pub(crate) struct Centred<B>(PhantomData<B>);

impl<B> Clone for Centred<B> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<B> Copy for Centred<B> {}

/// The storage type with numbers of these bits.
const fn format<B: Bits>(name: &'static str, names: Names) -> Format {
    Format {
        name,
        names,
        block: BLOCK,
        bytes: SCALE + B::BYTES,
        decode: decode::<B>,
        encode: encode::<B>,
        encode_weighed: Some(encode_weighed::<B>),
        // What a block with the largest f16 scale reaches.
        holds: |value| value.abs() <= 65_504.0 * f32::from(zero::<B>()),
        panels: Panels {
            steps: BLOCK,
            group: Centred::<B>::GROUP,
            pack: pack::<B>,
            unpack: unpack::<B>,
            activations: Activations::Blocks,
            cut: quantised::cut::<InBlocks<Centred<B>>>,
            chunk: quantised::chunk::<InBlocks<Centred<B>>>,
        },
    }
}

// SAFETY (every block): the instructions and the group are the trait's contract.
impl<B: Bits> Blocks for Centred<B> {
    const GROUP: usize = PANEL * (SCALE + B::BYTES);
    type Head = OneScale;

    #[inline(always)]
    unsafe fn weights<D: Dots>(group: *const u8, quad: usize, vector: usize) -> D::Weights {
        unsafe { B::weights::<D, true>(group, SCALE, quad, vector) }
    }
}

fn pack<B: Bits>(rows: &[&[u8]], panel: &mut [u8]) {
    B::pack(rows, panel, SCALE);
}

/// The number of a weight of zero.
const fn zero<B: Bits>() -> u8 {
    B::MOST / 2 + 1
}

/// As llama.cpp does (`quantize_row_q4_0_ref`, `quantize_row_q5_0_ref`): the value of the largest magnitude, the first of
/// equals, becomes −zero steps; the others the nearest of −zero to zero − 1, halves away from −zero.
fn encode<B: Bits>(values: &[f32], bytes: &mut [u8]) {
    let zero = f32::from(zero::<B>());
    for (values, block) in values.as_chunks::<BLOCK>().0.iter().zip(bytes.chunks_exact_mut(SCALE + B::BYTES)) {
        let farthest = values[1..].iter().fold(values[0], |m, &x| if x.abs() > m.abs() { x } else { m });
        let scale = farthest / -zero;
        let inverse = if scale == 0.0 { 0.0 } else { 1.0 / scale };
        block[..SCALE].copy_from_slice(&f32_to_f16(scale).to_le_bytes());
        B::store(&values.map(|x| ((x * inverse + (zero + 0.5)) as u8).min(B::MOST)), &mut block[SCALE..]);
    }
}

/// Searched for, of a row whose columns have importances.
fn encode_weighed<B: Bits>(values: &[f32], importances: &[f32], bytes: &mut [u8]) {
    let steps = Steps::Even(-(zero::<B>() as i8), (B::MOST - zero::<B>()) as i8);
    let (base, mut counts) = (importance::mean_square(values), [0.0; BLOCK]);
    let blocks = values.as_chunks::<BLOCK>().0.iter().zip(importances.as_chunks::<BLOCK>().0);
    for ((values, importances), block) in blocks.zip(bytes.chunks_exact_mut(SCALE + B::BYTES)) {
        importance::by_magnitude(values, importances, base, &mut counts);
        let (scale, numbers) = search::block(values, &counts, steps);
        block[..SCALE].copy_from_slice(&scale.to_le_bytes());
        B::store(&numbers, &mut block[SCALE..]);
    }
}

fn decode<B: Bits>(bytes: &[u8], values: &mut [f32]) {
    for (values, block) in values.as_chunks_mut::<BLOCK>().0.iter_mut().zip(bytes.chunks_exact(SCALE + B::BYTES)) {
        let scale = scaled::scale(block);
        *values = B::load(&block[SCALE..]).map(|number| value::<B>(scale, number));
    }
}

fn value<B: Bits>(scale: f32, number: u8) -> f32 {
    scale * (f32::from(number) - f32::from(zero::<B>()))
}

fn unpack<B: Bits>(panel: &[u8], row: usize, first: usize, out: &mut [f32]) {
    let groups = panel.chunks_exact(Centred::<B>::GROUP).skip(first / BLOCK);
    for (values, group) in out.chunks_mut(BLOCK).zip(groups) {
        let scale = scaled::number(group, 0, row);
        for (k, out) in values.iter_mut().enumerate() {
            *out = value::<B>(scale, B::of_group(group, SCALE, row, k));
        }
    }
}
