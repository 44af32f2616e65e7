//! llama.cpp's one-file format: keys, names, tokenizer, and the order of query and key rows.

mod architecture;
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
