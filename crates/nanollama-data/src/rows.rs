//! One split of prepared data as rows: all its documents end to end, a ring that is cut every T tokens. Which rows come
//! when is the matter of whoever asks.

use crate::batch::{Batch, SegmentSpan};
use crate::corpus::Corpus;
use crate::error::Result;

/// A split, cut into pieces of one row. The last piece is short where T does not divide the tokens.
#[derive(Debug)]
pub struct Rows {
    corpus: Corpus,
    /// Positions of a row, T.
    length: usize,
}

impl Rows {
    /// A split in rows of `length` positions.
    pub fn new(corpus: Corpus, length: usize) -> Self {
        Self { corpus, length }
    }

    /// The split.
    pub(crate) fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// Pieces, P: as many for every phase.
    pub(crate) fn count(&self) -> u64 {
        self.corpus.tokens().div_ceil(self.length as u64)
    }

    /// Tokens of a piece.
    pub(crate) fn tokens(&self, piece: u64) -> u64 {
        (self.corpus.tokens() - piece * self.length as u64).min(self.length as u64)
    }

    /// Appends the first `most` tokens of a piece to a batch, each with the token that follows it in the ring as its target,
    /// and fills the row up with positions that do not count. The cuts lie at `phase`, `phase + T` and so on, so the pieces
    /// of one phase have every token once, as input and as target.
    ///
    /// # Errors
    /// When the data turns out to be damaged; what the batch then holds is of no use.
    pub(crate) fn push(&self, phase: u64, piece: u64, most: u64, row: &mut Vec<u32>, batch: &mut Batch) -> Result<()> {
        let all = self.corpus.tokens();
        let count = self.tokens(piece).min(most) as usize;
        let begin = batch.tokens.len();
        let (mut at, mut segments) = ((phase + piece * self.length as u64) % all, begin);
        row.clear();
        while row.len() < count {
            let taken = (all - at).min((count - row.len()) as u64) as usize;
            self.corpus.read(at, taken, row, |len| {
                batch.segments.push(SegmentSpan { row_offset: segments as u32, len: len as u32 });
                segments += len;
            })?;
            at = (at + taken as u64) % all;
        }
        self.corpus.read(at, 1, row, |_| {})?;
        batch.extend(row);
        batch.pad(begin + self.length, row[count]);
        Ok(())
    }
}
