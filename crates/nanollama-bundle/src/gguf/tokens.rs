//! The tokenizer in GGUF's metadata: `tokenizer.ggml.*` keys to and from [`GgufVocab`], which knows what they mean.

use nanollama_store::gguf::{Array, Gguf, Value};
use nanollama_token::{GgufVocab, Tokenizer};

use crate::error::Result;

/// llama.cpp's type of a token id that no text uses.
const UNUSED: i32 = 5;

/// The tokenizer of a file.
///
/// # Errors
/// When a key is missing, of another type, or names a kind of tokenizer that is not read here.
pub(crate) fn tokenizer(file: &Gguf) -> Result<Tokenizer> {
    let key = |name: &str| format!("tokenizer.ggml.{name}");
    let id = |name: &str| {
        file.optional(&key(name), "a token id", |value| value.as_u64().and_then(|id| u32::try_from(id).ok()))
    };
    let truth = |name: &str| file.optional(&key(name), "true or false", Value::as_bool);
    let text = |name: &str| file.optional(&key(name), "a string", |value| value.as_str().map(str::to_owned));
    let texts =
        |name: &str| file.optional(&key(name), "an array of strings", |value| value.as_strings().map(<[_]>::to_vec));
    let vocabulary = GgufVocab {
        model: file.string(&key("model"))?.to_owned(),
        pre: text("pre")?,
        tokens: file.strings(&key("tokens"))?.to_vec(),
        token_types: file.optional(&key("token_type"), "an array of i32", Value::to_i32s)?.unwrap_or_default(),
        scores: file
            .optional(&key("scores"), "an array of f32", |value| value.as_f32s().map(<[_]>::to_vec))?
            .unwrap_or_default(),
        merges: texts("merges")?.unwrap_or_default(),
        bos: id("bos_token_id")?,
        eos: id("eos_token_id")?,
        eot: id("eot_token_id")?,
        pad: id("padding_token_id")?,
        unk: id("unknown_token_id")?,
        add_bos: truth("add_bos_token")?,
        add_eos: truth("add_eos_token")?,
        add_space_prefix: truth("add_space_prefix")?,
    };
    Ok(Tokenizer::from_gguf(vocabulary)?)
}

/// The keys for a tokenizer. A table with more rows than there are tokens gets unused ones, as llama.cpp's converter
/// makes them; without them the file does not load there.
pub(super) fn describe(tokenizer: &Tokenizer, rows: usize) -> Result<Vec<(String, Value)>> {
    let mut vocabulary = tokenizer.to_gguf()?;
    let known = vocabulary.tokens.len();
    vocabulary.tokens.extend((known..rows).map(|id| format!("[PAD{id}]")));
    if !vocabulary.token_types.is_empty() {
        vocabulary.token_types.resize(rows.max(known), UNUSED);
    }
    if !vocabulary.scores.is_empty() {
        vocabulary.scores.resize(rows.max(known), 0.0);
    }
    let mut pairs = vec![("model", Some(Value::String(vocabulary.model)))];
    pairs.extend([
        ("pre", vocabulary.pre.map(Value::String)),
        ("tokens", Some(Value::Array(Array::String(vocabulary.tokens)))),
        ("scores", filled(vocabulary.scores).map(|scores| Value::Array(Array::F32(scores)))),
        ("token_type", filled(vocabulary.token_types).map(|types| Value::Array(Array::I32(types)))),
        ("merges", filled(vocabulary.merges).map(|merges| Value::Array(Array::String(merges)))),
        ("bos_token_id", vocabulary.bos.map(Value::U32)),
        ("eos_token_id", vocabulary.eos.map(Value::U32)),
        ("eot_token_id", vocabulary.eot.map(Value::U32)),
        ("padding_token_id", vocabulary.pad.map(Value::U32)),
        ("unknown_token_id", vocabulary.unk.map(Value::U32)),
        ("add_bos_token", vocabulary.add_bos.map(Value::Bool)),
        ("add_eos_token", vocabulary.add_eos.map(Value::Bool)),
        ("add_space_prefix", vocabulary.add_space_prefix.map(Value::Bool)),
    ]);
    Ok(pairs.into_iter().filter_map(|(name, value)| Some((format!("tokenizer.ggml.{name}"), value?))).collect())
}

/// An array that GGUF should hold: empty ones are left out.
fn filled<T>(values: Vec<T>) -> Option<Vec<T>> {
    (!values.is_empty()).then_some(values)
}
