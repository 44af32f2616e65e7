//! Row lookup and its gradient. Contract and truth: `nanollama_kernel::op::embedding`.

use crate::launch::{Address, Launch, count};

/// `tokens: [T]` -> `y: [T, D]` of an f32 table.
#[must_use]
pub fn forward(tokens: Address, rows: usize, table: Address, y: Address, cols: usize) -> Launch {
    let launch = Launch::each("embedding", rows * cols).pass(tokens).pass(table).pass(y);
    launch.pass(count(cols)).pass(rows * cols)
}

/// What the gradient works in: words.
#[derive(Debug, Clone, Copy)]
pub struct Workspace {
    /// `[V]`.
    pub counts: Address,
    /// `[V + 1]`.
    pub starts: Address,
    /// `[T]`.
    pub order: Address,
}

impl Workspace {
    /// Bytes of it.
    #[must_use]
    pub fn bytes(rows: usize, vocabulary: usize) -> usize {
        4 * (2 * vocabulary + 1 + rows)
    }

    /// Cuts it from memory of [`Workspace::bytes`].
    #[must_use]
    pub fn at(memory: Address, vocabulary: usize) -> Workspace {
        let starts = memory.plus(4 * vocabulary);
        Workspace { counts: memory, starts, order: starts.plus(4 * (vocabulary + 1)) }
    }
}

/// `dy: [T, D]` -> `dtable: [V, D]` (f32): row `tokens[t]` gains `dy[t]`, rows ascending. Without `add` every row of the
/// table is overwritten.
#[must_use]
pub fn grad(
    tokens: Address,
    workspace: Workspace,
    dy: Address,
    dtable: Address,
    add: bool,
    [rows, vocabulary, cols]: [usize; 3],
) -> [Launch; 5] {
    let Workspace { counts, starts, order } = workspace;
    let words = |launch: Launch| {
        let bytes = 4 * launch.threads as usize;
        launch.shared(bytes)
    };
    [
        Launch::each("embedding_clear", vocabulary).pass(counts).pass(count(vocabulary)),
        Launch::each("embedding_count", rows).pass(tokens).pass(counts).pass(count(rows)),
        words(Launch::alone("embedding_starts")).pass(counts).pass(starts).pass(count(vocabulary)),
        words(Launch::alone("embedding_order")).pass(tokens).pass(starts).pass(counts).pass(order).pass(count(rows)),
        Launch::new("embedding_grad", [vocabulary, 1, 1], 128)
            .pass(starts)
            .pass(order)
            .pass(dy)
            .pass(dtable)
            .pass(add)
            .pass(count(cols)),
    ]
}
