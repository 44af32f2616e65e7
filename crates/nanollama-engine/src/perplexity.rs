//! How well a model predicts a text, in llama.cpp's two ways, so that the numbers can be compared.
//!
//! The text is cut into windows of the context's length, and of each only tokens count that have enough before them: the second
//! half of windows end to end, or with a stride the last tokens of windows that overlap. Where the model expects a token
//! that begins a text, it stands in place of each window's first.

use std::ops::ControlFlow;

use crate::engine::Engine;
use crate::error::{Error, Result};

/// How a text is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Windows {
    /// Tokens a window.
    pub context: usize,
    /// Tokens from one window to the next, all of which count; `None` for windows end to end, whose second half counts.
    pub stride: Option<usize>,
}

/// The perplexity of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Perplexity {
    /// exp of the mean negative log-likelihood.
    pub perplexity: f64,
    /// Its standard error, by the spread of the tokens'.
    pub error: f64,
    /// Tokens that counted.
    pub tokens: usize,
    /// Windows.
    pub windows: usize,
}

/// Sums over the tokens so far.
#[derive(Default)]
struct Sums {
    nll: f64,
    squares: f64,
    tokens: usize,
    windows: usize,
}

impl Sums {
    fn add(&mut self, logprobs: &[f32]) {
        for &logprob in logprobs {
            let nll = -f64::from(logprob);
            self.nll += nll;
            self.squares += nll * nll;
        }
        self.tokens += logprobs.len();
        self.windows += 1;
    }

    fn perplexity(&self) -> Perplexity {
        let count = self.tokens as f64;
        let mean = self.nll / count;
        let variance = (self.squares / count - mean * mean).max(0.0);
        let perplexity = mean.exp();
        let error = if self.tokens > 1 { (variance / (count - 1.0)).sqrt() * perplexity } else { 0.0 };
        Perplexity { perplexity, error, tokens: self.tokens, windows: self.windows }
    }
}

impl Windows {
    /// The tokens of a window.
    pub(crate) fn at(self, window: usize, ids: &[u32]) -> &[u32] {
        &ids[window * self.stride.unwrap_or(self.context)..][..self.context]
    }

    /// How many windows a text of so many tokens has, and the first token that counts in each.
    ///
    /// # Errors
    /// [`Error::Setting`] for a window or a stride that is none, or a text that fills too few.
    pub(crate) fn of(&self, tokens: usize) -> Result<(usize, usize)> {
        let wrong =
            |setting, value: usize, wanted: String| Err(Error::Setting { setting, value: value.to_string(), wanted });
        let Windows { context, stride } = *self;
        if context < 4 {
            return wrong("context", context, "must be at least 4".into());
        }
        if let Some(stride) = stride.filter(|stride| *stride == 0 || *stride >= context) {
            return wrong("stride", stride, format!("must lie from 1 to {}, below the context", context - 1));
        }
        if tokens < 2 * context {
            return wrong(
                "context",
                context,
                format!("the text has {tokens} tokens and must have two contexts' length"),
            );
        }
        Ok(match stride {
            None => (tokens / context, context / 2 + 1),
            Some(stride) => ((tokens - context).div_ceil(stride), context - stride),
        })
    }
}

impl Engine {
    /// Tokens from the middle of a text as a text of their own: where the model expects a token that begins a text, it stands in
    /// place of the first.
    pub(crate) fn piece(&self, tokens: &[u32]) -> Vec<u32> {
        let mut tokens = tokens.to_vec();
        let begin = self.tokenizer().bos().filter(|_| self.tokenizer().adds_bos());
        if let Some((first, begin)) = tokens.first_mut().zip(begin) {
            *first = begin;
        }
        tokens
    }

