//! What every source of training batches is to the training loop: the next batch, and an exact position that can be stored.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::batch::{Batch, check_shape};
use crate::error::{Error, Result};

/// Where a feed stands: the next batch is the one that follows. It is the same for every rank, and it is all that a
/// resumed run needs to go on with the batches that an uninterrupted one would have had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The seed of the shuffles.
    pub seed: u64,
    /// One for each thing that is shuffled by itself: each corpus, or all conversations together.
    pub streams: Vec<StreamPosition>,
}

/// Where one shuffled stream stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreamPosition {
    /// What tells its data from other data.
    pub fingerprint: u64,
    /// Finished passes over it.
    pub epoch: u64,
    /// Index into the epoch's order: a row, or a document.
    pub item: u64,
    /// Token inside the document; 0 for rows.
    pub offset: u64,
    /// Tokens of a row, T, where text is shuffled in rows: how many rows there are depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
}

impl Position {
    /// The streams, if they are those of this seed and these fingerprints.
    ///
    /// # Errors
    /// [`Error::Position`] naming what is other.
    pub(crate) fn of(&self, seed: u64, fingerprints: &[u64]) -> Result<&[StreamPosition]> {
        let refuse = |what| Err(Error::Position { what });
        if self.seed != seed {
            return refuse(format!("its seed is {}, this run's is {seed}", self.seed));
        }
        if self.streams.len() != fingerprints.len() {
            return refuse(format!("it is of {} sets of data, this has {}", self.streams.len(), fingerprints.len()));
        }
        for (stream, fingerprint) in self.streams.iter().zip(fingerprints) {
            if stream.fingerprint != *fingerprint {
                let then = stream.fingerprint;
                return refuse(format!("its data has the fingerprint {then:016x}, this has {fingerprint:016x}"));
            }
        }
        Ok(&self.streams)
    }
}

/// An endless source of batches.
pub trait Feed {
    /// Fills `batch` with this rank's next rows.
    ///
    /// # Errors
    /// When the data turns out to be damaged; the feed stays where it is.
    fn next_into(&mut self, batch: &mut Batch) -> Result<()>;

    /// Finished passes over all of the data.
    fn epoch(&self) -> u64;

    /// Where the feed stands, between two steps.
    fn position(&self) -> Position;

    /// Goes to a stored position.
    ///
    /// # Errors
    /// When the position belongs to other data, another seed or another shape.
    fn seek(&mut self, position: &Position) -> Result<()>;
}

/// Which of the feeds that share the data this one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// Its number, from 0.
    pub index: usize,
    /// How many there are.
    pub world: usize,
}

impl Rank {
    /// The rank of training that is not spread.
    pub const ALONE: Rank = Rank { index: 0, world: 1 };

    /// Which of a step's `rows` rows are its own, from ⌊index · rows / world⌋ on: shares differ by one row at most.
    #[must_use]
    pub fn share(self, rows: usize) -> Range<usize> {
        let first = |index: usize| index * rows / self.world.max(1);
        first(self.index)..first(self.index + 1)
    }
}

/// How a feed cuts its data into batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedShape {
    /// Rows a batch, B. The last batch of a step is filled up with rows that do not count.
    pub rows: usize,
    /// Positions a row, T.
    pub length: usize,
    /// Seed of the shuffles.
    pub seed: u64,
    /// Which rows of a step are this feed's.
    pub rank: Rank,
    /// Rows of a step, all ranks' together; of a feed that is alone any whole number of batches, one as well as many.
    pub step: usize,
}

impl FeedShape {
    pub(crate) fn check(&self) -> Result<()> {
        check_shape(self.rows, self.length)?;
        let Rank { index, world } = self.rank;
        if index >= world {
            let what = "it must be below the world's size";
            return Err(Error::Setting { name: "rank", value: format!("{index} of {world}"), what });
        }
        if self.step < world {
            let what = "a step needs a row for each rank";
            return Err(Error::Setting { name: "rows", value: format!("{} for {world} ranks", self.step), what });
        }
        Ok(())
    }

    /// Batches of a step.
    fn batches(&self) -> usize {
        self.rank.share(self.step).len().div_ceil(self.rows)
    }

    /// For each row that a step's batch of that number goes past, whether it is in it: other ranks' rows lie before the first
    /// batch and behind the last.
    pub(crate) fn mine(&self, batch: usize) -> impl Iterator<Item = bool> + use<> {
        let own = self.rank.share(self.step);
        let taken = own.start + batch * self.rows;
        let until = (taken + self.rows).min(own.end);
        let first = if batch == 0 { 0 } else { taken };
        let end = if until == own.end { self.step } else { until };
        (first..end).map(move |row| (taken..until).contains(&row))
    }

    /// The number within its step of the batch that follows.
    pub(crate) fn behind(&self, batch: usize) -> usize {
        (batch + 1) % self.batches()
    }
}

/// The orders of the two epochs that one batch may touch; they are made again when needed, never stored.
#[derive(Debug)]
pub(crate) struct EpochCache<T> {
    slots: [Option<(u64, Vec<T>)>; 2],
}

impl<T> EpochCache<T> {
    pub(crate) fn new() -> Self {
        Self { slots: [None, None] }
    }

    pub(crate) fn get(&mut self, epoch: u64, make: impl FnOnce() -> Vec<T>) -> &[T] {
        let slot = &mut self.slots[(epoch % 2) as usize];
        if slot.as_ref().is_none_or(|(cached, _)| *cached != epoch) {
            *slot = Some((epoch, make()));
        }
        slot.as_ref().map(|(_, order)| order.as_slice()).expect("the slot was filled above")
    }
}
