//! Tokenizers by path: a folder, one of the files that `nanollama-token` reads, or the vocabulary inside a `.gguf`.

use std::path::Path;

use nanollama_store::gguf::Gguf;
use nanollama_token::Tokenizer;

use crate::error::{Error, Result};
use crate::gguf;

/// Loads the tokenizer at `path`.
///
/// # Errors
/// When there is none, or it has a feature that is not read here; the message names file and field.
pub fn load(path: &Path) -> Result<Tokenizer> {
    match is_gguf(path) {
        true => gguf::tokenizer(&Gguf::open(path)?),
        false => Ok(Tokenizer::load(path)?),
    }
}

/// The tokenizer of a model's folder.
pub(crate) fn load_folder(folder: &Path) -> Result<Tokenizer> {
    match Tokenizer::load(folder) {
        Err(nanollama_token::Error::NotFound { .. }) => Err(Error::NoTokenizer { path: folder.to_owned() }),
        other => Ok(other?),
    }
}

pub(crate) fn is_gguf(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gguf"))
}
