//! Attention for rows whose keys and values lie in pages of a cache. Contract and truth: `nanollama_kernel::op::attention`;
//! how pages lie: `KvPages`.

use nanollama_kernel::op::attention::{PAGE, Shape};

use super::attention::{Heads, Inputs, Rows};
use crate::launch::{Address, Argument, BLOCK_SUM_BYTES, Launch, count};

/// Threads of a block that attends: two a key of a tile.
const THREADS: usize = 2 * PAGE;

/// A layer's pages and what says whose they are.
#[derive(Debug, Clone, Copy)]
pub struct Pages {
    /// The layer's first page.
    pub data: Address,
    /// Five words a sequence: `kernel::rows::Segment`.
    pub segments: Address,
    /// How many sequences; each has pages.
    pub segment_count: usize,
    /// A word a page.
    pub page_table: Address,
}

/// The rows' keys and values go to their pages; then `out: [T, heads · head_dim]` and `log_sums: [T, heads]` (f32).
#[must_use]
pub fn forward(inputs: Inputs, pages: Pages, out: Address, log_sums: Address) -> [Launch; 2] {
    let Inputs { shape, query, key, value, positions, .. } = inputs;
    let Shape { heads, kv_heads, head_dim, .. } = shape;
    let cache = || Paged(pages, shape.width());
    let values = key.rows * kv_heads * head_dim;
    let write = Launch::each("attention_put", values).pass(Rows(key)).pass(Rows(value)).pass(Heads(shape));
    let floats = head_dim + 2 * PAGE + PAGE;
    let attend = Launch::new("attention_pages", [query.rows, heads, 1], count(THREADS));
    let attend =
        attend.shared(BLOCK_SUM_BYTES as usize + floats * size_of::<f32>()).pass(Rows(query)).pass(Heads(shape));
    [write.pass(cache()).pass(positions).pass(values), attend.pass(cache()).pass(positions).pass(out).pass(log_sums)]
}

/// `Paged` of the kernels, whose rows of values are so wide.
struct Paged(Pages, usize);

impl Argument for Paged {
    fn write(self, words: &mut Vec<u64>) -> usize {
        let Paged(Pages { data, segments, segment_count, page_table }, width) = self;
        let pair = u64::from(count(segment_count)) | u64::from(count(width)) << 32;
        words.extend([data.0, segments.0, page_table.0, pair]);
        32
    }
}
