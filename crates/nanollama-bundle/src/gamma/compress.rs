//! [`Size`]: which rank a γ may have to fit so many bytes.

use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, parts};

use super::extract::{Form, of_rows};
use crate::error::{Error, Result};

/// Bytes of a file's header for one tensor, generously: its name, its shape, its place.
const HEADER: u64 = 192;
/// Bytes of the metadata.
const METADATA: u64 = 1024;

/// How many bytes a file of γ may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub u64);

impl Size {
    /// The largest rank, the same for all matrices, with which the file is no larger; whole matrices where even they fit.
    ///
    /// # Errors
    /// [`Error::TooSmall`] where rank 1 is too large.
    pub fn form(self, config: &Config, dtype: DType) -> Result<Form> {
        let bytes = |rank| bytes(config, Form { dtype, rank });
        if bytes(None) <= self.0 {
            return Ok(Form { dtype, rank: None });
        }
        if bytes(Some(1)) > self.0 {
            return Err(Error::TooSmall { asked: self.0, least: bytes(Some(1)) });
        }
        let (mut fits, mut beyond) = (1, config.dim.max(config.ffn).max(config.vocabulary));
        while beyond - fits > 1 {
            let rank = fits + (beyond - fits) / 2;
            if bytes(Some(rank)) <= self.0 { fits = rank } else { beyond = rank }
        }
        Ok(Form { dtype, rank: Some(fits) })
    }
}

/// Bytes of a file of every tensor of a model.
fn bytes(config: &Config, form: Form) -> u64 {
    let one = |shape: &[usize]| {
        let stored = |numbers: usize, dtype: DType| dtype.bytes_for(numbers as u64).unwrap_or(u64::MAX / 4);
        match *shape {
            [rows, cols] => match form.rank.filter(|rank| rank * (rows + cols) < rows * cols) {
                Some(rank) => {
                    let (a, b) = (of_rows(form.dtype, cols), of_rows(form.dtype, rank));
                    stored(rank * cols, a) + stored(rank * rows, b) + 2 * HEADER
                }
                None => stored(rows * cols, of_rows(form.dtype, cols)) + HEADER,
            },
            _ => stored(shape.iter().product(), DType::F32) + HEADER,
        }
    };
    parts(config).iter().map(|part| one(&part.shape)).sum::<u64>() + METADATA
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_17_megabytes_of_nano_are_rank_55() {
        let mut nano = Config::new(12, 384, 6, 6, 32_000, 2048);
        nano.ffn = 1024;
        let form = Size(17_000_000).form(&nano, DType::F16).unwrap();
        assert_eq!(form.rank, Some(55));
        assert_eq!(Size(1 << 30).form(&nano, DType::F16).unwrap().rank, None);
        let refused = Size(1000).form(&nano, DType::F16).unwrap_err().to_string();
        assert!(refused.contains("1000"), "{refused}");
    }
}
