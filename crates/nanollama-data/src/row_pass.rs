//! One pass over held-out text: rows from all over it, in an order that never changes.

use crate::batch::{Batch, check_shape};
use crate::error::Result;
use crate::permutation::Permutation;
use crate::rows::Rows;
use crate::turns::Turns;

/// The key of every validation's order: what is measured on depends on the text and T alone, so that runs compare.
const KEY: u64 = 0x7661_6c69;

/// A pass over some tokens of held-out text, each a target once. A longer one begins with those of a shorter one.
#[derive(Debug)]
pub struct RowPass<'a> {
    sources: &'a [Rows],
    /// Rows of a batch.
    rows: usize,
    length: usize,
    turns: Turns,
    /// Tokens that are still to be targets.
    left: u64,
    row: Vec<u32>,
}

impl<'a> RowPass<'a> {
    /// A pass over `most` tokens (all of them when there are fewer) in batches of `rows` rows of `length` positions, as the
    /// sources are cut.
    ///
    /// # Errors
    /// When the shape is impossible.
    pub fn new(sources: &'a [Rows], rows: usize, length: usize, most: u64) -> Result<Self> {
        check_shape(rows, length)?;
        let all = sources.iter().map(|source| source.corpus().tokens()).sum();
        let turns = Turns::new(sources.iter().map(Rows::count).collect());
        Ok(Self { sources, rows, length, turns, left: most.min(all), row: Vec::with_capacity(length + 1) })
    }

    /// Fills `batch` with the next rows; false (and an empty batch) when there are none.
    ///
    /// # Errors
    /// When the data turns out to be damaged.
    pub fn next_into(&mut self, batch: &mut Batch) -> Result<bool> {
        batch.begin(self.rows, self.length);
        for _ in 0..self.rows {
            if self.left == 0 {
                break;
            }
            let (set, number) = self.turns.take();
            let source = &self.sources[set];
            let piece = Permutation::new(source.count(), KEY).at(number);
            // The cuts begin with the first document: a text shorter than a row is not cut at all.
            source.push(0, piece, self.left, &mut self.row, batch)?;
            self.left -= source.tokens(piece).min(self.left);
        }
        let any = !batch.tokens.is_empty();
        if any {
            batch.pad(self.rows * self.length, *batch.targets.last().expect("a row has positions"));
        }
        Ok(any)
    }
}
