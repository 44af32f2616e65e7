//! [`Table`]: a frozen weight's rows as the file holds them, to be looked up.

use super::part::PartBytes;
use crate::dtype::DType;
use crate::error::{Error, Result};

/// Rows, row-major, each part in its own storage type.
#[derive(Debug, Clone)]
pub(super) struct Table {
    parts: Vec<TablePart>,
}

#[derive(Debug, Clone)]
struct TablePart {
    dtype: DType,
    rows: usize,
    bytes: Vec<u8>,
}

impl Table {
    /// A copy of parts whose lengths have been checked.
    pub(super) fn new(parts: &[PartBytes<'_>]) -> Result<Table> {
        let copy = |part: &PartBytes<'_>| {
            let mut bytes = Vec::new();
            let out = |_| Error::OutOfMemory { what: "the rows of a weight", bytes: part.bytes.len() };
            bytes.try_reserve_exact(part.bytes.len()).map_err(out)?;
            bytes.extend_from_slice(part.bytes);
            Ok(TablePart { dtype: part.dtype, rows: part.rows, bytes })
        };
        Ok(Table { parts: parts.iter().map(copy).collect::<Result<_>>()? })
    }

    /// Decodes a row, which there is, into a row's worth of values.
    pub(super) fn row(&self, row: usize, out: &mut [f32]) {
        let mut row = row;
        for part in &self.parts {
            if row < part.rows {
                let length = part.bytes.len() / part.rows;
                return (part.dtype.format().decode)(&part.bytes[row * length..][..length], out);
            }
            row -= part.rows;
        }
    }

    /// Bytes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.parts.iter().map(|part| part.bytes.len()).sum()
    }
}
