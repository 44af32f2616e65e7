//! nanochat's one dial: from the depth follow width and heads (in the model's configuration), and here tokens, batch and rates.
//!
//! Tokens are a ratio of the parameters that take part in products. The batch follows the tokens by a power law (Bergsma
//! et al. 2025, "Power Lines"), the rates follow the batch by a square root. Departures: text is read at most
//! [`MOST_EPOCHS`] times; a run has at least [`FEWEST_STEPS`] steps if its tokens allow it, because one machine's cores are
//! not eight GPUs; and the rates fall to no less than a quarter, because a run of a few hundred steps cannot make up for less.

use super::length::MOST_EPOCHS;
use crate::optimizer::Rates;
use crate::recipe::Recipe;

/// Tokens a product parameter.
pub(crate) const RATIO: f64 = 12.0;
/// nanochat's batch at its reference depth of 12, in tokens.
const REFERENCE_BATCH: f64 = 524_288.0;
/// Product parameters of nanochat's depth 12.
const REFERENCE_PARAMETERS: f64 = 110.1e6;
const POWER: f64 = 0.383;
const FEWEST_STEPS: f64 = 200.0;
const SMALLEST_BATCH: f64 = 4096.0;
const SMALLEST_RATE: f64 = 0.25;

/// What the dial says for a model of `parameters` product parameters on `train_tokens` tokens, where `recipe` does not.
pub(crate) fn turn(recipe: &Recipe, parameters: u64, train_tokens: u64) -> Recipe {
    let ratio = recipe.ratio.unwrap_or(RATIO);
    let wanted = ratio * parameters as f64;
    // A budget of operations is no count of tokens before the batch is known: the batch is that of the ratio then.
    let tokens = match (recipe.tokens, recipe.epochs) {
        (Some(tokens), _) => tokens as f64,
        (None, Some(epochs)) => epochs * train_tokens as f64,
        (None, None) => wanted.min(MOST_EPOCHS * train_tokens as f64),
    };
    let reference_tokens = ratio * REFERENCE_PARAMETERS;
    let law = REFERENCE_BATCH * (tokens / reference_tokens).powf(POWER);
    let most = (tokens / FEWEST_STEPS).max(SMALLEST_BATCH);
    let batch = power_of_two(law).min(power_of_two_below(most)).max(SMALLEST_BATCH);
    let scale =
        (recipe.batch_tokens.map_or(batch, |given| given as f64) / REFERENCE_BATCH).sqrt().clamp(SMALLEST_RATE, 1.0);
    let Rates { embedding, head, norm, matrix } = Rates::DEFAULT.scaled(scale);
    Recipe {
        batch_tokens: Some(batch as usize),
        embedding_lr: Some(embedding),
        head_lr: Some(head),
        norm_lr: Some(norm),
        matrix_lr: Some(matrix),
        ratio: Some(ratio),
        ..Recipe::default()
    }
}

fn power_of_two(x: f64) -> f64 {
    x.log2().round().exp2()
}

fn power_of_two_below(x: f64) -> f64 {
    x.log2().floor().exp2()
}
