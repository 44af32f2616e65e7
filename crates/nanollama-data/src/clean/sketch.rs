//! MinHash: a short signature of a set, from which the share that two sets have in common can be told (Broder 1997).
//!
//! One hash an element: it says the bin and the value, and each of the bins keeps its smallest ("One Permutation Hashing", Li,
//! Owen and Zhang 2012). A bin that nothing fell into takes over another's value, the same one for every set ("Optimal
//! Densification", Shrivastava 2017). Two sets of Jaccard similarity J agree in a bin with probability J.
//!
//! Bins are cut into bands; sets that agree in all of a band are candidates: of pairs with J = 0.8 that are 99.8%, with J = 0.75
//! 98%, with J = 0.5 27%. Which of them are alike is counted on the sets themselves.

use crate::rng::{hash, mix};

/// Bands of a signature.
pub(crate) const BANDS: usize = 20;
/// Bins of a band.
pub(crate) const ROWS: usize = 6;
/// Bins of a signature.
pub(crate) const BINS: usize = BANDS * ROWS;

const EMPTY: u32 = u32::MAX;

/// The smallest value of each bin; None for an empty set.
pub(super) fn minima(elements: &[u64]) -> Option<[u32; BINS]> {
    let mut minima = [EMPTY; BINS];
    for element in elements {
        let bin = ((element >> 32) * BINS as u64) >> 32;
        let value = (*element as u32).min(EMPTY - 1);
        let slot = &mut minima[bin as usize];
        *slot = (*slot).min(value);
    }
    let own = minima;
    for (bin, slot) in minima.iter_mut().enumerate().filter(|(bin, _)| own[*bin] == EMPTY) {
        if elements.is_empty() {
            return None;
        }
        let mut place = mix(bin as u64);
        while own[(place % BINS as u64) as usize] == EMPTY {
            place = mix(place);
        }
        *slot = own[(place % BINS as u64) as usize];
    }
    Some(minima)
}

/// A key for each band: equal where the band is.
pub(super) fn bands(minima: &[u32; BINS]) -> Vec<u64> {
    let key =
        |(band, rows): (usize, &[u32])| rows.iter().fold(hash(&[band as u64]), |key, row| mix(key ^ u64::from(*row)));
    minima.chunks(ROWS).enumerate().map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_tell_how_much_two_sets_share() {
        for size in [20u64, 200, 5000] {
            for share in [0.5, 0.8, 0.95] {
                let common = (2.0 * size as f64 * share / (1.0 + share)).round() as u64;
                let (mut agree, mut exact) = (0.0, 0.0);
                for trial in 0..100u64 {
                    let of = |first: u64| (first..first + size).map(|n| hash(&[trial, n])).collect::<Vec<_>>();
                    let (a, b) = (minima(&of(0)).unwrap(), minima(&of(size - common)).unwrap());
                    agree += a.iter().zip(&b).filter(|(a, b)| a == b).count() as f64 / BINS as f64;
                    exact += common as f64 / (2 * size - common) as f64;
                }
                assert!((agree - exact).abs() < 3.0, "of {size}, {share}: {agree} instead of {exact} of a hundred");
            }
        }
        assert_eq!(minima(&[]), None);
        assert_eq!(bands(&minima(&[7]).unwrap()).len(), BANDS);
    }
}
