//! `tokenizer_config.json` and `special_tokens_map.json`: which special token plays which part, what belongs around a text,
//! and the tokens that were added beside a vocabulary (`added_tokens.json`, too).

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::roles::Roles;
use crate::special::Flags;
use crate::tokenizer::{Model, Tokenizer};

/// Special tokens without a part of their own: templates see the list.
const ADDITIONAL: &str = "additional_special_tokens";
/// Where it stands, `special_tokens_map.json` says nothing.
const DECODER: &str = "added_tokens_decoder";

const MAP_FILE: &str = "special_tokens_map.json";

/// The parts that this program knows.
const PARTS: [&str; 4] = ["bos_token", "eos_token", "pad_token", "unk_token"];

fn parts(tokenizer: &Tokenizer) -> Map<String, Value> {
    let roles = tokenizer.inner().named;
    let named = PARTS.into_iter().zip([roles.bos, roles.eos, roles.pad, roles.unk]);
    let named = named.filter_map(|(key, id)| Some((key.to_string(), Value::String(tokenizer.token_text(id?)?))));
    named.chain(tokenizer.inner().further.iter().cloned()).collect()
}

pub(super) fn special_tokens_map(tokenizer: &Tokenizer) -> Value {
    Value::Object(parts(tokenizer))
}

pub(super) fn tokenizer_config(tokenizer: &Tokenizer, chat_template: Option<&str>) -> Value {
    let mut config = parts(tokenizer);
    config.insert("add_bos_token".into(), json!(tokenizer.adds_bos()));
    if tokenizer.adds_eos() {
        config.insert("add_eos_token".into(), json!(true));
    }
    config.insert("clean_up_tokenization_spaces".into(), json!(false));
    config.insert("tokenizer_class".into(), json!("PreTrainedTokenizerFast"));
    if let Model::SentencePiece(pieces) = &tokenizer.inner().model
        && !pieces.spelling.prefix_again
    {
        config.insert("legacy".into(), json!(false));
    }
    if let Some(template) = chat_template {
        config.insert("chat_template".into(), json!(template));
    }
    Value::Object(config)
}

/// The tokens of a SentencePiece tokenizer that its `tokenizer.model` does not have.
pub(super) fn added_tokens(tokenizer: &Tokenizer, own: u32) -> Value {
    let added = (own..tokenizer.vocab_size() as u32).filter_map(|id| Some((tokenizer.token_text(id)?, json!(id))));
    Value::Object(added.collect())
}

/// A token that was added beside a vocabulary.
#[derive(Clone, Debug)]
pub(super) struct Added {
    pub(super) id: u32,
    pub(super) content: String,
    pub(super) special: bool,
    pub(super) flags: Flags,
    /// The field it comes from, for messages.
    pub(super) field: String,
}

/// What the files beside a tokenizer say.
#[derive(Default)]
pub(crate) struct Beside {
    /// Where it was read; for messages.
    file: String,
    config: Map<String, Value>,
    /// What of it stands in another file.
    of_map: BTreeSet<String>,
    pub(super) added: Vec<Added>,
}

impl Beside {
    /// Reads `tokenizer_config.json`, `special_tokens_map.json` and `added_tokens.json` of a folder, those that there are.
    pub(super) fn read(folder: &Path) -> Result<Beside> {
        let path = folder.join("tokenizer_config.json");
        let mut beside = Beside { file: path.display().to_string(), ..Beside::default() };
        if path.is_file() {
            beside.config = object(&path)?;
            beside.added = beside.added_tokens_decoder()?;
        }
        let path = folder.join(MAP_FILE);
        if path.is_file() && beside.config.get(DECODER).is_none_or(Value::is_null) {
            beside.overlay(object(&path)?);
        }
        let path = folder.join("added_tokens.json");
        if path.is_file() {
            let file = path.display().to_string();
            for (content, value) in object(&path)? {
                let id = value.as_u64().and_then(|id| u32::try_from(id).ok());
                let id = id.ok_or_else(|| Error::field(&file, format!("{content:?}"), value.to_string(), "an id"))?;
                beside.add_plain(&file, id, content)?;
            }
        }
        beside.added.sort_by_key(|added| added.id);
        Ok(beside)
    }

    /// `special_tokens_map.json` counts more than the older form of the configuration, as in transformers; lists grow.
    fn overlay(&mut self, map: Map<String, Value>) {
        for (key, value) in map {
            match (self.config.get_mut(&key), value) {
                (Some(Value::Array(known)), Value::Array(more)) => {
                    // A token that is written as a text and as an object is two, as in transformers.
                    let form = |token: &Value| (text(token), token.is_object());
                    let before: Vec<(Option<String>, bool)> = known.iter().map(form).collect();
                    known.extend(more.into_iter().filter(|token| !before.contains(&form(token))));
                }
                (_, Value::Null) => {}
                (_, value) => {
                    self.of_map.insert(key.clone());
                    self.config.insert(key, value);
                }
            }
        }
    }

    /// A token of `added_tokens.json`, which has no flags: those of the other file count where both have it.
    fn add_plain(&mut self, file: &str, id: u32, content: String) -> Result<()> {
        match self.added.iter().find(|added| added.id == id || added.content == content) {
            Some(known) if known.id == id && known.content == content => Ok(()),
            Some(known) => {
                let found = format!("{id}, and {} says {:?} is {}", known.field, known.content, known.id);
                Err(Error::field(file, format!("{content:?}"), found, "the same in both files"))
            }
            None => {
                // Chat models' markers are special whatever file they come from.
                let field = format!("added_tokens.json {content:?}");
                self.added.push(Added { id, content, special: true, flags: Flags::default(), field });
                Ok(())
            }
        }
    }

