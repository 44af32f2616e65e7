//! llama.cpp's LoRA files: GGUF of type `adapter`, `NAME.lora_a` and `NAME.lora_b` beside the names that the model's own file has.
//! Rows of B that belong to queries and keys stand in llama.cpp's order, and are put back; how wide a head is, only the model
//! knows.

mod write;

use std::collections::BTreeMap;

use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, Part as Tensor, Role, TensorData};
use nanollama_store::gguf::{Gguf, Value};

use super::fault::field;
use super::numbers::{decode, encode, turned};
use super::part::Part;
use super::vector::{About, Gamma, stem};
use crate::error::{Error, Result};
use crate::gguf::architecture::Architecture;
use crate::gguf::permute;

pub(super) use write::save;

const A: &str = ".lora_a";
const B: &str = ".lora_b";

pub(super) fn read(file: &Gguf, config: &Config) -> Result<Gamma> {
    let path = file.path();
    let text = |key: &str| file.value(key).and_then(Value::as_str);
    let architecture = Architecture::to_say(config);
    for (key, wanted) in
        [("general.type", "adapter"), ("adapter.type", "lora"), ("general.architecture", architecture.name())]
    {
        if text(key) != Some(wanted) {
            let what =
                format!("{key} is {:?}, where a LoRA of this model has {wanted:?}", text(key).unwrap_or("missing"));
            return Err(Error::NotAGamma { path: path.to_owned(), what });
        }
    }
    if let Some((key, _)) = file.metadata().iter().find(|(key, _)| key.starts_with("adapter.alora")) {
        return Err(field(path, key, "an adapter that begins in the middle of a text is not computed here"));
    }
    let alpha = file.value("adapter.lora.alpha").and_then(Value::as_f64);
    let alpha = alpha.ok_or_else(|| field(path, "adapter.lora.alpha", "it is missing, or no number"))?;
    let known = architecture.parts(config);
    let mut found = BTreeMap::new();
    for info in file.tensors() {
        let wrong = |what: &str| field(path, &format!("tensor {}", info.name), what);
        let Some(base) = info.name.strip_suffix(A) else {
            match info.name.strip_suffix(B) {
                Some(base) => drop(file.get(&format!("{base}{A}"))?),
                None => return Err(wrong("it is no matrix of a LoRA, and leaving it out would change the answers")),
            }
            continue;
        };
        let tied_head = || (base == Role::Head.gguf_name()).then(|| Role::Head.name().to_owned());
        let tensor = known.iter().find(|part| part.gguf_name == base);
        let name = tensor.map(|part| part.name.clone()).or_else(tied_head);
        let name = name.ok_or_else(|| wrong("this model has no such tensor"))?;
        let (a, b) = (file.get(&info.name)?, file.get(&format!("{base}{B}"))?);
        let owned = |view: nanollama_store::TensorView<'_>| TensorData {
            dtype: view.dtype,
            shape: view.shape.to_vec(),
            bytes: view.bytes.to_vec().into(),
        };
        let part = part(owned(a), owned(b), alpha, tensor).map_err(|what| wrong(&what))?;
        if let Some(what) = part.problem() {
            return Err(wrong(&what));
        }
        found.insert(name, part);
    }
    let made = "a LoRA".to_owned();
    Ok(Gamma { path: path.to_owned(), about: About { name: stem(path), made, ..About::default() }, parts: found })
}

/// `alpha / rank · B A` in our order.
fn part(a: TensorData<'static>, b: TensorData<'static>, alpha: f64, tensor: Option<&Tensor>) -> Result<Part, String> {
    let numbers = |tensor: &TensorData<'_>| decode(tensor).map_err(|error| error.to_string());
    let whole = |values: &[f32], shape: &[usize]| encode(values, shape, DType::F32).map_err(|error| error.to_string());
    let (&[_, _], &[b_rows, rank]) = (&a.shape[..], &b.shape[..]) else {
        return Err(format!("A of shape {:?} and B of shape {:?}, which are no matrices", a.shape, b.shape));
    };
    if rank == 0 {
        return Err("its rank is 0".into());
    }
    // As llama.cpp has it.
    let scale = if alpha == 0.0 { 1.0 } else { alpha / rank as f64 };
    let mut values = numbers(&b)?;
    values.iter_mut().for_each(|value| *value = (f64::from(*value) * scale) as f32);
    if tensor.is_some_and(|tensor| tensor.name == Role::Embedding.name()) {
        // Its A has a row a token.
        return Ok(Part::LowRank { a: whole(&turned(&values, rank), &[rank, b_rows])?, b: a });
    }
    let b = whole(&values, &[b_rows, rank])?;
    let Some(tensor) = tensor.filter(|tensor| tensor.shape.first() == Some(&b_rows)) else {
        return Ok(Part::LowRank { a, b });
    };
    let bytes = permute::to_ours(tensor.order, &b.bytes, b_rows).into_owned();
    Ok(Part::LowRank { a, b: TensorData { bytes: bytes.into(), ..b } })
}
