//! The model that a recipe describes, or that a run starts from.

use nanollama_model::{Config, PRESETS, preset};

use super::base::Base;
use super::datasets::Datasets;
use crate::error::{Error, Result};
use crate::recipe::Recipe;

/// Tokens in a row, when nothing says so.
const CONTEXT: usize = 512;

/// The model that the recipe describes.
pub(super) fn described(recipe: &Recipe, vocabulary: usize) -> Result<Config> {
    let context = recipe.context.unwrap_or(CONTEXT);
    let mut config = match (&recipe.model, recipe.depth, recipe.layers, recipe.dim) {
        (Some(name), ..) => preset(name, vocabulary, context)?,
        (None, Some(depth), ..) => Config::from_depth(depth, vocabulary, context),
        (None, None, Some(layers), Some(dim)) => {
            let heads = recipe.heads.unwrap_or((dim / 64).max(1));
            Config::new(layers, dim, heads, recipe.kv_heads.unwrap_or(heads), vocabulary, context)
        }
        _ => return Err(Error::NoShape { known: PRESETS.map(|p| p.name).join(", ") }),
    };
    config.layers = recipe.layers.unwrap_or(config.layers);
    if recipe.dim.is_some() || recipe.heads.is_some() || recipe.kv_heads.is_some() {
        let (dim, heads) = (recipe.dim.unwrap_or(config.dim), recipe.heads.unwrap_or(config.heads));
        // A size's own number of key/value heads stays when it still fits.
        let kv_heads = recipe.kv_heads.unwrap_or(if heads % config.kv_heads == 0 { config.kv_heads } else { heads });
        config = Config::new(config.layers, dim, heads, kv_heads, vocabulary, context);
        if dim % heads != 0 {
            return Err(Error::Heads { dim, heads });
        }
    }
    config.ffn = recipe.ffn.unwrap_or(config.ffn);
    config.rope_theta = recipe.rope_theta.unwrap_or(config.rope_theta);
    config.features = recipe.features(config.features, context)?;
    match config.features.windows {
        Some(windows) if windows.short_layers(config.layers) == 0 => {
            return Err(Error::NoWindow { pattern: windows.pattern.to_string(), layers: config.layers });
        }
        _ => {}
    }
    Ok(config)
}

/// The base model's configuration, which a recipe cannot change.
///
/// # Errors
/// When the recipe tries to, asks for longer rows than the model knows, or the data is of another tokenizer.
pub(super) fn inherited(recipe: &Recipe, base: &Base, data: &Datasets) -> Result<Config> {
    let given = recipe.by_name();
    let name = || base.name.clone();
    if let Some(field) = Recipe::SHAPE.iter().copied().find(|field| given.contains_key(*field)) {
        return Err(Error::Inherited { field, base: name() });
    }
    if let Some(context) = recipe.context.filter(|context| *context > base.config.context) {
        return Err(Error::LongContext { context, base: name(), known: base.config.context });
    }
    let (vocabulary, known) = (data.vocabulary(), base.config.vocabulary);
    // A table may have more rows than its tokenizer has tokens (Qwen's has 151,936 for 151,665); the hash below says that the
    // tokenizer is the model's own.
    let padded = vocabulary < known && base.tokenizer_hash.is_some();
    if vocabulary != known && !padded {
        return Err(Error::Vocabulary { vocabulary, base: name(), known });
    }
    if let Some(hash) = &base.tokenizer_hash {
        data.same_tokenizer(&base.name, hash)?;
    }
    Ok(base.config.clone())
}
