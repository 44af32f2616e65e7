//! Plain sums and places. Contract and truth: `nanollama_kernel::op::{add, add_scaled}`.

use crate::launch::{Address, EIGHT, Launch, count};

/// `y += x`, `values` of them.
#[must_use]
pub fn add(x: Address, y: Address, values: usize) -> Launch {
    Launch::each("add", values.div_ceil(EIGHT)).pass(x).pass(y).pass(values)
}

/// Columns `first..first + cols` of `y: [T, stride]` gain `scale · d: [T, cols]`.
#[must_use]
pub fn add_scaled(d: Address, y: Address, scale: f32, first: usize, [rows, cols, stride]: [usize; 3]) -> Launch {
    scaled("add_scaled", d, y, scale, first, [rows, cols, stride])
}

/// `dd: [T, cols]` = `scale` times columns `first..first + cols` of `dy: [T, stride]`.
#[must_use]
pub fn add_scaled_grad(dy: Address, dd: Address, scale: f32, first: usize, [rows, cols, stride]: [usize; 3]) -> Launch {
    scaled("add_scaled_grad", dy, dd, scale, first, [rows, cols, stride])
}

fn scaled(
    kernel: &'static str,
    from: Address,
    to: Address,
    scale: f32,
    first: usize,
    [rows, cols, stride]: [usize; 3],
) -> Launch {
    let launch = Launch::eights(kernel, rows, cols).pass(from).pass(to).pass(scale).pass(stride);
    launch.pass(count(first)).pass(count(cols)).pass(rows)
}

/// `y: [S, cols]` = the `selected` rows of `x`.
#[must_use]
pub fn select_rows(x: Address, selected: Address, y: Address, [rows, cols]: [usize; 2]) -> Launch {
    let launch = Launch::eights("select_rows", rows, cols).pass(x).pass(selected).pass(y);
    launch.pass(count(cols)).pass(rows)
}

/// What products read, of f32 masters.
#[must_use]
pub fn round_values(from: Address, to: Address, values: usize) -> Launch {
    Launch::each("round_values", values.div_ceil(EIGHT)).pass(from).pass(to).pass(values)
}
