//! A γ of which only the largest numbers are kept.

use nanollama_kernel::dtype::DType;

use super::fault::field;
use super::numbers::{encode, square};
use super::part::Part;
use super::sparse::{MOST_COLS, Sparse};
use super::vector::Gamma;
use crate::error::Result;

impl Gamma {
    /// The same with the share `keep` (above 0, at most 1) of each matrix's largest numbers, in a number format that
    /// safetensors has; vectors stay whole, and so does a matrix that would not become smaller. Gives the square of what is lost,
    /// too.
    ///
    /// # Errors
    /// [`crate::Error::Field`] naming a tensor of which too few numbers would be left, or whose numbers do not fit the format.
    pub fn sparse(mut self, keep: f32, dtype: DType) -> Result<(Gamma, f64)> {
        let mut lost = 0.0;
        for (name, part) in &mut self.parts {
            let wrong = |what: String| field(&self.path, &format!("tensor {name}"), what);
            let &[rows, cols] = &part.shape()[..] else { continue };
            let whole = part.values(&[rows, cols]);
            let made = if cols > MOST_COLS {
                None
            } else {
                let sparse = Part::Sparse(Sparse::of(&whole, (rows, cols), keep, dtype).map_err(&wrong)?);
                if let Some(what) = sparse.problem() {
                    return Err(wrong(what));
                }
                let dense = dtype.bytes_for((rows * cols) as u64).unwrap_or(u64::MAX);
                Some(sparse).filter(|sparse| sparse.bytes() < dense)
            };
            let made = match made {
                Some(made) => made,
                None => Part::Dense(encode(&whole, &[rows, cols], dtype).map_err(|error| wrong(error.to_string()))?),
            };
            let kept = made.values(&[rows, cols]);
            lost += square(&whole.iter().zip(&kept).map(|(whole, kept)| whole - kept).collect::<Vec<f32>>());
            *part = made;
        }
        Ok((self, lost))
    }
}
