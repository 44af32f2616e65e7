//! Rows of several sources in one feed, each source with its weight and its own position: here a text, and a personality
//! that takes the place of a share of its rows.
//!
//! Row g is of the personality where ⌊(g + 1) r⌋ > ⌊g r⌋, whatever the batch, the ranks and the micro-batches. The text's
//! row g depends on the seed and on g alone; it is passed over where the personality stands in its place, never put off. So
//! a run without the personality has the same rows of text at the same places, and two models that were trained so differ by
//! the personality, not by the order of their text.

use crate::batch::Batch;
use crate::corpus::Corpus;
use crate::error::{Error, Result};
use crate::feed::{Feed, FeedShape, Position};
use crate::rng::hash;
use crate::row_feed::RowFeed;
use crate::share::Share;

/// Keeps the personality's shuffles apart from the text's.
const PERSONALITY: u64 = 0x766f_6963;

/// A text, of whose rows a personality takes a share.
#[derive(Debug)]
pub struct Mixer {
    text: RowFeed,
    personality: RowFeed,
    share: Share,
    shape: FeedShape,
    /// The number of the next batch in its step.
    batch: usize,
}

impl Mixer {
    /// A feed from its beginning: the corpora of the text, as [`RowFeed`] feeds them, and those of the personality in the
    /// share `ratio` of the rows.
    ///
    /// # Errors
    /// When the ratio is not between 0 and 1, both were made with different tokenizers, or as [`RowFeed::new`].
    pub fn new(text: Vec<Corpus>, personality: Vec<Corpus>, ratio: f64, shape: FeedShape) -> Result<Self> {
        if !(ratio > 0.0 && ratio < 1.0) {
            let what = "it must be above 0 and below 1";
            return Err(Error::Setting { name: "personality_ratio", value: ratio.to_string(), what });
        }
        if let Some((text, personality)) = text.first().zip(personality.first()) {
            text.same_tokenizer(personality)?;
        }
        let text = RowFeed::new(text, shape)?;
        let seed = hash(&[PERSONALITY, shape.seed]);
        let personality = RowFeed::new(personality, FeedShape { seed, ..shape })?;
        Ok(Self { text, personality, share: Share::of(ratio), shape, batch: 0 })
    }

    /// How many of the first `rows` rows are the personality's, at this ratio.
    pub fn personality_rows(ratio: f64, rows: u64) -> u64 {
        Share::of(ratio).before(rows)
    }

    /// The next row's number, g: so many rows are behind.
    fn number(&self) -> u64 {
        self.text.taken().iter().sum()
    }

    /// Goes past row g; it is appended to `batch` where there is one.
    fn next_row(&mut self, batch: Option<&mut Batch>) -> Result<()> {
        match self.share.takes(self.number()) {
            true => self.text.next_row(None).and_then(|()| self.personality.next_row(batch)),
            false => self.text.next_row(batch),
        }
    }

    /// How many corpora the text has, whose streams come first in a position.
    fn texts(&self) -> usize {
        self.text.taken().len()
    }
}

impl Feed for Mixer {
    fn next_into(&mut self, batch: &mut Batch) -> Result<()> {
        batch.begin(self.shape.rows, self.shape.length);
        let before = (self.text.taken().to_vec(), self.personality.taken().to_vec());
        let filled = self.shape.mine(self.batch).try_for_each(|mine| self.next_row(mine.then_some(&mut *batch)));
        match filled {
            Ok(()) => {
                batch.pad(self.shape.rows * self.shape.length, 0);
                self.batch = self.shape.behind(self.batch);
            }
            Err(_) => {
                self.text.go_to(before.0);
                self.personality.go_to(before.1);
            }
        }
        filled
    }

    fn epoch(&self) -> u64 {
        self.text.epoch()
    }

    fn position(&self) -> Position {
        let mut position = self.text.position();
        position.streams.extend(self.personality.position().streams);
        position
    }

    fn seek(&mut self, position: &Position) -> Result<()> {
        let refuse = |what| Err(Error::Position { what });
        let (then, now) = (position.streams.len(), self.texts() + self.personality.taken().len());
        if then != now {
            return refuse(format!("it is of {then} sets of data, this run has {now}, its personality among them"));
        }
        let (texts, personality) = position.streams.split_at(self.texts());
        let of = |seed, streams: &[_]| Position { seed, streams: streams.to_vec() };
        let before = (self.text.taken().to_vec(), self.personality.taken().to_vec());
        let text = self.text.seek(&of(position.seed, texts));
        let sought = text.and_then(|()| self.personality.seek(&of(hash(&[PERSONALITY, self.shape.seed]), personality)));
        let (behind, due) = (self.personality.taken().iter().sum::<u64>(), self.share.before(self.number()));
        let sought = sought.and_then(|()| match behind == due {
            true => Ok(()),
            false => refuse(format!(
                "{behind} rows of the personality are behind it, where {due} of {} rows are its share",
                self.number()
            )),
        });
        match sought {
            Ok(()) => self.batch = 0,
            Err(_) => {
                self.text.go_to(before.0);
                self.personality.go_to(before.1);
            }
        }
        sought
    }
}

#[cfg(test)]
mod tests;
