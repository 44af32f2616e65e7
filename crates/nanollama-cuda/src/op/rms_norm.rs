//! Root-mean-square norm and its gradients. Contract and truth: `nanollama_kernel::op::rms_norm`.

use crate::launch::{Address, EIGHT, Launch, Matrix, count};

/// Rows per partial sum of the gain's gradient.
const BLOCK: usize = 128;
/// Columns of a block of such sums.
const TILE: usize = 128;
/// Threads of a block, which share out its rows.
const THREADS: u32 = 256;

/// `x: [T, N D]`, `gain: [D]` (f32, or null for none) -> `y: [T, N D]`, `inverse: [T, N]` (f32). `groups` is N.
#[must_use]
pub fn forward(x: Matrix, groups: usize, gain: Address, eps: f32, y: Address, inverse: Address) -> Launch {
    let cols = x.cols / groups;
    let (lane_bits, launch) = rows("rms_norm", x, groups);
    let launch = launch.pass(x.at).pass(x.stride).pass(count(groups)).pass(gain).pass(eps).pass(y).pass(inverse);
    launch.pass(count(x.rows * groups)).pass(count(cols)).pass(lane_bits)
}

/// What the backward reads.
#[derive(Debug, Clone, Copy)]
pub struct Backward {
    /// `[T, N D]`.
    pub x: Matrix,
    /// N.
    pub groups: usize,
    /// `[D]`, f32; null for none.
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
    let (lane_bits, launch) = rows("rms_norm_grad", x, groups);
    let launch = launch
        .pass(x.at)
        .pass(x.stride)
        .pass(count(groups))
        .pass(gain)
        .pass(inverse)
        .pass(dy)
        .pass(dx.at)
        .pass(dx.stride)
        .pass(add);
    launch.pass(count(x.rows * groups)).pass(count(x.cols / groups)).pass(lane_bits)
}

/// The gain's gradient, in two launches. `partial` is `[blocks of 128 rows, D]` f32, where a row has N of them.
#[must_use]
pub fn grad_gain(inputs: Backward, partial: Address, dgain: Address, add: bool) -> [Launch; 2] {
    let Backward { x, groups, inverse, dy, .. } = inputs;
    let (cols, rows) = (x.cols / groups, x.rows * groups);
    let blocks = rows.div_ceil(BLOCK);
    let parts = Launch::new("rms_norm_gain_partial", [blocks, cols.div_ceil(TILE), 1], THREADS);
    let parts = parts.shared(size_of::<f32>() * EIGHT * THREADS as usize).pass(x.at).pass(x.stride);
    let parts = parts.pass(count(groups)).pass(inverse).pass(dy).pass(partial).pass(count(rows)).pass(count(cols));
    [parts, sum_partial(partial, dgain, add, [blocks, cols])]
}

/// `into: [cols]` (+)= the sum over `partial: [blocks, cols]`.
pub(super) fn sum_partial(partial: Address, into: Address, add: bool, [blocks, cols]: [usize; 2]) -> Launch {
    let sum = Launch::new("rms_norm_gain_sum", [cols.div_ceil(32), 1, 1], 1024).shared(size_of::<f32>() * 1024);
    sum.pass(partial).pass(into).pass(add).pass(count(blocks)).pass(count(cols))
}

/// A launch over rows, and how many threads, to the base 2, have one together.
fn rows(kernel: &'static str, x: Matrix, groups: usize) -> (u32, Launch) {
    let lane_bits = lane_bits(x.cols / groups);
    let of_block = (THREADS >> lane_bits) as usize;
    (lane_bits, Launch::new(kernel, [(x.rows * groups).div_ceil(of_block), 1, 1], THREADS))
}

/// Up to a warp, a thread has as many as four eights, and four threads read together at least; a row that is eight for each
/// thread of a warp and more has all of the block.
fn lane_bits(cols: usize) -> u32 {
    let eights = cols.div_ceil(EIGHT);
    if eights > 8 * 32 {
        return THREADS.ilog2();
    }
    eights.div_ceil(4).next_power_of_two().clamp(4, 32).ilog2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_that_share_a_row_are_few_or_all() {
        for (cols, threads) in [(1, 4), (64, 4), (384, 16), (768, 32), (2048, 32), (2049, 256), (8192, 256)] {
            assert_eq!(1 << lane_bits(cols), threads, "{cols}");
        }
    }
}
