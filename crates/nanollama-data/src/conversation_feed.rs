//! Fine-tuning batches: rows of packed conversations, endlessly for training, once for evaluation.

use crate::batch::{Batch, check_shape};
use crate::error::{Error, Result};
use crate::feed::{EpochCache, Feed, FeedShape, Position, Rank, StreamPosition};
use crate::packing::{PackedConversations, Row};

/// An endless, shuffled feed of packed conversations.
#[derive(Debug)]
pub struct ConversationFeed {
    packed: PackedConversations,
    shape: FeedShape,
    epoch: u64,
    row: usize,
    /// The number of the next batch in its step.
    batch: usize,
    epochs: EpochCache<Row>,
}

impl ConversationFeed {
    /// A feed of batches of `rows` rows from its beginning; `step` rows are a step of all ranks.
    ///
    /// # Errors
    /// When the shape is impossible.
    pub fn new(packed: PackedConversations, [rows, step]: [usize; 2], rank: Rank) -> Result<Self> {
        let shape = FeedShape { rows, length: packed.length(), seed: packed.seed(), rank, step };
        shape.check()?;
        Ok(Self { packed, shape, epoch: 0, row: 0, batch: 0, epochs: EpochCache::new() })
    }
}

impl Feed for ConversationFeed {
    fn next_into(&mut self, batch: &mut Batch) -> Result<()> {
        batch.begin(self.shape.rows, self.shape.length);
        for mine in self.shape.mine(self.batch) {
            let (epoch, packed) = (self.epoch, &self.packed);
            let rows = if epoch == 0 { packed.first_rows() } else { self.epochs.get(epoch, || packed.pack(epoch)) };
            if mine {
                packed.push(&rows[self.row], batch);
            }
            self.row += 1;
            if self.row == rows.len() {
                (self.epoch, self.row) = (self.epoch + 1, 0);
            }
        }
        self.packed.fill_up(batch, self.shape.rows * self.shape.length);
        self.batch = self.shape.behind(self.batch);
        Ok(())
    }

    fn epoch(&self) -> u64 {
        self.epoch
    }

    fn position(&self) -> Position {
        let (fingerprint, item) = (self.packed.fingerprint(), self.row as u64);
        let stream = StreamPosition { fingerprint, epoch: self.epoch, item, offset: 0, length: None };
        Position { seed: self.shape.seed, streams: vec![stream] }
    }

    fn seek(&mut self, position: &Position) -> Result<()> {
        let streams = position.of(self.shape.seed, &[self.packed.fingerprint()])?;
        for stream in streams {
            let packed = &self.packed;
            let first = packed.first_rows();
            let rows =
                if stream.epoch == 0 { first } else { self.epochs.get(stream.epoch, || packed.pack(stream.epoch)) }
                    .len();
            let row = usize::try_from(stream.item).ok().filter(|row| *row < rows && stream.offset == 0);
            let row = row.ok_or_else(|| Error::Position { what: format!("it is in row {} of {rows}", stream.item) })?;
            (self.epoch, self.row, self.batch) = (stream.epoch, row, 0);
        }
        Ok(())
    }
}

/// One pass over packed conversations, packed as in the first epoch; the last batch is filled up with positions that do not
/// count.
#[derive(Debug)]
pub struct ConversationPass<'a> {
    packed: &'a PackedConversations,
    /// Rows of a batch.
    rows: usize,
    left: std::slice::Iter<'a, Row>,
}

impl<'a> ConversationPass<'a> {
    /// A pass in batches of `rows` rows.
    ///
    /// # Errors
    /// When the shape is impossible.
    pub fn new(packed: &'a PackedConversations, rows: usize) -> Result<Self> {
        check_shape(rows, packed.length())?;
        Ok(Self { packed, rows, left: packed.first_rows().iter() })
    }

    /// Fills `batch` with the next rows; false (and an empty batch) when there are none.
    pub fn next_into(&mut self, batch: &mut Batch) -> bool {
        batch.begin(self.rows, self.packed.length());
        for row in self.left.by_ref().take(self.rows) {
            self.packed.push(row, batch);
        }
        let any = !batch.tokens.is_empty();
        if any {
            self.packed.fill_up(batch, self.rows * batch.length);
        }
        any
    }
}

#[cfg(test)]
mod tests;
