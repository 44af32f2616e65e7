//! How long a run is: steps, from whatever unit says so.

use nanollama_model::Config;

use super::Plan;
use super::step_shape::StepShape;
use crate::recipe::Recipe;

/// Passes over the data beyond which a repeated token teaches much less than a fresh one (Muennighoff et al. 2023). Steps that
/// follow from a ratio stop here; those asked for in tokens, epochs or steps do not.
pub const MOST_EPOCHS: f64 = 4.0;
/// Tokens a parameter, when nothing says how long the run is (Hoffmann et al. 2022).
const RATIO: f64 = 20.0;

/// The parameters that a ratio of tokens multiplies: nanochat's dial counts those of products, everything else all.
fn counted(model: &Config, dialled: bool) -> u64 {
    if dialled { model.product_parameters() } else { model.parameter_count() }
}

impl Plan {
    /// The parameters that its ratio of tokens multiplies.
    #[must_use]
    pub fn length_parameters(&self) -> u64 {
        counted(&self.model, self.settings().depth.is_some())
    }
}

/// Optimiser steps of a run over data of `train_tokens` positions a pass.
pub(super) fn steps(recipe: &Recipe, model: &Config, train_tokens: u64, step: &StepShape) -> u64 {
    let epoch = train_tokens as f64;
    let of_ratio = |ratio: f64| (ratio * counted(model, recipe.depth.is_some()) as f64).min(MOST_EPOCHS * epoch);
    let of_token = || model.training_flops([step.context], step.context) / step.context as f64;
    let tokens = match *recipe {
        Recipe { steps: Some(steps), .. } => return steps,
        Recipe { tokens: Some(tokens), .. } => tokens as f64,
        Recipe { epochs: Some(epochs), .. } => epochs * epoch,
        Recipe { flops: Some(flops), .. } => flops / of_token(),
        Recipe { ratio, .. } => of_ratio(ratio.unwrap_or(RATIO)),
    };
    (tokens / step.tokens as f64).round().max(1.0) as u64
}
