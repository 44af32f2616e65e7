//! Training batches from token shards as runs had them whose plan says nothing of an order; [`crate::RowFeed`] feeds others.
//!
//! The stream is every document once an epoch, in an order shuffled by seed and epoch, one after the other without end. Rows are cut from it every T tokens and read one token further, so that each token is
//! a target exactly once (only the very first token of a run never is). A document that a row's end cuts goes on in a later
//! row as a new segment, without what it began with.
//!
//! Several corpora become one stream document by document: the next one is of the corpus that has the smallest share of
//! its tokens behind it, so all of them are passed over at the same pace. Which corpus that is follows from where each of
//! them stands, so positions say nothing of it.

mod stream;

use crate::batch::{Batch, SegmentSpan};
use crate::corpus::Corpus;
use crate::error::{Error, Result};
use crate::feed::{Feed, FeedShape, Position};
use stream::{Cursor, Stream};

/// An endless, shuffled feed of one split of one or several corpora.
#[derive(Debug)]
pub struct Loader {
    streams: Vec<Stream>,
    shape: FeedShape,
    /// Where the streams stood before the batch that is being made.
    before: Vec<Cursor>,
    /// The number of the next batch in its step.
    batch: usize,
    /// One row and the token after it.
    row: Vec<u32>,
}

impl Loader {
    /// A feed from its beginning.
    ///
    /// # Errors
    /// When the shape is impossible, there is no corpus, the corpora were made with different tokenizers, or they have
    /// fewer tokens than one row and the token after it.
    pub fn new(corpora: Vec<Corpus>, shape: FeedShape) -> Result<Self> {
        shape.check()?;
        Corpus::feedable(&corpora, shape.length)?;
        if let Some(documents) = corpora.iter().map(Corpus::documents).find(|count| u32::try_from(*count).is_err()) {
            let what = "an order of documents holds fewer than 2^32";
            return Err(Error::Setting { name: "documents", value: documents.to_string(), what });
        }
        let streams = corpora.into_iter().map(|corpus| Stream::new(corpus, shape.seed)).collect();
        Ok(Self { streams, shape, before: Vec::new(), batch: 0, row: Vec::with_capacity(shape.length + 1) })
    }

    /// The stream that the next token is of: the one inside a document, else the one with the smallest share of its tokens
    /// behind it, the first of several.
    fn current(&mut self) -> &mut Stream {
        let inside = self.streams.iter().position(Stream::is_inside);
        let behind = || {
            (1..self.streams.len())
                .fold(0, |least, other| if self.streams[other].is_behind(&self.streams[least]) { other } else { least })
        };
        let index = inside.unwrap_or_else(behind);
        &mut self.streams[index]
    }

    fn skip_row(&mut self) {
        let mut left = self.shape.length;
        while left > 0 {
            left -= self.current().take(left).count;
        }
    }

    fn push_row(&mut self, batch: &mut Batch) -> Result<()> {
        let first = batch.tokens.len();
        let mut row = std::mem::take(&mut self.row);
        row.clear();
        let read = self.read_row(&mut row, |offset, count| {
            batch.segments.push(SegmentSpan { row_offset: (first + offset) as u32, len: count as u32 });
        });
        if read.is_ok() {
            batch.extend(&row);
        }
        self.row = row;
        read
    }

    /// Reads a row and the token after it; `segment` is told offset in the row and length of each piece of a document.
    fn read_row(&mut self, row: &mut Vec<u32>, mut segment: impl FnMut(usize, usize)) -> Result<()> {
        let length = self.shape.length;
        while row.len() < length {
            let stream = self.current();
            let piece = stream.take(length - row.len());
            segment(row.len(), piece.count);
            stream.corpus().copy(piece.document, piece.offset, piece.count, row)?;
        }
        let stream = self.current();
        let piece = stream.peek();
        stream.corpus().copy(piece.document, piece.offset, 1, row)
    }
}

impl Feed for Loader {
    fn next_into(&mut self, batch: &mut Batch) -> Result<()> {
        batch.begin(self.shape.rows, self.shape.length);
        self.before.clear();
        self.before.extend(self.streams.iter().map(Stream::cursor));
        for mine in self.shape.mine(self.batch) {
            if !mine {
                self.skip_row();
            } else if let Err(error) = self.push_row(batch) {
                for (stream, before) in self.streams.iter_mut().zip(&self.before) {
                    stream.set_cursor(*before);
                }
                return Err(error);
            }
        }
        batch.pad(self.shape.rows * self.shape.length, 0);
        self.batch = self.shape.behind(self.batch);
        Ok(())
    }

    fn epoch(&self) -> u64 {
        self.streams.iter().map(|stream| stream.cursor().epoch).min().unwrap_or(0)
    }

    fn position(&self) -> Position {
        Position { seed: self.shape.seed, streams: self.streams.iter().map(Stream::position).collect() }
    }

    fn seek(&mut self, position: &Position) -> Result<()> {
        let fingerprints: Vec<u64> = self.streams.iter().map(|stream| stream.corpus().fingerprint()).collect();
        let positions = position.of(self.shape.seed, &fingerprints)?;
        let found = self.streams.iter_mut().zip(positions).map(|(stream, position)| stream.find(position));
        let cursors = found.collect::<Result<Vec<Cursor>>>()?;
        if cursors.iter().filter(|cursor| cursor.offset > 0).count() > 1 {
            return Err(Error::Position { what: "it is inside documents of several corpora at once".into() });
        }
        for (stream, cursor) in self.streams.iter_mut().zip(cursors) {
            stream.set_cursor(cursor);
        }
        self.batch = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
