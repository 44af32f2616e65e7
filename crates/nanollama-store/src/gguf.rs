//! GGUF, llama.cpp's one-file format: metadata (typed key-value pairs), a table of tensors, then their bytes, aligned.
//!
//! `value.rs` is the metadata's types and `encoding.rs` their bytes, `ggml.rs` the types of tensors
//! and `table.rs` their table, `file.rs` one file, `split.rs` which files are one, `read.rs` and
//! `write.rs` the two directions. Keys and tensor names mean nothing here but those of the format
//! itself (alignment, splits); the bundle knows Llama's. Specification:
//! <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>.
//!
//! The trap: ggml writes dimensions innermost first (`ne`), our shapes are row-major, outermost
//! first. The turn happens in this module and nowhere else.

mod encoding;
mod file;
mod ggml;
mod read;
mod split;
mod table;
mod value;
mod write;

pub use ggml::GgmlType;
pub use read::Gguf;
pub use split::Shard;
pub use table::TensorInfo;
pub use value::{Array, Value};
pub use write::{Unnamed, write};

const FORMAT: &str = "GGUF";
const MAGIC: [u8; 4] = *b"GGUF";
const DEFAULT_ALIGNMENT: u64 = 32;
const ALIGNMENT_KEY: &str = "general.alignment";
/// ggml's tensors have at most four dimensions.
const MOST_DIMS: usize = 4;
/// The specification's limit of a key.
const LONGEST_KEY: usize = 65_535;
/// ggml keeps names in 64 bytes with a closing zero.
const LONGEST_TENSOR_NAME: usize = 63;

#[cfg(test)]
mod tests;
