//! [`Weight`]: a matrix [N out features, K in features] in a device's memory behind one handle, however it is stored and
//! whatever it is for.
//!
//! A trained weight has its f32 values row-major and, once it was packed, panels for the forward beside them, which every
//! change renews. A frozen weight has the storage types of its file, one a part: panels, or a table of rows where it is for
//! lookups alone, as its [`Uses`] say. A row of panels is decoded where it lies: a tied table is held once. Gradients and
//! optimiser state live elsewhere; so does the arithmetic (`op/linear`).

mod change;
mod part;
mod table;

use std::borrow::Cow;
use std::ops::Range;

use crate::call::WeightShape;
use crate::device::{Buffer, DeviceMemory};

use crate::error::{Error, Result};
use crate::pool::Pool;
use crate::product::{Packed, Rhs, Source, Strided, pack_panels};
pub use part::{PartBytes, Uses};
use table::Table;

/// A weight matrix. `rows` = output features N, `cols` = input features K. A gain vector is a weight of one row.
#[derive(Debug)]
pub struct Weight {
    rows: usize,
    cols: usize,
    values: Values,
}

#[derive(Debug)]
enum Values {
    Trained {
        /// Row-major.
        master: Buffer,
        /// The same for products; none before [`Weight::pack`].
        panels: Option<Packed>,
    },
    Frozen {
        stored: Stored,
        /// Bytes of all values as the file held them.
        bytes: usize,
    },
}

#[derive(Debug)]
enum Stored {
    Panels(Packed),
    Table(Table),
}

impl Weight {
    /// A trainable weight of zeros.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`].
    pub fn zeroed(device: &dyn DeviceMemory, rows: usize, cols: usize) -> Result<Weight> {
        let bytes = rows.checked_mul(cols).and_then(|values| values.checked_mul(size_of::<f32>()));
        let master = device.allocate_weight(bytes.unwrap_or(usize::MAX))?;
        Ok(Weight { rows, cols, values: Values::Trained { master, panels: None } })
    }

