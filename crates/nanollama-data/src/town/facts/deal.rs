//! Values dealt out, each as often as the others. What is dealt, and to whom, is the matter of `facts.rs`.

use crate::rng::Rng;

/// As many of `values` as asked for, in random order: none is dealt a second time before all are dealt once.
pub(super) fn evenly<T: Clone>(values: &[T], count: usize, rng: &mut Rng) -> Vec<T> {
    let mut dealt = Vec::with_capacity(count);
    while dealt.len() < count {
        let mut deck = values.to_vec();
        rng.shuffle(&mut deck);
        deck.truncate(count - dealt.len());
        dealt.append(&mut deck);
    }
    rng.shuffle(&mut dealt);
    dealt
}

/// Tries at dealing everyone another value.
const TRIES: usize = 4000;

/// For everyone one of the own values, another for each where tries find it, which they do for what is built in.
pub(super) fn differently(own: &[Vec<String>], rng: &mut Rng) -> Vec<String> {
    let mut dealt = vec![String::new(); own.len()];
    let mut order: Vec<usize> = (0..own.len()).collect();
    for _ in 0..TRIES {
        rng.shuffle(&mut order);
        let mut taken: Vec<&String> = Vec::new();
        for &one in &order {
            let free: Vec<&String> = own[one].iter().filter(|value| !taken.contains(value)).collect();
            let value = match free.is_empty() {
                true => break,
                false => free[rng.index(free.len())],
            };
            taken.push(value);
            dealt[one].clone_from(value);
        }
        if taken.len() == own.len() {
            return dealt;
        }
    }
    own.iter().map(|values| values[rng.index(values.len())].clone()).collect()
}

/// Pairs of the numbers below `count`, an even number, none of which is `forbidden`.
pub(super) fn pairs(count: usize, forbidden: impl Fn(usize, usize) -> bool, rng: &mut Rng) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..count).collect();
    loop {
        rng.shuffle(&mut order);
        let pairs: Vec<(usize, usize)> = order.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        if !pairs.iter().any(|(one, other)| forbidden(*one, *other)) {
            return pairs;
        }
    }
}
