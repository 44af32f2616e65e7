//! When to look, show and save.

use serde::{Deserialize, Serialize};

use super::grading::Grading;
use super::step_shape::StepShape;
use crate::recipe::Recipe;

/// The most tokens of one validation, when nothing says how many.
const EVAL_TOKENS: u64 = 131_072;

/// When to look, show and save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watch {
    /// Steps between two validations; 0 for the end only. Every checkpoint that is due is validated too.
    pub eval_every: u64,
    /// Tokens of one validation; 0 when there is nothing to validate on.
    pub eval_tokens: u64,
    /// Steps between two samples; 0 for none.
    pub sample_every: u64,
    /// Shares of the run, from 0 to 1, at which samples are shown, too.
    #[serde(default)]
    pub sample_at: Vec<f64>,
    /// Tokens of one sample.
    pub sample_tokens: usize,
    /// What a sample continues; in fine-tuning, what a user asks (where empty, held-out conversations ask).
    pub sample_prompt: String,
    /// Steps between two checkpoints; 0 for the end only.
    pub save_every: u64,
    /// Minutes after which a checkpoint is saved though none is due; 0 for never.
    pub save_minutes: f64,
    /// Checkpoints that are kept beside the best.
    pub keep: usize,
    /// Validations that may be no better than the best, one after the other, before the run ends; 0 for any number.
    #[serde(default, skip_serializing_if = "is_never")]
    pub early_stop: u64,
    /// Grades by benchmarks meanwhile, if there are some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grading: Option<Grading>,
}

fn is_never(validations: &u64) -> bool {
    *validations == 0
}

impl Watch {
    /// What a recipe asks for in a run of `steps` steps, with `valid_tokens` to measure on.
    pub(super) fn of(recipe: &Recipe, step: &StepShape, steps: u64, valid_tokens: u64) -> Watch {
        let eval_every = recipe.eval_every.unwrap_or((steps / 5).clamp(1, 250));
        // A validation costs a third of a training token: at most a twelfth of the time goes into it.
        let affordable =
            (eval_every.max(1).saturating_mul(step.tokens as u64) / 4).max((step.rows * step.context) as u64);
        let eval_tokens = recipe.eval_tokens.map_or(affordable.min(EVAL_TOKENS), |tokens| tokens as u64);
        Watch {
            eval_every,
            eval_tokens: eval_tokens.min(valid_tokens),
            sample_every: recipe.sample_every.unwrap_or(eval_every),
            sample_at: recipe.sample_at.clone().unwrap_or_default(),
            sample_tokens: recipe.sample_tokens.unwrap_or(48),
            sample_prompt: recipe.sample_prompt.clone().unwrap_or_default(),
            save_every: recipe.save_every.unwrap_or(1000),
            save_minutes: recipe.save_minutes.unwrap_or(15.0),
            keep: recipe.keep.unwrap_or(2),
            early_stop: recipe.early_stop.unwrap_or(0),
            grading: Grading::of(recipe),
        }
    }

    /// What of this a recipe may change while the run goes on.
    pub(super) fn change(&mut self, recipe: &Recipe) {
        self.eval_every = recipe.eval_every.unwrap_or(self.eval_every);
        self.sample_every = recipe.sample_every.unwrap_or(self.sample_every);
        if let Some(shares) = &recipe.sample_at {
            self.sample_at.clone_from(shares);
        }
        self.sample_tokens = recipe.sample_tokens.unwrap_or(self.sample_tokens);
        if let Some(prompt) = &recipe.sample_prompt {
            self.sample_prompt.clone_from(prompt);
        }
        self.save_every = recipe.save_every.unwrap_or(self.save_every);
        self.save_minutes = recipe.save_minutes.unwrap_or(self.save_minutes);
        self.keep = recipe.keep.unwrap_or(self.keep);
        self.early_stop = recipe.early_stop.unwrap_or(self.early_stop);
        self.grading = Grading::changed(self.grading.as_ref(), recipe);
    }

    /// Whether a sample is due behind `step` of `steps` steps; 0 is before the first.
    pub(crate) fn sample_due(&self, step: u64, steps: u64) -> bool {
        let every = self.sample_every;
        let due = every > 0 && step > 0 && (step.is_multiple_of(every) || step == steps);
        due || self.sample_at.iter().any(|share| (share * steps as f64).round() as u64 == step)
    }
}
