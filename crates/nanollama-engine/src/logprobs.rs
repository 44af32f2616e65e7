//! What the model thinks of a given text: logits and log-probabilities of its tokens.

use nanollama_model::{Feed, Sequence, Wanted};

use crate::engine::Engine;
use crate::error::Result;

/// Tokens whose logits are in memory at once: 32,000 of vocabulary make 16 MB of them.
const ROWS: usize = 128;

impl Engine<'_> {
    /// ln p(ids\[t + 1\] | ids\[..= t\]) for each t: one value fewer than ids.
    ///
    /// # Errors
    /// [`crate::Error::TooLong`] beyond the context; a token outside the vocabulary.
    pub fn logprobs(&mut self, ids: &[u32]) -> Result<Vec<f32>> {
        let mut out = Vec::with_capacity(ids.len());
        self.each_row(ids, |row, logits| {
            if let Some(&next) = ids.get(row + 1) {
                out.push(log_probability(logits, next) as f32);
            }
        })?;
        Ok(out)
    }

    /// All logits of a text, `[ids, vocabulary]`.
    ///
    /// # Errors
    /// As [`Engine::logprobs`].
    pub fn logits(&mut self, ids: &[u32]) -> Result<Vec<f32>> {
        let mut out = Vec::new();
        self.each_row(ids, |_, logits| out.extend_from_slice(logits))?;
        Ok(out)
    }

    /// Calls `visit` with each token's index and the logits after it.
    fn each_row(&mut self, ids: &[u32], mut visit: impl FnMut(usize, &[f32])) -> Result<()> {
        if ids.len() > self.context {
            return Err(self.too_long(ids.len()));
        }
        self.clear_cache();
        let mut sequence = Sequence::default();
        let mut row = 0;
        let outcome = ids.chunks(ROWS).try_for_each(|tokens| {
            let feed = Feed { sequence: &mut sequence, tokens, wanted: Wanted::All };
            let logits = self.decoder.run(&self.model, &*self.kernels, &mut self.cache, &mut [feed])?;
            for logits in logits.chunks_exact(self.model.config().vocabulary) {
                visit(row, logits);
                row += 1;
            }
            Ok(())
        });
        self.cache.release(sequence);
        outcome
    }
}

/// Logarithm of a softmax's value, in f64.
fn log_probability(logits: &[f32], id: u32) -> f64 {
    let greatest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total: f64 = logits.iter().map(|&logit| f64::from(logit - greatest).exp()).sum();
    f64::from(logits[id as usize] - greatest) - total.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_sum_to_one_even_far_from_zero() {
        let logits = [1000.0f32, 1001.0, 998.5, -50.0];
        let total: f64 = (0..4).map(|id| log_probability(&logits, id).exp()).sum();
        assert!((total - 1.0).abs() < 1e-12);
        assert!((log_probability(&[0.0, 0.0], 1) - 0.5f64.ln()).abs() < 1e-12);
    }
}
