//! Which documents are kept for validation. The choice is by document, never by token, and depends only on the seed and
//! the document's number: documents are taken in blocks of `1 / fraction`, and each block gives one, found by hash. So the
//! share is exact, documents can be streamed, and a restarted run chooses alike.

use crate::error::{Error, Result};
use crate::rng::hash;

/// Keeps splits apart from other uses of the hash.
const SPLIT: u64 = 0x7370_6c69;

/// The rule for one corpus.
#[derive(Clone, Copy, Debug)]
pub struct ValidationRule {
    seed: u64,
    block: u64,
    first_block: u64,
    most: u64,
}

impl ValidationRule {
    /// The rule that keeps `fraction` of the documents, and at most `most`. `known` is how many documents there are, or any
    /// number from `1 / fraction` on when there are more; the first block is cut to it, so that a small corpus gives
    /// one document, too.
    ///
    /// # Errors
    /// When `fraction` is not between 0 and one half, or `most` is 0.
    pub fn new(seed: u64, fraction: f64, most: u64, known: u64) -> Result<Self> {
        let block = Self::block(fraction)?;
        if most == 0 {
            return Err(Error::Setting { name: "most_validation", value: "0".into(), what: "at least 1 is needed" });
        }
        Ok(Self { seed, block, first_block: block.min(known.max(1)), most })
    }

    /// Documents in one block: one of them is for validation.
    ///
    /// # Errors
    /// When `fraction` is not between 0 and one half.
    pub fn block(fraction: f64) -> Result<u64> {
        if !(fraction > 0.0 && fraction <= 0.5) {
            let what = "it must be above 0 and at most 0.5";
            return Err(Error::Setting { name: "validation_fraction", value: fraction.to_string(), what });
        }
        // The cast saturates: a fraction too small for u64 means one block for all there is.
        Ok((1.0 / fraction).round().max(2.0) as u64)
    }

    /// Whether the document with this number (from 0) is for validation.
    pub fn takes(&self, number: u64) -> bool {
        let block = number / self.block;
        let size = if block == 0 { self.first_block } else { self.block };
        block < self.most && number % self.block == hash(&[SPLIT, self.seed, block]) % size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(rule: ValidationRule, documents: u64) -> Vec<u64> {
        (0..documents).filter(|number| rule.takes(*number)).collect()
    }

    #[test]
    fn one_of_each_block_and_one_of_the_smallest_corpus() {
        for seed in 0..50 {
            let rule = ValidationRule::new(seed, 0.01, 10_000, 1_000).unwrap();
            let numbers = taken(rule, 1_000);
            assert_eq!(numbers.len(), 10);
            assert!(numbers.iter().enumerate().all(|(block, number)| number / 100 == block as u64));
            for known in 1..100 {
                let rule = ValidationRule::new(seed, 0.01, 10_000, known).unwrap();
                assert_eq!(taken(rule, known).len(), 1);
            }
        }
    }

    #[test]
    fn the_seed_moves_it_the_limit_holds_and_nonsense_is_refused() {
        let of = |seed, most| taken(ValidationRule::new(seed, 0.1, most, 10_000).unwrap(), 1_000);
        assert_ne!(of(1, 1_000), of(2, 1_000));
        assert_eq!(of(1, 7).len(), 7);
        for fraction in [0.0, -1.0, 0.51, f64::NAN, f64::INFINITY] {
            assert!(ValidationRule::new(1, fraction, 10, 10).is_err());
        }
        assert!(ValidationRule::new(1, 1e-300, 10, 10).is_ok());
        assert!(ValidationRule::new(1, 0.1, 0, 10).is_err());
    }
}