    /// The perplexity of a text's tokens. `on_window` is given the estimate after each window, with how many there are, and says
    /// whether to go on.
    ///
    /// # Errors
    /// [`Error::Setting`] for windows that the text or the context cannot have; [`Error::TooLong`] for windows beyond the
    /// engine's context; [`Error::NotANumber`].
    pub fn perplexity(
        &mut self,
        ids: &[u32],
        windows: Windows,
        mut on_window: impl FnMut(Perplexity, usize) -> ControlFlow<()>,
    ) -> Result<Perplexity> {
        let (count, from) = windows.of(ids.len())?;
        let mut sums = Sums::default();
        for window in 0..count {
            let tokens = self.piece(windows.at(window, ids));
            sums.add(&self.scheduler.score(&self.model, &*self.device, tokens, from)?);
            // Windows share nothing but their first token: what is kept of them is of no use.
            self.scheduler.forget_prefixes();
            if on_window(sums.perplexity(), count).is_break() {
                break;
            }
        }
        Ok(sums.perplexity())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::testing::{engine_of, logits, model};

    /// ln p of `tokens[at]` by its definition, in f64, from all logits of a window.
    fn logprob(logits: &[f32], tokens: &[u32], at: usize) -> f64 {
        let row: Vec<f64> = logits[(at - 1) * 320..at * 320].iter().map(|&logit| f64::from(logit)).collect();
        let total: f64 = row.iter().map(|logit| logit.exp()).sum();
        row[tokens[at] as usize] - total.ln()
    }

    #[test]
    fn it_is_what_llama_cpp_computes_token_by_token() {
        let mut engine = engine_of(model(5), 1, None, &Options::default());
        let begin = engine.tokenizer().bos().filter(|_| engine.tokenizer().adds_bos());
        let ids: Vec<u32> = (0..110u32).map(|i| (i * 37 + i * i) % 300).collect();
        for (context, stride) in [(16, None), (17, None), (32, Some(5)), (32, Some(31)), (20, Some(10))] {
            let (mut nll, mut count) = (Vec::new(), 0);
            let (windows, counted): (Vec<usize>, Vec<usize>) = match stride {
                None => ((0..110 / context).map(|i| i * context).collect(), (context / 2 + 1..context).collect()),
                Some(stride) => {
                    let windows = (110_usize - context).div_ceil(stride);
                    ((0..windows).map(|i| i * stride).collect(), (context - stride..context).collect())
                }
            };
            for &start in &windows {
                let mut tokens = ids[start..start + context].to_vec();
                if let Some(begin) = begin {
                    tokens[0] = begin;
                }
                let logits = logits(&engine.model, &*engine.device, &tokens);
                nll.extend(counted.iter().map(|&at| -logprob(&logits, &tokens, at)));
                count += counted.len();
            }
            let mean = nll.iter().sum::<f64>() / count as f64;
            let variance = nll.iter().map(|nll| (nll - mean).powi(2)).sum::<f64>() / count as f64;
            let mut seen = 0;
            let got = engine
                .perplexity(&ids, Windows { context, stride }, |_, of| {
                    assert_eq!(of, windows.len());
                    seen += 1;
                    ControlFlow::Continue(())
                })
                .unwrap();
            assert_eq!((got.tokens, got.windows, seen), (count, windows.len(), windows.len()));
            assert!((got.perplexity / mean.exp() - 1.0).abs() < 1e-5, "{got:?} {mean}");
            let error = (variance / (count as f64 - 1.0)).sqrt() * mean.exp();
            assert!((got.error / error - 1.0).abs() < 1e-3, "{got:?} {error}");
        }
    }

    #[test]
    fn windows_that_cannot_be_are_refused() {
        let mut engine = engine_of(model(5), 1, None, &Options::default());
        let ids = vec![1; 100];
        let mut refused = |context, stride, words: &str| {
            let went = engine.perplexity(&ids, Windows { context, stride }, |_, _| ControlFlow::Continue(()));
            let message = went.unwrap_err().to_string();
            assert!(message.contains(words), "{message}");
        };
        refused(2, None, "context = 2");
        refused(51, None, "100 tokens");
        refused(16, Some(0), "stride = 0");
        refused(16, Some(16), "stride = 16");
    }
}
