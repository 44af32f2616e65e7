//! Pairs of symbols with their counts, found by their two ids.

use crate::hash::hash_pair;

/// A pair of symbols: how often it occurs now, and the words that held it when it first occurred.
pub(super) struct Pair {
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) count: u64,
    pub(super) words: Vec<u32>,
}

/// Pair of symbols to its number; open addressing, at most half full.
pub(super) struct PairIndex {
    slots: Vec<(u64, u32)>,
    used: usize,
}

const EMPTY: u64 = u64::MAX;

impl PairIndex {
    pub(super) fn new() -> PairIndex {
        PairIndex { slots: vec![(EMPTY, 0); 1 << 16], used: 0 }
    }

    /// Enters a pair that is not there yet.
    pub(super) fn insert(&mut self, left: u32, right: u32, id: u32) {
        if self.used * 2 >= self.slots.len() {
            let larger = vec![(EMPTY, 0); self.slots.len() * 2];
            let old = std::mem::replace(&mut self.slots, larger);
            for (pair, id) in old.into_iter().filter(|(pair, _)| *pair != EMPTY) {
                let at = self.find(pair);
                self.slots[at] = (pair, id);
            }
        }
        let pair = u64::from(left) << 32 | u64::from(right);
        let at = self.find(pair);
        self.slots[at] = (pair, id);
        self.used += 1;
    }

    /// The pair's number, if it was entered.
    pub(super) fn get(&self, left: u32, right: u32) -> Option<u32> {
        let (pair, id) = self.slots[self.find(u64::from(left) << 32 | u64::from(right))];
        (pair != EMPTY).then_some(id)
    }

    /// The pair's slot, or the empty one where it belongs.
    #[inline]
    fn find(&self, pair: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash_pair(pair) as usize & mask;
        while self.slots[at].0 != pair && self.slots[at].0 != EMPTY {
            at = (at + 1) & mask;
        }
        at
    }

    /// Takes `count` occurrences from an older pair.
    #[inline]
    pub(super) fn decrease(&self, pairs: &mut [Pair], left: u32, right: u32, count: u64) {
        let (pair, id) = self.slots[self.find(u64::from(left) << 32 | u64::from(right))];
        if pair == EMPTY {
            // It may never merge, so it was not entered.
            return;
        }
        let pair = &mut pairs[id as usize];
        pair.count = pair.count.saturating_sub(count);
    }
}
