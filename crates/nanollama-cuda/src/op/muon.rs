//! Muon but for its products. Contract and truth: `nanollama_kernel::op::muon`.

use super::adamw::Tensor;
use super::gradient_norm::Step;
use crate::launch::{Address, Launch, count};

/// A matrix under Muon and what its step works in.
#[derive(Debug, Clone, Copy)]
pub struct Matrix {
    /// Where its values and its state are. The second moment has one number a row (tall or square) or a column (wide).
    pub tensor: Tensor,
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub cols: usize,
    /// `[rows, cols]` f32: Nesterov's look ahead.
    pub ahead: Address,
    /// `max(rows, cols)` f32.
    pub sums: Address,
}

/// What comes before the products: momentum, rows of one norm, and `x: [rows, cols]` as products read it.
#[must_use]
pub fn before(matrix: Matrix, x: Address, step: Step) -> [Launch; 3] {
    let Matrix { tensor, rows, cols, ahead, sums } = matrix;
    let momentum = by_row("muon_momentum", rows, cols).pass(tensor.first).pass(tensor.gradient).pass(ahead).pass(sums);
    [
        momentum.pass(count(cols)).pass(step.settings).pass(count(tensor.number)).pass(step.state),
        Launch::alone("muon_equalise").pass(sums).pass(count(rows)).pass(step.state),
        Launch::each("muon_scale", rows * cols)
            .pass(ahead)
            .pass(sums)
            .pass(x)
            .pass(count(cols))
            .pass(rows * cols)
            .pass(step.state),
    ]
}

/// What comes behind the products, of the `x` that they gave: variance and the step itself.
#[must_use]
pub fn after(matrix: Matrix, x: Address, beta2: f32, step: Step) -> [Launch; 3] {
    let Matrix { tensor, rows, cols, sums, .. } = matrix;
    let squares = if rows >= cols {
        by_row("muon_square_rows", rows, cols).pass(x).pass(sums)
    } else {
        Launch::new("muon_square_columns", [cols.div_ceil(256), 1, 1], 256).pass(x).pass(sums).pass(count(rows))
    };
    let variance = Launch::alone("muon_variance").pass(sums).pass(tensor.second).pass(count(rows)).pass(count(cols));
    let update = Launch::each("muon_update", rows * cols).pass(tensor.values).pass(x).pass(sums).pass(tensor.copy);
    let update = update.pass(count(rows)).pass(count(cols)).pass(step.settings).pass(count(tensor.number));
    [squares.pass(count(cols)).pass(step.state), variance.pass(beta2).pass(step.state), update.pass(step.state)]
}

/// A block a row.
fn by_row(kernel: &'static str, rows: usize, cols: usize) -> Launch {
    Launch::new(kernel, [rows, 1, 1], count(cols.next_multiple_of(32).clamp(32, 256)))
}
