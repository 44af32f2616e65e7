//! Writing llama.cpp's LoRA file. The scale is in B; alpha is the rank, or 0 where ranks differ, both of which llama.cpp counts
//! as a scale of 1.

use std::path::Path;

use nanollama_model::{Config, TensorData, parts};
use nanollama_store::TensorOut;
use nanollama_store::gguf::{self, Value};

use super::super::fault::field;
use super::super::part::Part;
use super::super::vector::Gamma;
use super::{A, B};
use crate::error::Result;
use crate::gguf::permute;

/// Writes a γ of low rank for models of `config`, whole or not at all.
///
/// # Errors
/// [`crate::Error::Field`] naming a tensor that is no product of low rank, such as a norm's part, which llama.cpp would pass over
/// in silence; for a model that is more than a Llama; when the disk refuses.
pub(in super::super) fn save(gamma: &Gamma, config: &Config, path: &Path) -> Result<()> {
    if let Some(names) = config.features.beyond_llama() {
        let what = format!("it is more than a Llama ({}), and llama.cpp does not run it", names.join(", "));
        return Err(field(&gamma.path, "the model", what));
    }
    let known = parts(config);
    let (mut tensors, mut ranks) = (Vec::new(), Vec::new());
    for (name, part) in &gamma.parts {
        let refuse = |what: &str| Err(field(&gamma.path, &format!("tensor {name}"), what));
        let Part::LowRank { a, b } = part else {
            return refuse("llama.cpp adds products of low rank alone, and would pass this part over in silence");
        };
        let tensor = known.iter().find(|tensor| tensor.name == *name);
        let (Some(tensor), false) = (tensor, name.contains("embed_tokens")) else {
            return refuse("llama.cpp has no place for it");
        };
        ranks.push(a.shape[0]);
        let bytes = permute::to_theirs(tensor.order, &b.bytes, b.shape[0]).into_owned();
        tensors.push((format!("{}{A}", tensor.gguf_name), a.clone()));
        tensors.push((format!("{}{B}", tensor.gguf_name), TensorData { bytes: bytes.into(), ..b.clone() }));
    }
    let alpha = match ranks.first() {
        Some(&first) if ranks.iter().all(|rank| *rank == first) => first as f32,
        _ => 0.0,
    };
    let text = |key: &str, value: &str| (key.to_owned(), Value::String(value.to_owned()));
    let metadata = [
        text("general.architecture", "llama"),
        text("general.type", "adapter"),
        text("adapter.type", "lora"),
        text("general.name", &gamma.about.name),
        ("adapter.lora.alpha".to_owned(), Value::F32(alpha)),
    ];
    let out = tensors
        .iter()
        .map(|(name, tensor)| TensorOut::from_bytes(name.clone(), tensor.dtype, &tensor.shape, &tensor.bytes));
    Ok(gguf::write(path, &metadata, out.collect())?)
}
