//! Fine-tuning batches: whole conversations packed into rows. Each epoch shuffles the conversations and puts each into the
//! fullest row that still has room (best fit), a new row when there is none; padding is left only where nothing fits.
//! Of every few hundred the long ones go first: short ones fill gaps, which more than halves the padding.
//! A conversation longer than a row is cut to it and counted: it can never hold up the rest.

use std::collections::BTreeMap;

use crate::batch::Batch;
use crate::error::{Error, Result};
use crate::feed::{EpochCache, Feed, FeedShape, Position};
use crate::rng::{Rng, hash};

/// Keeps the epochs' shuffles apart from other uses of the seed.
const SHUFFLE: u64 = 0x7061_636b;
/// Shuffled conversations that are put in order of length together: enough to pack well, few enough that every epoch packs
/// differently.
const WINDOW: usize = 256;

/// A rendered conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its tokens.
    pub tokens: Vec<u32>,
    /// For each token, whether it is to be learned.
    pub trained: Vec<bool>,
}

/// What became of the conversations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct PackingReport {
    /// Conversations that are trained on.
    pub conversations: u64,
    /// Of these, how many were cut to a row's length.
    pub cut: u64,
    /// Conversations left out because nothing in them (or in what was left of them) is to be learned.
    pub without_answer: u64,
    /// Tokens to be learned, in one epoch.
    pub trained_tokens: u64,
    /// Rows of the first epoch.
    pub rows: u64,
    /// Positions of the first epoch that are padding.
    pub padding: u64,
}

/// An endless, shuffled feed of packed conversations.
#[derive(Debug)]
pub struct ConversationFeed {
    examples: Vec<Example>,
    shape: FeedShape,
    pad: u32,
    report: PackingReport,
    fingerprint: u64,
    epoch: u64,
    row: usize,
    plans: EpochCache<Vec<u32>>,
}

impl ConversationFeed {
    /// A feed from its beginning. `pad` is the token of positions without content; `name` stands in messages.
    ///
    /// # Errors
    /// When the shape is impossible or no conversation has anything to learn.
    pub fn new(name: &str, mut examples: Vec<Example>, shape: FeedShape, pad: u32) -> Result<Self> {
        shape.check()?;
        let mut report = PackingReport::default();
        let longest = shape.length + 1;
        examples.retain_mut(|example| {
            let length = example.tokens.len().min(example.trained.len());
            example.tokens.truncate(length.min(longest));
            example.trained.truncate(length.min(longest));
            let trained = example.trained.iter().skip(1).filter(|trained| **trained).count() as u64;
            if trained == 0 {
                report.without_answer += 1;
                return false;
            }
            report.cut += u64::from(length > longest);
            report.conversations += 1;
            report.trained_tokens += trained;
            true
        });
        if examples.is_empty() {
            let (conversations, length) = (report.without_answer, shape.length);
            return Err(Error::NoAnswer { name: name.into(), conversations, length });
        }
        let used: usize = examples.iter().map(positions).sum();
        let plan = plan(&examples, &shape, 0);
        report.rows = plan.len() as u64;
        report.padding = (plan.len() * shape.length - used) as u64;
        let fingerprint = examples.iter().fold(shape.length as u64, |state, example| {
            hash(&[state, example.tokens.iter().fold(0, |h, token| hash(&[h, u64::from(*token)]))])
        });
        Ok(Self { examples, shape, pad, report, fingerprint, epoch: 0, row: 0, plans: EpochCache::new() })
    }

    /// What became of the conversations.
    pub fn report(&self) -> PackingReport {
        self.report
    }

    /// Finished passes over the conversations.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// One pass over all conversations for evaluation, packed as in the first epoch; the last batch is filled up with
    /// positions that do not count.
    pub fn pass(&self) -> ConversationPass<'_> {
        ConversationPass { feed: self, plan: plan(&self.examples, &self.shape, 0), row: 0 }
    }

    /// The rows of an epoch.
    fn plan(&mut self, epoch: u64) -> &[Vec<u32>] {
        let Self { examples, shape, plans, .. } = self;
        plans.get(epoch, || plan(examples, shape, epoch))
    }
}

