//! Where a preparation ends before its files do.

/// Where a preparation ends before its files do: with the document that reaches it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limit {
    /// Tokens, separators and held-out documents included.
    pub tokens: Option<u64>,
    /// Documents.
    pub documents: Option<u64>,
    /// Files.
    pub files: Option<u64>,
}
