//! Where an exported file keeps what was found when it was compared with its model: two strings among GGUF's metadata, a
//! file of its own in a folder. What is compared, and the text, is the caller's.

use std::path::{Path, PathBuf};

use nanollama_store::gguf::{Gguf, Value};
use serde_json::json;

use crate::error::Result;
use crate::importances::FILE_KEY;

/// The key of the text.
pub(crate) const KEY: &str = "nanollama.certificate";
/// The key of the model's name, as it was typed.
pub(crate) const SOURCE_KEY: &str = "nanollama.source";
/// Bytes that are left free for the text while the file is written.
pub(crate) const ROOM: usize = 256;
/// The file in a folder.
pub(crate) const FILE: &str = "certificate.json";

/// What an export found about the file it wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// One line for people.
    pub text: String,
    /// The model that the file was made from, by the name that was typed.
    pub source: String,
    /// The importance matrix that it was quantised with, as it was typed.
    pub importances: Option<PathBuf>,
}

/// The certificate of a GGUF file, if it has one.
pub(crate) fn of_gguf(file: &Gguf) -> Option<Certificate> {
    let text = |key: &str| file.value(key).and_then(Value::as_str).map(|text| text.trim_end().to_owned());
    let text_and_source = text(KEY).zip(text(SOURCE_KEY)).filter(|(text, _)| !text.is_empty());
    let importances = text(FILE_KEY).map(PathBuf::from);
    text_and_source.map(|(text, source)| Certificate { text, source, importances })
}

/// The certificate of a folder, if it has one that can be read.
pub(crate) fn of_folder(folder: &Path) -> Option<Certificate> {
    const MOST_BYTES: u64 = 1 << 16;
    let path = folder.join(FILE);
    if std::fs::metadata(&path).ok()?.len() > MOST_BYTES {
        return None;
    }
    let object: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).ok()?).ok()?;
    let text = |key: &str| object[key].as_str().map(str::to_owned);
    Some(Certificate { text: text("certificate")?, source: text("source")?, importances: None })
}

/// Writes a folder's.
pub(crate) fn put(folder: &Path, text: &str, source: &str) -> Result<()> {
    use nanollama_store::Folder;
    let object = json!({"certificate": text, "source": source});
    Ok(folder.put_file(FILE, format!("{object:#}\n").as_bytes())?)
}
