//! TEXT: byte-level BPE and SentencePiece-style encoding, BPE training, tokenizer file formats,
//! chat rendering and masks.
//!
//! One [`Tokenizer`] serves every format; readers in [`mod@file`] turn a file into a definition,
//! `tokenizer.rs` checks it once. Text from users never becomes a special token
//! ([`Tokenizer::encode`]); only our own templates may ([`Tokenizer::encode_trusted`]). GGUF
//! containers are not read here: the vocabulary travels as the plain [`GgufVocab`].

#![forbid(unsafe_code)]

mod bpe;
mod byte_level;
mod category;
pub mod chat;
mod definition;
mod error;
mod fertility;
pub mod file;
mod hash;
mod normalizer;
mod opening;
mod pattern;
mod pipeline;
mod roles;
mod sentencepiece;
mod special;
mod stream;
mod tokenizer;
pub mod train;
mod vocabulary;
mod word_cache;

pub use error::{Error, Result};
pub use fertility::Fertility;
pub use file::gguf::GgufVocab;
pub use pattern::{Pattern, Successive};
pub use stream::TextStream;
pub use tokenizer::Tokenizer;
