//! GGUF's `tokenizer.ggml.*` values. The container itself is read and written elsewhere; here are only its values.

mod pipeline;
mod pre;
mod read;
mod vocab;
mod write;

pub(crate) use read::read;
pub use vocab::GgufVocab;
pub(crate) use write::write;
