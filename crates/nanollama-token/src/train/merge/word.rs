//! A word while it is merged, or a part of a long one.

/// A stretch of `symbols`, `count` times in the texts: a word, or a part of one.
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) length: u32,
    pub(super) count: u64,
    /// Whether the stretch before, or behind, is of the same word.
    pub(super) goes_on: Sides,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Sides {
    pub(super) before: bool,
    pub(super) behind: bool,
}
