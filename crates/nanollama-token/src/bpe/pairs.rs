//! The merge table: pair of ids to rank and product. Open addressing, sixteen bytes a slot, at most half full.

use crate::hash::hash_pair;

/// A merge's place in the order, and the token it makes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merge {
    pub(crate) rank: u32,
    pub(crate) id: u32,
}

/// The rank of a pair that has no merge: behind all others.
pub(super) const NEVER: u32 = u32::MAX;

/// No pair: ids stay below 2^24.
const EMPTY: u64 = u64::MAX;

pub(crate) struct PairTable {
    slots: Vec<(u64, Merge)>,
    mask: usize,
}

impl PairTable {
    pub(crate) fn with_capacity(pairs: usize) -> PairTable {
        let size = (pairs * 2).max(16).next_power_of_two();
        PairTable { slots: vec![(EMPTY, Merge { rank: 0, id: 0 }); size], mask: size - 1 }
    }

    /// False when the pair is already there. Never called more often than the capacity says.
    pub(crate) fn insert(&mut self, left: u32, right: u32, merge: Merge) -> bool {
        let pair = pack(left, right);
        let mut at = hash_pair(pair) as usize & self.mask;
        while self.slots[at].0 != EMPTY {
            if self.slots[at].0 == pair {
                return false;
            }
            at = (at + 1) & self.mask;
        }
        self.slots[at] = (pair, merge);
        true
    }

    #[inline]
    pub(crate) fn get(&self, left: u32, right: u32) -> Option<Merge> {
        let pair = pack(left, right);
        let mut at = hash_pair(pair) as usize & self.mask;
        loop {
            let (key, merge) = self.slots[at];
            if key == pair {
                return Some(merge);
            }
            if key == EMPTY {
                return None;
            }
            at = (at + 1) & self.mask;
        }
    }
}

fn pack(left: u32, right: u32) -> u64 {
    u64::from(left) << 32 | u64::from(right)
}
