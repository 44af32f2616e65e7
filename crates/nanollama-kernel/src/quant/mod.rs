//! Stored numbers: how each storage type is decoded, and how blocks are repacked into panels. Products are in `product`.

pub mod q8_0;

use crate::dtype::{DType, bf16_to_f32, f16_to_f32};

/// Decodes stored numbers (little-endian, whole blocks) into `out`; as many as both hold.
pub fn decode(dtype: DType, bytes: &[u8], out: &mut [f32]) {
    let halves = bytes.as_chunks::<2>().0.iter().map(|&bytes| u16::from_le_bytes(bytes));
    match dtype {
        DType::F32 => out.iter_mut().zip(bytes.as_chunks().0).for_each(|(to, &from)| *to = f32::from_le_bytes(from)),
        DType::F16 => out.iter_mut().zip(halves).for_each(|(to, from)| *to = f16_to_f32(from)),
        DType::Bf16 => out.iter_mut().zip(halves).for_each(|(to, from)| *to = bf16_to_f32(from)),
        DType::Q8_0 => q8_0::dequantise(bytes, out),
    }
}
