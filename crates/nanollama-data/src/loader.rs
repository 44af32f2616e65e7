//! Pretraining batches from token shards. The stream is every document once an epoch, in an order shuffled by seed and
//! epoch, one after the other without end. Rows are cut from it every T tokens and read one token further, so that each
//! token is a target exactly once (only the very first token of a run never is). A document that a row's end cuts goes
//! on in a later row as a new segment, without what it began with.

use crate::batch::Batch;
use crate::corpus::Corpus;
use crate::error::{Error, Result};
use crate::feed::{EpochCache, Feed, FeedShape, Position};
use crate::rng::Rng;

/// Keeps the epochs' shuffles apart from other uses of the seed.
const SHUFFLE: u64 = 0x7368_7566;

/// An endless, shuffled feed of one split.
#[derive(Debug)]
pub struct Loader {
    corpus: Corpus,
    shape: FeedShape,
    cursor: Cursor,
    orders: EpochCache<u32>,
    /// One row and the token after it.
    row: Vec<u32>,
}

/// The next token of the stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cursor {
    epoch: u64,
    item: usize,
    offset: usize,
}

impl Loader {
    /// A feed from its beginning.
    ///
    /// # Errors
    /// When the shape is impossible, or the corpus has fewer tokens than one row and the token after it.
    pub fn new(corpus: Corpus, shape: FeedShape) -> Result<Self> {
        shape.check()?;
        corpus.check_length(shape.length)?;
        let row = Vec::with_capacity(shape.length + 1);
        Ok(Self { corpus, shape, cursor: Cursor::default(), orders: EpochCache::new(), row })
    }

    /// Finished passes over the corpus.
    pub fn epoch(&self) -> u64 {
        self.cursor.epoch
    }

    /// Tokens of one pass.
    pub fn tokens_per_epoch(&self) -> u64 {
        self.corpus.tokens()
    }

    /// The split that is read.
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The document that is `item`-th in the epoch's order.
    fn document(&mut self, epoch: u64, item: usize) -> usize {
        let (corpus, seed) = (&self.corpus, self.shape.seed);
        let order = self.orders.get(epoch, || {
            let mut order: Vec<u32> = (0..corpus.documents() as u32).collect();
            Rng::of(&[SHUFFLE, seed, epoch]).shuffle(&mut order);
            order
        });
        order[item] as usize
    }

    /// Moves on by up to `most` tokens, not past the end of the document.
    fn advance(&mut self, cursor: &mut Cursor, most: usize) -> usize {
        let document = self.document(cursor.epoch, cursor.item);
        let left = self.corpus.length(document) - cursor.offset;
        let taken = left.min(most);
        cursor.offset += taken;
        if taken == left {
            (cursor.item, cursor.offset) = (cursor.item + 1, 0);
            if cursor.item == self.corpus.documents() {
                (cursor.epoch, cursor.item) = (cursor.epoch + 1, 0);
            }
        }
        taken
    }

    fn skip_row(&mut self) {
        let (mut left, mut cursor) = (self.shape.length, self.cursor);
        while left > 0 {
            left -= self.advance(&mut cursor, left);
        }
        self.cursor = cursor;
    }

    fn push_row(&mut self, batch: &mut Batch) -> Result<()> {
        let length = self.shape.length;
        let mut cursor = self.cursor;
        self.row.clear();
        let first = batch.tokens.len();
        while self.row.len() < length {
            let (document, offset) = (self.document(cursor.epoch, cursor.item), cursor.offset);
            let row_offset = (first + self.row.len()) as u32;
            let taken = self.advance(&mut cursor, length - self.row.len());
            self.corpus.copy(document, offset, taken, &mut self.row)?;
            batch.segments.push(crate::batch::SegmentSpan { row_offset, len: taken as u32 });
        }
        let next = self.document(cursor.epoch, cursor.item);
        self.corpus.copy(next, cursor.offset, 1, &mut self.row)?;
        batch.tokens.extend_from_slice(&self.row[..length]);
        batch.targets.extend_from_slice(&self.row[1..]);
        batch.weights.resize(batch.tokens.len(), 1.0);
        self.cursor = cursor;
        Ok(())
    }
}

impl Feed for Loader {
    fn next_into(&mut self, batch: &mut Batch) -> Result<()> {
        let FeedShape { rows, length, rank, world, .. } = self.shape;
        let before = self.cursor;
        batch.begin(rows, length);
        for row in 0..rows * world {
            if row % world != rank {
                self.skip_row();
            } else if let Err(error) = self.push_row(batch) {
                self.cursor = before;
                return Err(error);
            }
        }
        Ok(())
    }

    fn position(&self) -> Position {
        let Cursor { epoch, item, offset } = self.cursor;
        let fingerprint = self.corpus.fingerprint();
        Position { fingerprint, seed: self.shape.seed, epoch, item: item as u64, offset: offset as u64 }
    }

    fn seek(&mut self, position: &Position) -> Result<()> {
        position.check(self.corpus.fingerprint(), self.shape.seed)?;
        let item = usize::try_from(position.item).ok().filter(|item| *item < self.corpus.documents());
        let item = item.ok_or_else(|| Error::Position {
            what: format!("it is in document {} of {}", position.item, self.corpus.documents()),
        })?;
        let document = self.document(position.epoch, item);
        let length = self.corpus.length(document);
        let offset = usize::try_from(position.offset).ok().filter(|offset| *offset < length);
        let offset = offset.ok_or_else(|| Error::Position {
            what: format!("it is at token {} of a document of {length}", position.offset),
        })?;
        self.cursor = Cursor { epoch: position.epoch, item, offset };
        Ok(())
    }
}

/// One pass over a split for evaluation: documents in the corpus' own order, each token a target once, the last row
/// filled up with positions that do not count.
#[derive(Debug)]
pub struct Pass<'a> {
    corpus: &'a Corpus,
    rows: usize,
    length: usize,
    document: usize,
    offset: usize,
    /// Tokens that may still become inputs.
    left: u64,
    row: Vec<u32>,
}

impl<'a> Pass<'a> {
    /// A pass over the first `most_tokens` tokens of a corpus (all of them when it has fewer).
    ///
    /// # Errors
    /// When the shape is impossible or there are no two tokens.
    pub fn new(corpus: &'a Corpus, rows: usize, length: usize, most_tokens: u64) -> Result<Self> {
        crate::batch::check_shape(rows, length)?;
        corpus.check_length(1)?;
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
            batch.segments.push(crate::batch::SegmentSpan { row_offset, len: taken as u32 });
            self.offset += taken;
            if self.offset == self.corpus.length(self.document) {
                (self.document, self.offset) = (self.document + 1, 0);
            }
        }
        self.corpus.copy(self.document, self.offset, 1, &mut self.row)?;
        batch.tokens.extend_from_slice(&self.row[..length]);
        batch.targets.extend_from_slice(&self.row[1..]);
        batch.weights.resize(batch.tokens.len(), 1.0);
        self.left -= length as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
