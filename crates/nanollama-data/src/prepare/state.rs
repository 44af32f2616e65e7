//! What an unfinished preparation leaves beside its shards: the arguments, the finished shards, and how far each split
//! is. It is replaced whole after every finished shard, and removed when the manifest is there.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use nanollama_store::Error as StoreError;
use nanollama_store::atomic;
use nanollama_store::manifest::{ShardEntry, SourceEntry, Split};
use serde::{Deserialize, Serialize};

use super::texts::{TEXTS, Text};
use crate::error::{Error, Result};

const STATE_FILE: &str = "prepare.json";

/// The state file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) tokenizer_sha256: String,
    pub(super) options: BTreeMap<String, String>,
    /// Finished shards.
    pub(super) shards: Vec<ShardEntry>,
    /// For each split, the number of the first document that is in no finished shard.
    pub(super) next: BTreeMap<Split, u64>,
    /// Of files that come one after the other, those of which all is in finished shards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) files: Vec<SourceEntry>,
}

impl State {
    pub(super) fn new(tokenizer_sha256: String, options: BTreeMap<String, String>) -> Self {
        Self { tokenizer_sha256, options, shards: Vec::new(), next: BTreeMap::new(), files: Vec::new() }
    }

    /// The state that an earlier run left, if any.
    pub(super) fn load(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(STATE_FILE);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(StoreError::io(&path, "read", source).into()),
        };
        let state = serde_json::from_slice(&text).map_err(|error| Error::Corpus {
            folder: folder.into(),
            what: format!("its {STATE_FILE} is damaged ({error})"),
        })?;
        Ok(Some(state))
    }

    pub(super) fn save(&self, folder: &Path) -> Result<()> {
        let text = serde_json::to_vec_pretty(self).expect("strings and numbers always serialise");
        Ok(atomic::write_bytes(&folder.join(STATE_FILE), &text)?)
    }

    pub(super) fn remove(folder: &Path) -> Result<()> {
        let path = folder.join(STATE_FILE);
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                Err(StoreError::io(&path, "remove", source).into())
            }
            _ => Ok(()),
        }
    }
}

/// Refuses a folder whose corpus was made with other arguments, naming the first that differs. True when the arguments are
/// the same and what is in the files is not. Files that were moved are the same ones.
pub(super) fn compare(
    folder: &Path,
    then_tokenizer: &str,
    now_tokenizer: &str,
    then: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> Result<bool> {
    let differs = |field: &str, then: &str, now: &str| Error::Differs {
        folder: folder.into(),
        field: field.into(),
        then: then.into(),
        now: now.into(),
    };
    if then_tokenizer != now_tokenizer {
        let short = |hash: &str| hash.chars().take(12).collect::<String>();
        return Err(differs("tokenizer", &short(then_tokenizer), &short(now_tokenizer)));
    }
    let of = |options: &BTreeMap<String, String>, name: &str| options.get(name).map_or("none".to_owned(), Clone::clone);
    let same = |name: &str| of(then, name) == of(now, name);
    // A folder that an older program made knows names and sizes alone.
    let known = |text: &Text| then.contains_key(text.contents) && now.contains_key(text.contents);
    let counts = |name: &str| {
        let hashed = TEXTS.iter().any(|text| text.paths == name || text.contents == name);
        !hashed && !TEXTS.iter().any(|text| text.names == name && known(text))
    };
    if let Some(name) = then.keys().chain(now.keys()).find(|name| counts(name) && !same(name)) {
        return Err(differs(name, &of(then, name), &of(now, name)));
    }
    let mut edited = false;
    for text in TEXTS.iter().filter(|text| known(text) && !same(text.contents)) {
        if !same(text.paths) {
            return Err(differs(text.names, &of(then, text.names), &of(now, text.names)));
        }
        edited = true;
    }
    Ok(edited)
}
