//! Row lookup and its gradient. Contract and truth: `nanollama_kernel::op::embedding`.

use super::token_sort;
use crate::launch::{Address, EIGHT, Launch, count};

/// `tokens: [T]` -> `y: [T, D]` of an f32 table.
#[must_use]
pub fn forward(tokens: Address, rows: usize, table: Address, y: Address, cols: usize) -> Launch {
    let launch = Launch::eights("embedding", rows, cols).pass(tokens).pass(table).pass(y);
    launch.pass(count(cols)).pass(rows)
}

/// Rows whose gradients a block adds up.
const SEGMENT: usize = 64;

/// What the gradient works in.
#[derive(Debug, Clone, Copy)]
pub struct Workspace {
    /// What sorts the rows by token.
    pub sort: token_sort::Workspace,
    /// `[segments, 2, D]`, f32.
    pub partial: Address,
}

impl Workspace {
    /// Bytes of it.
    #[must_use]
    pub fn bytes([rows, cols]: [usize; 2]) -> usize {
        Workspace::cut(Address::NULL, [rows, cols]).1
    }

    /// Cuts it from memory of [`Workspace::bytes`].
    #[must_use]
    pub fn at(memory: Address, [rows, cols]: [usize; 2]) -> Workspace {
        Workspace::cut(memory, [rows, cols]).0
    }

    fn cut(memory: Address, [rows, cols]: [usize; 2]) -> (Workspace, usize) {
        let mut end = 0;
        // All on 16 bytes, as loads of eights want it.
        let mut take = |words: usize| {
            let start = memory.plus(end);
            end += (size_of::<u32>() * words).next_multiple_of(16);
            start
        };
        let sort = token_sort::Workspace::cut(&mut take, rows);
        let partial = take(2 * rows.div_ceil(SEGMENT) * cols);
        (Workspace { sort, partial }, end)
    }
}

/// `dy: [T, D]` -> `dtable: [V, D]` (f32): row `tokens[t]` gains `dy[t]`. Without `add` every row of the table is
/// overwritten.
#[must_use]
pub fn grad(
    tokens: Address,
    workspace: Workspace,
    dy: Address,
    dtable: Address,
    add: bool,
    [rows, vocabulary, cols]: [usize; 3],
) -> Vec<Launch> {
    let values = vocabulary * cols;
    let clear = Launch::each("embedding_clear", values.div_ceil(EIGHT)).pass(dtable).pass(values);
    let mut launches = Vec::from_iter((!add).then_some(clear));
    launches.extend(token_sort::sort(tokens, workspace.sort, rows, vocabulary));
    let (sorted, partial) = (workspace.sort.sorted(), workspace.partial);
    let (segments, threads) = (rows.div_ceil(SEGMENT), cols.div_ceil(EIGHT).next_multiple_of(32).clamp(32, 128));
    let launch = |kernel| Launch::new(kernel, [segments, 1, 1], count(threads)).pass(sorted.ids);
    let sums = launch("embedding_grad").shared(size_of::<u32>() * (2 * SEGMENT + 2)).pass(sorted.rows).pass(dy);
    let sums = sums.pass(dtable).pass(partial).pass(add).pass(count(rows)).pass(count(cols));
    let join = launch("embedding_join").pass(partial).pass(dtable).pass(add).pass(count(rows)).pass(count(cols));
    launches.extend([sums, join]);
    launches
}
