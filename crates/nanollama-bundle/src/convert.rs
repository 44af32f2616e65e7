//! A tensor's numbers on their way into a file: another number format, another order of rows, a batch of rows at a time on
//! all cores, so that neither direction ever holds a second copy of the model.

use std::borrow::Cow;
use std::io::{self, Write};
use std::thread;

use nanollama_kernel::dtype::DType;
use nanollama_kernel::error::Error as KernelError;

/// Values that one thread converts between two writes.
const VALUES_A_THREAD: usize = 1 << 19;

/// The numbers of a tensor, row-major.
pub(crate) enum Numbers<'a> {
    /// In memory.
    F32(Cow<'a, [f32]>),
    /// As a file holds them.
    Stored(DType, Cow<'a, [u8]>),
}

/// A matrix to be written: target row `r` is row `order(r)` of the numbers.
pub(crate) struct Matrix<'a, O> {
    pub(crate) rows: usize,
    pub(crate) cols: usize,
    pub(crate) numbers: Numbers<'a>,
    /// How much errors count, a column each, where a type's blocks are searched for.
    pub(crate) importances: Option<&'a [f32]>,
    pub(crate) order: O,
}

impl<O: Fn(usize) -> usize + Sync> Matrix<'_, O> {
    /// Writes the rows as `dtype`.
    ///
    /// # Errors
    /// When a value is no finite number, a finite one has no finite counterpart in `dtype`, the row is no whole number of blocks, or `out` refuses.
    pub(crate) fn write(&self, dtype: DType, out: &mut dyn Write) -> io::Result<()> {
        let row_bytes = dtype.bytes_for(self.cols as u64).and_then(|bytes| usize::try_from(bytes).ok());
        let row_bytes = row_bytes.ok_or_else(|| io::Error::other(row_problem(dtype, self.cols)))?;
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let share = (VALUES_A_THREAD / self.cols.max(1)).max(1).min(self.rows.div_ceil(threads).max(1));
        let mut buffer = vec![0u8; share * threads * row_bytes];
        for first in (0..self.rows).step_by(share * threads) {
            let count = (self.rows - first).min(share * threads);
            let bytes = &mut buffer[..count * row_bytes];
            thread::scope(|scope| {
                let parts = bytes.chunks_mut((share * row_bytes).max(1)).enumerate();
                let workers: Vec<_> = parts
                    .map(|(part, bytes)| {
                        scope.spawn(move || self.convert(dtype, first + part * share, row_bytes, bytes))
                    })
                    .collect();
                workers.into_iter().try_for_each(|worker| match worker.join() {
                    Ok(done) => done.map_err(io::Error::other),
                    Err(panic) => std::panic::resume_unwind(panic),
                })
            })?;
            out.write_all(bytes)?;
        }
        Ok(())
    }

    fn convert(&self, dtype: DType, first: usize, row_bytes: usize, out: &mut [u8]) -> Result<(), KernelError> {
        let mut row = vec![0f32; self.cols];
        for (index, out) in out.chunks_exact_mut(row_bytes.max(1)).enumerate() {
            let source = (self.order)(first + index);
            let values = match &self.numbers {
                Numbers::Stored(stored, bytes) => {
                    let stride = bytes.len() / self.rows;
                    let bytes = &bytes[source * stride..(source + 1) * stride];
                    stored.decode(bytes, &mut row)?;
                    if *stored == dtype {
                        out.copy_from_slice(bytes);
                    }
                    &row
                }
                Numbers::F32(values) => &values[source * self.cols..(source + 1) * self.cols],
            };
            if let Some(col) = values.iter().position(|value| !value.is_finite()) {
                return Err(KernelError::NotFinite { value: values[col], row: source, col });
            }
            if !matches!(&self.numbers, Numbers::Stored(stored, _) if *stored == dtype) {
                match self.importances {
                    Some(importances) => dtype.encode_weighed(values, importances, out)?,
                    None => dtype.encode(values, out)?,
                }
            }
        }
        Ok(())
    }
}

