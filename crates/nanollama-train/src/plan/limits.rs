//! The range of every number that can be typed.

use std::fmt::Display;

use crate::error::{Error, Result};
use crate::recipe::Recipe;

/// Refuses `value` outside `low..=high`; a NaN is outside of everything.
fn within<T: PartialOrd + Display>(field: &'static str, value: Option<T>, low: T, high: T) -> Result<()> {
    match value {
        Some(value) if !(value >= low && value <= high) => {
            Err(Error::Range { field, value: value.to_string(), low: low.to_string(), high: high.to_string() })
        }
        _ => Ok(()),
    }
}

/// Checks every number of a recipe by itself; how they fit each other is the plan's matter.
pub(crate) fn check(recipe: &Recipe) -> Result<()> {
    let Recipe { depth, layers, dim, heads, kv_heads, ffn, context, rope_theta, .. } = *recipe;
    within("depth", depth, 1, 128)?;
    within("layers", layers, 1, 4096)?;
    within("dim", dim, 8, 1 << 20)?;
    within("heads", heads, 1, 1 << 17)?;
    within("kv_heads", kv_heads, 1, 1 << 17)?;
    within("ffn", ffn, 1, 1 << 20)?;
    within("context", context, 2, 1 << 20)?;
    within("rope_theta", rope_theta, 2.0, 1e12)?;

    let Recipe { steps, tokens, epochs, ratio, batch_tokens, device_batch_size, .. } = *recipe;
    within("steps", steps, 1, 1 << 40)?;
    within("tokens", tokens, 1, 1 << 50)?;
    within("epochs", epochs, 1e-6, 1e6)?;
    within("ratio", ratio, 1e-6, 1e6)?;
    within("batch_tokens", batch_tokens, 2, 1 << 30)?;
    within("device_batch_size", device_batch_size, 1, 1 << 20)?;

    let Recipe { embedding_lr, head_lr, norm_lr, matrix_lr, lr_fraction, weight_decay, gradient_clip, .. } = *recipe;
    within("embedding_lr", embedding_lr, 0.0, 10.0)?;
    within("head_lr", head_lr, 0.0, 10.0)?;
    within("norm_lr", norm_lr, 0.0, 10.0)?;
    within("matrix_lr", matrix_lr, 0.0, 10.0)?;
    within("lr_fraction", lr_fraction, 0.0, 100.0)?;
    within("weight_decay", weight_decay, 0.0, 100.0)?;
    within("gradient_clip", gradient_clip, 0.0, 1e6)?;

    let Recipe { warmup_steps, warmdown_ratio, final_lr_fraction, momentum_warmup_steps, .. } = *recipe;
    within("warmup_steps", warmup_steps, 0, 1 << 40)?;
    within("warmdown_ratio", warmdown_ratio, 0.0, 1.0)?;
    within("final_lr_fraction", final_lr_fraction, 0.0, 1.0)?;
    within("momentum_warmup_steps", momentum_warmup_steps, 0, 1 << 40)?;

    let Recipe { eval_every, eval_tokens, sample_every, sample_tokens, save_every, save_minutes, keep, .. } = *recipe;
    within("validation_fraction", recipe.validation_fraction, 1e-6, 0.5)?;
    within("eval_every", eval_every, 0, 1 << 40)?;
    within("eval_tokens", eval_tokens, 1, 1 << 40)?;
    within("sample_every", sample_every, 0, 1 << 40)?;
    within("sample_tokens", sample_tokens, 1, 1 << 20)?;
    within("save_every", save_every, 0, 1 << 40)?;
    within("save_minutes", save_minutes, 0.0, 1e6)?;
    within("keep", keep, 1, 1 << 20)
}
