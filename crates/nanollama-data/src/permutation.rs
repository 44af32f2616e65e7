//! An order of `0..count` that is computed where it is asked for, and never stored: a Feistel network over the smallest
//! power of four that is large enough. What it sends beyond the count goes through again until it lies below (Black and
//! Rogaway, "Ciphers with Arbitrary Finite Domains", 2002, "cycle walking"), fewer than four times on average.

use crate::rng::{hash, mix};

/// Few rounds leave traces in small orders; one costs a few multiplications, and a row asks once.
const ROUNDS: u64 = 12;

/// One order of the numbers below `count`, chosen by a key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Permutation {
    count: u64,
    key: u64,
    /// Bits of each half.
    half: u32,
}

impl Permutation {
    /// The order of `0..count` under a key; `count` is not 0.
    pub(crate) fn new(count: u64, key: u64) -> Self {
        debug_assert!(count > 0, "there is no order of nothing");
        let bits = u64::BITS - (count - 1).leading_zeros();
        Self { count, key, half: bits.div_ceil(2).max(1) }
    }

    /// What stands at a place of the order; `place` is below the count.
    pub(crate) fn at(&self, place: u64) -> u64 {
        debug_assert!(place < self.count, "place {place} of {}", self.count);
        let mut value = self.encrypt(place);
        while value >= self.count {
            value = self.encrypt(value);
        }
        value
    }

    /// One pass through the network: a bijection of `2 × half` bits, whatever a round computes.
    fn encrypt(&self, value: u64) -> u64 {
        let mask = (1 << self.half) - 1;
        let (mut left, mut right) = (value >> self.half, value & mask);
        for round in 0..ROUNDS {
            // The upper bits: those of the finaliser are the best mixed.
            let sum = mix(hash(&[self.key, round]) ^ right) >> (u64::BITS - self.half);
            (left, right) = (right, left ^ sum);
        }
        left << self.half | right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(count: u64, key: u64) -> Vec<u64> {
        let permutation = Permutation::new(count, key);
        (0..count).map(|place| permutation.at(place)).collect()
    }

    #[test]
    fn every_number_stands_at_one_place() {
        for count in (1..=1000).chain([1 << 16, (1 << 16) + 1, 1_000_000]) {
            let mut seen = vec![false; count as usize];
            for number in order(count, count) {
                assert!(!std::mem::replace(&mut seen[number as usize], true), "{number} of {count} stands twice");
            }
        }
    }

    #[test]
    fn the_largest_counts_have_an_order() {
        let permutation = Permutation::new(u64::MAX, 3);
        let numbers: std::collections::BTreeSet<u64> = (0..1000).map(|place| permutation.at(place)).collect();
        assert_eq!(numbers.len(), 1000);
    }

    #[test]
    fn all_orders_of_a_few_are_about_as_frequent() {
        let mut counts = std::collections::BTreeMap::new();
        for key in 0..24_000 {
            *counts.entry(order(4, key)).or_insert(0u32) += 1;
        }
        // A thousand each; five standard deviations are 155.
        assert_eq!(counts.len(), 24);
        assert!(counts.values().all(|count| (845..1155).contains(count)), "{counts:?}");
    }

    #[test]
    fn neighbours_are_sent_apart_and_keys_differ() {
        let (one, two) = (order(1000, 1), order(1000, 2));
        let near = |order: &[u64]| order.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) < 10).count();
        // 19 of 1,000 are expected.
        assert!(near(&one) < 45 && near(&two) < 45, "{} {}", near(&one), near(&two));
        assert!(one.iter().zip(&two).filter(|(one, two)| one == two).count() < 10);
    }
}
