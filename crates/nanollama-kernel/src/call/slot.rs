//! Places of matrices in an arena whose length grows with the rows of a launch.
//!
//! An arena is three regions, one behind the other: what does not depend on the launch, what is counted by tokens, what is
//! counted by selected rows. A place in the second or third is a number of bytes a row, so the offset of a matrix is linear
//! in the row count and one plan serves every launch.

use super::{Counts, Extent, RowCount};
use crate::dtype::DType;

/// Bytes that offsets are multiples of: one cache line.
pub const LINE: usize = 64;

/// Which memory of a launch a slot is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Binding {
    /// Activations, whose regions a [`Layout`] measures.
    Arena,
    /// The gradients of all trained weights.
    Gradients,
}

/// The place of a matrix: a buffer's rows, or some of their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    /// In which memory.
    pub binding: Binding,
    /// How its numbers are stored.
    pub dtype: DType,
    /// Where its buffer begins in the region of its row count: in bytes for fixed rows, else in bytes a row.
    pub offset: usize,
    /// Its first column in the rows of the buffer.
    pub column: usize,
    /// Columns of the buffer.
    pub stride: usize,
    /// Its own size.
    pub extent: Extent,
}

impl Slot {
    /// A whole buffer of f32 in the arena.
    #[must_use]
    pub fn dense(offset: usize, extent: Extent) -> Slot {
        Slot { binding: Binding::Arena, dtype: DType::F32, offset, column: 0, stride: extent.cols, extent }
    }

    /// True when it is all of its buffer's columns.
    #[must_use]
    pub fn is_dense(&self) -> bool {
        self.stride == self.extent.cols
    }

    /// One past its buffer's last byte, in the unit of the offset.
    #[must_use]
    pub fn end(&self) -> usize {
        self.checked_end().expect("a place that can be addressed")
    }

    /// Bytes from row to row.
    #[must_use]
    pub fn row_bytes(&self) -> usize {
        element_bytes(self.dtype) * self.stride
    }

    /// [`Slot::end`]; `None` when it is beyond what can be addressed.
    pub(super) fn checked_end(&self) -> Option<usize> {
        let row = element_bytes(self.dtype).checked_mul(self.stride)?;
        row.checked_mul(self.extent.rows.fixed().unwrap_or(1))?.checked_add(self.offset)
    }

    /// True when the buffers of both cover a common byte, whatever the counts.
    #[must_use]
    pub fn shares_buffer(&self, other: &Slot) -> bool {
        let together = self.binding == other.binding && region(self) == region(other);
        together && self.offset < other.end() && other.offset < self.end()
    }

    /// True when both cover a common element, whatever the counts.
    #[must_use]
    pub fn overlaps(&self, other: &Slot) -> bool {
        let same = (self.offset, self.stride, self.dtype) == (other.offset, other.stride, other.dtype);
        let columns = self.column < other.column + other.extent.cols && other.column < self.column + self.extent.cols;
        self.shares_buffer(other) && (!same || columns)
    }
}

/// Bytes of one number. Activations are never stored in blocks.
fn element_bytes(dtype: DType) -> usize {
    dtype.bytes_for(1).map_or(0, |bytes| bytes as usize)
}

impl RowCount {
    /// The number of fixed rows.
    #[must_use]
    pub fn fixed(self) -> Option<usize> {
        match self {
            RowCount::Fixed(rows) => Some(rows),
            RowCount::Tokens | RowCount::Selected => None,
        }
    }
}

/// Index of a slot's region.
pub(super) fn region(slot: &Slot) -> usize {
    match slot.extent.rows {
        RowCount::Fixed(_) => 0,
        RowCount::Tokens => 1,
        RowCount::Selected => 2,
    }
}

/// Lengths of an arena's regions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Layout {
    /// Bytes that every launch needs.
    pub fixed: usize,
    /// Bytes a token.
    pub tokens: usize,
    /// Bytes a selected row.
    pub selected: usize,
    /// Bytes of the gradients.
    pub gradients: usize,
}

impl Layout {
    /// Bytes of the arena for a launch; `None` when it is beyond what can be addressed.
    #[must_use]
    pub fn bytes(&self, counts: Counts) -> Option<usize> {
        let tokens = self.tokens.checked_mul(counts.tokens)?;
        let selected = self.selected.checked_mul(counts.selected)?;
        self.fixed.checked_add(tokens)?.checked_add(selected)
    }

    /// A slot's first byte in a launch's arena.
    #[must_use]
    pub fn first_byte(&self, slot: &Slot, counts: Counts) -> usize {
        let buffer = match slot.extent.rows {
            _ if slot.binding == Binding::Gradients => slot.offset,
            RowCount::Fixed(_) => slot.offset,
            RowCount::Tokens => self.fixed + slot.offset * counts.tokens,
            RowCount::Selected => self.fixed + self.tokens * counts.tokens + slot.offset * counts.selected,
        };
        buffer + element_bytes(slot.dtype) * slot.column
    }

    /// Length of a slot's region, in the unit of its offset.
    pub(super) fn region(&self, slot: &Slot) -> usize {
        match slot.binding {
            Binding::Arena => [self.fixed, self.tokens, self.selected][region(slot)],
            Binding::Gradients => self.gradients,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(rows: RowCount, offset: usize, cols: usize) -> Slot {
        Slot::dense(offset, Extent { rows, cols })
    }

    #[test]
    fn offsets_are_linear_in_the_counts() {
        let layout = Layout { fixed: 128, tokens: 192, selected: 64, gradients: 0 };
        let places = [slot(RowCount::Fixed(2), 64, 8), slot(RowCount::Tokens, 64, 20), slot(RowCount::Selected, 0, 7)];
        let at = |tokens, selected| places.map(|slot| layout.first_byte(&slot, Counts { tokens, selected }));
        assert_eq!(at(1, 1), [64, 192, 320]);
        assert_eq!(at(3, 2), [64, 320, 704]);
        assert_eq!(layout.bytes(Counts { tokens: 3, selected: 2 }), Some(832));
        assert_eq!(layout.bytes(Counts { tokens: usize::MAX, selected: 2 }), None);
        let view = Slot { column: 3, extent: Extent { cols: 4, ..places[1].extent }, ..places[1] };
        assert_eq!(layout.first_byte(&view, Counts { tokens: 3, selected: 2 }), 320 + 12);
    }

    #[test]
    fn column_ranges_of_one_buffer_overlap_by_their_columns() {
        let whole = slot(RowCount::Tokens, 64, 20);
        let part = |column, cols| Slot { column, extent: Extent { cols, ..whole.extent }, ..whole };
        assert!(whole.overlaps(&part(0, 5)) && part(19, 1).overlaps(&whole));
        assert!(!part(0, 5).overlaps(&part(5, 5)));
        assert!(part(0, 6).overlaps(&part(5, 5)));
        assert!(
            !whole.overlaps(&slot(RowCount::Tokens, 192, 20)) && !whole.overlaps(&slot(RowCount::Selected, 64, 20))
        );
        assert!(whole.is_dense() && !part(0, 19).is_dense());
    }
}
