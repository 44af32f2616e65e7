//! [`Weight`]: a matrix [N out features, K in features] as the products want it, behind one handle for every storage type.
//!
//! A trained weight keeps its f32 master row-major and, beside it, panels `[N / 32][K][32]` for the forward, packed again
//! whenever the master has changed. An inference weight has only panels, of its own storage type. Gradients and optimiser
//! state live elsewhere; so does the arithmetic (`op/linear`).

use crate::dtype::{DType, bf16_to_f32, f16_to_f32};
use crate::error::{Error, Result};
use crate::memory::AlignedVec;
use crate::pool::Pool;
use crate::product::{PANEL, Right, pack_panels};
use crate::quant::{decode, q8_0};

/// A weight matrix. `rows` = output features N, `cols` = input features K. A gain vector is a weight of one row.
#[derive(Debug, Clone)]
pub struct Weight {
    rows: usize,
    cols: usize,
    dtype: DType,
    master: Option<AlignedVec>,
    /// Row-major values in the storage type, for lookups.
    table: Option<Vec<u8>>,
    panels: Option<Panels>,
    version: u64,
    packed: u64,
}

/// Panels of 32 rows, by storage type.
#[derive(Debug, Clone)]
enum Panels {
    F32(AlignedVec),
    /// f16 or bf16 bits, two in each f32's place.
    Half(AlignedVec),
    /// Q8_0 groups, four bytes in each f32's place.
    Q8_0(AlignedVec),
}

impl Weight {
    /// A trainable weight from its row-major [rows, cols] values. [`Weight::pack`] it before a forward.
    ///
    /// # Panics
    /// When `data` does not hold rows × cols values.
    #[must_use]
    pub fn dense(rows: usize, cols: usize, data: AlignedVec) -> Weight {
        assert_eq!(Some(data.len()), rows.checked_mul(cols), "a [{rows}, {cols}] weight");
        Weight { rows, cols, dtype: DType::F32, master: Some(data), table: None, panels: None, version: 1, packed: 0 }
    }

    /// A frozen weight from a file's little-endian row-major bytes, straight into panels. With `keep_rows` the bytes are
    /// kept too, for a table that is looked up as well as multiplied (a tied head).
    ///
    /// # Errors
    /// [`Error::Shape`] when the type cannot store rows of `cols`, [`Error::ByteLength`] when `bytes` has another length
    /// than the shape asks for, [`Error::OutOfMemory`].
    pub fn from_bytes(
        dtype: DType,
        rows: usize,
        cols: usize,
        bytes: &[u8],
        keep_rows: bool,
        pool: &Pool,
    ) -> Result<Weight> {
        check_bytes(dtype, rows, cols, bytes)?;
        let panels = Panels::from_bytes(dtype, rows, cols, bytes, pool)?;
        let table = keep_rows.then(|| bytes.to_vec());
        Ok(Weight { rows, cols, dtype, master: None, table, panels: Some(panels), version: 1, packed: 1 })
    }

    /// A frozen weight that is only looked up by row (an untied embedding): no panels.
    ///
    /// # Errors
    /// As [`Weight::from_bytes`].
    pub fn lookup(dtype: DType, rows: usize, cols: usize, bytes: &[u8]) -> Result<Weight> {
        check_bytes(dtype, rows, cols, bytes)?;
        let table = Some(bytes.to_vec());
        Ok(Weight { rows, cols, dtype, master: None, table, panels: None, version: 1, packed: 0 })
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

    /// How the values are stored.
    #[must_use]
    pub fn dtype(&self) -> DType {
        self.dtype
    }

    /// Changes whenever the values may have: [`Weight::master_mut`] raises it.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The f32 values, row-major; None for a frozen weight.
    #[must_use]
    pub fn master(&self) -> Option<&[f32]> {
        self.master.as_deref()
    }

    /// The f32 values to change; panels are stale from here on. None for a frozen weight.
    pub fn master_mut(&mut self) -> Option<&mut [f32]> {
        let master = self.master.as_deref_mut()?;
        self.version += 1;
        Some(master)
    }

    /// Brings the forward panels up to date with the master; nothing to do for fresh panels or a frozen weight. The first
    /// call allocates, later ones do not.
    pub fn pack(&mut self, pool: &Pool) {
        let Some(master) = &self.master else { return };
        if self.packed == self.version {
            return;
        }
        let length = self.rows.div_ceil(PANEL) * PANEL * self.cols;
        if !matches!(&self.panels, Some(Panels::F32(_))) {
            self.panels = Some(Panels::F32(AlignedVec::zeroed(length)));
        }
        if let Some(Panels::F32(panels)) = &mut self.panels {
            pack_panels(pool, master, self.cols, panels);
        }
        self.packed = self.version;
    }

    /// Decodes row `row` into `out` `[cols]`.
    ///
    /// # Panics
    /// When there is no such row or `out` has another length.
    pub fn row_f32(&self, row: usize, out: &mut [f32]) {
        assert!(row < self.rows && out.len() == self.cols, "row {row} of a [{}, {}] weight", self.rows, self.cols);
        if let Some(master) = &self.master {
            out.copy_from_slice(&master[row * self.cols..][..self.cols]);
        } else if let Some(table) = &self.table {
            let length = table.len() / self.rows;
            decode(self.dtype, &table[row * length..][..length], out);
        } else {
            for (column, value) in out.iter_mut().enumerate() {
                *value = self.element(row, column);
            }
        }
    }

    /// One value. Slow: for gradients through frozen weights and lookups without a table.
    pub(crate) fn element(&self, row: usize, column: usize) -> f32 {
        let at = (row / PANEL * self.cols + column) * PANEL + row % PANEL;
        match (&self.panels, &self.master, &self.table) {
            (_, Some(master), _) => master[row * self.cols + column],
            (Some(Panels::F32(panels)), ..) => panels[at],
            (Some(Panels::Half(panels)), ..) if self.dtype == DType::F16 => f16_to_f32(halves(panels)[at]),
            (Some(Panels::Half(panels)), ..) => bf16_to_f32(halves(panels)[at]),
            (Some(Panels::Q8_0(panels)), ..) => q8_0::decode(bytes(panels), self.cols, row, column),
            (None, None, table) => {
                let table = table.as_deref().unwrap_or_default();
                let row = &table[row * (table.len() / self.rows)..][..table.len() / self.rows];
                let block = self.dtype.block();
                let size = row.len() / (self.cols / block);
                let mut values = [0.0; 32];
                decode(self.dtype, &row[column / block * size..][..size], &mut values[..block]);
                values[column % block]
            }
        }
    }

    /// Bytes it occupies: master, panels and kept rows.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let panels = match &self.panels {
            Some(Panels::F32(panels) | Panels::Half(panels) | Panels::Q8_0(panels)) => panels.len(),
            None => 0,
        };
        4 * (panels + self.master.as_ref().map_or(0, |master| master.len())) + self.table.as_ref().map_or(0, Vec::len)
    }

    /// The right operand of a forward product: fresh panels, or the master itself where there are none.
    pub(crate) fn forward(&self) -> Right<'_> {
        match (&self.panels, &self.master) {
            (Some(Panels::F32(panels)), _) if self.packed == self.version => Right::F32(panels),
            (_, Some(master)) => Right::Transposed(master, self.cols),
            (Some(Panels::Half(panels)), _) if self.dtype == DType::F16 => Right::F16(halves(panels)),
            (Some(Panels::Half(panels)), _) => Right::Bf16(halves(panels)),
            (Some(Panels::Q8_0(panels)), _) => Right::Q8_0(bytes(panels)),
            (Some(Panels::F32(_)) | None, None) => {
                unreachable!("a weight for lookups takes no part in products; the model's layout keeps it from them")
            }
        }
    }

    /// The right operand of dX = dY · W.
    pub(crate) fn backward(&self) -> Right<'_> {
        match &self.master {
            Some(master) => Right::Rows(master, self.cols),
            None => Right::Weight(self),
        }
    }
}

