//! [`Weight`]: a matrix [N out features, K in features] behind one handle, however it is stored and whatever it is for.
//!
//! A trained weight keeps its f32 master row-major and, beside it, panels for the forward, packed again whenever the master
//! has changed. A frozen weight has the storage types of its file, one a part: panels, a table of rows, or both, as its
//! [`Uses`] say. Gradients and optimiser state live elsewhere; so does the arithmetic (`op/linear`).

mod part;
mod table;

use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::memory::AlignedVec;
use crate::pool::Pool;
use crate::product::{Packed, Rhs, Source, Strided, pack_panels};
pub use part::{PartBytes, Uses};
use table::Table;

/// A weight matrix. `rows` = output features N, `cols` = input features K. A gain vector is a weight of one row.
#[derive(Debug, Clone)]
pub struct Weight {
    rows: usize,
    cols: usize,
    values: Values,
}

#[derive(Debug, Clone)]
enum Values {
    Trained {
        /// Row-major.
        master: AlignedVec,
        panels: PackedMaster,
    },
    Frozen {
        stored: Stored,
        /// Bytes of all values as the file held them.
        bytes: usize,
    },
}

/// The panels of a trained weight.
#[derive(Debug, Clone)]
enum PackedMaster {
    None,
    /// The master has changed since they were packed.
    Stale(Packed),
    Fresh(Packed),
}

#[derive(Debug, Clone)]
enum Stored {
    Panels(Packed),
    Table(Table),
    Both(Packed, Table),
}

impl Weight {
    /// A trainable weight from its row-major [rows, cols] values. [`Weight::pack`] it before a forward.
    ///
    /// # Panics
    /// When `data` does not hold rows × cols values.
    #[must_use]
    pub fn dense(rows: usize, cols: usize, data: AlignedVec) -> Weight {
        assert_eq!(Some(data.len()), rows.checked_mul(cols), "a [{rows}, {cols}] weight");
        Weight { rows, cols, values: Values::Trained { master: data, panels: PackedMaster::None } }
    }

