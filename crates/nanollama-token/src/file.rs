//! Tokenizer files: which reader a path gets, and what is written into a folder. Each format has its own file, and the
//! tokenizer itself knows none of them. Everything read is hostile: sizes are checked before allocation, nothing panics.

pub mod gguf;
pub(crate) mod llama2c;
pub(crate) mod sentencepiece_model;
pub(crate) mod tokenizer_config;
pub(crate) mod tokenizer_json;

mod base64;
mod bytes;
mod protobuf;
mod tiktoken;
mod vocab_merges;

use std::path::Path;

use nanollama_store::Folder;

use crate::error::{Error, Result};
use crate::tokenizer::Tokenizer;
use gguf::GgufVocab;

impl Tokenizer {
    /// Reads a tokenizer: a folder that holds `tokenizer.json`, `tokenizer.model`, `tokenizer.bin` or the pair `vocab.json` and
    /// `merges.txt`, or one such file.
    ///
    /// # Errors
    /// The file is missing, broken, or holds a feature that this program does not have; the message names the field.
    /// A `.tiktoken` file has neither pattern nor special tokens and is refused.
    pub fn load(path: &Path) -> Result<Tokenizer> {
        let known = ["tokenizer.json", "tokenizer.model", "tokenizer.bin"];
        if !path.exists() {
            return Err(Error::NotFound { folder: path.to_path_buf(), looked_for: known.join(", ") });
        }
        if path.is_dir() {
            if let Some(model) = same_model(path) {
                return Ok(model);
            }
            return match known.iter().map(|name| path.join(name)).find(|file| file.is_file()) {
                Some(file) => Tokenizer::load(&file),
                None if path.join("vocab.json").is_file() && path.join("merges.txt").is_file() => {
                    vocab_merges::load(path)
                }
                None => Err(Error::NotFound { folder: path.to_path_buf(), looked_for: known.join(", ") }),
            };
        }
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") if path.file_name().is_some_and(|name| name == "vocab.json") => {
                vocab_merges::load(path.parent().unwrap_or(Path::new("")))
            }
            Some("json") => tokenizer_json::load(path),
            Some("model") => {
                let bytes = bytes::read(path)?;
                match tiktoken::is_ranks(&bytes) {
                    true => tiktoken::llama3(&path.display().to_string(), &bytes),
                    false => sentencepiece_model::load(path, &bytes),
                }
            }
            Some("bin") => llama2c::load(path),
            Some("tiktoken") => Err(tiktoken::refusal(&path.display().to_string())),
            _ => {
                let file = path.display().to_string();
                if tiktoken::is_ranks(&bytes::read(path)?) {
                    return Err(tiktoken::refusal(&file));
                }
                Err(Error::field(
                    &file,
                    "the file's name",
                    "of no known kind",
                    "tokenizer.json, tokenizer.model or tokenizer.bin",
                ))
            }
        }
    }

    /// Reads a file of tiktoken's ranks to count tokens with: how text is cut is known of the sets that have a name, special
    /// tokens there are none. Nothing where the file holds no ranks.
    ///
    /// # Errors
    /// The file cannot be read, or has ranks of no known set.
    pub fn from_ranks(path: &Path) -> Result<Option<Tokenizer>> {
        let bytes = bytes::read(path)?;
        match tiktoken::is_ranks(&bytes) {
            true => Ok(Some(tiktoken::known(&path.display().to_string(), &bytes)?)),
            false => Ok(None),
        }
    }

    /// Reads the bytes of a `tokenizer.json` from anywhere; `name` stands in messages.
    ///
    /// # Errors
    /// As [`Tokenizer::load`].
    pub fn from_json(name: &str, bytes: &[u8]) -> Result<Tokenizer> {
        tokenizer_json::parse(name, bytes, &Default::default())
    }

    /// A tokenizer from GGUF's `tokenizer.ggml.*` values.
    ///
    /// # Errors
    /// A model, pre-tokenizer or table that this program does not read; the message names the key.
    pub fn from_gguf(vocab: GgufVocab) -> Result<Tokenizer> {
        gguf::read(vocab)
    }

    /// The values that a GGUF file needs to hold this tokenizer.
    ///
    /// # Errors
    /// llama.cpp has no pre-tokenizer that cuts as this one does.
    pub fn to_gguf(&self) -> Result<GgufVocab> {
        gguf::write(self)
    }

    /// Writes `tokenizer.json`, the `tokenizer.model` that it came from (alone, where the other cannot say it all),
    /// `tokenizer_config.json` and `special_tokens_map.json` into `folder` (a path, made if
    /// missing, or a checkpoint being saved), each whole or not at all. The chat template goes in only when given: a
    /// model that was not trained on chat must not carry one.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn save<F: Folder + ?Sized>(&self, folder: &F, chat_template: Option<&str>) -> Result<()> {
        let put = |name: &str, value: &serde_json::Value| {
            let text = serde_json::to_string_pretty(value)
                .map_err(|source| Error::Json { file: folder.path().join(name).display().to_string(), source })?;
            Ok(folder.put_file(name, text.as_bytes())?)
        };
        put("special_tokens_map.json", &tokenizer_config::special_tokens_map(self))?;
        put("tokenizer_config.json", &tokenizer_config::tokenizer_config(self, chat_template))?;
        let written = tokenizer_json::write(self);
        if let Some(model) = &self.inner().model_file {
            let own = self.inner().own_tokens;
            if (own as usize) < self.vocab_size() {
                put("added_tokens.json", &tokenizer_config::added_tokens(self, own))?;
            }
            folder.put_file("tokenizer.model", model)?;
            if matches!(written, Err(Error::Export { .. })) {
                // SentencePiece's own file says what the other cannot.
                return Ok(());
            }
        }
        put("tokenizer.json", &written?)
    }
}

/// The `tokenizer.model` of a folder whose `tokenizer.json` is what this program writes for it: the same tokenizer, as it was
/// before it was written down as pairs.
fn same_model(folder: &Path) -> Option<Tokenizer> {
    let json = folder.join("tokenizer.json");
    let model = folder.join("tokenizer.model");
    if !json.is_file() || !model.is_file() {
        return None;
    }
    let bytes = bytes::read(&model).ok().filter(|bytes| !tiktoken::is_ranks(bytes))?;
    let tokenizer = sentencepiece_model::load(&model, &bytes).ok()?;
    let ours = tokenizer_json::write(&tokenizer).ok()?;
    let theirs: serde_json::Value = serde_json::from_slice(&bytes::read(&json).ok()?).ok()?;
    (ours == theirs).then_some(tokenizer)
}