impl Feed for ConversationFeed {
    fn next_into(&mut self, batch: &mut Batch) -> Result<()> {
        let FeedShape { rows, length, rank, world, .. } = self.shape;
        batch.begin(rows, length);
        for row in 0..rows * world {
            let (epoch, index) = (self.epoch, self.row);
            let Self { examples, shape, plans, pad, .. } = self;
            let plan = plans.get(epoch, || plan(examples, shape, epoch));
            if row % world == rank {
                push_row(batch, examples, &plan[index], *pad);
            }
            self.row += 1;
            if self.row == plan.len() {
                (self.epoch, self.row) = (self.epoch + 1, 0);
            }
        }
        Ok(())
    }

    fn position(&self) -> Position {
        let (fingerprint, seed) = (self.fingerprint, self.shape.seed);
        Position { fingerprint, seed, epoch: self.epoch, item: self.row as u64, offset: 0 }
    }

    fn seek(&mut self, position: &Position) -> Result<()> {
        position.check(self.fingerprint, self.shape.seed)?;
        let rows = self.plan(position.epoch).len();
        let row = usize::try_from(position.item).ok().filter(|row| *row < rows && position.offset == 0);
        let row = row.ok_or_else(|| Error::Position { what: format!("it is in row {} of {rows}", position.item) })?;
        (self.epoch, self.row) = (position.epoch, row);
        Ok(())
    }
}

/// One pass over packed conversations.
#[derive(Debug)]
pub struct ConversationPass<'a> {
    feed: &'a ConversationFeed,
    plan: Vec<Vec<u32>>,
    row: usize,
}

impl ConversationPass<'_> {
    /// Fills `batch` with the next rows; false (and an empty batch) when there are none.
    pub fn next_into(&mut self, batch: &mut Batch) -> bool {
        let FeedShape { rows, length, .. } = self.feed.shape;
        batch.begin(rows, length);
        let end = self.plan.len().min(self.row + rows);
        for row in &self.plan[self.row..end] {
            push_row(batch, &self.feed.examples, row, self.feed.pad);
        }
        let any = self.row < end;
        self.row = end;
        if any {
            batch.pad(rows * length, self.feed.pad);
        }
        any
    }
}

/// Positions that a conversation takes: its last token is only a target.
fn positions(example: &Example) -> usize {
    example.tokens.len() - 1
}

/// The rows of an epoch, as indices of conversations.
fn plan(examples: &[Example], shape: &FeedShape, epoch: u64) -> Vec<Vec<u32>> {
    let mut rng = Rng::of(&[SHUFFLE, shape.seed, epoch]);
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    rng.shuffle(&mut order);
    for window in order.chunks_mut(WINDOW) {
        window.sort_by_key(|example| std::cmp::Reverse(positions(&examples[*example as usize])));
    }
    let mut rows: Vec<Vec<u32>> = Vec::new();
    // Rows by the room that is left in them.
    let mut open: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for example in order {
        let size = positions(&examples[example as usize]);
        let best = open.range_mut(size..).next().map(|(room, rows)| (*room, rows.pop()));
        let (room, row) = match best {
            Some((room, Some(row))) => {
                if open[&room].is_empty() {
                    open.remove(&room);
                }
                (room, row)
            }
            _ => {
                rows.push(Vec::new());
                (shape.length, rows.len() - 1)
            }
        };
        rows[row].push(example);
        if room > size {
            open.entry(room - size).or_default().push(row);
        }
    }
    // Best fit fills the early rows with whatever came late; without this shuffle the last rows would be the emptiest.
    rng.shuffle(&mut rows);
    rows
}

fn push_row(batch: &mut Batch, examples: &[Example], row: &[u32], pad: u32) {
    let end = batch.tokens.len() + batch.length;
    for example in row {
        let Example { tokens, trained } = &examples[*example as usize];
        batch.open_segment();
        for position in 1..tokens.len() {
            batch.push(tokens[position - 1], tokens[position], f32::from(u8::from(trained[position])));
        }
    }
    batch.pad(end, pad);
}

#[cfg(test)]
mod tests;
