//! A shuffled deck of numbered things. Whoever draws makes batches of what was drawn, by means that a feed knows nothing of
//! (a model's own answers), and lays them here, where the loop takes them.

use std::collections::VecDeque;

use crate::batch::Batch;
use crate::error::{Error, Result};
use crate::feed::{Feed, Position, StreamPosition};
use crate::permutation::Permutation;
use crate::rng::hash;

/// Keeps the shuffles apart from other uses of the seed.
const DECK: u64 = 0x6465_636b;

/// Numbers below a count, in an order that is another one each time through.
#[derive(Debug)]
pub struct Deck {
    count: u64,
    seed: u64,
    fingerprint: u64,
    epoch: u64,
    item: u64,
    /// Positions that were laid here since the run began.
    fed: u64,
    batches: VecDeque<Batch>,
}

impl Deck {
    /// A deck of `count` things, at least one, that `fingerprint` tells from others.
    ///
    /// # Errors
    /// When there are none.
    pub fn new(count: u64, seed: u64, fingerprint: u64) -> Result<Deck> {
        if count == 0 {
            return Err(Error::Setting { name: "count", value: "0".into(), what: "at least 1 is needed" });
        }
        Ok(Deck { count, seed, fingerprint, epoch: 0, item: 0, fed: 0, batches: VecDeque::new() })
    }

    /// The next number.
    pub fn draw(&mut self) -> usize {
        let drawn = Permutation::new(self.count, hash(&[DECK, self.seed, self.epoch])).at(self.item);
        self.item += 1;
        if self.item == self.count {
            (self.epoch, self.item) = (self.epoch + 1, 0);
        }
        drawn as usize
    }

    /// Lays batches here, to be taken in their order; gives their number.
    pub fn lay(&mut self, batches: Vec<Batch>) -> usize {
        self.fed += batches.iter().map(|batch| batch.tokens.len() as u64).sum::<u64>();
        self.batches.extend(batches);
        self.batches.len()
    }

    /// Positions that were laid here since the run began.
    pub fn fed(&self) -> u64 {
        self.fed
    }
}

impl Feed for Deck {
    fn next_into(&mut self, batch: &mut Batch) -> Result<()> {
        let what = "no batch has been made of what was drawn";
        *batch = self.batches.pop_front().ok_or(Error::Position { what: what.into() })?;
        Ok(())
    }

    fn epoch(&self) -> u64 {
        self.epoch
    }

    fn position(&self) -> Position {
        // There is no token inside a number: the place of one keeps what was fed.
        let (fingerprint, epoch, item) = (self.fingerprint, self.epoch, self.item);
        let stream = StreamPosition { fingerprint, epoch, item, offset: self.fed, length: None };
        Position { seed: self.seed, streams: vec![stream] }
    }

    fn seek(&mut self, position: &Position) -> Result<()> {
        for stream in position.of(self.seed, &[self.fingerprint])? {
            if stream.item >= self.count {
                return Err(Error::Position { what: format!("it is at {} of {}", stream.item, self.count) });
            }
            (self.epoch, self.item, self.fed) = (stream.epoch, stream.item, stream.offset);
        }
        self.batches.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_comes_once_a_pass_and_a_position_is_gone_on_from() {
        let mut deck = Deck::new(7, 3, 9).unwrap();
        let mut pass = || (0..7).map(|_| deck.draw()).collect::<Vec<_>>();
        let (first, second) = (pass(), pass());
        assert_ne!(first, second);
        for mut drawn in [first, second] {
            drawn.sort_unstable();
            assert_eq!(drawn, [0, 1, 2, 3, 4, 5, 6]);
        }
        deck.draw();
        let position = deck.position();
        let rest: Vec<usize> = (0..9).map(|_| deck.draw()).collect();
        let mut again = Deck::new(7, 3, 9).unwrap();
        again.seek(&position).unwrap();
        assert_eq!((0..9).map(|_| again.draw()).collect::<Vec<_>>(), rest);
        assert!(Deck::new(7, 3, 8).unwrap().seek(&position).is_err());
        assert!(Deck::new(0, 3, 8).is_err());
    }
}
