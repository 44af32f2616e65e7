//! Hugging Face's `tokenizer.json`: the shape of the file. `read.rs` turns it into a definition (`pipeline.rs` the steps
//! around the model), `write.rs` makes one.
//!
//! Read: BPE with the normalisers, cuts, decoders and post-processors of the files below; byte-level BPE with one of our
//! split patterns the fast way. Anything else is an error that names the field, and so is a field that is read nowhere.
//! `truncation` and `padding` are about batches, not about ids: they are passed over, which is said.

mod cuts;
mod decoder;
mod normalizer;
mod post;
mod read;
mod reader;
mod write;

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::base64;
pub(in crate::file) use read::{load, parse};
pub(crate) use write::write;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenizerJson {
    #[serde(default, rename = "version")]
    _version: Value,
    #[serde(default)]
    truncation: Value,
    #[serde(default)]
    padding: Value,
    #[serde(default)]
    added_tokens: Vec<AddedToken>,
    #[serde(default)]
    normalizer: Value,
    #[serde(default)]
    pre_tokenizer: Value,
    #[serde(default)]
    post_processor: Value,
    #[serde(default)]
    decoder: Value,
    model: ModelJson,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AddedToken {
    id: u32,
    content: String,
    #[serde(default)]
    single_word: bool,
    #[serde(default)]
    lstrip: bool,
    #[serde(default)]
    rstrip: bool,
    normalized: Option<bool>,
    #[serde(default)]
    special: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelJson {
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    dropout: Option<f64>,
    #[serde(default)]
    unk_token: Option<String>,
    #[serde(default)]
    continuing_subword_prefix: Option<String>,
    #[serde(default)]
    end_of_word_suffix: Option<String>,
    #[serde(default)]
    fuse_unk: bool,
    #[serde(default)]
    byte_fallback: bool,
    #[serde(default)]
    ignore_merges: bool,
    vocab: Vocab,
    merges: Vec<MergePair>,
}

/// Tokens and ids in the file's order.
struct Vocab(Vec<(String, u32)>);

impl<'de> Deserialize<'de> for Vocab {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Vocab, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Vocab;
            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("model.vocab as a map from token to id (model type BPE)")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vocab, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Vocab(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// A merge: `["a", "b"]`, or `"a b"` in older files.
struct MergePair(String, String);

impl<'de> Deserialize<'de> for MergePair {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<MergePair, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = MergePair;
            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a merge, \"a b\" or [\"a\", \"b\"]")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<MergePair, E> {
                match text.split_once(' ') {
                    Some((left, right)) if !right.contains(' ') => Ok(MergePair(left.into(), right.into())),
                    _ => Err(E::custom(format!("merge {text:?} is not two tokens and one space"))),
                }
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<MergePair, A::Error> {
                match (parts.next_element()?, parts.next_element()?, parts.next_element::<String>()?) {
                    (Some(left), Some(right), None) => Ok(MergePair(left, right)),
                    _ => Err(A::Error::custom("a merge has two parts")),
                }
            }
        }
        deserializer.deserialize_any(Either)
    }
}
