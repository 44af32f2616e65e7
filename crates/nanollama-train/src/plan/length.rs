//! How long a run is: steps, from whatever unit says so.

use nanollama_model::Config;

use super::step_shape::StepShape;
use crate::recipe::Recipe;

/// Passes over the data beyond which a repeated token teaches much less than a fresh one (Muennighoff et al. 2023). Steps that
/// follow from a ratio stop here; those asked for in tokens, epochs or steps do not.
pub const MOST_EPOCHS: f64 = 4.0;
/// Tokens a product parameter, when nothing says how long the run is (Hoffmann et al. 2022).
const RATIO: f64 = 20.0;

/// Optimiser steps of a run over data of `train_tokens` positions a pass.
pub(super) fn steps(recipe: &Recipe, model: &Config, train_tokens: u64, step: &StepShape) -> u64 {
    let epoch = train_tokens as f64;
    let of_ratio = |ratio: f64| (ratio * model.product_parameters() as f64).min(MOST_EPOCHS * epoch);
    let tokens = match *recipe {
        Recipe { steps: Some(steps), .. } => return steps,
        Recipe { tokens: Some(tokens), .. } => tokens as f64,
        Recipe { epochs: Some(epochs), .. } => epochs * epoch,
        Recipe { ratio, .. } => of_ratio(ratio.unwrap_or(RATIO)),
    };
    (tokens / step.tokens as f64).round().max(1.0) as u64
}
