//! Which of several scored options wins.

use serde::{Deserialize, Serialize};

use crate::case::Case;

/// What a model made of an option.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// Σ ln p of its tokens, in nats.
    pub logprob: f64,
    /// How many they are; 0 where nothing counts.
    pub tokens: usize,
    /// Whether each was the likeliest at its place.
    pub likeliest: bool,
}

/// How an answer is read off the scores. Of equals the first wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The likeliest option: lm-evaluation-harness's `acc`, and nanochat's letters.
    Sum,
    /// The likeliest by character: the harness's `acc_norm`.
    PerCharacter,
    /// The likeliest by token: CORE's.
    PerToken,
    /// Whether all tokens of the one text are the likeliest: CORE's language modelling.
    Exact,
}

impl Rule {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Sum | Rule::PerToken => "acc",
            Rule::PerCharacter => "acc_norm",
            Rule::Exact => "exact",
        }
    }

    /// The option that wins; None where one text is to be said exactly and is not.
    pub fn choose(self, case: &Case, scores: &[Scored]) -> Option<usize> {
        if self == Rule::Exact {
            return scores.first().filter(|scored| scored.tokens > 0 && scored.likeliest).map(|_| 0);
        }
        let value = |at: usize| {
            let Scored { logprob, tokens, .. } = scores[at];
            match self {
                Rule::PerCharacter => logprob / case.passages[at].characters as f64,
                // Nothing by nothing is no number; such an option wins only where it is the first, as Python's min has it.
                Rule::PerToken => logprob / tokens as f64,
                Rule::Sum | Rule::Exact => logprob,
            }
        };
        (0..scores.len()).reduce(|best, at| if value(at) > value(best) { at } else { best })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Passage;

    fn chosen(rule: Rule, options: &[(f64, usize, usize)]) -> Option<usize> {
        let passage = |&(_, _, characters): &(f64, usize, usize)| Passage { ids: vec![0; 9], from: 1, characters };
        let case = Case::new(0, options.iter().map(passage).collect(), 0, 100);
        let scored =
            |&(logprob, tokens, _): &(f64, usize, usize)| Scored { logprob, tokens, likeliest: logprob > -1.0 };
        rule.choose(&case, &options.iter().map(scored).collect::<Vec<_>>())
    }

    #[test]
    fn each_rule_has_its_winner_and_of_equals_the_first_wins() {
        let options = [(-4.0, 2, 8), (-3.0, 1, 2), (-9.0, 6, 9)];
        assert_eq!(chosen(Rule::Sum, &options), Some(1));
        assert_eq!(chosen(Rule::PerCharacter, &options), Some(0));
        assert_eq!(chosen(Rule::PerToken, &options), Some(2));
        assert_eq!(chosen(Rule::Sum, &[(-5.0, 1, 1), (-2.0, 1, 1), (-2.0, 1, 1)]), Some(1));
        assert_eq!(chosen(Rule::PerToken, &[(0.0, 0, 1), (-2.0, 1, 1)]), Some(0), "no number, and the first");
        assert_eq!(chosen(Rule::PerToken, &[(-2.0, 1, 1), (0.0, 0, 1)]), Some(0));
        assert_eq!(chosen(Rule::Exact, &[(-0.5, 1, 1)]), Some(0));
        assert_eq!(chosen(Rule::Exact, &[(-1.5, 1, 1)]), None);
        assert_eq!(chosen(Rule::Exact, &[(0.0, 0, 1)]), None);
    }
}
