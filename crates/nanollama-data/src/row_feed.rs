//! Training batches from token shards, in rows from all over them. Each epoch cuts the documents, laid end to end, into
//! rows at places of its own and takes the rows in an order of its own: neighbouring rows of a long document come far
//! apart, so no batch is of one book. Each token is an input and a target once an epoch; what a row's end cuts goes on in
//! another row as a new segment, without what it began with.
//!
//! Nothing is stored of an order: any row can be computed by its number, in the same memory for every size of data.

use crate::batch::Batch;
use crate::corpus::Corpus;
use crate::error::{Error, Result};
use crate::feed::{Feed, FeedShape, Position, StreamPosition};
use crate::permutation::Permutation;
use crate::rng::hash;
use crate::rows::Rows;
use crate::turns::Turns;

/// Keep the epochs' orders and cuts apart from other uses of the seed.
const ORDER: u64 = 0x726f_7773;
const PHASE: u64 = 0x7068_6173;
/// Rows beyond which no run gets: behind a position below them nothing overflows.
const MOST_ROWS: u64 = 1 << 62;

/// An endless, shuffled feed of one split of one or several corpora, in rows.
#[derive(Debug)]
pub struct RowFeed {
    sources: Vec<Rows>,
    shape: FeedShape,
    turns: Turns,
    /// The number of the next batch in its step.
    batch: usize,
    /// One row and the token after it.
    row: Vec<u32>,
}

impl RowFeed {
    /// A feed from its beginning.
    ///
    /// # Errors
    /// When the shape is impossible, there is no corpus, the corpora were made with different tokenizers, or they have
    /// fewer tokens than one row and the token after it.
    pub fn new(corpora: Vec<Corpus>, shape: FeedShape) -> Result<Self> {
        shape.check()?;
        Corpus::feedable(&corpora, shape.length)?;
        let weights = Corpus::weights(corpora.iter());
        let sources: Vec<Rows> = corpora.into_iter().map(|corpus| Rows::new(corpus, shape.length)).collect();
        let turns = Turns::weighed(sources.iter().map(Rows::count).collect(), weights);
        Ok(Self { sources, shape, turns, batch: 0, row: Vec::with_capacity(shape.length + 1) })
    }

    /// Appends row `number` of a corpus, counted over all epochs, to a batch: it is one piece of epoch `number / P`.
    ///
    /// # Errors
    /// When the data turns out to be damaged.
    pub fn row(&mut self, corpus: usize, number: u64, batch: &mut Batch) -> Result<()> {
        let (source, seed) = (&self.sources[corpus], self.shape.seed);
        let (epoch, place) = (number / source.count(), number % source.count());
        let piece = Permutation::new(source.count(), hash(&[ORDER, seed, epoch])).at(place);
        let phase = hash(&[PHASE, seed, epoch]) % self.shape.length as u64;
        source.push(phase, piece, u64::MAX, &mut self.row, batch)
    }

    /// Goes past the next row; it is appended to `batch` where there is one.
    ///
    /// # Errors
    /// When the data turns out to be damaged; the row counts as taken even so.
    pub(crate) fn next_row(&mut self, batch: Option<&mut Batch>) -> Result<()> {
        let (corpus, number) = self.turns.take();
        batch.map_or(Ok(()), |batch| self.row(corpus, number, batch))
    }

    /// Rows taken of each corpus, over all epochs.
    pub(crate) fn taken(&self) -> &[u64] {
        self.turns.taken()
    }

    /// Goes to where so many rows of each corpus were taken.
    pub(crate) fn go_to(&mut self, taken: Vec<u64>) {
        self.turns.set(taken);
    }

    /// What tells each corpus from others.
    fn fingerprints(&self) -> Vec<u64> {
        self.sources.iter().map(|source| source.corpus().fingerprint()).collect()
    }

    /// How many rows a stored position has behind it, in a corpus of `count` rows.
    ///
    /// # Errors
    /// [`Error::Position`] when it is of another kind, or of rows of another length, or there is no such row.
    fn find(&self, stored: &StreamPosition, count: u64) -> Result<u64> {
        let refuse = |what| Err(Error::Position { what });
        let StreamPosition { epoch, item, offset, .. } = *stored;
        let length = self.shape.length as u64;
        match stored.length {
            None => refuse(format!("it is that of shuffled documents, this run's is of rows of {length}")),
            Some(then) if then != length => refuse(format!("its rows have {then} tokens, this run's {length}")),
            Some(_) if item >= count || offset > 0 => {
                refuse(format!("it is in row {item} of {count}, at token {offset}"))
            }
            Some(_) => match epoch.checked_mul(count) {
                Some(rows) if rows < MOST_ROWS => Ok(rows + item),
                _ => refuse(format!("its epoch is {epoch}, which no run reaches")),
            },
        }
    }

    /// Finished epochs, and rows taken of the one after them, for each corpus.
    fn places(&self) -> impl Iterator<Item = (u64, u64)> {
        self.turns.taken().iter().zip(self.turns.counts()).map(|(taken, count)| (taken / count, taken % count))
    }
}

impl Feed for RowFeed {
    fn next_into(&mut self, batch: &mut Batch) -> Result<()> {
        batch.begin(self.shape.rows, self.shape.length);
        let before = self.taken().to_vec();
        let filled = self.shape.mine(self.batch).try_for_each(|mine| self.next_row(mine.then_some(&mut *batch)));
        match filled {
            Ok(()) => {
                batch.pad(self.shape.rows * self.shape.length, 0);
                self.batch = self.shape.behind(self.batch);
            }
            Err(_) => self.go_to(before),
        }
        filled
    }

    fn epoch(&self) -> u64 {
        self.places().map(|(epoch, _)| epoch).min().unwrap_or(0)
    }

    fn position(&self) -> Position {
        let length = Some(self.shape.length as u64);
        let stream = |(fingerprint, (epoch, item))| StreamPosition { fingerprint, epoch, item, offset: 0, length };
        let streams = self.fingerprints().into_iter().zip(self.places()).map(stream).collect();
        Position { seed: self.shape.seed, streams }
    }

    fn seek(&mut self, position: &Position) -> Result<()> {
        let streams = position.of(self.shape.seed, &self.fingerprints())?;
        let found = streams.iter().zip(self.turns.counts()).map(|(stream, count)| self.find(stream, *count));
        let taken = found.collect::<Result<Vec<u64>>>()?;
        self.turns.set(taken);
        self.batch = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
