//! What drafts: anything that can guess how a text goes on.

/// A source of drafted tokens.
pub trait Draft: Send {
    /// At most `most` tokens that may follow `tokens` (prompt and what was generated). More are cut off.
    fn propose(&mut self, tokens: &[u32], most: usize) -> Vec<u32>;
}
