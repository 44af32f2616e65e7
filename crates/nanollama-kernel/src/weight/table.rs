//! [`Table`]: a frozen weight's rows as the file holds them, to be looked up.

use super::part::PartBytes;
use crate::device::{Buffer, DeviceMemory};
use crate::dtype::DType;
use crate::error::Result;

/// Rows, row-major, each part in its own storage type.
#[derive(Debug)]
pub(super) struct Table {
    parts: Vec<TablePart>,
}

#[derive(Debug)]
struct TablePart {
    dtype: DType,
    rows: usize,
    bytes: Buffer,
}

impl Table {
    /// A copy of parts whose lengths have been checked.
    pub(super) fn new(device: &dyn DeviceMemory, parts: &[PartBytes<'_>]) -> Result<Table> {
        let copy = |part: &PartBytes<'_>| {
            let mut bytes = device.allocate("the rows of a weight", part.bytes.len())?;
            device.upload(&mut bytes, 0, part.bytes);
            Ok(TablePart { dtype: part.dtype, rows: part.rows, bytes })
        };
        Ok(Table { parts: parts.iter().map(copy).collect::<Result<_>>()? })
    }

    /// Decodes a row, which there is, into a row's worth of values.
    pub(super) fn row(&self, row: usize, out: &mut [f32]) {
        let mut row = row;
        for part in &self.parts {
            if row < part.rows {
                let length = part.bytes.bytes() / part.rows;
                let bytes = &part.bytes.raw()[row * length..][..length];
                return (part.dtype.format().decode)(bytes, out);
            }
            row -= part.rows;
        }
    }

    /// The memory of the parts.
    pub(super) fn buffers(&self) -> impl Iterator<Item = &Buffer> {
        self.parts.iter().map(|part| &part.bytes)
    }
}
