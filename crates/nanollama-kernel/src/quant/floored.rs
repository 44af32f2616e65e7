//! Weights that are `scale · number + least`: an f16 scale and an f16 least value, then the numbers. llama.cpp's types that end
//! in `_1`.

use std::marker::PhantomData;

use super::bits::{BLOCK, Bits};
use super::fifth_bit::Five;
use super::format::{Activations, Format, Names, Panels};
use super::importance;
use super::nibbles::Four;
use super::scaled::{self, SCALE, SCALE_AND_LEAST as HEAD, ScaleAndLeast};
use super::search;
use crate::float16::f32_to_f16;
use crate::layout::PANEL;
use crate::product::quantised;
use crate::product::quantised::blocks::{Blocks, InBlocks};
use crate::product::quantised::dots::Dots;

/// Four bits a weight.
pub(crate) static Q4_1: Format =
    format::<Four>("q4_1", Names { ggml: 3, llama_file_type: 3, safetensors: None, torch: None });
/// Five bits a weight.
pub(crate) static Q5_1: Format =
    format::<Five>("q5_1", Names { ggml: 7, llama_file_type: 9, safetensors: None, torch: None });

/// Its groups, to the products.
pub(crate) struct Floored<B>(PhantomData<B>);

impl<B> Clone for Floored<B> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<B> Copy for Floored<B> {}

/// The storage type with numbers of these bits.
const fn format<B: Bits>(name: &'static str, names: Names) -> Format {
    Format {
        name,
        names,
        block: BLOCK,
        bytes: HEAD + B::BYTES,
        decode: decode::<B>,
        encode: encode::<B>,
        encode_weighed: Some(encode_weighed::<B>),
        // What an f16 least value can be; the scale is smaller.
        holds: |value| value.abs() <= 65_504.0,
        panels: Panels {
            steps: BLOCK,
            group: Floored::<B>::GROUP,
            pack: pack::<B>,
            unpack: unpack::<B>,
            activations: Activations::Blocks,
            cut: quantised::cut::<InBlocks<Floored<B>>>,
            chunk: quantised::chunk::<InBlocks<Floored<B>>>,
        },
    }
}

// SAFETY (every block): the instructions and the group are the trait's contract.
impl<B: Bits> Blocks for Floored<B> {
    const GROUP: usize = PANEL * (HEAD + B::BYTES);
    type Head = ScaleAndLeast;

    #[inline(always)]
    unsafe fn weights<D: Dots>(group: *const u8, quad: usize, vector: usize) -> D::Weights {
        unsafe { B::weights::<D, false>(group, HEAD, quad, vector) }
    }
}

fn pack<B: Bits>(rows: &[&[u8]], panel: &mut [u8]) {
    B::pack(rows, panel, HEAD);
}

/// As llama.cpp does (`quantize_row_q4_1_ref`, `quantize_row_q5_1_ref`): the least value and even steps up to the greatest,
/// halves up.
fn encode<B: Bits>(values: &[f32], bytes: &mut [u8]) {
    for (values, block) in values.as_chunks::<BLOCK>().0.iter().zip(bytes.chunks_exact_mut(HEAD + B::BYTES)) {
        let least = values.iter().fold(f32::MAX, |m, &x| if x < m { x } else { m });
        let greatest = values.iter().fold(f32::MIN, |m, &x| if x > m { x } else { m });
        let scale = (greatest - least) / f32::from(B::MOST);
        let inverse = if scale == 0.0 { 0.0 } else { 1.0 / scale };
        block[..SCALE].copy_from_slice(&f32_to_f16(scale).to_le_bytes());
        block[SCALE..HEAD].copy_from_slice(&f32_to_f16(least).to_le_bytes());
        B::store(&values.map(|x| (((x - least) * inverse + 0.5) as u8).min(B::MOST)), &mut block[HEAD..]);
    }
}

/// Searched for, of a row whose columns have importances; the least value is not above 0.
fn encode_weighed<B: Bits>(values: &[f32], importances: &[f32], bytes: &mut [u8]) {
    let (base, mut counts) = (importance::mean_square(values), [0.0; BLOCK]);
    let blocks = values.as_chunks::<BLOCK>().0.iter().zip(importances.as_chunks::<BLOCK>().0);
    for ((values, importances), block) in blocks.zip(bytes.chunks_exact_mut(HEAD + B::BYTES)) {
        importance::by_magnitude(values, importances, base, &mut counts);
        let ([scale, least], numbers) = search::floored_block(values, &counts, B::MOST);
        block[..SCALE].copy_from_slice(&scale.to_le_bytes());
        block[SCALE..HEAD].copy_from_slice(&least.to_le_bytes());
        B::store(&numbers, &mut block[HEAD..]);
    }
}

fn decode<B: Bits>(bytes: &[u8], values: &mut [f32]) {
    for (values, block) in values.as_chunks_mut::<BLOCK>().0.iter_mut().zip(bytes.chunks_exact(HEAD + B::BYTES)) {
        let (scale, least) = (scaled::scale(block), scaled::least(block));
        *values = B::load(&block[HEAD..]).map(|number| scale * f32::from(number) + least);
    }
}

fn unpack<B: Bits>(panel: &[u8], row: usize, first: usize, out: &mut [f32]) {
    let groups = panel.chunks_exact(Floored::<B>::GROUP).skip(first / BLOCK);
    for (values, group) in out.chunks_mut(BLOCK).zip(groups) {
        let (scale, least) = (scaled::number(group, 0, row), scaled::number(group, 1, row));
        for (k, out) in values.iter_mut().enumerate() {
            *out = scale * f32::from(B::of_group(group, HEAD, row, k)) + least;
        }
    }
}
