//! All of a matrix times one number that is learned. Contract and truth: `nanollama_kernel::op::scale`.

use crate::launch::{Address, EIGHT, Launch, count};

/// Rows per partial sum of the factor's gradient.
const BLOCK: usize = 128;
/// Threads of a block that sums one up.
const THREADS: u32 = 256;

/// `to = factor · x (+ y)`, `values` of them. `factor` is one f32; `y` may be null, or `to`.
#[must_use]
pub fn forward(factor: Address, x: Address, y: Address, to: Address, values: usize) -> Launch {
    Launch::each("scale", values.div_ceil(EIGHT)).pass(factor).pass(x).pass(y).pass(to).pass(values)
}

/// The factor's gradient `Σ dy x` of dense `[rows, cols]`, in two launches; with `add` it is added to what is there. `partial`
/// is f32, one for each block of 128 rows.
#[must_use]
pub fn grad_factor(
    [x, dy]: [Address; 2],
    [rows, cols]: [usize; 2],
    partial: Address,
    into: Address,
    add: bool,
) -> [Launch; 2] {
    let blocks = rows.div_ceil(BLOCK);
    let parts = Launch::new("scale_factor_partial", [blocks, 1, 1], THREADS).pass(x).pass(dy).pass(partial);
    let sum = Launch::alone("scale_factor_sum").pass(partial).pass(into).pass(add).pass(count(blocks));
    [parts.pass(BLOCK * cols).pass(rows * cols), sum]
}
