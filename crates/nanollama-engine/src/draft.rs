//! Guessing the tokens to come (Leviathan et al. 2023, "Fast Inference from Transformers via Speculative Decoding"). One
//! step computes a row for each drafted token; those that the model would have chosen anyway are accepted.

/// A source of drafted tokens.
pub trait Draft: Send {
    /// At most `most` tokens that may follow `tokens` (prompt and what was generated). More are cut off.
    fn propose(&mut self, tokens: &[u32], most: usize) -> Vec<u32>;
}
