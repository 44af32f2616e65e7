//! One fast look over all logits of a step. What stands between two tokens is the time in which the pool's threads have
//! nothing to do, and a vocabulary of 128,000 is long: so the look is made block by block, in a form that compilers turn
//! into vector code.

use super::Candidate;

/// Logits a block. A block's greatest is found without branches; few blocks are looked at a second time.
const BLOCK: usize = 256;
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

/// The greatest logit, of equals the one with the lowest id; `None` when one is no number. Where none is above minus
/// infinity the logit says so.
pub(super) fn likeliest(logits: &[f32]) -> Option<Candidate> {
    let mut best = Candidate { logit: f32::NEG_INFINITY, id: u32::MAX };
    let mut block_of_best: &[f32] = &[];
    for (start, block) in (0u32..).step_by(BLOCK).zip(logits.chunks(BLOCK)) {
        let (most, broken) = greatest(block);
        if broken {
            return None;
        }
        if most > best.logit {
            (best, block_of_best) = (Candidate { logit: most, id: start }, block);
        }
    }
    if let Some(place) = block_of_best.iter().position(|logit| *logit == best.logit) {
        best.id += place as u32;
    }
    Some(best)
}

/// Fills `candidates` with the `count` greatest logits, all equals of the least of them, and few others: at least `count`
/// logits reach the `count`th of the blocks' greatest.
pub(super) fn top(logits: &[f32], count: usize, candidates: &mut Vec<Candidate>) {
    let mut most: Vec<f32> = logits.chunks(BLOCK).map(|block| greatest(block).0).collect();
    let least = match count {
        _ if count == 0 || count > most.len() => f32::NEG_INFINITY,
        _ => *most.select_nth_unstable_by(count - 1, |a, b| b.total_cmp(a)).1,
    };
    candidates.clear();
    for (start, block) in (0u32..).step_by(BLOCK).zip(logits.chunks(BLOCK)) {
        let reach = (start..).zip(block).filter(|(_, logit)| **logit >= least);
        candidates.extend(reach.map(|(id, &logit)| Candidate { logit, id }));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Few values, so that many are equal.
    fn logits() -> impl Strategy<Value = Vec<f32>> {
        let value = prop_oneof![
            8 => (-6i32..6).prop_map(|n| n as f32 / 2.0),
            1 => prop::sample::select(vec![-0.0, f32::NEG_INFINITY, f32::INFINITY, f32::MIN_POSITIVE]),
        ];
        prop::collection::vec(value, 1..1500)
    }

    proptest! {
        #[test]
        fn a_fast_look_finds_what_a_slow_one_does(logits in logits(), count in 0usize..80, broken in 0usize..1500) {
            let mut slow = Candidate { logit: f32::NEG_INFINITY, id: u32::MAX };
            for (id, &logit) in (0u32..).zip(&logits) {
                if logit > slow.logit {
                    slow = Candidate { logit, id };
                }
            }
            let fast = likeliest(&logits).unwrap();
            prop_assert_eq!((fast.id, fast.logit), (slow.id, slow.logit));

            let mut sorted: Vec<Candidate> =
                (0u32..).zip(&logits).map(|(id, &logit)| Candidate { logit, id }).collect();
            sorted.sort_by(super::super::rank);
            let mut candidates = Vec::new();
            top(&logits, count, &mut candidates);
            candidates.sort_by(super::super::rank);
            let count = if count == 0 { sorted.len() } else { count.min(sorted.len()) };
            prop_assert_eq!(&candidates[..count], &sorted[..count]);

            let mut with_nan = logits;
            let place = broken % with_nan.len();
            with_nan[place] = f32::NAN;
            prop_assert!(likeliest(&with_nan).is_none());
        }
    }
}
