//! One text being scored: the log-probabilities of its tokens, as far as they are known.

use nanollama_kernel::op::head;
use nanollama_kernel::pool::Pool;

use crate::error::{Error, Result};
use crate::weighed;

/// The state of one scoring.
pub(crate) struct Scoring {
    /// The first token scored.
    pub(crate) from: usize,
    /// ln p of `tokens[from..]`, as many as are done.
    pub(crate) logprobs: Vec<f32>,
    /// The likeliest of each place, where some are wanted.
    pub(crate) others: Vec<Vec<(u32, f32)>>,
    /// How many.
    wanted: usize,
    /// Ids the tokenizer has; a padded table has more rows.
    vocabulary: usize,
}

impl Scoring {
    /// Scores from token `from` on and names `wanted` of the likeliest each time.
    pub(crate) fn new(from: usize, wanted: usize, vocabulary: usize) -> Scoring {
        Scoring { from, logprobs: Vec::new(), others: Vec::new(), wanted, vocabulary }
    }

    /// The position whose logits are wanted next: that of the token before the next one to be scored.
    pub(crate) fn next_row(&self) -> usize {
        self.from - 1 + self.logprobs.len()
    }

    /// Scores one more token of `tokens` for each row of `logits` `[rows, width]`, with the arithmetic of the training loss.
    ///
    /// # Errors
    /// [`Error::NotANumber`].
    pub(crate) fn advance(&mut self, tokens: &[u32], logits: &[f32], width: usize, pool: &Pool) -> Result<()> {
        let done = self.logprobs.len();
        let first = self.from + done;
        let ids = &tokens[first..first + logits.len() / width];
        self.logprobs.resize(done + ids.len(), 0.0);
        head::log_probabilities(pool, logits, width, ids, &mut self.logprobs[done..]);
        match self.logprobs[done..].iter().position(|logprob| !logprob.is_finite()) {
            Some(row) => return Err(Error::NotANumber { position: first + row }),
            None if self.wanted == 0 => return Ok(()),
            None => {}
        }
        let mut others = vec![Vec::new(); ids.len()];
        let logprobs = &self.logprobs[done..];
        pool.for_each_mut(&mut others, |row, others| {
            let logits = &logits[row * width..][..width];
            let known = (ids[row], logprobs[row]);
            *others = weighed::likeliest(logits, self.vocabulary, self.wanted, known);
        });
        self.others.append(&mut others);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_probability_that_is_no_finite_number_is_an_error_at_its_token() {
        let pool = Pool::new(1);
        let score = |logits: &[f32]| {
            let mut scoring = Scoring::new(1, 0, 2);
            scoring.advance(&[0, 0, 1], logits, 2, &pool).map(|()| scoring.logprobs)
        };
        assert!(score(&[1.0, 2.0, 3.0, 3.0]).is_ok());
        for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -3e38] {
            let error = score(&[1.0, 2.0, 3e38, bad]).unwrap_err();
            assert!(matches!(error, Error::NotANumber { position: 2 }), "{bad}: {error}");
        }
    }
}
