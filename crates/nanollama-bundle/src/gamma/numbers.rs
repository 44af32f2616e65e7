//! The numbers of a part, on their way between f32 and a storage type.

use nanollama_kernel::dtype::DType;
use nanollama_kernel::error::Error as KernelError;
use nanollama_model::TensorData;

/// All values of a tensor.
pub(super) fn decode(tensor: &TensorData<'_>) -> Result<Vec<f32>, KernelError> {
    let mut values = vec![0.0; tensor.shape.iter().product()];
    tensor.dtype.decode(&tensor.bytes, &mut values)?;
    match values.iter().position(|value| !value.is_finite()) {
        None => Ok(values),
        Some(at) => {
            let cols = tensor.shape.last().copied().unwrap_or(1).max(1);
            Err(KernelError::NotFinite { value: values[at], row: at / cols, col: at % cols })
        }
    }
}

/// A tensor of these values.
pub(super) fn encode(values: &[f32], shape: &[usize], dtype: DType) -> Result<TensorData<'static>, KernelError> {
    let bytes = dtype.bytes_for(values.len() as u64).unwrap_or(0);
    let mut bytes = vec![0; bytes as usize];
    dtype.encode(values, &mut bytes)?;
    Ok(TensorData { dtype, shape: shape.to_vec(), bytes: bytes.into() })
}

/// The square of the Frobenius norm.
pub(super) fn square(values: &[f32]) -> f64 {
    dot(values, values)
}

/// The sum of products.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum()
}

/// Rows as columns.
pub(super) fn turned(values: &[f32], cols: usize) -> Vec<f32> {
    let rows = values.len() / cols.max(1);
    (0..values.len()).map(|at| values[at % rows * cols + at / rows]).collect()
}
