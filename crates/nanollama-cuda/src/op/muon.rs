//! Muon but for its products. Contract and truth: `nanollama_kernel::op::muon`.

use super::gradient_norm::Step;
use super::tensor::Tensors;
use crate::launch::{Address, Launch, count};

/// Rows of a block where a warp has a row, and its threads.
const ROWS: usize = 8;
const THREADS: u32 = 32 * ROWS as u32;

/// Matrices of one shape under Muon and what their step works in.
#[derive(Debug, Clone, Copy)]
pub struct Matrices {
    /// Where their values and their state are. A second moment has one number a row (tall or square) or a column (wide).
    pub tensors: Tensors,
    /// Rows of each.
    pub rows: usize,
    /// Columns of each.
    pub cols: usize,
    /// `[many, max(rows, cols)]` f32.
    pub sums: Address,
}

/// What comes before the products: momentum, rows of one norm, and `x: [many, rows, cols]` as products read it.
#[must_use]
pub fn before(of: Matrices, x: Address, step: Step) -> [Launch; 3] {
    let momentum = of.by_row("muon_momentum").pass(of.tensors.at).pass(of.sums);
    let scale = of.by_row("muon_scale").pass(of.tensors.at).pass(of.sums).pass(x);
    [
        of.with_shape(momentum).pass(step.settings).pass(step.state),
        of.with_shape(of.alone("muon_equalise").pass(of.sums)).pass(step.state),
        of.with_shape(scale).pass(step.settings).pass(step.state),
    ]
}

/// What comes behind the products, of the `x` that they gave: variance and the step itself.
#[must_use]
pub fn after(of: Matrices, x: Address, beta2: f32, step: Step) -> [Launch; 3] {
    let squares = if of.rows >= of.cols { of.by_row("muon_square_rows") } else { of.by_columns("muon_square_columns") };
    let variance = of.alone("muon_variance").pass(of.tensors.at).pass(of.sums);
    let update = of.by_row("muon_update").pass(of.tensors.at).pass(x).pass(of.sums);
    [
        of.with_shape(squares.pass(x).pass(of.sums)).pass(step.state),
        of.with_shape(variance).pass(beta2).pass(step.state),
        of.with_shape(update).pass(step.settings).pass(step.state),
    ]
}

impl Matrices {
    /// A warp a row.
    fn by_row(&self, kernel: &'static str) -> Launch {
        Launch::new(kernel, [self.rows.div_ceil(ROWS), self.tensors.many, 1], THREADS)
    }

    /// A lane a column; the warps' sums meet in shared memory.
    fn by_columns(&self, kernel: &'static str) -> Launch {
        let launch = Launch::new(kernel, [self.cols.div_ceil(32), self.tensors.many, 1], THREADS);
        launch.shared(THREADS as usize * size_of::<f32>())
    }

    /// A block a matrix.
    fn alone(&self, kernel: &'static str) -> Launch {
        Launch::alone(kernel).many(self.tensors.many)
    }

    fn with_shape(&self, launch: Launch) -> Launch {
        launch.pass(count(self.rows)).pass(count(self.cols))
    }
}
