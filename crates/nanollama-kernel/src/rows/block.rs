//! [`RowBlock`]: all that a launch is told of its rows, in one piece of device memory.
//!
//! Two pieces take turns, so that the next launch can be laid out while a device still reads the last one's. They grow to
//! the largest launch and then stay. Checking what is laid out is the business of whoever lays it out.

use super::{Adapted, Rows, Segment};
use crate::call::Counts;
use crate::device::{Buffer, DeviceMemory};
use crate::error::Result;
use crate::memory::bytes_of;

/// What the head's loss needs beside its input.
#[derive(Debug, Clone, Copy)]
pub struct Targets<'a> {
    /// The id to predict, one a row.
    pub ids: &'a [u32],
    /// How much the row's loss counts; 0 leaves it out.
    pub weights: &'a [f32],
    /// Multiplies every gradient (for a mean: one over the sum of the weights of the whole step).
    pub scale: f32,
}

/// A launch's rows, which of them are selected, and their targets, on a device.
#[derive(Debug)]
pub struct RowBlock {
    pieces: [Buffer; 2],
    /// The piece of the last launch.
    current: usize,
    /// The last launch as it was sent, in words of four bytes.
    words: Vec<u32>,
    parts: Parts,
}

/// First bytes of a launch's parts, for a device that reads them by address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowPlaces {
    /// One id a row.
    pub tokens: usize,
    /// One position a row.
    pub positions: usize,
    /// One [`Segment`] a sequence, five words as it lies in memory, and how many they are.
    pub segments: usize,
    /// See `segments`.
    pub segment_count: usize,
    /// One page number a page of each sequence.
    pub page_table: usize,
    /// The rows that results are asked of.
    pub selected: usize,
    /// What the head's loss needs, where it was sent.
    pub targets: Option<TargetPlaces>,
}

/// First bytes of [`Targets`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetPlaces {
    /// One id a row.
    pub ids: usize,
    /// One f32 a row.
    pub weights: usize,
    /// One f32.
    pub scale: usize,
}

/// How many words of each kind, in the order in which they lie.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    tokens: usize,
    positions: usize,
    segments: usize,
    page_table: usize,
    selected: usize,
    adapted: usize,
    targets: Option<usize>,
    /// Whether a segment has no pages.
    pageless: bool,
}

impl Default for RowBlock {
    fn default() -> RowBlock {
        let pieces = [Buffer::EMPTY, Buffer::EMPTY];
        RowBlock { pieces, current: 0, words: Vec::new(), parts: Parts::default() }
    }
}

impl RowBlock {
    /// Sends the rows of the next launch.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`] when they do not fit the device.
    pub fn send(
        &mut self,
        device: &dyn DeviceMemory,
        rows: &Rows,
        selected: &[u32],
        targets: Option<Targets<'_>>,
    ) -> Result<()> {
        // Until all is there, no part of the last launch counts: its memory may go below.
        self.parts = Parts::default();
        self.words.clear();
        self.words.extend_from_slice(&rows.tokens);
        self.words.extend_from_slice(&rows.positions);
        for &Segment { first_row, rows, start, first_page, pages } in &rows.segments {
            self.words.extend([first_row, rows, start, first_page, pages]);
        }
        self.words.extend_from_slice(&rows.page_table);
        self.words.extend_from_slice(selected);
        for &Adapted { first_row, rows, adapter, scale } in &rows.adapted {
            self.words.extend([first_row, rows, adapter, scale.to_bits()]);
        }
        if let Some(Targets { ids, weights, scale }) = targets {
            assert_eq!(ids.len(), weights.len(), "a weight a target");
            self.words.extend_from_slice(ids);
            self.words.extend(weights.iter().map(|weight| weight.to_bits()));
            self.words.push(scale.to_bits());
        }
        let parts = Parts {
            tokens: rows.tokens.len(),
            positions: rows.positions.len(),
            segments: rows.segments.len(),
            page_table: rows.page_table.len(),
            selected: selected.len(),
            adapted: rows.adapted.len(),
            targets: targets.map(|targets| targets.ids.len()),
            pageless: rows.segments.iter().any(|segment| segment.pages == 0),
        };
        self.current = 1 - self.current;
        let bytes = size_of_val(&self.words[..]);
        let piece = &mut self.pieces[self.current];
        if piece.bytes() < bytes {
            device.reserve(piece, "the rows of a launch", bytes.next_power_of_two())?;
        }
        device.upload(piece, 0, bytes_of(&self.words));
        self.parts = parts;
        Ok(())
    }

