//! From an opened model to a file for others.

use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_store::atomic;

use crate::contents::Contents;
use crate::error::{Error, Result};
use crate::gguf::Types;
use crate::importances::Importances;
use crate::mix::Mix;
use crate::stored_model::{StoredAs, StoredModel};
use crate::{certificate, gguf, hf};

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
    export_contents(source.path(), &source.contents(), format, dtype, path)
}

/// As [`export`], contents whose numbers were made from those of the model `source`.
pub(crate) fn export_contents(
    source: &Path,
    contents: &Contents<'_>,
    format: Format,
    dtype: DType,
    path: &Path,
) -> Result<()> {
    refuse_beyond(contents, format, path)?;
    match format {
        Format::Gguf => gguf::write(path, contents, dtype),
        Format::HuggingFace => in_folder(path, (source, contents), dtype, |_| Ok(())),
    }
}

/// As [`export`]; but before it has its name, what was written is opened again and given to `check`, whose text is kept in
/// it beside `origin`, the model's name. Nothing is left of a file that `check` refuses.
///
/// # Errors
/// As [`export`], and what `check` finds.
pub fn export_checked<E: From<Error>>(
    source: &StoredModel,
    (format, dtype): (Format, DType),
    path: &Path,
    origin: &str,
    check: impl FnOnce(&StoredModel) -> Result<String, E>,
) -> Result<String, E> {
    let contents = source.contents();
    refuse_beyond(&contents, format, path)?;
    match format {
        Format::Gguf => as_gguf(&contents, &Types::uniform(contents.config, dtype), path, origin, check),
        Format::HuggingFace => in_folder(path, (source.path(), &contents), dtype, |folder| {
            let text = check(&StoredModel::open_folder(folder, None, contents.name, StoredAs::HuggingFace)?)?;
            certificate::put(folder, &text, origin)?;
            Ok(text)
        }),
    }
}

/// As [`export_checked`], a GGUF file whose tensors have the types of a mix, errors of which count as `importances` has it.
///
/// # Errors
/// As there.
pub fn quantize_checked<E: From<Error>>(
    source: &StoredModel,
    (mix, importances): (Mix, Option<&Importances>),
    path: &Path,
    origin: &str,
    check: impl FnOnce(&StoredModel) -> Result<String, E>,
) -> Result<String, E> {
    let contents = source.contents();
    as_gguf(&contents, &Types::mixed(contents.config, mix, importances), path, origin, check)
}

fn as_gguf<E: From<Error>>(
    contents: &Contents<'_>,
    types: &Types<'_>,
    path: &Path,
    origin: &str,
    check: impl FnOnce(&StoredModel) -> Result<String, E>,
) -> Result<String, E> {
    let mut unnamed = gguf::unnamed(path, contents, types, origin)?;
    let text = check(&StoredModel::open_gguf(unnamed.temporary(), None)?)?;
    unnamed.fill(certificate::KEY, &text).and_then(|()| unnamed.commit()).map_err(Error::from)?;
    Ok(text)
}

/// No model of transformers' computes what only ours do, so there is no folder for others. GGUF says it under an
/// architecture of its own.
fn refuse_beyond(contents: &Contents<'_>, format: Format, path: &Path) -> Result<()> {
    match (format, hf::config::beyond_others(contents.config)) {
        (Format::HuggingFace, Some((field, value))) => {
            let what = format!("{field} is {value}, which a plain Llama does not compute");
            Err(Error::Inexpressible { path: path.to_owned(), format: "a Hugging Face folder", what })
        }
        _ => Ok(()),
    }
}

/// Writes the contents of the model `source` to a folder under another name, does `then`, and gives it its own.
fn in_folder<T, E: From<Error>>(
    path: &Path,
    (source, contents): (&Path, &Contents<'_>),
    dtype: DType,
    then: impl FnOnce(&Path) -> Result<T, E>,
) -> Result<T, E> {
    refuse_occupied(path)?;
    // Under the final name, before there is a temporary one.
    hf::torch_name(path, dtype)?;
    contents.check(path)?;
    let temporary = atomic::temporary_folder(path).map_err(Error::from)?;
    let written = hf::write(&temporary, contents, dtype).map_err(|error| E::from(error.of_numbers_in(source)));
    let written = written.and_then(|()| then(&temporary));
    let named = written.and_then(|done| match atomic::replace_folder(&temporary, path) {
        Ok(()) => Ok(done),
        Err(error) => Err(Error::from(error).into()),
    });
    if named.is_err() {
        let _best_effort = std::fs::remove_dir_all(&temporary);
    }
    named
}

fn refuse_occupied(path: &Path) -> Result<()> {
    let empty = match std::fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(nanollama_store::Error::io(path, "list", error).into()),
    };
    if empty { Ok(()) } else { Err(Error::Occupied { path: path.to_owned() }) }
}
