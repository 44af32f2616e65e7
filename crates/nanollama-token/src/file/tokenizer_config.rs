//! `tokenizer_config.json` and `special_tokens_map.json`: which special token plays which part, and the chat template.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::roles::Roles;
use crate::tokenizer::Tokenizer;

fn parts(tokenizer: &Tokenizer) -> Map<String, Value> {
    let roles = tokenizer.inner().roles;
    let named =
        [("bos_token", roles.bos), ("eos_token", roles.eos), ("pad_token", roles.pad), ("unk_token", roles.unk)];
    let name = |id: Option<u32>| tokenizer.token_text(id?);
    named.into_iter().filter_map(|(key, id)| Some((key.to_string(), Value::String(name(id)?)))).collect()
}

pub(super) fn special_tokens_map(tokenizer: &Tokenizer) -> Value {
    Value::Object(parts(tokenizer))
}

pub(super) fn tokenizer_config(tokenizer: &Tokenizer, chat_template: Option<&str>) -> Value {
    let mut config = parts(tokenizer);
    config.insert("add_bos_token".into(), json!(tokenizer.adds_bos()));
    config.insert("clean_up_tokenization_spaces".into(), json!(false));
    config.insert("tokenizer_class".into(), json!("PreTrainedTokenizerFast"));
    if let Some(template) = chat_template {
        config.insert("chat_template".into(), json!(template));
    }
    Value::Object(config)
}

/// The parts that a `tokenizer_config.json` beside the tokenizer names. `id_of` finds a token by its text.
pub(super) fn read_roles(path: &Path, id_of: impl Fn(&str) -> Option<u32>) -> Result<Roles> {
    let file = path.display().to_string();
    let bytes = super::bytes::read(path)?;
    let config: Map<String, Value> =
        serde_json::from_slice(&bytes).map_err(|source| Error::Json { file: file.clone(), source })?;
    let find = |key: &str| -> Result<Option<u32>> {
        let text = match config.get(key) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) => Some(text.as_str()),
            // Older files write the token with its flags.
            Some(Value::Object(token)) => token.get("content").and_then(Value::as_str),
            Some(_) => None,
        };
        match text {
            Some(text) => match id_of(text) {
                Some(id) => Ok(Some(id)),
                None => Err(Error::field(&file, key, format!("{text:?}"), "a token of tokenizer.json")),
            },
            None => Err(Error::field(&file, key, config[key].to_string(), "a token's text")),
        }
    };
    Ok(Roles {
        bos: find("bos_token")?,
        eos: find("eos_token")?,
        pad: find("pad_token")?,
        unk: find("unk_token")?,
        add_bos: config.get("add_bos_token").and_then(Value::as_bool).unwrap_or(false),
        ..Roles::default()
    })
}
