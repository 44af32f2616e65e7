//! Whole conversations packed into rows. Each epoch shuffles the conversations and puts each into the fullest row that still
//! has room (best fit), a new row when there is none; padding is left only where nothing fits. Of every few hundred the
//! long ones go first: short ones fill gaps, which more than halves the padding. A conversation longer than a row is cut to
//! it and counted: it can never hold up the rest.

use std::collections::BTreeMap;

use crate::batch::{Batch, check_shape};
use crate::error::{Error, Result};
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

/// The conversations of one packed row, as indices.
pub(crate) type Row = Vec<u32>;

/// Conversations cut to a row's length, those without anything to learn left out. How they are packed depends on the length
/// and the seed alone: not on how many rows go into a batch.
#[derive(Clone, Debug)]
pub struct PackedConversations {
    examples: Vec<Example>,
    length: usize,
    seed: u64,
    pad: u32,
    report: PackingReport,
    fingerprint: u64,
    /// Rows of the first epoch: they are counted, fed and measured on.
    first: Vec<Row>,
}

impl PackedConversations {
    /// Packs for rows of `length` positions. `pad` is the token of positions without content; `name` stands in messages.
    ///
    /// # Errors
    /// When there are no such rows, or no conversation has anything to learn.
    pub fn new(name: &str, mut examples: Vec<Example>, length: usize, seed: u64, pad: u32) -> Result<Self> {
        check_shape(1, length)?;
        let mut report = PackingReport::default();
        examples.retain_mut(|example| report.admit(example, length + 1));
        if examples.is_empty() {
            let (name, conversations) = (name.to_owned(), report.without_answer);
            return Err(Error::NoAnswer { name, conversations, length });
        }
        let fingerprint = examples.iter().fold(length as u64, |state, example| {
            hash(&[state, example.tokens.iter().fold(0, |h, token| hash(&[h, u64::from(*token)]))])
        });
        let mut packed = Self { examples, length, seed, pad, report, fingerprint, first: Vec::new() };
        packed.first = packed.pack(0);
        let (rows, used) = (packed.first.len(), packed.examples.iter().map(positions).sum::<usize>());
        packed.report.rows = rows as u64;
        packed.report.padding = (rows * length - used) as u64;
        Ok(packed)
    }

    /// What became of the conversations.
    pub fn report(&self) -> PackingReport {
        self.report
    }

    /// Positions of a row.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// Seed of the shuffles.
    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    /// What tells these conversations, cut to this length, from others.
    pub(crate) fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The rows of the first epoch.
    pub(crate) fn first_rows(&self) -> &[Row] {
        &self.first
    }

    /// The rows of an epoch.
    pub(crate) fn pack(&self, epoch: u64) -> Vec<Row> {
        let mut rng = Rng::of(&[SHUFFLE, self.seed, epoch]);
        let mut order: Vec<u32> = (0..self.examples.len() as u32).collect();
        rng.shuffle(&mut order);
        let size = |example: u32| positions(&self.examples[example as usize]);
        for window in order.chunks_mut(WINDOW) {
            window.sort_by_key(|example| std::cmp::Reverse(size(*example)));
        }
        let mut rows = best_fit(&order, self.length, &size);
        // Best fit fills the early rows with whatever came late; without this shuffle the last rows would be the emptiest.
        rng.shuffle(&mut rows);
        rows
    }

    /// Appends a row to a batch.
    pub(crate) fn push(&self, row: &[u32], batch: &mut Batch) {
        let end = batch.tokens.len() + batch.length;
        for example in row {
            let Example { tokens, trained } = &self.examples[*example as usize];
            batch.open_segment();
            for position in 1..tokens.len() {
                batch.push(tokens[position - 1], tokens[position], trained[position]);
            }
        }
        self.fill_up(batch, end);
    }

    /// Pads a batch up to `until` positions.
    pub(crate) fn fill_up(&self, batch: &mut Batch, until: usize) {
        batch.pad(until, self.pad);
    }
}

impl PackingReport {
    /// Cuts an example to `longest` tokens and counts it; false when nothing in it is to be learned.
    fn admit(&mut self, example: &mut Example, longest: usize) -> bool {
        let length = example.tokens.len().min(example.trained.len());
        example.tokens.truncate(length.min(longest));
        example.trained.truncate(length.min(longest));
        let trained = example.trained.iter().skip(1).filter(|trained| **trained).count() as u64;
        if trained == 0 {
            self.without_answer += 1;
            return false;
        }
        self.cut += u64::from(length > longest);
        self.conversations += 1;
        self.trained_tokens += trained;
        true
    }
}

/// Positions that a conversation takes: its last token is only a target.
fn positions(example: &Example) -> usize {
    example.tokens.len() - 1
}

/// Puts each item, in this order, into the fullest row of `length` that has room for it, or a new one.
pub(crate) fn best_fit(order: &[u32], length: usize, size: &dyn Fn(u32) -> usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    // Rows by the room that is left in them.
    let mut open: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &item in order {
        let size = size(item);
        let best = open.range_mut(size..).next().map(|(room, rows)| (*room, rows.pop()));
        let (room, row) = match best {
            Some((room, Some(row))) => {
                if open[&room].is_empty() {
                    open.remove(&room);
                }
                (room, row)
            }
            _ => {
                rows.push(Row::new());
                (length, rows.len() - 1)
            }
        };
        rows[row].push(item);
        if room > size {
            open.entry(room - size).or_default().push(row);
        }
    }
    rows
}
