//! One corpus as an endless stream of its documents, in an order of its own each epoch, and the place in it.

use crate::corpus::Corpus;
use crate::error::{Error, Result};
use crate::feed::{EpochCache, StreamPosition};
use crate::rng::Rng;

/// Keeps the epochs' shuffles apart from other uses of the seed.
const SHUFFLE: u64 = 0x7368_7566;

/// The documents of a corpus, again and again.
#[derive(Debug)]
pub(super) struct Stream {
    corpus: Corpus,
    seed: u64,
    cursor: Cursor,
    orders: EpochCache<u32>,
}

/// The next token of a stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    /// Finished passes.
    pub(super) epoch: u64,
    /// Number of the document in the epoch's order.
    pub(super) item: usize,
    /// Token inside it.
    pub(super) offset: usize,
    /// Tokens of the epoch's documents before it.
    before: u64,
}

/// Neighbouring tokens of one document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) document: usize,
    pub(super) offset: usize,
    pub(super) count: usize,
}

impl Stream {
    pub(super) fn new(corpus: Corpus, seed: u64) -> Self {
        Stream { corpus, seed, cursor: Cursor::default(), orders: EpochCache::new() }
    }

    pub(super) fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    pub(super) fn cursor(&self) -> Cursor {
        self.cursor
    }

    pub(super) fn set_cursor(&mut self, cursor: Cursor) {
        self.cursor = cursor;
    }

    /// The corpus, and its documents in the epoch's order.
    fn order(&mut self, epoch: u64) -> (&Corpus, &[u32]) {
        let (corpus, seed) = (&self.corpus, self.seed);
        let order = self.orders.get(epoch, || {
            let mut order: Vec<u32> = (0..corpus.documents() as u32).collect();
            Rng::of(&[SHUFFLE, seed, epoch]).shuffle(&mut order);
            order
        });
        (corpus, order)
    }

    /// What is left of the document that the stream is in.
    pub(super) fn peek(&mut self) -> Piece {
        let Cursor { epoch, item, offset, .. } = self.cursor;
        let (corpus, order) = self.order(epoch);
        let document = order[item] as usize;
        Piece { document, offset, count: corpus.length(document) - offset }
    }

    /// The next tokens, at most `most` and none past the end of the document; the stream moves on behind them.
    pub(super) fn take(&mut self, most: usize) -> Piece {
        let left = self.peek();
        let piece = Piece { count: left.count.min(most), ..left };
        let cursor = &mut self.cursor;
        cursor.offset += piece.count;
        if piece.count == left.count {
            cursor.before += cursor.offset as u64;
            (cursor.item, cursor.offset) = (cursor.item + 1, 0);
            if cursor.item == self.corpus.documents() {
                (cursor.epoch, cursor.item, cursor.before) = (cursor.epoch + 1, 0, 0);
            }
        }
        piece
    }

    /// Whether the next token is not the first of its document.
    pub(super) fn is_inside(&self) -> bool {
        self.cursor.offset > 0
    }

    /// Whether a smaller share of this stream's tokens than of the other's has been taken; both are between two documents.
    pub(super) fn is_behind(&self, other: &Stream) -> bool {
        let taken = |stream: &Stream| {
            let tokens = u128::from(stream.corpus.tokens());
            (u128::from(stream.cursor.epoch) * tokens + u128::from(stream.cursor.before), tokens)
        };
        let ((mine, my_tokens), (theirs, their_tokens)) = (taken(self), taken(other));
        // Shares are compared by cross-multiplication, whole numbers throughout; beyond 128 bits no run gets.
        mine.saturating_mul(their_tokens) < theirs.saturating_mul(my_tokens)
    }

    pub(super) fn position(&self) -> StreamPosition {
        let Cursor { epoch, item, offset, .. } = self.cursor;
        let (fingerprint, item, offset) = (self.corpus.fingerprint(), item as u64, offset as u64);
        StreamPosition { fingerprint, epoch, item, offset, length: None }
    }

    /// The cursor of a stored position.
    ///
    /// # Errors
    /// [`Error::Position`] when the corpus has no such document or token.
    pub(super) fn find(&mut self, position: &StreamPosition) -> Result<Cursor> {
        if let Some(length) = position.length {
            let what = format!("it is that of shuffled rows of {length} tokens, this run's is of documents");
            return Err(Error::Position { what });
        }
        let (epoch, documents) = (position.epoch, self.corpus.documents());
        let item = usize::try_from(position.item).ok().filter(|item| *item < documents);
        let item = item
            .ok_or_else(|| Error::Position { what: format!("it is in document {} of {documents}", position.item) })?;
        let (corpus, order) = self.order(epoch);
        let length = corpus.length(order[item] as usize);
        let offset = usize::try_from(position.offset).ok().filter(|offset| *offset < length);
        let offset = offset.ok_or_else(|| Error::Position {
            what: format!("it is at token {} of a document of {length}", position.offset),
        })?;
        let before = order[..item].iter().map(|&document| corpus.length(document as usize) as u64).sum();
        Ok(Cursor { epoch, item, offset, before })
    }
}
