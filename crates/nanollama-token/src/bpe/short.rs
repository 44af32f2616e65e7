//! Merging a short pre-token: find the smallest rank in a small array, merge there, repeat.

use super::pairs::{NEVER, PairTable};

/// Pre-tokens of more symbols than this go to the heap (`long.rs`).
pub(super) const LONGEST: usize = 96;

/// Appends the merged `symbols` to `out`; at most [`LONGEST`] of them.
pub(super) fn merge(pairs: &PairTable, symbols: &mut [u32], out: &mut Vec<u32>) {
    let mut length = symbols.len();
    // ranks[i] and products[i] belong to the pair (symbols[i], symbols[i + 1]).
    let mut ranks = [NEVER; LONGEST];
    let mut products = [0u32; LONGEST];
    let look = |left: u32, right: u32| pairs.get(left, right).map_or((NEVER, 0), |merge| (merge.rank, merge.id));
    for index in 1..length {
        (ranks[index - 1], products[index - 1]) = look(symbols[index - 1], symbols[index]);
    }
    while length > 1 {
        let mut best = 0;
        let mut rank = ranks[0];
        for (index, &candidate) in ranks[..length - 1].iter().enumerate() {
            if candidate < rank {
                (best, rank) = (index, candidate);
            }
        }
        if rank == NEVER {
            break;
        }
        symbols[best] = products[best];
        symbols.copy_within(best + 2..length, best + 1);
        ranks.copy_within(best + 1..length - 1, best);
        products.copy_within(best + 1..length - 1, best);
        length -= 1;
        if best > 0 {
            (ranks[best - 1], products[best - 1]) = look(symbols[best - 1], symbols[best]);
        }
        if best + 1 < length {
            (ranks[best], products[best]) = look(symbols[best], symbols[best + 1]);
        }
    }
    out.extend_from_slice(&symbols[..length]);
}
