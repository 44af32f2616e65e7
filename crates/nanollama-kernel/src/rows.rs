//! What every row of a launch carries: its token, its position, the sequence it belongs to and, with a cache, that sequence's pages.
//!
//! Packed documents, ragged prefill and batched decode are one contract: rows are cut into [`Segment`]s, and a row attends to the keys at
//! positions `0..=position` of its own sequence and to nothing else. Where pages come from and who shares them is the engine's business.

mod block;

pub(crate) use block::RowView;
pub use block::{RowBlock, RowPlaces, TargetPlaces, Targets};
mod adapted;

pub use adapted::Adapted;

use crate::error::{Error, Result};

/// Positions per page of the key/value cache, and per key tile of attention: one number, so that training and decoding add up alike.
pub const PAGE: usize = 64;

/// Consecutive rows of one sequence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(C)]
pub struct Segment {
    /// Index of the first row in the launch.
    pub first_row: u32,
    /// How many rows.
    pub rows: u32,
    /// Position of the first row in its sequence. In training always 0.
    pub start: u32,
    /// Where this sequence's pages begin in [`Rows::page_table`].
    pub first_page: u32,
    /// How many pages it may use; 0 in training, where the keys come from the rows themselves.
    pub pages: u32,
}

/// The rows of one launch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// One token id a row.
    pub tokens: Vec<u32>,
    /// One position a row, counted from the start of its sequence.
    pub positions: Vec<u32>,
    /// The sequences, in row order, without gaps.
    pub segments: Vec<Segment>,
    /// Page numbers of all sequences, one after the other; page `i` of a sequence holds its positions `[64 i, 64 i + 64)`.
    pub page_table: Vec<u32>,
    /// Which segments are computed with adapters, by row; those of one segment in the order of addition.
    pub adapted: Vec<Adapted>,
}

impl Rows {
    /// Appends a sequence's next tokens at positions `start..`, with its pages (as many as it owns, at least as many as it now needs).
    pub fn push(&mut self, tokens: &[u32], start: u32, pages: impl IntoIterator<Item = u32>) {
        let first_page = self.page_table.len();
        self.page_table.extend(pages);
        let segment = Segment {
            first_row: self.tokens.len() as u32,
            rows: tokens.len() as u32,
            start,
            first_page: first_page as u32,
            pages: (self.page_table.len() - first_page) as u32,
        };
        self.segments.push(segment);
        self.tokens.extend_from_slice(tokens);
        self.positions.extend(start..start + tokens.len() as u32);
    }

    /// Computes the last segment with these adapters, each with its scale, added in this order. One of scale 0 is left out.
    ///
    /// # Panics
    /// When there is no segment.
    pub fn adapt(&mut self, adapters: &[(u32, f32)]) {
        let &Segment { first_row, rows, .. } = self.segments.last().expect("a segment was pushed");
        let counted = adapters.iter().filter(|(_, scale)| *scale != 0.0);
        self.adapted.extend(counted.map(|&(adapter, scale)| Adapted { first_row, rows, adapter, scale }));
    }

    /// Forgets the rows and keeps the memory.
    pub fn clear(&mut self) {
        self.tokens.clear();
        self.positions.clear();
        self.segments.clear();
        self.page_table.clear();
        self.adapted.clear();
    }

    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// True when there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Everything an op relies on: ids below `vocabulary`, positions below `context`, segments that cover the rows in order, positions that
    /// follow from them, and page numbers below `pages` (0 for a launch without a cache) of which no two segments write the same.
    ///
    /// # Errors
    /// [`Error::Rows`] naming the first row or segment that breaks a rule.
    pub fn validate(&self, vocabulary: usize, context: usize, pages: usize) -> Result<()> {
        if self.positions.len() != self.tokens.len() {
            return refuse(format!("{} tokens but {} positions", self.tokens.len(), self.positions.len()));
        }
        if let Some((row, &id)) = self.tokens.iter().enumerate().find(|&(_, &id)| id as usize >= vocabulary) {
            return refuse(format!("token {id} in row {row} is outside the vocabulary of {vocabulary}"));
        }
        let mut next = 0;
        let mut written = vec![false; pages];
        for (index, segment) in self.segments.iter().enumerate() {
            self.validate_segment(index, segment, next, context)?;
            next += segment.rows as usize;
            self.validate_pages(index, segment, &mut written)?;
        }
        if next != self.tokens.len() {
            return refuse(format!("segments cover {next} rows of {}", self.tokens.len()));
        }
        let segments = self.segments.iter().map(|segment| (segment.first_row, segment.rows));
        adapted::fault(&self.adapted, segments).map_or(Ok(()), refuse)
    }

