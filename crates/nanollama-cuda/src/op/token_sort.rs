//! The rows of a launch sorted by token, those of one token ascending.

use crate::launch::{Address, Launch, count};

/// Threads of a block that sorts.
const THREADS: usize = 1024;
/// Most such blocks: each reads the counts of all.
const MOST_BLOCKS: usize = 256;
/// Bits of a token that a pass sorts by.
const DIGIT_BITS: u32 = 8;
const DIGITS: usize = 1 << DIGIT_BITS;

/// Rows sorted by token: `[T]` words each.
#[derive(Debug, Clone, Copy)]
pub struct Sorted {
    /// The tokens, ascending.
    pub ids: Address,
    /// Their rows; those of one token ascending.
    pub rows: Address,
}

/// What the sort works in.
#[derive(Debug, Clone, Copy)]
pub struct Workspace {
    /// Passes write into one after the other, the last one into the second.
    sorted: [Sorted; 2],
    /// `[blocks, 256]` words.
    counts: Address,
}

impl Workspace {
    /// Cuts it with what gives the next so many words.
    pub(crate) fn cut(mut take: impl FnMut(usize) -> Address, rows: usize) -> Workspace {
        let sorted = [(); 2].map(|()| Sorted { ids: take(rows), rows: take(rows) });
        Workspace { sorted, counts: take(DIGITS * blocks(rows)) }
    }

    /// What the sort leaves.
    #[must_use]
    pub fn sorted(&self) -> Sorted {
        self.sorted[1]
    }
}

/// Rows of a block that sorts.
fn share(rows: usize) -> usize {
    rows.div_ceil(MOST_BLOCKS).next_multiple_of(THREADS)
}

/// Blocks that sort.
fn blocks(rows: usize) -> usize {
    rows.div_ceil(share(rows).max(1))
}

/// Sorts rows by their `tokens`, which are less than `vocabulary`.
pub(crate) fn sort(tokens: Address, workspace: Workspace, rows: usize, vocabulary: usize) -> Vec<Launch> {
    let bits = vocabulary.saturating_sub(1).max(1).ilog2() + 1;
    let passes = bits.div_ceil(DIGIT_BITS);
    let mut from = Sorted { ids: tokens, rows: Address::NULL };
    let mut launches = Vec::new();
    for pass in 0..passes {
        let to = workspace.sorted[((passes - pass) % 2) as usize];
        let launch = |kernel| Launch::new(kernel, [blocks(rows), 1, 1], count(THREADS)).pass(from.ids);
        let last = |launch: Launch| launch.pass(DIGIT_BITS * pass).pass(count(rows)).pass(count(share(rows)));
        let found = launch("token_sort_count").shared(size_of::<u32>() * DIGITS).pass(workspace.counts);
        let place = launch("token_sort_place").shared(size_of::<u32>() * (34 * DIGITS + 32)).pass(from.rows);
        launches.extend([last(found), last(place.pass(workspace.counts).pass(to.ids).pass(to.rows))]);
        from = to;
    }
    launches
}