    /// The row counts of the last launch.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts { tokens: self.parts.tokens, selected: self.parts.selected }
    }

    /// Whether a row of the last launch is computed with an adapter.
    #[must_use]
    pub fn names_adapters(&self) -> bool {
        self.parts.adapted > 0
    }

    /// Whether a sequence of the last launch has no pages: its keys come from its rows.
    #[must_use]
    pub fn lacks_pages(&self) -> bool {
        self.parts.pageless
    }

    /// Where the parts of the last launch lie in its buffer.
    #[must_use]
    pub fn places(&self) -> RowPlaces {
        let parts = self.parts;
        let mut words = 0;
        let mut next = |count: usize| {
            let first = words * size_of::<u32>();
            words += count;
            first
        };
        let (tokens, positions) = (next(parts.tokens), next(parts.positions));
        let (segments, page_table) = (next(parts.segments * SEGMENT_WORDS), next(parts.page_table));
        let selected = next(parts.selected);
        next(parts.adapted * ADAPTED_WORDS);
        let targets =
            parts.targets.map(|count| TargetPlaces { ids: next(count), weights: next(count), scale: next(1) });
        RowPlaces { tokens, positions, segments, segment_count: parts.segments, page_table, selected, targets }
    }

    /// Where the last launch lies.
    #[must_use]
    pub fn buffer(&self) -> &Buffer {
        &self.pieces[self.current]
    }

    /// The last launch as a device of this process reads it.
    ///
    /// # Safety
    /// The buffer's memory can be reached, and what was sent lies there.
    pub(crate) unsafe fn view(&self) -> RowView<'_> {
        let parts = self.parts;
        let mut at = self.buffer().address().cast::<u32>().cast_const();
        let mut next = |count: usize| {
            // SAFETY: the parts lie one after the other within what was sent; the buffer begins on a cache line.
            let words = unsafe { std::slice::from_raw_parts(at, count) };
            at = at.wrapping_add(count);
            words
        };
        let (tokens, positions) = (next(parts.tokens), next(parts.positions));
        let segments = next(parts.segments * SEGMENT_WORDS);
        // SAFETY: a segment is five words in this order.
        let segments = unsafe { std::slice::from_raw_parts(segments.as_ptr().cast::<Segment>(), parts.segments) };
        let (page_table, selected) = (next(parts.page_table), next(parts.selected));
        let adapted = next(parts.adapted * ADAPTED_WORDS);
        // SAFETY: an entry is four words in this order, of which any bits are valid.
        let adapted = unsafe { std::slice::from_raw_parts(adapted.as_ptr().cast::<Adapted>(), parts.adapted) };
        let targets = parts.targets.map(|count| {
            let (ids, weights, scale) = (next(count), next(count), f32::from_bits(next(1)[0]));
            // SAFETY: the words are the bits of f32.
            let weights = unsafe { std::slice::from_raw_parts(weights.as_ptr().cast::<f32>(), count) };
            Targets { ids, weights, scale }
        });
        RowView { tokens, positions, segments, page_table, selected, adapted, targets }
    }
}

const SEGMENT_WORDS: usize = size_of::<Segment>() / size_of::<u32>();
const ADAPTED_WORDS: usize = size_of::<Adapted>() / size_of::<u32>();

/// A launch's rows in this process's memory.
#[derive(Clone, Copy)]
pub(crate) struct RowView<'a> {
    pub(crate) tokens: &'a [u32],
    pub(crate) positions: &'a [u32],
    pub(crate) segments: &'a [Segment],
    pub(crate) page_table: &'a [u32],
    pub(crate) selected: &'a [u32],
    pub(crate) adapted: &'a [Adapted],
    pub(crate) targets: Option<Targets<'a>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpu::Cpu;
    use crate::pool::Pool;

    #[test]
    fn what_is_sent_is_what_is_read_and_room_is_kept() {
        let device = Cpu::new(Pool::new(1));
        let mut block = RowBlock::default();
        for round in 0..4u32 {
            let mut rows = Rows::default();
            rows.push(&[round, 7, 9], 5, [3, 1]);
            rows.push(&[2], 0, [8]);
            rows.adapt(&[(round, -0.5)]);
            let targets = Targets { ids: &[4, 5], weights: &[0.5, round as f32], scale: 0.25 };
            block.send(&device, &rows, &[3, 0], Some(targets)).unwrap();
            // SAFETY: the memory is this process's own.
            let view = unsafe { block.view() };
            assert_eq!((view.tokens, view.positions), (&rows.tokens[..], &rows.positions[..]));
            assert_eq!((view.segments, view.page_table), (&rows.segments[..], &rows.page_table[..]));
            assert_eq!((view.selected, view.adapted), (&[3, 0][..], &rows.adapted[..]));
            let sent = view.targets.unwrap();
            assert_eq!((sent.ids, sent.weights, sent.scale), (&[4, 5][..], &[0.5, round as f32][..], 0.25));
            assert_eq!(block.counts(), Counts { tokens: 4, selected: 2 });
            let (places, words) = (block.places(), block.buffer().values());
            let to = places.targets.unwrap();
            let at = |byte: usize| words[byte / 4];
            assert_eq!([places.tokens, places.positions].map(|byte| at(byte).to_bits()), [round, 5]);
            assert_eq!([places.selected, to.ids].map(|byte| at(byte).to_bits()), [3, 4]);
            // The second sequence's first row, and the first's first page.
            let second = places.segments + size_of::<Segment>();
            assert_eq!((places.segment_count, [second, places.page_table].map(|byte| at(byte).to_bits())), (2, [3, 3]));
            assert!(!block.lacks_pages());
            assert_eq!([to.weights, to.scale].map(at), [0.5, 0.25]);
        }
        let before = block.pieces.each_ref().map(Buffer::bytes);
        block.send(&device, &Rows::default(), &[], None).unwrap();
        assert_eq!(block.pieces.each_ref().map(Buffer::bytes), before);
    }
}
