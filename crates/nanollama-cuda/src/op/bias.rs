//! A vector that is learned, added to some columns of every row. Contract and truth: `nanollama_kernel::op::bias`.

use super::rms_norm::sum_partial;
use crate::launch::{Address, Launch, count};

/// Rows per partial sum of the bias's gradient.
const BLOCK: usize = 128;
/// Threads of a block of such sums, a column each.
const THREADS: u32 = 256;

/// Columns `first..first + cols` of `y: [T, stride]` gain `bias: [cols]` (f32).
#[must_use]
pub fn forward(bias: Address, y: Address, first: usize, [rows, cols, stride]: [usize; 3]) -> Launch {
    let launch = Launch::eights("bias", rows, cols).pass(bias).pass(y).pass(stride);
    launch.pass(count(first)).pass(count(cols)).pass(rows)
}

/// The bias's gradient, in two launches: the sum of columns `first..first + cols` of `dy: [T, stride]`. With `add` it is added
/// to what is there. `partial` is `[blocks of 128 rows, cols]` f32.
#[must_use]
pub fn grad(
    dy: Address,
    first: usize,
    [rows, cols, stride]: [usize; 3],
    partial: Address,
    into: Address,
    add: bool,
) -> [Launch; 2] {
    let blocks = rows.div_ceil(BLOCK);
    let parts = Launch::new("bias_grad_partial", [blocks, cols.div_ceil(THREADS as usize), 1], THREADS);
    let parts = parts.pass(dy).pass(stride).pass(count(first)).pass(partial).pass(count(rows)).pass(count(cols));
    [parts, sum_partial(partial, into, add, [blocks, cols])]
}
