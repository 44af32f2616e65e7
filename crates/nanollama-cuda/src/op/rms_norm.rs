//! Root-mean-square norm and its gradients. Contract and truth: `nanollama_kernel::op::rms_norm`.

use crate::launch::{Address, Launch, Matrix, count};

/// Rows per partial sum of the gain's gradient.
const BLOCK: usize = 128;

/// `x: [T, N D]`, `gain: [D]` (f32) -> `y: [T, N D]`, `inverse: [T, N]` (f32). `groups` is N.
#[must_use]
pub fn forward(x: Matrix, groups: usize, gain: Address, eps: f32, y: Address, inverse: Address) -> Launch {
    let cols = x.cols / groups;
    let launch = rows("rms_norm", x, groups).pass(x.at).pass(x.stride).pass(count(groups));
    launch.pass(gain).pass(eps).pass(y).pass(inverse).pass(count(cols))
}

/// What the backward reads.
#[derive(Debug, Clone, Copy)]
pub struct Backward {
    /// `[T, N D]`.
    pub x: Matrix,
    /// N.
    pub groups: usize,
    /// `[D]`, f32.
    pub gain: Address,
    /// `[T, N]`, f32.
    pub inverse: Address,
    /// `[T, N D]`, dense.
    pub dy: Address,
}

/// The gradient of `x`; with `add` it is added to what `dx` holds.
#[must_use]
pub fn grad(inputs: Backward, dx: Matrix, add: bool) -> Launch {
    let Backward { x, groups, gain, inverse, dy } = inputs;
    let launch = rows("rms_norm_grad", x, groups).pass(x.at).pass(x.stride).pass(count(groups));
    let launch = launch.pass(gain).pass(inverse).pass(dy).pass(dx.at).pass(dx.stride).pass(add);
    launch.pass(count(x.cols / groups))
}

/// The gain's gradient, in two launches. `partial` is `[blocks of 128 rows, D]` f32, where a row has N of them.
#[must_use]
pub fn grad_gain(inputs: Backward, partial: Address, dgain: Address, add: bool) -> [Launch; 2] {
    let Backward { x, groups, inverse, dy, .. } = inputs;
    let (cols, rows) = (x.cols / groups, x.rows * groups);
    let (threads, blocks) = (threads(cols), rows.div_ceil(BLOCK));
    let tiles = cols.div_ceil(threads as usize);
    let parts = Launch::new("rms_norm_gain_partial", [blocks, tiles, 1], threads).pass(x.at).pass(x.stride);
    let parts = parts.pass(count(groups)).pass(inverse).pass(dy).pass(partial).pass(rows).pass(count(cols));
    let sum = Launch::new("rms_norm_gain_sum", [tiles, 1, 1], threads).pass(partial).pass(dgain).pass(add);
    [parts, sum.pass(count(blocks)).pass(count(cols))]
}

/// A block a row.
fn rows(kernel: &'static str, x: Matrix, groups: usize) -> Launch {
    Launch::new(kernel, [x.rows * groups, 1, 1], threads(x.cols / groups))
}

/// Threads for a row: whole warps, no more than there are columns for.
fn threads(cols: usize) -> u32 {
    count(cols.next_multiple_of(32).clamp(32, 256))
}
