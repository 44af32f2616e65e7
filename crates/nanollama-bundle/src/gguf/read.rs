//! Opening a model in GGUF: which tensors there are, and their bytes in Hugging Face's order.

use std::collections::HashSet;
use std::path::Path;

use nanollama_model::{Config, Part, Role, RowOrder, TensorData};
use nanollama_store::gguf::{Gguf, Value};

use super::architecture::Architecture;
use super::{keys, permute, tokens};
use crate::error::{Error, Result};

/// Frequencies of llama.cpp's Llama 3.1 rotation: scaled positions in another guise.
const ROPE_FACTORS: &str = "rope_freqs.weight";
const TEMPLATE: &str = "tokenizer.chat_template";

/// An opened file and what it is.
pub(crate) struct Opened {
    pub(crate) file: Gguf,
    pub(crate) config: Config,
    /// The tensors that belong in it, in file order.
    pub(crate) parts: Vec<Part>,
    pub(crate) chat: Option<String>,
    pub(crate) name: Option<String>,
    /// Keys and values that change nothing here.
    pub(crate) passed_over: Vec<String>,
}

/// Opens a file, or all that one was split into, and refuses tensors that are none of its architecture's. Whether all of those are there is not asked here.
pub(crate) fn open(path: &Path) -> Result<Opened> {
    let file = Gguf::open(path)?;
    // The architecture is judged before the tensors, whose names follow from it.
    let architecture = Architecture::of(&file)?;
    let (table, head) = (Role::Embedding.gguf_name(), Role::Head.gguf_name());
    let rows =
        file.tensors().iter().find(|tensor| tensor.name == table).and_then(|tensor| tensor.shape.first().copied());
    let mut passed_over = Vec::new();
    let config = keys::config(&file, architecture, rows.unwrap_or(0), !file.contains(head), &mut passed_over)?;
    if rows.is_none() {
        let what = format!("it has no tensor {table}; {} tensors in all", file.tensors().len());
        return Err(Error::NotAModel { path: path.to_owned(), what });
    }
    config.validate().map_err(|source| Error::Model { path: path.to_owned(), source })?;
    let parts = architecture.parts(&config);
    refuse_unknown(&file, &parts)?;
    let text = |key: &str| file.optional(key, "a string", |value: &Value| value.as_str().map(str::to_owned));
    let (chat, name) = (text(TEMPLATE)?, text("general.name")?);
    passed_over.extend(tokens::absent_ids(&file));
    Ok(Opened { file, config, parts, chat, name, passed_over })
}

fn refuse_unknown(file: &Gguf, parts: &[Part]) -> Result<()> {
    let known: HashSet<&str> = parts.iter().map(|part| part.gguf_name.as_str()).collect();
    for tensor in file.tensors() {
        if known.contains(tensor.name.as_str()) {
            continue;
        }
        let reason = match tensor.name.as_str() {
            ROPE_FACTORS => "scaled rotary positions (Llama 3.1 and later) are not computed here",
            _ => {
                "no such tensor is part of this architecture as computed here, and leaving it out would change the answers"
            }
        };
        return Err(Error::Unsupported {
            path: file.path_of(&tensor.name).to_owned(),
            field: format!("tensor {}", tensor.name),
            value: format!("{} {:?}", tensor.kind.name(), tensor.shape),
            reason: reason.to_owned(),
        });
    }
    Ok(())
}

/// A tensor of the configuration, its features in Hugging Face's order; `None` when the file has none.
pub(crate) fn tensor<'a>(file: &'a Gguf, part: &Part) -> Result<Option<TensorData<'a>>> {
    if !file.contains(&part.gguf_name) {
        return Ok(None);
    }
    let view = file.get(&part.gguf_name)?;
    let features = view.elements() / part.feature;
    // A gain in blocks of several numbers cannot be put in order a number at a time.
    if part.order != RowOrder::Plain && !part.feature.is_multiple_of(view.dtype.block()) {
        return Err(Error::Unsupported {
            path: file.path_of(&part.gguf_name).to_owned(),
            field: format!("tensor {}", part.gguf_name),
            value: view.dtype.to_string(),
            reason: format!("its numbers have to be put in order one by one, not in blocks of {}", view.dtype.block()),
        });
    }
    let bytes = permute::to_ours(part.order, view.bytes, features);
    Ok(Some(TensorData { dtype: view.dtype, shape: view.shape.to_vec(), bytes }))
}