/// A tensor of rows of `cols` numbers in another type.
///
/// # Errors
/// As [`Matrix::write`].
pub(crate) fn converted(
    (stored, bytes): (DType, &[u8]),
    (rows, cols): (usize, usize),
    dtype: DType,
    importances: Option<&[f32]>,
) -> io::Result<Vec<u8>> {
    let numbers = Numbers::Stored(stored, Cow::Borrowed(bytes));
    let mut out = Vec::with_capacity(rows.saturating_mul(dtype.bytes_for(cols as u64).unwrap_or(0) as usize));
    Matrix { rows, cols, numbers, importances, order: |row| row }.write(dtype, &mut out)?;
    Ok(out)
}

/// Why rows of this length cannot be stored so.
pub(crate) fn row_problem(dtype: DType, cols: usize) -> String {
    format!("rows of {cols} numbers are no whole number of {dtype} blocks of {}", dtype.block())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(
        values: &[f32],
        rows: usize,
        dtype: DType,
        order: impl Fn(usize) -> usize + Sync,
    ) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        let numbers = Numbers::F32(values.into());
        let matrix = Matrix { rows, cols: values.len() / rows, numbers, importances: None, order };
        matrix.write(dtype, &mut out)?;
        Ok(out)
    }

    #[test]
    fn rows_are_reordered_and_formats_round_trip() {
        let values: Vec<f32> = (0..7 * 256).map(|i| ((i % 448) as f32 - 200.0) / 64.0).collect();
        for &dtype in DType::ALL {
            let bytes = written(&values, 7, dtype, |row| 6 - row).unwrap();
            let numbers = Numbers::Stored(dtype, bytes.into());
            let stored = Matrix { rows: 7, cols: 256, numbers, importances: None, order: |row| 6 - row };
            let mut back = Vec::new();
            stored.write(DType::F32, &mut back).unwrap();
            // The numbers lie from -4 to 4; in a block they are off by half a step, and a little for its rounded scale.
            let tolerance = match dtype {
                DType::Q8_0 => 4.0 / 250.0,
                DType::Q4_0 => 4.0 / 15.0,
                DType::Q5_0 => 4.0 / 31.0,
                DType::Q4_1 => 0.5 * 2.0 / 15.0,
                DType::Q5_1 => 0.5 * 2.0 / 31.0,
                // Here small values count little.
                DType::Q2K => 1.5,
                DType::Q3K => 1.0,
                DType::Q4K => 0.3,
                DType::Q5K => 0.15,
                DType::Q6K => 0.1,
                DType::Iq4Nl | DType::Iq4Xs => 0.5,
                _ => 0.0,
            };
            for (value, bytes) in values.iter().zip(back.as_chunks().0) {
                assert!((value - f32::from_le_bytes(*bytes)).abs() <= tolerance, "{dtype}");
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert!(written(&[1e5; 32], 1, DType::F16, |row| row).unwrap_err().to_string().contains("f16"));
        assert!(written(&[1e30; 32], 1, DType::Q8_0, |row| row).unwrap_err().to_string().contains("q8_0"));
        for &dtype in DType::ALL {
            for bad in [f32::NAN, f32::INFINITY] {
                let mut values = [1.0; 3 * 256];
                values[2 * 256 + 5] = bad;
                let message = written(&values, 3, dtype, |row| 2 - row).unwrap_err().to_string();
                assert!(message.contains("row 2, column 5 is"), "{dtype}: {message}");
            }
        }
        // A block as a file holds it, whose scale is no number.
        let block = [&[0, 0x7e][..], &[1; 32]].concat();
        let numbers = Numbers::Stored(DType::Q8_0, block.into());
        let stored = Matrix { rows: 1, cols: 32, numbers, importances: None, order: |row| row };
        assert!(stored.write(DType::Q8_0, &mut Vec::new()).unwrap_err().to_string().contains("NaN"));
        assert!(written(&[1.0; 33], 1, DType::Q8_0, |row| row).unwrap_err().to_string().contains("33"));
        assert!(written(&[65_519.0; 32], 1, DType::F16, |row| row).is_ok());
        assert!(written(&[1e38; 32], 1, DType::Bf16, |row| row).is_ok());
    }

    #[test]
    fn many_rows_are_cut_into_batches_without_a_seam() {
        let values: Vec<f32> = (0..3_000_000).map(|i| i as f32).collect();
        let bytes = written(&values, 1_000_000, DType::F32, |row| row).unwrap();
        assert!(bytes.as_chunks().0.iter().zip(&values).all(|(bytes, value)| f32::from_le_bytes(*bytes) == *value));
    }
}
