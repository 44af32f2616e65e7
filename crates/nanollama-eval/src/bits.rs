//! Bits a byte of a text, as lm-evaluation-harness measures `bits_per_byte` (`get_rolling_token_windows`): windows end to end, each
//! token predicted once, the first behind the token that begins a text; the last window reaches back to be full.

use nanollama_engine::Engine;

use crate::error::Result;

/// What a text measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bits {
    /// −Σ ln p / (ln 2 · bytes).
    pub per_byte: f64,
    /// Tokens predicted.
    pub tokens: usize,
    /// Bytes of the text.
    pub bytes: usize,
}

/// Measures a text. `done` is called with how many of its tokens are predicted, and says whether to go on; None where it did not.
///
/// # Errors
/// What the model reports.
pub fn bits(engine: &mut Engine, text: &str, done: &mut dyn FnMut(usize, usize) -> bool) -> Result<Option<Bits>> {
    let tokenizer = engine.tokenizer();
    let begin = tokenizer.bos().or(tokenizer.eos());
    let ids: Vec<u32> = begin.into_iter().chain(tokenizer.encode(text)).collect();
    // Of n + 1 ids n are predicted; a window is read with one more in front.
    let (all, window) = (ids.len().saturating_sub(1), engine.context() - 1);
    let (mut nats, mut at) = (0.0, 0);
    while at < all {
        let end = all.min(at + window);
        let start = end.saturating_sub(window);
        let logprobs = engine.logprobs(&ids[start..=end])?;
        nats -= logprobs[at - start..].iter().map(|&logprob| f64::from(logprob)).sum::<f64>();
        at = end;
        if !done(at, all) {
            return Ok(None);
        }
    }
    let bytes = text.len();
    Ok(Some(Bits { per_byte: nats / (std::f64::consts::LN_2 * bytes as f64), tokens: all, bytes }))
}
