//! llama.cpp's one-file format: keys, names, tokenizer, and the order of query and key rows.

pub(crate) mod architecture;
mod judge;
mod keys;
pub(crate) mod permute;
pub(crate) mod read;
mod tokens;
mod types;
mod write;

pub(crate) use tokens::{end_of_message, tokenizer};
pub(crate) use types::Types;
pub(crate) use write::unnamed;
pub use write::write;

/// llama.cpp's name of the architecture that a model of this configuration is written as; `nanollama`, which no other program
/// opens, for what none of those is.
pub fn architecture(config: &nanollama_model::Config) -> &'static str {
    architecture::Architecture::to_say(config).name()
}
