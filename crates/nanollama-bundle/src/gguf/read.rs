//! Opening a Llama in GGUF: which tensors there are, and their bytes in Hugging Face's order.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

use nanollama_model::{Config, TensorData};
use nanollama_store::gguf::{Gguf, Value};

use super::{keys, names, permute};
use crate::contents::shapes;
use crate::error::{Error, Result};

/// Frequencies of llama.cpp's Llama 3.1 rotation: scaled positions in another guise.
const ROPE_FACTORS: &str = "rope_freqs.weight";
const EMBEDDING: &str = "token_embd.weight";
const HEAD: &str = "output.weight";
const TEMPLATE: &str = "tokenizer.chat_template";

/// An opened file and what it is.
pub(crate) struct Opened {
    pub(crate) file: Gguf,
    pub(crate) config: Config,
    pub(crate) chat: Option<String>,
    pub(crate) name: Option<String>,
}

/// Opens a file and checks that its tensors are those of a Llama, no more and no fewer.
pub(crate) fn open(path: &Path) -> Result<Opened> {
    let file = Gguf::open(path)?;
    // The architecture is judged before the tensors, whose names follow from it.
    file.string("general.architecture")?;
    let rows =
        file.tensors().iter().find(|tensor| tensor.name == EMBEDDING).and_then(|tensor| tensor.shape.first().copied());
    let config = keys::config(&file, rows.unwrap_or(0), !file.contains(HEAD))?;
    if rows.is_none() {
        let what = format!("it has no tensor {EMBEDDING}; {} tensors in all", file.tensors().len());
        return Err(Error::NotAModel { path: path.to_owned(), what });
    }
    config.validate().map_err(|source| Error::Model { path: path.to_owned(), source })?;
    check_tensors(&file, &config)?;
    let text = |key: &str| file.optional(key, "a string", |value: &Value| value.as_str().map(str::to_owned));
    let (chat, name) = (text(TEMPLATE)?, text("general.name")?);
    Ok(Opened { config, chat, name, file })
}

fn check_tensors(file: &Gguf, config: &Config) -> Result<()> {
    let wanted: HashSet<String> = shapes(config).iter().filter_map(|(name, _)| names::of(name)).collect();
    for tensor in file.tensors() {
        if wanted.contains(&tensor.name) {
            continue;
        }
        let reason = match tensor.name.as_str() {
            ROPE_FACTORS => "scaled rotary positions (Llama 3.1 and later) are not computed here",
            _ => "no such tensor is part of a Llama as computed here, and leaving it out would change the answers",
        };
        return Err(Error::Unsupported {
            path: file.path().to_owned(),
            field: format!("tensor {}", tensor.name),
            value: format!("{} {:?}", tensor.kind.name(), tensor.shape),
            reason: reason.to_owned(),
        });
    }
    Ok(())
}

/// A tensor's shape by its Hugging Face name; an error when it is stored in a type that is not read.
pub(crate) fn shape<'a>(file: &'a Gguf, name: &str) -> Result<Option<&'a [usize]>> {
    match names::of(name).filter(|theirs| file.contains(theirs)) {
        Some(theirs) => Ok(Some(file.get(&theirs)?.shape)),
        None => Ok(None),
    }
}

/// A tensor by its Hugging Face name, its rows in that order.
pub(crate) fn tensor<'a>(file: &'a Gguf, config: &Config, name: &str) -> Result<Option<TensorData<'a>>> {
    let Some(theirs) = names::of(name).filter(|theirs| file.contains(theirs)) else { return Ok(None) };
    let view = file.get(&theirs)?;
    let rows = view.shape.first().copied().unwrap_or(0);
    let whole_heads = rows > 0 && rows % config.head_dim == 0;
    let bytes = match names::is_permuted(name) && whole_heads {
        true => Cow::Owned(permute::to_half_split(view.bytes, rows, config.head_dim)),
        false => Cow::Borrowed(view.bytes),
    };
    Ok(Some(TensorData { dtype: view.dtype, shape: view.shape.to_vec(), bytes }))
}
