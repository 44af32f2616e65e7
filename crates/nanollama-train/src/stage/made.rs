//! What came of the things that a step drew: numbers for lines and metrics.

use serde::Serialize;

/// What came of a step's draw, before the step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Made {
    /// Questions were answered.
    Answers(Answers),
    /// Pairs were looked at.
    Pairs(Pairs),
}

/// Answers of the model's own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Answers {
    /// Mean reward: the share of right answers.
    pub reward: f64,
    /// Answers.
    pub answers: usize,
    /// Right ones.
    pub right: usize,
    /// Tokens of an answer, on average.
    pub length: f64,
    /// Answers that ended at the limit.
    pub cut: usize,
    /// Questions whose answers are all worth the same: nothing is learned from them.
    pub alike: usize,
    /// Prompt tokens that were not computed again for a further answer, and prompt tokens of all answers.
    pub prompt_tokens: [usize; 2],
    /// Divergence of the trainer's log-probabilities from the engine's, in nats a token, where it was looked at; 0 where every
    /// bit is the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kl_engine: Option<f64>,
    /// Divergence from the model that the run started from, in nats a token, where it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kl_start: Option<f64>,
}

/// Pairs of a preferred and a rejected answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Pairs {
    /// Mean of −ln σ(β · margin).
    pub loss: f64,
    /// Share of the pairs whose preferred answer has gained more.
    pub accuracy: f64,
    /// Mean of β times what the preferred answer has gained over the rejected one, in nats.
    pub margin: f64,
    /// Mean of β times what the preferred answer has gained.
    pub chosen: f64,
    /// Mean of β times what the rejected answer has gained.
    pub rejected: f64,
    /// Pairs.
    pub pairs: usize,
}

/// What held-out questions or pairs came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Measured {
    /// Of questions.
    Passed {
        /// Questions.
        questions: usize,
        /// Share whose likeliest answer is right.
        greedy: f64,
        /// For k from 1 on, the probability that one of k sampled answers is right, estimated from all of them (Chen et al.
        /// 2021).
        pass_at: Vec<f64>,
    },
    /// Of pairs.
    Preferred(Pairs),
}

/// The probability that one of `k` answers drawn from `n`, of which `right` are right, is right: 1 − C(n − right, k) / C(n, k).
pub(crate) fn pass_at(k: usize, right: usize, n: usize) -> f64 {
    if n - right < k {
        return 1.0;
    }
    let none: f64 = (0..k).map(|drawn| (n - right - drawn) as f64 / (n - drawn) as f64).product();
    1.0 - none
}

#[cfg(test)]
mod tests {
    use super::pass_at;

    #[test]
    fn pass_at_k_is_the_share_of_all_draws() {
        assert_eq!((pass_at(1, 0, 8), pass_at(1, 8, 8), pass_at(8, 1, 8)), (0.0, 1.0, 1.0));
        assert!((pass_at(1, 3, 8) - 0.375).abs() < 1e-12);
        // Of 28 pairs of 8 answers 10 lie within the 5 wrong ones.
        assert!((pass_at(2, 3, 8) - (1.0 - 10.0 / 28.0)).abs() < 1e-12);
    }
}