impl Panels {
    fn from_bytes(dtype: DType, rows: usize, cols: usize, source: &[u8], pool: &Pool) -> Result<Panels> {
        let panels = rows.div_ceil(PANEL);
        let too_large = Error::OutOfMemory { bytes: usize::MAX };
        let Some(values) = panels.checked_mul(PANEL).and_then(|n| n.checked_mul(cols)) else { return Err(too_large) };
        Ok(match dtype {
            DType::F32 => {
                let mut out = AlignedVec::try_zeroed(values)?;
                let (words, _) = source.as_chunks::<4>();
                let cells: &mut [[u8; 4]] = cells(&mut out);
                pack_panels(pool, words, cols, cells);
                Panels::F32(out)
            }
            DType::F16 | DType::Bf16 => {
                let mut out = AlignedVec::try_zeroed(values / 2)?;
                let (words, _) = source.as_chunks::<2>();
                let cells: &mut [[u8; 2]] = cells(&mut out);
                pack_panels(pool, words, cols, cells);
                Panels::Half(out)
            }
            DType::Q8_0 => {
                let mut out = AlignedVec::try_zeroed(values / PANEL / PANEL * q8_0::GROUP / 4)?;
                let cells: &mut [u8] = cells(&mut out);
                q8_0::pack_groups(pool, source, cols, cells);
                Panels::Q8_0(out)
            }
        })
    }
}

fn check_bytes(dtype: DType, rows: usize, cols: usize, bytes: &[u8]) -> Result<()> {
    if !cols.is_multiple_of(dtype.block()) {
        let what = format!("a [{rows}, {cols}] weight cannot be {dtype}: {cols} is no multiple of {}", dtype.block());
        return Err(Error::Shape { what });
    }
    let expected = (rows as u64).checked_mul(cols as u64).and_then(|n| dtype.bytes_for(n)).unwrap_or(u64::MAX);
    if expected != bytes.len() as u64 {
        return Err(Error::ByteLength { dtype, rows, cols, expected, found: bytes.len() as u64 });
    }
    Ok(())
}

/// A buffer's memory as smaller plain cells (bytes or byte arrays). Panels hold the file's little-endian bytes, which is
/// the byte order of every machine with kernels of its own.
fn cells<T: Plain>(buffer: &mut AlignedVec) -> &mut [T] {
    let count = buffer.len() * 4 / size_of::<T>();
    // SAFETY: `T` is made of bytes alone: any bits are valid and no alignment is asked for; the length is the same memory.
    unsafe { std::slice::from_raw_parts_mut(buffer.as_mut_ptr().cast(), count) }
}

/// Bytes and arrays of bytes.
trait Plain {}
impl Plain for u8 {}
impl<const N: usize> Plain for [u8; N] {}

fn halves(buffer: &AlignedVec) -> &[u16] {
    // SAFETY: two u16 lie in each f32, any bits are valid, the alignment of f32 is greater.
    unsafe { std::slice::from_raw_parts(buffer.as_ptr().cast(), buffer.len() * 2) }
}

fn bytes(buffer: &AlignedVec) -> &[u8] {
    // SAFETY: four bytes lie in each f32 and any bits are valid.
    unsafe { std::slice::from_raw_parts(buffer.as_ptr().cast(), buffer.len() * 4) }
}

#[cfg(test)]
mod tests;
