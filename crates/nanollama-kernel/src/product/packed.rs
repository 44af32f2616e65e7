//! [`Packed`]: a weight in panels, as forward products want it. It has parts, each of a storage type of its own.

use crate::device::{Buffer, DeviceMemory};
use crate::error::{Error, Result};
use crate::layout::PANEL;
use crate::memory::bytes_of_mut;
use crate::pool::{Pool, SharedMut};
use crate::quant::format::{Activations, Format};

/// A weight [rows, cols] in panels of 32 rows.
#[derive(Debug)]
pub(crate) struct Packed {
    rows: usize,
    cols: usize,
    parts: Vec<PackedPart>,
}

/// Consecutive rows of one storage type. They begin a panel.
#[derive(Debug)]
pub(crate) struct PackedPart {
    format: &'static Format,
    rows: usize,
    panel_bytes: usize,
    panels: Buffer,
}

/// Rows to be packed into one part: pieces of row-major bytes, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Source<'a> {
    pub(crate) format: &'static Format,
    /// Each with its number of rows.
    pub(crate) pieces: Vec<(usize, &'a [u8])>,
}

impl Source<'_> {
    fn rows(&self) -> usize {
        self.pieces.iter().map(|(rows, _)| rows).sum()
    }

    /// The bytes of up to 32 rows from `first` on, each `length` long, and how many rows there are.
    fn panel(&self, first: usize, length: usize) -> ([&[u8]; PANEL], usize) {
        let mut rows: [&[u8]; PANEL] = [&[]; PANEL];
        let mut count = 0;
        let mut begin = 0;
        for &(of_piece, bytes) in &self.pieces {
            let end = begin + of_piece;
            while count < PANEL && (begin..end).contains(&(first + count)) {
                rows[count] = &bytes[(first + count - begin) * length..][..length];
                count += 1;
            }
            begin = end;
        }
        (rows, count)
    }
}

impl Packed {
    /// Packs sources, a part each, straight from their bytes, which the caller has checked: rows of `cols` columns, a whole
    /// number of blocks.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`].
    pub(crate) fn pack(device: &dyn DeviceMemory, pool: &Pool, sources: &[Source<'_>], cols: usize) -> Result<Packed> {
        let parts: Vec<PackedPart> =
            sources.iter().map(|source| PackedPart::pack(device, pool, source, cols)).collect::<Result<_>>()?;
        Ok(Packed { rows: parts.iter().map(|part| part.rows).sum(), cols, parts })
    }

    /// Zeros of one storage type.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`].
    pub(crate) fn zeroed(
        device: &dyn DeviceMemory,
        format: &'static Format,
        rows: usize,
        cols: usize,
    ) -> Result<Packed> {
        Ok(Packed { rows, cols, parts: vec![PackedPart::zeroed(device, format, rows, cols)?] })
    }

    /// Features out.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Features in.
    pub(crate) fn cols(&self) -> usize {
        self.cols
    }

    /// The parts, in the order of their rows.
    pub(crate) fn parts(&self) -> &[PackedPart] {
        &self.parts
    }

    /// All panels of f32 numbers, to be written; of the first part, when there are several.
    pub(crate) fn f32_mut(&mut self) -> &mut [f32] {
        self.parts[0].panels.values_mut()
    }

    /// Whether a kernel of any part multiplies such activations.
    pub(super) fn multiplies(&self, activations: Activations) -> bool {
        self.parts.iter().any(|part| part.format.panels.activations == activations)
    }

    /// f32 that the rounding of a row for its kernels takes; 0 where all of them multiply rows as they are.
    pub(crate) fn rounded_words(&self) -> usize {
        let kinds = Activations::ALL.iter().filter(|&&kind| self.multiplies(kind));
        kinds.map(|kind| kind.words(self.cols)).sum()
    }

    /// Decodes the columns of `row` from `first` on, a multiple of 32.
    pub(crate) fn unpack_row(&self, row: usize, first: usize, out: &mut [f32]) {
        let mut row = row;
        for part in &self.parts {
            if row < part.rows {
                return part.unpack(row, first, out);
            }
            row -= part.rows;
        }
        panic!("row {row} after the last of {}", self.rows);
    }

    /// A block of the weight as its own transpose's operand: depth steps are the rows `first..first + depth`, columns its
    /// columns `from..from + columns`, `from` a multiple of 32. To panels `[columns / 32][depth][32]`, zeros after the last
    /// column.
    pub(super) fn unpack(&self, (first, depth): (usize, usize), (from, columns): (usize, usize), out: &mut [f32]) {
        for panel in 0..columns.div_ceil(PANEL) {
            let count = PANEL.min(columns - panel * PANEL);
            let steps = out[panel * depth * PANEL..][..depth * PANEL].as_chunks_mut::<PANEL>().0;
            for (k, step) in steps.iter_mut().enumerate() {
                self.unpack_row(first + k, from + panel * PANEL, &mut step[..count]);
                step[count..].fill(0.0);
            }
        }
    }

    /// The memory of the parts.
    pub(crate) fn buffers(&self) -> impl Iterator<Item = &Buffer> {
        self.parts.iter().map(|part| &part.panels)
    }
}

impl PackedPart {
    fn zeroed(device: &dyn DeviceMemory, format: &'static Format, rows: usize, cols: usize) -> Result<PackedPart> {
        let what = "the panels of a weight";
        let too_large = || Error::OutOfMemory { what, bytes: usize::MAX };
        let panel_bytes = format.panels.bytes(cols).ok_or_else(too_large)?;
        let bytes = rows.div_ceil(PANEL).checked_mul(panel_bytes).ok_or_else(too_large)?;
        let panels = device.allocate(what, bytes.next_multiple_of(size_of::<f32>()))?;
        Ok(PackedPart { format, rows, panel_bytes, panels })
    }

    fn pack(device: &dyn DeviceMemory, pool: &Pool, source: &Source<'_>, cols: usize) -> Result<PackedPart> {
        let format = source.format;
        let mut part = PackedPart::zeroed(device, format, source.rows(), cols)?;
        let (rows, panel_bytes, whole) = (part.rows, part.panel_bytes, 0..part.panels.bytes());
        let length = cols / format.block * format.bytes;
        device.fill(&mut part.panels, whole, &mut |panels| {
            let shared = SharedMut::new(bytes_of_mut(panels));
            pool.run(if cols == 0 { 0 } else { rows.div_ceil(PANEL) }, |panel| {
                let (rows, count) = source.panel(panel * PANEL, length);
                // SAFETY: one chunk a panel.
                let out = unsafe { shared.part(panel * panel_bytes, panel_bytes) };
                (format.panels.pack)(&rows[..count], out);
            });
        });
        Ok(part)
    }

    fn unpack(&self, row: usize, first: usize, out: &mut [f32]) {
        let panel = &self.bytes()[row / PANEL * self.panel_bytes..][..self.panel_bytes];
        (self.format.panels.unpack)(panel, row % PANEL, first, out);
    }

    /// The storage type.
    pub(crate) fn format(&self) -> &'static Format {
        self.format
    }

    /// How many rows.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The panels: the file's little-endian numbers, which is the byte order of every machine with kernels of its own.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.panels.raw()
    }
}
