//! Hugging Face's folder: `config.json`, safetensors, tokenizer files, `generation_config.json` and a model card.
//!
//! A checkpoint of ours is such a folder with training state beside it, so one reader serves both.

mod config;
mod fields;
pub(crate) mod read;
mod write;

pub(crate) use write::torch_name;
pub use write::write;

pub(crate) const CONFIG_FILE: &str = "config.json";
pub(crate) const GENERATION_FILE: &str = "generation_config.json";
pub(crate) const TOKENIZER_CONFIG_FILE: &str = "tokenizer_config.json";
pub(crate) const TEMPLATE_FILE: &str = "chat_template.jinja";
pub(crate) const CARD_FILE: &str = "README.md";
