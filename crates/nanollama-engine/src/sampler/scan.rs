//! One fast look over all logits of a step. A vocabulary of 128,000 is long, most logits lie in another core's cache, and
//! while one thread looks at them the others have nothing to do and fall asleep: so all of them look.

use nanollama_kernel::pool::Pool;

use super::candidate::Candidate;

/// Logits a block. A block's greatest is found without branches; few blocks are looked at a second time.
const BLOCK: usize = 256;
/// Blocks that a thread takes at a time.
const BLOCKS: usize = 8;
const LANES: usize = 16;

/// The greatest of a block, and whether one is no number. NaN is never the greatest.
fn greatest(block: &[f32]) -> (f32, bool) {
    let greater = |logit: f32, best: f32| if logit > best { logit } else { best };
    let (mut best, mut broken) = ([f32::NEG_INFINITY; LANES], [0; LANES]);
    let (whole, rest) = block.as_chunks::<LANES>();
    for part in whole {
        // By number: lanes side by side are what becomes one instruction.
        for lane in 0..LANES {
            best[lane] = greater(part[lane], best[lane]);
            broken[lane] |= u32::from(part[lane].is_nan());
        }
    }
    let (mut most, mut any) = (f32::NEG_INFINITY, 0);
    for (&logit, broken) in best.iter().zip(broken) {
        most = greater(logit, most);
        any |= broken;
    }
    for &logit in rest {
        most = greater(logit, most);
        any |= u32::from(logit.is_nan());
    }
    (most, any != 0)
}

/// The greatest logit of each block of a step's logits; NaN for a block that holds one that is no number.
#[derive(Default)]
pub(super) struct Scan {
    most: Vec<f32>,
}

impl Scan {
    /// Looks at all logits, on all threads of the pool.
    pub(super) fn look(&mut self, logits: &[f32], pool: &Pool) {
        self.most.clear();
        self.most.resize(logits.len().div_ceil(BLOCK), 0.0);
        let mut parts: Vec<(&mut [f32], &[f32])> =
            self.most.chunks_mut(BLOCKS).zip(logits.chunks(BLOCKS * BLOCK)).collect();
        pool.for_each_mut(&mut parts, |_, (most, logits)| {
            for (most, block) in most.iter_mut().zip(logits.chunks(BLOCK)) {
                let (greatest, broken) = greatest(block);
                *most = if broken { f32::NAN } else { greatest };
            }
        });
    }

    /// The greatest of the logits that were looked at, of equals the one with the lowest id; `None` when one is no number.
    /// Where none is above minus infinity the logit says so.
    pub(super) fn likeliest(&self, logits: &[f32]) -> Option<Candidate> {
        let mut best = (0, f32::NEG_INFINITY);
        for (block, &most) in self.most.iter().enumerate() {
            if most.is_nan() {
                return None;
            }
            if most > best.1 {
                best = (block, most);
            }
        }
        let (block, logit) = best;
        let place = logits[block * BLOCK..].iter().position(|&other| other == logit);
        Some(Candidate { logit, id: (block * BLOCK + place.unwrap_or(0)) as u32 })
    }

    /// How many blocks were looked at.
    pub(super) fn blocks(&self) -> usize {
        self.most.len()
    }

    /// Fills `candidates` with the `count` greatest of the logits that were looked at, all equals of the least of them, and few
    /// others; with all for a count of 0. At least `count` logits reach the `count`th of the blocks' greatest.
    pub(super) fn top(&self, logits: &[f32], count: usize, candidates: &mut Vec<Candidate>) {
        let least = match count {
            _ if count == 0 || count > self.most.len() => f32::NEG_INFINITY,
            _ => *self.most.clone().select_nth_unstable_by(count - 1, |a, b| b.total_cmp(a)).1,
        };
        self.reach(logits, least, candidates);
    }

    /// Fills `candidates` with the logits that were looked at and are at least `least`, ids ascending.
    pub(super) fn reach(&self, logits: &[f32], least: f32, candidates: &mut Vec<Candidate>) {
        candidates.clear();
        let blocks = (0u32..).step_by(BLOCK).zip(logits.chunks(BLOCK));
        for ((start, block), _) in blocks.zip(&self.most).filter(|(_, most)| **most >= least) {
            let reach = (start..).zip(block).filter(|(_, logit)| **logit >= least);
            candidates.extend(reach.map(|(id, &logit)| Candidate { logit, id }));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sampler::candidate::rank;

    /// Few values, so that many are equal.
    fn logits() -> impl Strategy<Value = Vec<f32>> {
        let value = prop_oneof![
            8 => (-6i32..6).prop_map(|n| n as f32 / 2.0),
            1 => prop::sample::select(vec![-0.0, f32::NEG_INFINITY, f32::INFINITY, f32::MIN_POSITIVE]),
        ];
        prop::collection::vec(value, 1..6000)
    }

    proptest! {
        #[test]
        fn a_fast_look_finds_what_a_slow_one_does(logits in logits(), count in 0usize..80, broken in 0usize..6000) {
            let mut slow = Candidate { logit: f32::NEG_INFINITY, id: u32::MAX };
            for (id, &logit) in (0u32..).zip(&logits) {
                if logit > slow.logit {
                    slow = Candidate { logit, id };
                }
            }
            let pool = Pool::new(2);
            let mut scan = Scan::default();
            scan.look(&logits, &pool);
            let fast = scan.likeliest(&logits).unwrap();
            prop_assert_eq!(fast.logit, slow.logit);
            prop_assert!(fast.id == slow.id || slow.logit == f32::NEG_INFINITY);

            let mut sorted: Vec<Candidate> =
                (0u32..).zip(&logits).map(|(id, &logit)| Candidate { logit, id }).collect();
            sorted.sort_by(rank);
            let mut candidates = Vec::new();
            scan.top(&logits, count, &mut candidates);
            candidates.sort_by(rank);
            let count = if count == 0 { sorted.len() } else { count.min(sorted.len()) };
            prop_assert_eq!(&candidates[..count], &sorted[..count]);

            let mut with_nan = logits;
            let place = broken % with_nan.len();
            with_nan[place] = f32::NAN;
            scan.look(&with_nan, &pool);
            prop_assert!(scan.likeliest(&with_nan).is_none());
        }
    }
}
