//! What a frozen weight is made of and what for: [`PartBytes`], [`Uses`].

use crate::dtype::DType;
use crate::error::{Error, Result};

/// What a weight takes part in. A tied table is for both; one that is for neither is only read as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Uses {
    /// Its rows are looked up by number.
    pub lookup: bool,
    /// It is multiplied with.
    pub product: bool,
}

/// Consecutive rows of a frozen weight as a file holds them.
#[derive(Debug, Clone, Copy)]
pub struct PartBytes<'a> {
    /// The storage type.
    pub dtype: DType,
    /// How many rows.
    pub rows: usize,
    /// Row-major, little-endian.
    pub bytes: &'a [u8],
}

impl PartBytes<'_> {
    /// Whether rows of `cols` values can be stored so and there are as many bytes as they take.
    pub(super) fn check(&self, cols: usize) -> Result<()> {
        let &PartBytes { dtype, rows, bytes } = self;
        if !cols.is_multiple_of(dtype.block()) {
            let what =
                format!("a [{rows}, {cols}] weight cannot be {dtype}: {cols} is no multiple of {}", dtype.block());
            return Err(Error::Shape { what });
        }
        let expected = (rows as u64).checked_mul(cols as u64).and_then(|n| dtype.bytes_for(n)).unwrap_or(u64::MAX);
        if expected != bytes.len() as u64 {
            return Err(Error::ByteLength { dtype: dtype.name(), rows, cols, expected, found: bytes.len() as u64 });
        }
        Ok(())
    }
}
