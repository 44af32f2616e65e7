//! Hugging Face's folder: `config.json`, safetensors, tokenizer files, `generation_config.json` and a model card.
//!
//! A checkpoint of ours is such a folder with training state beside it, so one reader serves both.

pub(crate) mod config;
pub(crate) mod fields;
mod keys;
mod kind;
pub(crate) mod read;
mod rope;
mod write;

pub(crate) use write::torch_name;
pub use write::write;

pub(crate) const CONFIG_FILE: &str = "config.json";
pub(crate) const GENERATION_FILE: &str = "generation_config.json";
pub(crate) const TOKENIZER_CONFIG_FILE: &str = "tokenizer_config.json";
pub(crate) const TEMPLATE_FILE: &str = "chat_template.jinja";
pub(crate) const CARD_FILE: &str = "README.md";

/// Whether a file of a checkpoint is one that the reader of models may open: all but weights under other names than the
/// model's, which are an optimiser's.
pub(crate) fn is_of_model(file: &str) -> bool {
    !file.ends_with(".safetensors") || file.starts_with("model")
}