    /// A frozen weight [sum of the parts' rows, cols] from a file's bytes. Each part keeps its storage type; neighbours of
    /// one type share panels. For products it is packed in one pass, for lookups the rows are kept as they are.
    ///
    /// # Errors
    /// [`Error::Shape`] when a type cannot store rows of `cols`, [`Error::ByteLength`] when the bytes of a part have
    /// another length than its shape asks for, [`Error::OutOfMemory`].
    pub fn load(parts: &[PartBytes<'_>], cols: usize, uses: Uses, pool: &Pool) -> Result<Weight> {
        parts.iter().try_for_each(|part| part.check(cols))?;
        let rows = parts.iter().try_fold(0usize, |rows, part| rows.checked_add(part.rows));
        let rows = rows.ok_or_else(|| Error::Shape { what: "a weight of more than 2^64 rows".to_owned() })?;
        let stored = match (uses.product, uses.lookup) {
            (true, false) => Stored::Panels(packed(parts, cols, pool)?),
            (true, true) => Stored::Both(packed(parts, cols, pool)?, Table::new(parts)?),
            (false, _) => Stored::Table(Table::new(parts)?),
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

    /// The f32 values, row-major; None for a frozen weight.
    #[must_use]
    pub fn master(&self) -> Option<&[f32]> {
        match &self.values {
            Values::Trained { master, .. } => Some(master),
            Values::Frozen { .. } => None,
        }
    }

    /// The f32 values to change; panels are stale from here on. None for a frozen weight.
    pub fn master_mut(&mut self) -> Option<&mut [f32]> {
        let Values::Trained { master, panels } = &mut self.values else { return None };
        *panels = match std::mem::replace(panels, PackedMaster::None) {
            PackedMaster::Fresh(packed) => PackedMaster::Stale(packed),
            other => other,
        };
        Some(master)
    }

    /// Brings the forward panels up to date with the master; nothing to do for fresh panels or a frozen weight. The first
    /// call allocates, later ones do not.
    ///
    /// # Panics
    /// When the first call's memory cannot be had.
    pub fn pack(&mut self, pool: &Pool) {
        let Values::Trained { master, panels } = &mut self.values else { return };
        let mut packed = match std::mem::replace(panels, PackedMaster::None) {
            PackedMaster::Fresh(packed) => {
                *panels = PackedMaster::Fresh(packed);
                return;
            }
            PackedMaster::Stale(packed) => packed,
            PackedMaster::None => match Packed::zeroed(DType::F32.format(), self.rows, self.cols) {
                Ok(packed) => packed,
                Err(error) => panic!("{error}"),
            },
        };
        pack_panels(pool, master, self.cols, packed.f32_mut());
        *panels = PackedMaster::Fresh(packed);
    }

    /// Decodes row `row` into `out` `[cols]`.
    ///
    /// # Panics
    /// When there is no such row or `out` has another length.
    pub fn row_f32(&self, row: usize, out: &mut [f32]) {
        assert!(row < self.rows && out.len() == self.cols, "row {row} of a [{}, {}] weight", self.rows, self.cols);
        match &self.values {
            Values::Trained { master, .. } => out.copy_from_slice(&master[row * self.cols..][..self.cols]),
            Values::Frozen { stored: Stored::Table(table) | Stored::Both(_, table), .. } => table.row(row, out),
            Values::Frozen { stored: Stored::Panels(packed), .. } => packed.unpack_row(row, 0, out),
        }
    }

    /// Bytes it occupies: master, panels and kept rows.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match &self.values {
            Values::Trained { master, panels } => {
                let panels = match panels {
                    PackedMaster::None => 0,
                    PackedMaster::Stale(packed) | PackedMaster::Fresh(packed) => packed.bytes(),
                };
                size_of_val(&master[..]) + panels
            }
            Values::Frozen { stored: Stored::Panels(packed), .. } => packed.bytes(),
            Values::Frozen { stored: Stored::Table(table), .. } => table.bytes(),
            Values::Frozen { stored: Stored::Both(packed, table), .. } => packed.bytes() + table.bytes(),
        }
    }

    /// Bytes of its values in their storage types, once and without padding: what a product has to read at least.
    #[must_use]
    pub fn value_bytes(&self) -> usize {
        match &self.values {
            Values::Trained { master, .. } => size_of_val(&master[..]),
            Values::Frozen { bytes, .. } => *bytes,
        }
    }

    /// Whether products can take it: false for one that was loaded for lookups alone.
    #[must_use]
    pub fn is_for_products(&self) -> bool {
        self.forward().is_some()
    }

    /// The right operand of a forward product: fresh panels, or a master that has none. None for a weight that was loaded
    /// for lookups alone.
    pub(crate) fn forward(&self) -> Option<Rhs<'_>> {
        match &self.values {
            Values::Trained { panels: PackedMaster::Fresh(packed), .. } => Some(Rhs::Packed(packed)),
            Values::Trained { master, .. } => Some(Rhs::transposed(master, self.cols)),
            Values::Frozen { stored: Stored::Panels(packed) | Stored::Both(packed, _), .. } => {
                Some(Rhs::Packed(packed))
            }
            Values::Frozen { stored: Stored::Table(_), .. } => None,
        }
    }

    /// The right operand of dX = dY · W; None as in [`Weight::forward`].
    pub(crate) fn backward(&self) -> Option<Rhs<'_>> {
        match &self.values {
            Values::Trained { master, .. } => Some(Rhs::rows(master, self.cols)),
            Values::Frozen { stored: Stored::Panels(packed) | Stored::Both(packed, _), .. } => {
                Some(Rhs::Strided(Strided::Unpacked(packed)))
            }
            Values::Frozen { stored: Stored::Table(_), .. } => None,
        }
    }
}

/// Parts in panels, neighbours of one storage type together.
fn packed(parts: &[PartBytes<'_>], cols: usize, pool: &Pool) -> Result<Packed> {
    let alike = parts.chunk_by(|a, b| a.dtype == b.dtype);
    let sources: Vec<Source<'_>> = alike
        .map(|parts| Source {
            format: parts[0].dtype.format(),
            pieces: parts.iter().map(|part| (part.rows, part.bytes)).collect(),
        })
        .collect();
    Packed::pack(&sources, cols, pool)
}

#[cfg(test)]
mod tests;