    fn added_tokens_decoder(&self) -> Result<Vec<Added>> {
        let Some(value) = self.config.get(DECODER).filter(|value| !value.is_null()) else {
            return Ok(Vec::new());
        };
        let wrong = |field: String, value: &Value, expected: &str| {
            Error::field(&self.file, format!("added_tokens_decoder{field}"), value.to_string(), expected)
        };
        let tokens = value.as_object().ok_or_else(|| wrong(String::new(), value, "tokens by id"))?;
        let mut added = Vec::with_capacity(tokens.len());
        for (id, token) in tokens {
            let number = id.parse().map_err(|_| wrong(format!(".{id}"), token, "an id and its token"))?;
            let content = token.get("content").and_then(Value::as_str);
            let content = content.ok_or_else(|| wrong(format!(".{id}.content"), token, "a text"))?.to_owned();
            let flag = |name: &str, default: bool| match token.get(name) {
                None => Ok(default),
                Some(Value::Bool(set)) => Ok(*set),
                Some(other) => Err(wrong(format!(".{id}.{name}"), other, "true or false")),
            };
            let special = flag("special", false)?;
            let flags = Flags {
                single_word: flag("single_word", false)?,
                left: flag("lstrip", false)?,
                right: flag("rstrip", false)?,
                normalized: flag("normalized", !special)?,
            };
            added.push(Added { id: number, content, special, flags, field: format!("added_tokens_decoder.{id}") });
        }
        Ok(added)
    }

    /// The file that says it; for messages.
    fn place(&self, key: &str) -> String {
        match self.of_map.contains(key) {
            true => Path::new(&self.file).with_file_name(MAP_FILE).display().to_string(),
            false => self.file.clone(),
        }
    }

    /// A truth of `tokenizer_config.json`, where it says one.
    pub(super) fn truth(&self, key: &str) -> Result<Option<bool>> {
        match self.config.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(set)) => Ok(Some(*set)),
            Some(other) => Err(Error::field(&self.file, key, other.to_string(), "true or false")),
        }
    }

    /// Puts in what is said: the parts' tokens (`id_of` finds one by its text) and what belongs around a text. What is said
    /// here counts more than what `roles` already holds, as in transformers.
    pub(super) fn complete(
        &self,
        roles: &mut Roles,
        id_of: impl Fn(&str) -> Option<u32>,
        ignored: &mut Vec<String>,
    ) -> Result<()> {
        let parts = [
            ("bos_token", &mut roles.bos, false),
            ("eos_token", &mut roles.eos, false),
            ("pad_token", &mut roles.pad, true),
            ("unk_token", &mut roles.unk, true),
        ];
        for (key, part, may_miss) in parts {
            let Some(text) = self.part(key)? else { continue };
            match id_of(text) {
                Some(id) => *part = Some(id),
                None if may_miss => {
                    ignored.push(format!("{}: {key} {text:?}: no token has that text", self.place(key)))
                }
                None => {
                    return Err(Error::field(&self.place(key), key, format!("{text:?}"), "a token of the vocabulary"));
                }
            }
        }
        roles.add_bos = self.truth("add_bos_token")?.unwrap_or(roles.add_bos);
        roles.add_eos = self.truth("add_eos_token")?.unwrap_or(roles.add_eos);
        Ok(())
    }

    /// Texts with a part to play beyond those that this program knows, and lists of such texts: chat templates may name
    /// them. (Transformers 5 gives no lists; those of its own files have another name and are not given here, either.)
    pub(super) fn further(&self) -> Vec<(String, Value)> {
        let own = self.config.iter().filter(|(key, _)| key.ends_with("_token") && !PARTS.contains(&key.as_str()));
        let objects = ["extra_special_tokens", "model_specific_special_tokens"].map(|key| self.config.get(key));
        let extra = objects.into_iter().flatten().filter_map(Value::as_object).flatten();
        let named = own.chain(extra).filter_map(|(key, value)| Some((key.clone(), Value::String(text(value)?))));
        let list = self.config.get(ADDITIONAL).and_then(Value::as_array).filter(|list| !list.is_empty());
        let list = list.map(|list| (ADDITIONAL.to_owned(), list.iter().filter_map(text).map(Value::String).collect()));
        named.chain(list).collect()
    }

    /// A text of `tokenizer_config.json`.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.config.get(key).and_then(Value::as_str)
    }

    /// A field of `tokenizer_config.json` that holds what is not read.
    pub(super) fn refused(&self, key: &str, found: &str, expected: &str) -> Error {
        Error::field(&self.file, key, format!("{found:?}"), expected)
    }

    pub(super) fn part(&self, key: &str) -> Result<Option<&str>> {
        let text = match self.config.get(key) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) => Some(text.as_str()),
            // Older files write the token with its flags.
            Some(Value::Object(token)) => token.get("content").and_then(Value::as_str),
            Some(_) => None,
        };
        let wrong = || Error::field(&self.place(key), key, self.config[key].to_string(), "a token's text");
        text.map(Some).ok_or_else(wrong)
    }
}

/// A token as these files write it: its text, or an object with its flags.
fn text(token: &Value) -> Option<String> {
    token.as_str().or_else(|| token.get("content")?.as_str()).map(str::to_owned)
}

fn object(path: &Path) -> Result<Map<String, Value>> {
    let bytes = super::bytes::read(path)?;
    serde_json::from_slice(&bytes).map_err(|source| Error::Json { file: path.display().to_string(), source })
}
