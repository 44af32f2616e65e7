//! One pass over a split for evaluation as runs had it whose plan says nothing of an order; [`crate::RowPass`] measures others.
//! Documents come in the corpus' own order, each token is a target once, the last row is filled up with positions that do
//! not count.

use crate::batch::{Batch, SegmentSpan, check_shape};
use crate::corpus::Corpus;
use crate::error::Result;

/// A pass over the first tokens of a corpus.
#[derive(Debug)]
pub struct CorpusPass<'a> {
    corpus: &'a Corpus,
    rows: usize,
    length: usize,
    document: usize,
    offset: usize,
    /// Tokens that may still become inputs.
    left: u64,
    row: Vec<u32>,
}

impl<'a> CorpusPass<'a> {
    /// A pass over the first `most_tokens` tokens of a corpus (all of them when it has fewer).
    ///
    /// # Errors
    /// When the shape is impossible or there are no two tokens.
    pub fn new(corpus: &'a Corpus, rows: usize, length: usize, most_tokens: u64) -> Result<Self> {
        check_shape(rows, length)?;
        if corpus.tokens() < 2 {
            return Err(corpus.too_short(corpus.tokens(), 2));
        }
        // The last token has nothing after it, so it is only a target.
        let left = most_tokens.min(corpus.tokens() - 1);
        Ok(Self { corpus, rows, length, document: 0, offset: 0, left, row: Vec::with_capacity(length + 1) })
    }

    /// Fills `batch` with the next rows; false (and an empty batch) when there are none.
    ///
    /// # Errors
    /// When the data turns out to be damaged.
    pub fn next_into(&mut self, batch: &mut Batch) -> Result<bool> {
        batch.begin(self.rows, self.length);
        if self.left == 0 {
            return Ok(false);
        }
        for _ in 0..self.rows {
            self.push_row(batch)?;
        }
        let pad = batch.targets.last().copied().unwrap_or(0);
        batch.pad(self.rows * self.length, pad);
        Ok(true)
    }

    fn push_row(&mut self, batch: &mut Batch) -> Result<()> {
        let length = self.left.min(self.length as u64) as usize;
        if length == 0 {
            return Ok(());
        }
        let first = batch.tokens.len();
        self.row.clear();
        while self.row.len() < length {
            let taken = (self.corpus.length(self.document) - self.offset).min(length - self.row.len());
            let row_offset = (first + self.row.len()) as u32;
            self.corpus.copy(self.document, self.offset, taken, &mut self.row)?;
            batch.segments.push(SegmentSpan { row_offset, len: taken as u32 });
            self.offset += taken;
            if self.offset == self.corpus.length(self.document) {
                (self.document, self.offset) = (self.document + 1, 0);
            }
        }
        self.corpus.copy(self.document, self.offset, 1, &mut self.row)?;
        batch.extend(&self.row);
        self.left -= length as u64;
        Ok(())
    }
}
