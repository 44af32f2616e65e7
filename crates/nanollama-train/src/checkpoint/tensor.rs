//! A tensor of a checkpoint, on its way into memory.

use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_store::safetensors::Tensors;

use crate::error::{Error, Result};

/// Copies a tensor, which has to be f32 and of that shape.
pub(super) fn read_f32(path: &Path, tensors: &Tensors, name: &str, shape: &[usize], values: &mut [f32]) -> Result<()> {
    read_f32_from(path, tensors, (name, shape, 0), values)
}

/// The same of as many of its values as there is room for, from number `first` on.
pub(super) fn read_f32_from(
    path: &Path,
    tensors: &Tensors,
    (name, shape, first): (&str, &[usize], usize),
    values: &mut [f32],
) -> Result<()> {
    let tensor = tensors.get(name)?;
    if tensor.shape != shape || tensor.dtype != DType::F32 {
        let what = format!("tensor {name} is {} {:?}, the model needs f32 {shape:?}", tensor.dtype, tensor.shape);
        return Err(Error::Checkpoint { path: path.to_owned(), what });
    }
    for (value, bytes) in values.iter_mut().zip(tensor.bytes.as_chunks::<4>().0.iter().skip(first)) {
        *value = f32::from_le_bytes(*bytes);
    }
    Ok(())
}
