//! The storage types whose numbers stand alone: f32, f16 and bf16. Their panels are `[cols][32 rows]` of the file's own
//! little-endian numbers.

use super::format::{Activations, Format, Names, Panels};
use crate::float16::{bf16_to_f32, f16_to_f32, f32_to_bf16, f32_to_f16};
use crate::layout::PANEL;
use crate::product::elements;
use crate::product::micro_kernel::{Bf16, F16};

/// Columns that are packed at a time, so that what is written stays in the nearest cache.
const STEPS: usize = 16;

/// IEEE single precision.
pub(crate) static SINGLE: Format = Format {
    name: "f32",
    names: Names { ggml: 0, llama_file_type: 0, safetensors: Some("F32"), torch: Some("float32") },
    block: 1,
    bytes: 4,
    decode: |bytes, values| decode(bytes, values, f32::from_le_bytes),
    encode: |values, bytes| encode(values, bytes, f32::to_le_bytes),
    encode_weighed: None,
    holds: |_| true,
    panels: Panels {
        steps: 1,
        group: 4 * PANEL,
        pack: pack::<4>,
        unpack: |panel, row, first, out| unpack(panel, row, first, out, f32::from_le_bytes),
        activations: Activations::F32,
        cut: elements::cut,
        chunk: elements::chunk::<f32>,
    },
};

/// IEEE half precision.
pub(crate) static HALF: Format = Format {
    name: "f16",
    names: Names { ggml: 1, llama_file_type: 1, safetensors: Some("F16"), torch: Some("float16") },
    block: 1,
    bytes: 2,
    decode: |bytes, values| decode(bytes, values, from_half),
    encode: |values, bytes| encode(values, bytes, |value| f32_to_f16(value).to_le_bytes()),
    encode_weighed: None,
    // The largest number that is rounded to a finite one.
    holds: |value| !(value.is_finite() && value.abs() > 65_519.0),
    panels: Panels {
        steps: 1,
        group: 2 * PANEL,
        pack: pack::<2>,
        unpack: |panel, row, first, out| unpack(panel, row, first, out, from_half),
        activations: Activations::F32,
        cut: elements::cut,
        chunk: elements::chunk::<F16>,
    },
};

/// The upper half of a single.
pub(crate) static BRAIN: Format = Format {
    name: "bf16",
    names: Names { ggml: 30, llama_file_type: 32, safetensors: Some("BF16"), torch: Some("bfloat16") },
    block: 1,
    bytes: 2,
    decode: |bytes, values| decode(bytes, values, from_brain),
    encode: |values, bytes| encode(values, bytes, |value| f32_to_bf16(value).to_le_bytes()),
    encode_weighed: None,
    // The range of f32 but for the last half step.
    holds: |value| !(value.is_finite() && value.abs() > 3.389e38),
    panels: Panels {
        steps: 1,
        group: 2 * PANEL,
        pack: pack::<2>,
        unpack: |panel, row, first, out| unpack(panel, row, first, out, from_brain),
        activations: Activations::F32,
        cut: elements::cut,
        chunk: elements::chunk::<Bf16>,
    },
};

fn from_half(bytes: [u8; 2]) -> f32 {
    f16_to_f32(u16::from_le_bytes(bytes))
}

fn from_brain(bytes: [u8; 2]) -> f32 {
    bf16_to_f32(u16::from_le_bytes(bytes))
}

#[inline(always)]
fn decode<const N: usize>(bytes: &[u8], values: &mut [f32], number: impl Fn([u8; N]) -> f32) {
    values.iter_mut().zip(bytes.as_chunks().0).for_each(|(value, bytes)| *value = number(*bytes));
}

#[inline(always)]
fn encode<const N: usize>(values: &[f32], bytes: &mut [u8], number: impl Fn(f32) -> [u8; N]) {
    bytes.as_chunks_mut().0.iter_mut().zip(values).for_each(|(bytes, value)| *bytes = number(*value));
}

fn pack<const N: usize>(rows: &[&[u8]], panel: &mut [u8]) {
    for (block, out) in panel.as_chunks_mut::<N>().0.chunks_mut(STEPS * PANEL).enumerate() {
        for (r, row) in rows.iter().enumerate() {
            let numbers = &row.as_chunks::<N>().0[block * STEPS..][..out.len() / PANEL];
            for (k, number) in numbers.iter().enumerate() {
                out[k * PANEL + r] = *number;
            }
        }
    }
}

#[inline(always)]
fn unpack<const N: usize>(panel: &[u8], row: usize, first: usize, out: &mut [f32], number: impl Fn([u8; N]) -> f32) {
    let steps = panel.as_chunks::<N>().0[first * PANEL..].as_chunks::<PANEL>().0;
    out.iter_mut().zip(steps).for_each(|(value, step)| *value = number(step[row]));
}