    /// A frozen weight [sum of the parts' rows, cols] from a file's bytes. Each part keeps its storage type; neighbours of
    /// one type share panels. For products it is packed in one pass, for lookups alone the rows are kept as they are.
    ///
    /// # Errors
    /// [`Error::Shape`] when a type cannot store rows of `cols`, [`Error::ByteLength`] when the bytes of a part have
    /// another length than its shape asks for, [`Error::OutOfMemory`].
    pub fn load(
        device: &dyn DeviceMemory,
        pool: &Pool,
        parts: &[PartBytes<'_>],
        cols: usize,
        uses: Uses,
    ) -> Result<Weight> {
        parts.iter().try_for_each(|part| part.check(cols))?;
        let rows = parts.iter().try_fold(0usize, |rows, part| rows.checked_add(part.rows));
        let rows = rows.ok_or_else(|| Error::Shape { what: "a weight of more than 2^64 rows".to_owned() })?;
        let stored = match uses.product {
            true => Stored::Panels(packed(device, pool, parts, cols)?),
            false => Stored::Table(Table::new(device, parts)?),
        };
        let bytes = parts.iter().map(|part| part.bytes.len()).sum();
        Ok(Weight { rows, cols, values: Values::Frozen { stored, bytes } })
    }

    /// Output features N.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Input features K.
    #[must_use]
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// What a plan must know of it.
    #[must_use]
    pub fn shape(&self) -> WeightShape {
        let rounded_words = match &self.values {
            Values::Frozen { stored: Stored::Panels(packed), .. } => packed.rounded_words(),
            Values::Trained { .. } | Values::Frozen { .. } => 0,
        };
        WeightShape { rows: self.rows, cols: self.cols, dense: self.is_dense(), rounded_words }
    }

    /// Whether its values are f32 that can be trained.
    #[must_use]
    pub fn is_dense(&self) -> bool {
        matches!(self.values, Values::Trained { .. })
    }

    /// The f32 values of some rows; None for a frozen weight.
    ///
    /// # Panics
    /// When there are no such rows.
    #[must_use]
    pub fn values<'a>(&'a self, device: &dyn DeviceMemory, rows: Range<usize>) -> Option<Cow<'a, [f32]>> {
        let Values::Trained { master, .. } = &self.values else { return None };
        let row = self.cols * size_of::<f32>();
        Some(device.lend(master, rows.start * row..rows.end * row))
    }

    /// The memory of a trained weight's f32 values, row-major; None for a frozen weight.
    #[must_use]
    pub fn master_buffer(&self) -> Option<&Buffer> {
        match &self.values {
            Values::Trained { master, .. } => Some(master),
            Values::Frozen { .. } => None,
        }
    }

    /// The values where this process can reach them; None for a frozen weight.
    pub(crate) fn master(&self) -> Option<&[f32]> {
        match &self.values {
            Values::Trained { master, .. } => Some(master.values()),
            Values::Frozen { .. } => None,
        }
    }

    /// The values to be changed; [`Weight::renew_panels`] has to follow.
    pub(crate) fn master_mut(&mut self) -> Option<&mut [f32]> {
        match &mut self.values {
            Values::Trained { master, .. } => Some(master.values_mut()),
            Values::Frozen { .. } => None,
        }
    }

    /// Brings the panels up to date with the values, where this process can reach both.
    pub(crate) fn renew_panels(&mut self, pool: &Pool) {
        if let Values::Trained { master, panels: Some(panels) } = &mut self.values {
            pack_panels(pool, master.values(), self.cols, panels.f32_mut());
        }
    }

    /// Decodes row `row` into `out` `[cols]`.
    ///
    /// # Panics
    /// When there is no such row or `out` has another length.
    pub(crate) fn row_f32(&self, row: usize, out: &mut [f32]) {
        assert!(row < self.rows && out.len() == self.cols, "row {row} of a [{}, {}] weight", self.rows, self.cols);
        match &self.values {
            Values::Trained { master, .. } => out.copy_from_slice(&master.values()[row * self.cols..][..self.cols]),
            Values::Frozen { stored: Stored::Table(table), .. } => table.row(row, out),
            Values::Frozen { stored: Stored::Panels(packed), .. } => packed.unpack_row(row, 0, out),
        }
    }

    /// Bytes it occupies: values, panels and kept rows.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.buffers().map(Buffer::bytes).sum()
    }

    /// The memory of all that.
    pub(crate) fn buffers(&self) -> impl Iterator<Item = &Buffer> {
        let (master, panels, table) = match &self.values {
            Values::Trained { master, panels } => (Some(master), panels.as_ref(), None),
            Values::Frozen { stored: Stored::Panels(packed), .. } => (None, Some(packed), None),
            Values::Frozen { stored: Stored::Table(table), .. } => (None, None, Some(table)),
        };
        let stored = panels.into_iter().flat_map(Packed::buffers).chain(table.into_iter().flat_map(Table::buffers));
        master.into_iter().chain(stored)
    }

    /// Bytes of its values in their storage types, once and without padding: what a product has to read at least.
    #[must_use]
    pub fn value_bytes(&self) -> usize {
        match &self.values {
            Values::Trained { master, .. } => master.bytes(),
            Values::Frozen { bytes, .. } => *bytes,
        }
    }

    /// Whether products can take it: false for one that was loaded for lookups alone.
    #[must_use]
    pub fn is_for_products(&self) -> bool {
        !matches!(self.values, Values::Frozen { stored: Stored::Table(_), .. })
    }

    /// The right operand of a forward product: panels, or the values of a trained weight that has none. None for a weight
    /// that was loaded for lookups alone.
    pub(crate) fn forward(&self) -> Option<Rhs<'_>> {
        match &self.values {
            Values::Trained { panels: Some(packed), .. } => Some(Rhs::Packed(packed)),
            Values::Trained { master, .. } => Some(Rhs::transposed(master.values(), self.cols)),
            Values::Frozen { stored: Stored::Panels(packed), .. } => Some(Rhs::Packed(packed)),
            Values::Frozen { stored: Stored::Table(_), .. } => None,
        }
    }

    /// The right operand of dX = dY · W; None as in [`Weight::forward`].
    pub(crate) fn backward(&self) -> Option<Rhs<'_>> {
        match &self.values {
            Values::Trained { master, .. } => Some(Rhs::rows(master.values(), self.cols)),
            Values::Frozen { stored: Stored::Panels(packed), .. } => Some(Rhs::Strided(Strided::Unpacked(packed))),
            Values::Frozen { stored: Stored::Table(_), .. } => None,
        }
    }
}

/// Parts in panels, neighbours of one storage type together.
fn packed(device: &dyn DeviceMemory, pool: &Pool, parts: &[PartBytes<'_>], cols: usize) -> Result<Packed> {
    let alike = parts.chunk_by(|a, b| a.dtype == b.dtype);
    let sources: Vec<Source<'_>> = alike
        .map(|parts| Source {
            format: parts[0].dtype.format(),
            pieces: parts.iter().map(|part| (part.rows, part.bytes)).collect(),
        })
        .collect();
    Packed::pack(device, pool, &sources, cols)
}

#[cfg(test)]
mod tests;