    fn validate_segment(&self, index: usize, segment: &Segment, next: usize, context: usize) -> Result<()> {
        let (first, rows, start) = (segment.first_row as usize, segment.rows as usize, segment.start as usize);
        if first != next || rows == 0 || rows > self.tokens.len() - next {
            return refuse(format!(
                "segment {index} has rows {first}..{first}+{rows}, expected some from {next} up to {}",
                self.tokens.len()
            ));
        }
        if start > context || rows > context - start {
            return refuse(format!("segment {index} reaches position {}, the context holds {context}", start + rows));
        }
        let expected = segment.start..segment.start + segment.rows;
        if !self.positions[first..first + rows].iter().copied().eq(expected) {
            return refuse(format!("the positions of segment {index} do not count up from {start}"));
        }
        if segment.pages == 0 && start != 0 {
            return refuse(format!(
                "segment {index} starts at position {start} but has no pages that could hold what came before"
            ));
        }
        Ok(())
    }

    fn validate_pages(&self, index: usize, segment: &Segment, written: &mut [bool]) -> Result<()> {
        if segment.pages == 0 {
            return Ok(());
        }
        let (first, count) = (segment.first_page as usize, segment.pages as usize);
        let Some(table) = first.checked_add(count).and_then(|end| self.page_table.get(first..end)) else {
            return refuse(format!(
                "segment {index} names pages {first}..{first}+{count} of a table of {}",
                self.page_table.len()
            ));
        };
        let end = segment.start as usize + segment.rows as usize;
        if end > count * PAGE {
            return refuse(format!("segment {index} reaches position {end}, its {count} pages hold {}", count * PAGE));
        }
        for (place, &page) in table.iter().enumerate() {
            let Some(mark) = written.get_mut(page as usize) else {
                return refuse(format!("segment {index} names page {page} of a cache of {}", written.len()));
            };
            let writes = place >= segment.start as usize / PAGE && place < end.div_ceil(PAGE);
            if writes && std::mem::replace(mark, true) {
                return refuse(format!("page {page} would be written by segment {index} and by an earlier one"));
            }
        }
        Ok(())
    }
}

fn refuse<T>(what: String) -> Result<T> {
    Err(Error::Rows { what })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_checked_against_vocabulary_and_context() {
        let mut rows = Rows::default();
        for tokens in [0..2, 2..6, 6..9, 9..12] {
            rows.push(&tokens.collect::<Vec<u32>>(), 0, []);
        }
        let spans: Vec<_> = rows.segments.iter().map(|s| (s.first_row, s.rows)).collect();
        assert_eq!(spans, [(0, 2), (2, 4), (6, 3), (9, 3)]);
        assert_eq!(rows.positions, [0, 1, 0, 1, 2, 3, 0, 1, 2, 0, 1, 2]);
        rows.validate(12, 6, 0).unwrap();
        assert!(rows.validate(11, 6, 0).is_err());
        assert!(rows.validate(12, 3, 0).is_err());
    }

    #[test]
    fn cached_rows_are_checked_against_their_pages() {
        let mut rows = Rows::default();
        rows.push(&[1, 2, 3], 63, [4, 0]);
        rows.push(&[5], 0, [2]);
        rows.validate(8, 128, 5).unwrap();
        assert_eq!(rows.positions, [63, 64, 65, 0]);
        assert!(rows.validate(8, 128, 4).unwrap_err().to_string().contains("page 4"));
        let mut short = Rows::default();
        short.push(&[1, 2, 3], 63, [4]);
        assert!(short.validate(8, 128, 5).is_err());
        let mut shared = Rows::default();
        shared.push(&[1], 64, [3, 0]);
        shared.push(&[1], 64, [3, 1]);
        shared.validate(8, 128, 5).expect("a full page may be read by two");
        shared.push(&[1], 0, [1]);
        assert!(shared.validate(8, 128, 5).is_err());
    }
}
