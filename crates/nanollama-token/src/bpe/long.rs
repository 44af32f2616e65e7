//! Merging a long pre-token in O(n log n): a linked list of symbols and a heap of (rank, position).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::pairs::{NEVER, PairTable};

/// End of the list.
const END: u32 = u32::MAX;
/// Positions are 32 bits: a pre-token beyond a gibibyte, which no language has, is merged in parts of this size.
const LONGEST: usize = 1 << 30;

/// Appends the merged `symbols` to `out`.
pub(super) fn merge(pairs: &PairTable, symbols: Vec<u32>, out: &mut Vec<u32>) {
    for part in symbols.chunks(LONGEST) {
        merge_part(pairs, part.to_vec(), out);
    }
}

fn merge_part(pairs: &PairTable, mut symbols: Vec<u32>, out: &mut Vec<u32>) {
    let count = symbols.len();
    let mut next: Vec<u32> = (1..=count as u32).collect();
    let mut previous: Vec<u32> = (0..count as u32).map(|index| index.wrapping_sub(1)).collect();
    next[count - 1] = END;
    // ranks[i]: of the pair that starts at i, NEVER if none or if i was swallowed. A heap entry
    // with another rank is stale.
    let mut ranks: Vec<u32> = symbols
        .windows(2)
        .map(|pair| pairs.get(pair[0], pair[1]).map_or(NEVER, |merge| merge.rank))
        .chain([NEVER])
        .collect();
    let entry = |rank: u32, at: u32| Reverse(u64::from(rank) << 32 | u64::from(at));
    let mut heap: BinaryHeap<Reverse<u64>> =
        (0..count as u32).filter(|&at| ranks[at as usize] != NEVER).map(|at| entry(ranks[at as usize], at)).collect();
    while let Some(Reverse(top)) = heap.pop() {
        let (rank, at) = ((top >> 32) as u32, top as u32 as usize);
        if ranks[at] != rank {
            continue;
        }
        let swallowed = next[at] as usize;
        let Some(merge) = pairs.get(symbols[at], symbols[swallowed]) else { continue };
        symbols[at] = merge.id;
        ranks[swallowed] = NEVER;
        let after = next[swallowed];
        next[at] = after;
        ranks[at] = NEVER;
        if after != END {
            previous[after as usize] = at as u32;
            if let Some(merge) = pairs.get(symbols[at], symbols[after as usize]) {
                ranks[at] = merge.rank;
                heap.push(entry(merge.rank, at as u32));
            }
        }
        let before = previous[at];
        if before != END {
            let rank = pairs.get(symbols[before as usize], symbols[at]).map_or(NEVER, |merge| merge.rank);
            if ranks[before as usize] != rank {
                ranks[before as usize] = rank;
                if rank != NEVER {
                    heap.push(entry(rank, before));
                }
            }
        }
    }
    let mut at = 0u32;
    while at != END {
        out.push(symbols[at as usize]);
        at = next[at as usize];
    }
}
