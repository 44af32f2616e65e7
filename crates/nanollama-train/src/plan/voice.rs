//! A personality in a plan: whose texts they are, which share of the rows they take, and how often they are read. What a plan
//! says of it is in `plan/personality.rs`.

use nanollama_data::Mixer;
use serde::{Deserialize, Serialize};

use super::datasets::{DataFacts, Datasets};
use super::stage::FeedKind;
use super::step_shape::StepShape;
use crate::error::{Error, Result};
use crate::recipe::Recipe;

/// Share of the rows, when nothing says so: the documents' 20% of each batch.
const RATIO: f64 = 0.2;
/// Passes over a personality beyond which a model rather remembers its texts than speaks like them.
pub(super) const MOST_PASSES: f64 = 8.0;

/// Passes over a personality that a trained model makes, when nothing says how long.
const PASSES: u64 = 4;

/// A personality whose rows stand in place of a share of the text's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// Its texts.
    pub data: DataFacts,
    /// Share of the rows.
    pub ratio: f64,
    /// How often its texts are read; 0 in what was stored without it.
    #[serde(default)]
    pub passes: f64,
}

impl Voice {
    /// A personality in a run of so many steps.
    pub(super) fn new(data: &DataFacts, ratio: Option<f64>, (step, steps): (&StepShape, u64)) -> Voice {
        Voice { data: data.clone(), ratio: ratio.unwrap_or(RATIO), passes: 0.0 }.over(step, steps)
    }

    /// The same in a run of so many steps.
    pub(super) fn over(mut self, step: &StepShape, steps: u64) -> Voice {
        let tokens = self.rows(step, steps).saturating_mul(step.context as u64);
        self.passes = tokens as f64 / self.data.train_tokens.max(1) as f64;
        self
    }

    /// Rows of a run of so many steps that are the personality's.
    pub(super) fn rows(&self, step: &StepShape, steps: u64) -> u64 {
        Mixer::personality_rows(self.ratio, steps.saturating_mul((step.tokens / step.context) as u64))
    }

    /// Tokens of a run that goes on with a model, where nothing says how long it is: the personality is read four times, the
    /// text at most once. The personality's length says what such a run costs, not the base's.
    pub(super) fn tokens(facts: &DataFacts, data: &Datasets, recipe: &Recipe) -> u64 {
        let wanted = (PASSES * facts.train_tokens) as f64 / recipe.personality_ratio.unwrap_or(RATIO);
        data.train_tokens().min(wanted as u64)
    }

    /// Refuses a personality that cannot be fed beside the text: with conversations, of another tokenizer, or shorter than a
    /// row.
    pub(super) fn fits(facts: &DataFacts, (data, feed): (&Datasets, FeedKind), context: usize) -> Result<()> {
        if feed != FeedKind::Text {
            return Err(Error::recipe("the personality", "it is fed beside text, and here conversations are fed"));
        }
        data.same_tokenizer(&facts.path.display().to_string(), &facts.tokenizer_hash)?;
        let (tokens, needed) = (facts.train_tokens, context as u64 + 1);
        if tokens < needed {
            return Err(Error::TooShort { data: facts.path.display().to_string(), tokens, needed });
        }
        Ok(())
    }
}
