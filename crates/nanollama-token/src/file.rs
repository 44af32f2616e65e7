//! Tokenizer files: which reader a path gets, and writing a folder atomically. Each format has its own file.
//! Everything read is hostile: sizes are checked before allocation, nothing panics.

pub mod gguf;
pub(crate) mod llama2c;
pub(crate) mod sentencepiece_model;
pub(crate) mod tiktoken;
pub(crate) mod tokenizer_config;
pub(crate) mod tokenizer_json;

use std::fs;
use std::io::Write;
use std::path::Path;

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
            let expected = "tokenizer.json, tokenizer.model or tokenizer.bin, which hold both";
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

pub(crate) fn save(tokenizer: &Tokenizer, folder: &Path, chat_template: Option<&str>) -> Result<()> {
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let write = |name: &str, value: &serde_json::Value| {
        let path = folder.join(name);
        let text = serde_json::to_string_pretty(value)
            .map_err(|source| Error::Json { file: path.display().to_string(), source })?;
        write_atomically(&path, text.as_bytes())
    };
    write("special_tokens_map.json", &tokenizer_config::special_tokens_map(tokenizer))?;
    write("tokenizer_config.json", &tokenizer_config::tokenizer_config(tokenizer, chat_template))?;
    write("tokenizer.json", &tokenizer_json::write(tokenizer)?)
}

/// Writes beside the target, syncs, renames: a reader sees the old file or the new one.
fn write_atomically(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let write = || {
        let mut file = fs::File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, path)
    };
    write().map_err(|source| {
        // The first error is the one to report; a left-over part file does no harm.
        let _ = fs::remove_file(&part);
        Error::Io { path: path.to_path_buf(), source }
    })
}
