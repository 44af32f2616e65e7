//! What can go wrong with a tokenizer: each message names the file, the field and what was found.

use std::path::{Path, PathBuf};

/// The crate's result.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a tokenizer could not be read, built, trained, written or used for chat.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be written.
    #[error(transparent)]
    Store(#[from] nanollama_store::Error),
    /// A file could not be read.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The text is not JSON, or not JSON of the expected shape.
    #[error("{file}: not readable JSON: {source}")]
    Json {
        /// The file.
        file: String,
        /// Where and what, in serde's words.
        source: serde_json::Error,
    },
    /// A field holds something that this program does not read.
    #[error("{file}: {field} is {found}; expected {expected}")]
    Field {
        /// The file, or the format when the bytes came from elsewhere.
        file: String,
        /// The field's path inside the file.
        field: String,
        /// What stands there.
        found: String,
        /// What could have stood there.
        expected: String,
    },
    /// No such file or folder, or a folder without any tokenizer file that this program knows.
    #[error("{folder}: {} (looked for {looked_for})", found(.folder))]
    NotFound {
        /// The folder.
        folder: PathBuf,
        /// The names tried.
        looked_for: String,
    },
    /// A special token that the operation needs is not in the vocabulary.
    #[error("this tokenizer has no {token}, which {purpose} needs")]
    NoSpecial {
        /// The token's text.
        token: String,
        /// The operation.
        purpose: &'static str,
    },
    /// A chat message that cannot be rendered.
    #[error("message {index}: {problem}")]
    Message {
        /// Zero-based index in the conversation.
        index: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// A model's chat template cannot be used, or refuses the messages.
    #[error("chat template: {problem}")]
    Template {
        /// What is wrong, with the line where known.
        problem: String,
    },
    /// The trainer was given nothing to learn from.
    #[error("cannot train a tokenizer: the texts are empty")]
    NoText,
    /// The trainer was asked for something impossible.
    #[error("cannot train a tokenizer: {problem}")]
    Training {
        /// What is impossible, with both values.
        problem: String,
    },
    /// The tokenizer cannot be written in this format without changing its ids.
    #[error("cannot write this tokenizer as {format}: {problem}")]
    Export {
        /// The target format.
        format: &'static str,
        /// The feature that the format cannot express.
        problem: String,
    },
}

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
        move |source| Error::Io { path: path.to_path_buf(), source }
    }

    pub(crate) fn field(
        file: &str,
        field: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Error {
        Error::Field {
            file: file.to_string(),
            field: field.into(),
            found: shorten(found.into()),
            expected: expected.into(),
        }
    }
}

/// What there is instead of a tokenizer.
fn found(folder: &Path) -> &'static str {
    if folder.exists() { "no tokenizer found" } else { "there is no such file or folder" }
}

/// Hostile files may hold a megabyte where a word was expected; messages show its beginning.
fn shorten(text: String) -> String {
    if text.chars().count() <= 200 {
        return text;
    }
    let mut short: String = text.chars().take(200).collect();
    short.push('…');
    short
}
