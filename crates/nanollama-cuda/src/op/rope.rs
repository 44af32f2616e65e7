//! Rotary positions. Contract and truth: `nanollama_kernel::op::rope`.

use crate::launch::{Address, Launch, Matrix, count};

/// Rotates, in place, the first `heads` heads of each row of `x` by the row's position; `inverse` turns back. `positions` has
/// a word a row, `turns` (f32) those of all positions up to the greatest.
#[must_use]
pub fn apply(x: Matrix, positions: Address, turns: Address, heads: usize, head_dim: usize, inverse: bool) -> Launch {
    let launch =
        Launch::eights("rope", x.rows, heads * (head_dim / 2)).pass(x.at).pass(x.stride).pass(positions).pass(turns);
    launch.pass(count(heads)).pass(count(head_dim)).pass(if inverse { -1.0f32 } else { 1.0 }).pass(x.rows)
}
