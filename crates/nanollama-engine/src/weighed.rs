//! A token with how likely it was and what else might have stood there: the model's own probabilities, before temperature,
//! penalties and biases. The sum over all of them is `kernel::op::head`'s.

use std::cmp::Ordering;

/// How much a generation tells of its tokens, as they come ([`crate::Event::Tokens`]).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Report {
    /// Nothing: text alone.
    #[default]
    Nothing,
    /// Their ids.
    Ids,
    /// Also ln p of each, and of so many of the likeliest.
    Likely(usize),
}

/// A token of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// Which.
    pub id: u32,
    /// Its ln p; `None` where nobody asked, and for a token that was not chosen but given.
    pub logprob: Option<f32>,
    /// The likeliest tokens of its place with their ln p, likeliest first; itself is among them if it is one of them, with
    /// the same number.
    pub others: Vec<(u32, f32)>,
}

impl Weighed {
    /// A token of which nothing else is told.
    pub(crate) fn bare(id: u32) -> Weighed {
        Weighed { id, logprob: None, others: Vec::new() }
    }
}

/// The `count` likeliest ids below `vocabulary` under `logits`, of equals the lowest, with their ln p. Known are the ln p of
/// one id, `known`, and the logits: the others' differ from it as their logits do. So the order is that of the logits.
pub(crate) fn likeliest(
    logits: &[f32],
    vocabulary: usize,
    count: usize,
    (known, logprob): (u32, f32),
) -> Vec<(u32, f32)> {
    let possible = &logits[..logits.len().min(vocabulary)];
    let count = count.min(possible.len());
    if count == 0 {
        return Vec::new();
    }
    let rank = |a: &u32, b: &u32| -> Ordering { logits[*b as usize].total_cmp(&logits[*a as usize]).then(a.cmp(b)) };
    let mut best: Vec<u32> = Vec::with_capacity(2 * count);
    let mut least = f32::NEG_INFINITY;
    for (id, &logit) in (0u32..).zip(possible) {
        // Equals of the least come later and have greater ids: they are not among the best.
        if best.len() >= count && logit <= least {
            continue;
        }
        best.push(id);
        if best.len() == 2 * count {
            best.select_nth_unstable_by(count - 1, rank);
            best.truncate(count);
            least = logits[best[count - 1] as usize];
        }
    }
    best.sort_unstable_by(rank);
    best.truncate(count);
    let base = f64::from(logprob) - f64::from(logits[known as usize]);
    let of = |id: u32| if id == known { logprob } else { (f64::from(logits[id as usize]) + base) as f32 };
    best.into_iter().map(|id| (id, of(id))).collect()
}

#[cfg(test)]
mod tests {
    use nanollama_kernel::op::head;
    use nanollama_kernel::pool::Pool;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_likeliest_are_those_of_a_whole_sort(
            values in prop::collection::vec(-9i32..9, 1..400),
            count in 0usize..30,
            known in 0usize..400,
        ) {
            let logits: Vec<f32> = values.iter().map(|&value| value as f32 / 2.0).collect();
            let known = (known % logits.len()) as u32;
            let pool = Pool::new(1);
            let exact = |id: u32| {
                let mut out = [0.0];
                head::log_probabilities(&pool, &logits, logits.len(), &[id], &mut out);
                out[0]
            };
            let mut ids: Vec<u32> = (0..logits.len() as u32).collect();
            ids.sort_by(|a, b| logits[*b as usize].total_cmp(&logits[*a as usize]).then(a.cmp(b)));
            ids.truncate(count);
            let found = likeliest(&logits, usize::MAX, count, (known, exact(known)));
            prop_assert_eq!(found.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids);
            for (id, logprob) in found {
                prop_assert!((logprob - exact(id)).abs() < 1e-4);
                prop_assert!(id != known || logprob.to_bits() == exact(known).to_bits());
            }
        }
    }
}
