//! Which documents are kept for validation. The choice is by document, never by token, and depends only on the seed and
//! the document's number: documents are taken in blocks of `1 / fraction`, and each block gives one, found by hash. So the
//! share is exact, documents can be streamed, and a restarted run chooses alike.

use crate::error::{Error, Result};
use crate::rng::hash;
use crate::share::Share;

/// Keeps splits apart from other uses of the hash.
const SPLIT: u64 = 0x7370_6c69;

/// The rule for one corpus. Document n + 1 opens a block where ⌊(n + 1) f⌋ > ⌊n f⌋; so blocks differ by one document at
/// most, and of n documents ⌊n f⌋ or one more are kept.
#[derive(Clone, Copy, Debug)]
pub struct ValidationRule {
    seed: u64,
    share: Share,
    /// The most documents of the first block.
    first: u64,
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
        check(fraction, most)?;
        Ok(Self { seed, share: Share::of(fraction), first: known.max(1), most })
    }

    /// The rule of runs whose plan says nothing of an order: all blocks have `1 / fraction` documents, rounded, so that some
    /// fractions become others (0.4 a third).
    ///
    /// # Errors
    /// As [`ValidationRule::new`].
    pub fn in_equal_blocks(seed: u64, fraction: f64, most: u64, known: u64) -> Result<Self> {
        check(fraction, most)?;
        // The cast saturates: a fraction too small for u64 means one block for all there is.
        let of = (1.0 / fraction).round().max(2.0) as u64;
        Ok(Self { seed, share: Share::one_of(of), first: known.max(1), most })
    }

    /// Whether the document with this number (from 0) is for validation.
    pub fn takes(&self, number: u64) -> bool {
        let block = self.share.before(number);
        let (start, end) = (self.share.count_for(block), self.share.count_for(block + 1));
        let size = if block == 0 { end.min(self.first) } else { (end - start).max(1) };
        block < self.most && number - start == hash(&[SPLIT, self.seed, block]) % size
    }
}

fn check(fraction: f64, most: u64) -> Result<()> {
    if !(fraction > 0.0 && fraction <= 0.5) {
        let what = "it must be above 0 and at most 0.5";
        return Err(Error::Setting { name: "validation_fraction", value: fraction.to_string(), what });
    }
    if most == 0 {
        return Err(Error::Setting { name: "most_validation", value: "0".into(), what: "at least 1 is needed" });
    }
    Ok(())
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
    fn the_share_is_the_one_that_was_typed_at_every_length() {
        for fraction in [0.5, 0.4, 0.3, 0.29, 1.0 / 3.0, 0.25, 0.07, 0.015, 0.001, 0.123_456_789] {
            for seed in 0..5 {
                let rule = ValidationRule::new(seed, fraction, u64::MAX, 2).unwrap();
                let mut kept = 0;
                for number in 0..3000u64 {
                    kept += u64::from(rule.takes(number));
                    let fair = (number + 1) as f64 * fraction;
                    assert!((kept as f64 - fair).abs() <= 1.0 + 1e-9, "{fraction}: {kept} of {}", number + 1);
                }
            }
        }
        let count =
            |fraction, documents| taken(ValidationRule::new(4, fraction, u64::MAX, 2).unwrap(), documents).len();
        assert_eq!([count(0.4, 10), count(0.4, 1000), count(0.29, 100), count(0.3, 10)], [4, 400, 29, 3]);
    }

    #[test]
    fn where_a_block_is_a_whole_number_of_documents_old_and_new_choose_alike() {
        for block in [2u64, 4, 5, 8, 10, 20, 50, 100, 1000] {
            for known in [1, 2, 7, 5000] {
                let fraction = 1.0 / block as f64;
                let old = ValidationRule::in_equal_blocks(3, fraction, u64::MAX, known).unwrap();
                assert_eq!(taken(ValidationRule::new(3, fraction, u64::MAX, known).unwrap(), 5000), taken(old, 5000));
            }
        }
        let old = ValidationRule::in_equal_blocks(3, 0.4, u64::MAX, 3000).unwrap();
        assert_eq!(taken(old, 3000).len(), 1000);
    }

    #[test]
    fn the_seed_moves_it_the_limit_holds_and_nonsense_is_refused() {
        let of = |seed, most| taken(ValidationRule::new(seed, 0.1, most, 10_000).unwrap(), 1_000);
        assert_ne!(of(1, 1_000), of(2, 1_000));
        assert_eq!(of(1, 7).len(), 7);
        for fraction in [0.0, -1.0, 0.51, f64::NAN, f64::INFINITY] {
            assert!(ValidationRule::new(1, fraction, 10, 10).is_err());
            assert!(ValidationRule::in_equal_blocks(1, fraction, 10, 10).is_err());
        }
        for fraction in [1e-300, 1e-19, 1e-18, f64::MIN_POSITIVE] {
            let rule = ValidationRule::new(1, fraction, 10, 10).unwrap();
            assert_eq!(taken(rule, 1000).len(), 1);
            assert!(!rule.takes(u64::MAX) && !rule.takes(1 << 40));
        }
        assert!(ValidationRule::new(1, 0.1, 0, 10).is_err());
    }
}
