//! The tokenizer in GGUF's metadata: `tokenizer.ggml.*` keys to and from [`GgufVocab`], which knows what they mean.

use nanollama_store::gguf::{Array, Gguf, Value};
use nanollama_token::{GgufVocab, Tokenizer};

use crate::error::Result;

/// llama.cpp's type of a token id that no text uses.
const UNUSED: i32 = 5;

/// Ids that may name no token: llama.cpp then does without, and so does this.
const OPTIONAL_IDS: [&str; 2] = ["padding_token_id", "unknown_token_id"];

/// Those of [`OPTIONAL_IDS`] that no token has, with their values.
pub(super) fn absent_ids(file: &Gguf) -> Vec<String> {
    let count = file.value("tokenizer.ggml.tokens").and_then(Value::as_strings).map_or(0, <[_]>::len) as u64;
    let absent = |name: &str| {
        let key = format!("tokenizer.ggml.{name}");
        let value = file.value(&key)?;
        let below = value.as_u64().is_some_and(|id| id < count);
        let number =
            value.as_u64().is_some() || matches!(value, Value::I8(_) | Value::I16(_) | Value::I32(_) | Value::I64(_));
        (number && !below).then(|| format!("{key} {}", number_text(value)))
    };
    OPTIONAL_IDS.iter().filter_map(|name| absent(name)).collect()
}

fn number_text(value: &Value) -> String {
    match *value {
        Value::I8(value) => value.to_string(),
        Value::I16(value) => value.to_string(),
        Value::I32(value) => value.to_string(),
        Value::I64(value) => value.to_string(),
        ref value => value.as_u64().map_or_else(String::new, |value| value.to_string()),
    }
}

/// A third end that llama.cpp knows beside those of text and of turn.
pub(crate) fn end_of_message(file: &Gguf) -> Option<u32> {
    file.value("tokenizer.ggml.eom_token_id").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok())
}

/// The tokenizer of a file.
///
/// # Errors
/// When a key is missing, of another type, or names a kind of tokenizer that is not read here.
pub(crate) fn tokenizer(file: &Gguf) -> Result<Tokenizer> {
    let key = |name: &str| format!("tokenizer.ggml.{name}");
    let id = |name: &str| {
        file.optional(&key(name), "a token id", |value| value.as_u64().and_then(|id| u32::try_from(id).ok()))
    };
    let absent = absent_ids(file);
    let existing = |name: &str| match absent.iter().any(|absent| absent.starts_with(&format!("{} ", key(name)))) {
        true => Ok(None),
        false => id(name),
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
        pad: existing("padding_token_id")?,
        unk: existing("unknown_token_id")?,
        add_bos: truth("add_bos_token")?,
        add_eos: truth("add_eos_token")?,
        add_space_prefix: truth("add_space_prefix")?,
        nfc: truth("normalizer.nfc")?,
    };
    Ok(Tokenizer::from_gguf(vocabulary).map_err(|error| match error {
        // It knows the keys and not the file.
        nanollama_token::Error::Field { field, found, expected, .. } => {
            nanollama_token::Error::Field { file: file.path().display().to_string(), field, found, expected }
        }
        other => other,
    })?)
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
        ("normalizer.nfc", vocabulary.nfc.map(Value::Bool)),
    ]);
    Ok(pairs.into_iter().filter_map(|(name, value)| Some((format!("tokenizer.ggml.{name}"), value?))).collect())
}

/// An array that GGUF should hold: empty ones are left out.
fn filled<T>(values: Vec<T>) -> Option<Vec<T>> {
    (!values.is_empty()).then_some(values)
}
