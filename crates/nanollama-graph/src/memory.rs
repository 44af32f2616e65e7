//! Buffers to offsets in one arena: the largest first, each at the lowest offset free for its whole life.
//!
//! Greedy by size, as in Pisarchyk and Lee 2020 ("Efficient memory management for deep neural net inference").

use crate::liveness::Buffer;

/// Offsets are multiples of this many f32 (one cache line).
pub(crate) const ALIGNMENT: usize = 16;

/// Offset of each buffer, and the arena's length, in f32. `canary` f32 are left free behind each buffer.
pub(crate) fn place(buffers: &[Buffer], canary: usize) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..buffers.len()).collect();
    order.sort_by_key(|&b| (std::cmp::Reverse(buffers[b].elements), buffers[b].birth));
    let mut offsets = vec![0; buffers.len()];
    let mut placed: Vec<usize> = Vec::with_capacity(buffers.len());
    let mut length = 0;
    for &b in &order {
        let size = (buffers[b].elements + canary).next_multiple_of(ALIGNMENT);
        let mut neighbours: Vec<(usize, usize)> = placed
            .iter()
            .filter(|&&p| buffers[p].birth <= buffers[b].death && buffers[b].birth <= buffers[p].death)
            .map(|&p| (offsets[p], offsets[p] + (buffers[p].elements + canary).next_multiple_of(ALIGNMENT)))
            .collect();
        neighbours.sort_unstable();
        let mut offset = 0;
        for (start, end) in neighbours {
            if offset + size <= start {
                break;
            }
            offset = offset.max(end);
        }
        offsets[b] = offset;
        length = length.max(offset + size);
        placed.push(b);
    }
    (offsets, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_alive_together_are_apart_and_others_share() {
        let buffer = |elements, birth, death| Buffer { elements, birth, death };
        let buffers = [buffer(100, 0, 2), buffer(100, 1, 3), buffer(90, 3, 4), buffer(10, 0, 4)];
        let (offsets, length) = place(&buffers, 0);
        for a in 0..buffers.len() {
            for b in a + 1..buffers.len() {
                let together = buffers[a].birth <= buffers[b].death && buffers[b].birth <= buffers[a].death;
                let apart =
                    offsets[a] + buffers[a].elements <= offsets[b] || offsets[b] + buffers[b].elements <= offsets[a];
                assert!(!together || apart, "{a} and {b}");
            }
        }
        assert_eq!(offsets[2], offsets[0], "the third buffer takes the first one's place");
        assert_eq!(length, 112 + 112 + 16);
    }
}
