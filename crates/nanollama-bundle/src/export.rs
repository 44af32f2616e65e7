//! From an opened model to a file for others.

use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_store::atomic;

use crate::error::{Error, Result};
use crate::stored_model::StoredModel;
use crate::{gguf, hf};

/// In which layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One file for llama.cpp and its kin.
    Gguf,
    /// A folder for transformers and its kin.
    HuggingFace,
}

/// Writes the model to `path`, whole or not at all. A file of that name is replaced; a folder that has something in it is
/// not.
///
/// # Errors
/// [`Error::Occupied`], [`Error::Inexpressible`] naming the feature, or what the disk reports.
pub fn export(source: &StoredModel, format: Format, dtype: DType, path: &Path) -> Result<()> {
    let contents = source.contents();
    if let Some((field, value)) = hf::config::beyond_llama(contents.config) {
        // GGUF's `llama` has no key for it either: a program that reads the file would answer something else.
        let format = match format {
            Format::Gguf => "GGUF",
            Format::HuggingFace => "a Hugging Face folder",
        };
        let what = format!("{field} is {value}, which a plain Llama does not compute");
        return Err(Error::Inexpressible { path: path.to_owned(), format, what });
    }
    match format {
        Format::Gguf => gguf::write(path, &contents, dtype),
        Format::HuggingFace => {
            refuse_occupied(path)?;
            // Under the final name, before there is a temporary one.
            hf::torch_name(path, dtype)?;
            contents.check(path)?;
            let temporary = atomic::temporary_folder(path)?;
            let written =
                hf::write(&temporary, &contents, dtype).and_then(|()| Ok(atomic::replace_folder(&temporary, path)?));
            if written.is_err() {
                let _best_effort = std::fs::remove_dir_all(&temporary);
            }
            written
        }
    }
}

fn refuse_occupied(path: &Path) -> Result<()> {
    let empty = match std::fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(nanollama_store::Error::io(path, "list", error).into()),
    };
    if empty { Ok(()) } else { Err(Error::Occupied { path: path.to_owned() }) }
}
