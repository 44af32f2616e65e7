//! BYTES: safetensors, GGUF, importance matrices, torch files, npy, npz, texts, rows of JSON, parquet, token shards, run folders, checkpoints.
//!
//! Everything that touches the disk goes through here, and only bytes, names, shapes and counts are
//! known here: no model, no tokens' meaning. Two promises hold for every module. Files from
//! strangers are hostile: each count, offset and length is checked against the file's real size
//! before anything is allocated, and nothing panics. Files we write appear whole or not at all
//! ([`atomic`]).

#![deny(unsafe_code)]

pub mod atomic;
pub mod checkpoint;
pub mod content;
mod error;
pub mod folder;
pub mod gguf;
pub mod hash;
pub mod imatrix;
pub mod json_rows;
pub mod manifest;
pub mod map;
pub mod metrics;
pub mod npy;
pub mod npz;
pub mod parquet;
pub mod place;
pub mod run;
pub mod safetensors;
pub mod shard;
pub mod tensor;
pub mod text;
pub mod torch;
pub mod weight_map;

mod buffer;
mod cursor;
mod zip;

pub use error::{Error, Result};
pub use folder::Folder;
pub use tensor::{TensorOut, TensorView};
