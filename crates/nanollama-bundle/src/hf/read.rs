//! Reading the folder's small files: configuration, ids that end a text, chat template.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::config::{self, Described};
use super::fields::Fields;
use super::{CONFIG_FILE, GENERATION_FILE, TEMPLATE_FILE, TOKENIZER_CONFIG_FILE};
use crate::error::{Error, Result};

/// Llama 3's tokenizer_config.json, the largest of these, has 60 KB; older ones list every added token.
const MOST_BYTES: u64 = 64 << 20;

const EOS: &str = "eos_token_id";

/// `config.json` with the ends of text that `generation_config.json` adds.
pub(crate) fn described(folder: &Path) -> Result<Described> {
    let path = folder.join(CONFIG_FILE);
    let config = object(&path)?;
    let mut described = config::read(&path, &config)?;
    let path = folder.join(GENERATION_FILE);
    if path.is_file() {
        let object = object(&path)?;
        // Where it stands, its default does not hold.
        if !config.contains_key(EOS) {
            described.eos.clear();
        }
        let more = Fields { path: &path, object: &object }.ids(EOS, &mut described.passed_over)?;
        described.eos.extend(more);
    }
    described.eos.sort_unstable();
    described.eos.dedup();
    Ok(described)
}

/// The chat template: `chat_template.jinja`, else the one in `tokenizer_config.json`. Of several it is the one named
/// `default`; where none is, there is no template to chat by, as in transformers, and `notes` says so.
pub(crate) fn template(folder: &Path, notes: &mut Vec<String>) -> Result<Option<String>> {
    let file = folder.join(TEMPLATE_FILE);
    if file.is_file() {
        let bytes = bytes(&file)?;
        let text = String::from_utf8(bytes).map_err(|_| field(&file, "the template", "it is no UTF-8"))?;
        return Ok(Some(text));
    }
    let path = folder.join(TOKENIZER_CONFIG_FILE);
    if !path.is_file() {
        return Ok(None);
    }
    let object = object(&path)?;
    match object.get("chat_template") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Array(list)) => {
            let wrong = || field(&path, "chat_template", "a list whose entries are not all a `name` and a `template`");
            let text = |entry: &Value, key: &str| entry.get(key)?.as_str().map(str::to_owned);
            let named = list.iter().map(|entry| text(entry, "name").zip(text(entry, "template")));
            let mut named = named.collect::<Option<Vec<_>>>().ok_or_else(wrong)?;
            let default = named.iter().position(|(name, _)| name == "default");
            if default.is_none() && !named.is_empty() {
                let names = named.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
                let place = path.display();
                notes.push(format!("{place}: of the chat templates {names} none is `default`, so none is used"));
            }
            Ok(default.map(|index| named.swap_remove(index).1))
        }
        Some(_) => Err(field(&path, "chat_template", "neither a text nor a list of named ones")),
    }
}

fn field(path: &Path, field: &str, what: &str) -> Error {
    Error::Field { path: path.to_owned(), field: field.to_owned(), what: what.to_owned() }
}

/// A JSON object in a file of its own.
pub(crate) fn object(path: &Path) -> Result<Map<String, Value>> {
    serde_json::from_slice(&bytes(path)?).map_err(|source| Error::Json { path: path.to_owned(), source })
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let fail = |source| Error::Store(nanollama_store::Error::io(path, "read", source));
    let length = fs::metadata(path).map_err(fail)?.len();
    if length > MOST_BYTES {
        let what = format!("it has {length} bytes; the most is {MOST_BYTES}");
        return Err(Error::NotAModel { path: path.to_owned(), what });
    }
    fs::read(path).map_err(fail)
}
