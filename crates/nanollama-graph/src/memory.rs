//! Buffers to offsets in one region of an arena: the largest first, each at the lowest offset free for its whole life.
//!
//! Greedy by size, as in Pisarchyk and Lee 2020 ("Efficient memory management for deep neural net inference").

use nanollama_kernel::call::LINE;

use crate::liveness::Buffer;

impl Buffer {
    /// Bytes in the unit of its region: all of them where the rows are fixed, else those of a row.
    fn bytes(&self) -> usize {
        let row = self.dtype.bytes_for(self.extent.cols as u64).expect("activations are stored number by number");
        self.extent.rows.fixed().unwrap_or(1) * row as usize
    }
}

/// Offset of each buffer, and the region's length, in bytes and whole cache lines. `canary` bytes are left free behind each
/// buffer.
pub(crate) fn place(buffers: &[&Buffer], canary: usize) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..buffers.len()).collect();
    order.sort_by_key(|&b| (std::cmp::Reverse(buffers[b].bytes()), buffers[b].birth));
    let mut offsets = vec![0; buffers.len()];
    let mut placed: Vec<usize> = Vec::with_capacity(buffers.len());
    let mut length = 0;
    for &b in &order {
        let size = (buffers[b].bytes() + canary).next_multiple_of(LINE);
        let mut neighbours: Vec<(usize, usize)> = placed
            .iter()
            .filter(|&&p| buffers[p].birth <= buffers[b].death && buffers[b].birth <= buffers[p].death)
            .map(|&p| (offsets[p], offsets[p] + (buffers[p].bytes() + canary).next_multiple_of(LINE)))
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
    use nanollama_kernel::call::{Extent, RowCount};
    use nanollama_kernel::dtype::DType;

    use super::*;

    #[test]
    fn buffers_alive_together_are_apart_and_others_share() {
        let buffer = |count, birth, death| {
            let extent = Extent { rows: RowCount::Fixed(count), cols: 1 };
            Buffer { extent, dtype: DType::F32, birth, death }
        };
        let buffers = [buffer(100, 0, 2), buffer(100, 1, 3), buffer(90, 3, 4), buffer(10, 0, 4)];
        let (offsets, length) = place(&buffers.each_ref(), 0);
        for a in 0..buffers.len() {
            for b in a + 1..buffers.len() {
                let together = buffers[a].birth <= buffers[b].death && buffers[b].birth <= buffers[a].death;
                let end = |b: usize| offsets[b] + buffers[b].bytes();
                assert!(!together || end(a) <= offsets[b] || end(b) <= offsets[a], "{a} and {b}");
            }
        }
        assert_eq!(offsets[2], offsets[0], "the third buffer takes the first one's place");
        assert_eq!(length, 4 * (112 + 112 + 16));
    }
}
