//! Tokenizer files: which reader a path gets, and what is written into a folder. Each format has its own file.
//! Everything read is hostile: sizes are checked before allocation, nothing panics.

pub mod gguf;
pub(crate) mod llama2c;
pub(crate) mod sentencepiece_model;
pub(crate) mod tiktoken;
pub(crate) mod tokenizer_config;
pub(crate) mod tokenizer_json;

use std::fs;
use std::path::Path;

use nanollama_store::Folder;

use crate::error::{Error, Result};
use crate::tokenizer::Tokenizer;

/// The largest known tokenizer.json has 35 MB.
const MOST_BYTES: u64 = 512 << 20;

pub(crate) fn load(path: &Path) -> Result<Tokenizer> {
    let known = ["tokenizer.json", "tokenizer.model", "tokenizer.bin"];
    if !path.exists() {
        return Err(Error::NotFound { folder: path.to_path_buf(), looked_for: known.join(", ") });
    }
    if path.is_dir() {
        return match known.iter().map(|name| path.join(name)).find(|file| file.is_file()) {
            Some(file) => load(&file),
            None => Err(Error::NotFound { folder: path.to_path_buf(), looked_for: known.join(", ") }),
        };
    }
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("json") => tokenizer_json::load(path),
        Some("model") => sentencepiece_model::load(path),
        Some("bin") => llama2c::load(path),
        Some("tiktoken") => {
            let expected = "a call that gives both, Tokenizer::load_tiktoken";
            Err(Error::field(
                &path.display().to_string(),
                "the file",
                "ranks without pattern and special tokens",
                expected,
            ))
        }
        _ => {
            let file = path.display().to_string();
            Err(Error::field(
                &file,
                "the file's name",
                "of no known kind",
                "tokenizer.json, tokenizer.model or tokenizer.bin",
            ))
        }
    }
}

/// Reads a whole file after looking at its size.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    let size = fs::metadata(path).map_err(Error::io(path))?.len();
    if size > MOST_BYTES {
        let file = path.display().to_string();
        return Err(Error::field(&file, "the file's size", format!("{size} bytes"), format!("at most {MOST_BYTES}")));
    }
    fs::read(path).map_err(Error::io(path))
}

pub(crate) fn save<F: Folder + ?Sized>(tokenizer: &Tokenizer, folder: &F, chat_template: Option<&str>) -> Result<()> {
    let put = |name: &str, value: &serde_json::Value| {
        let text = serde_json::to_string_pretty(value)
            .map_err(|source| Error::Json { file: folder.path().join(name).display().to_string(), source })?;
        Ok(folder.put_file(name, text.as_bytes())?)
    };
    put("special_tokens_map.json", &tokenizer_config::special_tokens_map(tokenizer))?;
    put("tokenizer_config.json", &tokenizer_config::tokenizer_config(tokenizer, chat_template))?;
    put("tokenizer.json", &tokenizer_json::write(tokenizer)?)
}
