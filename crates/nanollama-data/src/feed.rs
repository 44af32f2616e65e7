//! What every stage's data source is to the training loop: the next batch, and an exact position that can be stored.

use serde::{Deserialize, Serialize};

use crate::batch::Batch;
use crate::error::{Error, Result};

/// Where a feed stands: the next batch is the one that follows. It is the same for every rank, and it is all that a
/// resumed run needs to go on with the batches that an uninterrupted one would have had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// What tells this data from other data.
    pub fingerprint: u64,
    /// The seed of the shuffles.
    pub seed: u64,
    /// Finished passes over the data.
    pub epoch: u64,
    /// Index into the epoch's order: a document, or a packed row.
    pub item: u64,
    /// Token inside the document; 0 for packed rows.
    pub offset: u64,
}

impl Position {
    /// Refuses a position of other data or another seed.
    pub(crate) fn check(&self, fingerprint: u64, seed: u64) -> Result<()> {
        let refuse = |what| Err(Error::Position { what });
        if self.fingerprint != fingerprint {
            return refuse(format!(
                "its data has the fingerprint {:016x}, this has {fingerprint:016x}",
                self.fingerprint
            ));
        }
        if self.seed != seed {
            return refuse(format!("its seed is {}, this run's is {seed}", self.seed));
        }
        Ok(())
    }
}

/// An endless source of batches.
pub trait Feed {
    /// Fills `batch` with this rank's next rows.
    ///
    /// # Errors
    /// When the data turns out to be damaged; the feed stays where it is.
    fn next_into(&mut self, batch: &mut Batch) -> Result<()>;

    /// Where the feed stands, between two batches.
    fn position(&self) -> Position;

    /// Goes to a stored position.
    ///
    /// # Errors
    /// When the position belongs to other data, another seed or another shape.
    fn seek(&mut self, position: &Position) -> Result<()>;
}

/// How a feed cuts its data into batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedShape {
    /// Rows a batch, B.
    pub rows: usize,
    /// Positions a row, T.
    pub length: usize,
    /// Seed of the shuffles.
    pub seed: u64,
    /// Which of the `world` feeds this is: it takes every `world`-th row from its own number on.
    pub rank: usize,
    /// How many feeds share the data; 1 unless training is spread.
    pub world: usize,
}

impl FeedShape {
    /// The shape of a feed that is alone.
    pub fn alone(rows: usize, length: usize, seed: u64) -> Self {
        Self { rows, length, seed, rank: 0, world: 1 }
    }

    pub(crate) fn check(&self) -> Result<()> {
        crate::batch::check_shape(self.rows, self.length)?;
        if self.rank >= self.world {
            let what = "it must be below the world's size";
            return Err(Error::Setting { name: "the rank", value: format!("{} of {}", self.rank, self.world), what });
        }
        Ok(())
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
