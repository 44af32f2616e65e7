//! Tokenizers by path: a folder, one of the files that `nanollama-token` reads, the vocabulary inside a `.gguf`, or the one
//! that goes with a `.pt` checkpoint.

use std::path::Path;

use nanollama_store::gguf::Gguf;
use nanollama_store::torch::Torch;
use nanollama_token::Tokenizer;

use crate::error::{Error, Result};
use crate::{gguf, pt};

/// Loads the tokenizer at `path`.
///
/// # Errors
/// When there is none, or it has a feature that is not read here; the message names file and field.
pub fn load(path: &Path) -> Result<Tokenizer> {
    if is_gguf(path) {
        return gguf::tokenizer(&Gguf::open(path)?);
    }
    if path.is_file() && Torch::is_one(path) {
        return of_torch(path);
    }
    match Tokenizer::load(path) {
        Err(missing @ nanollama_token::Error::NotFound { .. }) if path.is_dir() => {
            pt::checkpoint(path)?.map_or(Err(missing.into()), |chosen| of_torch(&chosen.file))
        }
        other => Ok(other?),
    }
}

/// The tokenizer of a `.pt` checkpoint.
fn of_torch(path: &Path) -> Result<Tokenizer> {
    let vocabulary = pt::open(path)?.config.vocabulary;
    Ok(pt::tokenizer(path, vocabulary)?.tokenizer)
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
