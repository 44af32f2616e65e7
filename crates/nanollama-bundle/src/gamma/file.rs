//! Our file: safetensors, with what is known of a γ among its metadata.
//!
//! A dense part is a tensor of its own name. One of low rank is `NAME.lora_A` `[R, K]` and `NAME.lora_B` `[N, R]`; rows are
//! `NAME.rows` `[ids, D]`, and which they are is a list in the metadata, under that name.

use std::collections::BTreeMap;
use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_model::TensorData;
use nanollama_store::safetensors::{self, Tensors};
use nanollama_store::{TensorOut, TensorView};

use super::fault::field;
use super::part::Part;
use super::vector::{About, Base, Gamma, stem};
use crate::error::{Error, Result};

/// The key that says what the file is, and the number of this layout.
const FORMAT: &str = "nanollama.gamma";
const VERSION: &str = "1";
const NAME: &str = "name";
const SCALE: &str = "scale";
const MADE: &str = "made";
const BASE: &str = "base";
pub(super) const FINGERPRINT: &str = "base_fingerprint";
const TOKENIZER: &str = "tokenizer_ids_sha256";
const TIED: &str = "tied";

const A: &str = ".lora_A";
const B: &str = ".lora_B";
const ROWS: &str = ".rows";

pub(super) fn read(path: &Path) -> Result<Gamma> {
    let tensors = Tensors::open(path)?;
    let metadata = tensors.metadata();
    match metadata.get(FORMAT).map(String::as_str) {
        Some(VERSION) => {}
        Some(other) => {
            let what = format!("{other:?}; known is {VERSION:?}: a newer program wrote it");
            return Err(field(path, FORMAT, what));
        }
        None => {
            let what = format!("its metadata has no {FORMAT}: these are some other tensors");
            return Err(Error::NotAGamma { path: path.to_owned(), what });
        }
    }
    let about = about(path, metadata)?;
    let mut parts = BTreeMap::new();
    for name in tensors.names() {
        let get = |name: &str| tensors.get(name).map(owned);
        let (tensor, part) = if let Some(tensor) = name.strip_suffix(A) {
            (tensor, Part::LowRank { a: get(name)?, b: get(&format!("{tensor}{B}"))? })
        } else if let Some(tensor) = name.strip_suffix(B) {
            // It comes with its other half.
            tensors.get(&format!("{tensor}{A}"))?;
            continue;
        } else if let Some(tensor) = name.strip_suffix(ROWS) {
            (tensor, Part::Rows { ids: ids(path, metadata, name)?, values: get(name)? })
        } else {
            (name, Part::Dense(get(name)?))
        };
        if let Some(what) = part.problem() {
            return Err(field(path, &format!("tensor {name}"), what));
        }
        if parts.insert(tensor.to_owned(), part).is_some() {
            return Err(field(path, &format!("tensor {name}"), "it has two parts in two forms"));
        }
    }
    Ok(Gamma { path: path.to_owned(), about, parts })
}

fn owned(view: TensorView<'_>) -> TensorData<'static> {
    TensorData { dtype: view.dtype, shape: view.shape.to_vec(), bytes: view.bytes.to_vec().into() }
}

pub(super) fn about(path: &Path, metadata: &BTreeMap<String, String>) -> Result<About> {
    let known = [FORMAT, NAME, SCALE, MADE, BASE, FINGERPRINT, TOKENIZER, TIED, "format"];
    if let Some(key) = metadata.keys().find(|key| !known.contains(&key.as_str()) && !key.ends_with(ROWS)) {
        return Err(field(path, key, "a key that is not known; a newer program wrote it"));
    }
    let text = |key: &str| metadata.get(key).cloned();
    let base = match text(FINGERPRINT) {
        None => None,
        Some(fingerprint) => Some(Base {
            name: text(BASE).unwrap_or_default(),
            fingerprint: fingerprint
                .parse()
                .map_err(|()| field(path, FINGERPRINT, format!("{fingerprint:?}, not 64 hexadecimal digits")))?,
            tokenizer: text(TOKENIZER).ok_or_else(|| field(path, TOKENIZER, "it is missing"))?,
            tied: text(TIED).as_deref() == Some("true"),
        }),
    };
    let scale = match text(SCALE) {
        None => None,
        Some(scale) => {
            let number = scale.parse::<f32>().ok().filter(|number| number.is_finite());
            Some(number.ok_or_else(|| field(path, SCALE, format!("{scale:?} is no number")))?)
        }
    };
    let name = text(NAME).filter(|name| !name.is_empty()).unwrap_or_else(|| stem(path));
    Ok(About { name, base, scale, made: text(MADE).unwrap_or_default() })
}

fn ids(path: &Path, metadata: &BTreeMap<String, String>, name: &str) -> Result<Vec<u32>> {
    let text = metadata.get(name).ok_or_else(|| field(path, name, "its list of rows is not among the metadata"))?;
    serde_json::from_str(text).map_err(|error| field(path, name, format!("its list of rows: {error}")))
}

/// What is known of it, as metadata.
pub(super) fn told(about: &About) -> BTreeMap<String, String> {
    let mut metadata = BTreeMap::new();
    let mut put = |key: &str, value: &str| {
        metadata.insert(key.to_owned(), value.to_owned());
    };
    put(NAME, &about.name);
    put(MADE, &about.made);
    if let Some(scale) = about.scale {
        put(SCALE, &scale.to_string());
    }
    if let Some(base) = &about.base {
        put(BASE, &base.name);
        put(FINGERPRINT, &base.fingerprint.to_string());
        put(TOKENIZER, &base.tokenizer);
        put(TIED, &base.tied.to_string());
    }
    metadata
}

pub(super) fn write(gamma: &Gamma, path: &Path) -> Result<()> {
    let mut metadata = told(&gamma.about);
    let mut put = |key: &str, value: &str| {
        metadata.insert(key.to_owned(), value.to_owned());
    };
    put(FORMAT, VERSION);
    let mut tensors = Vec::new();
    for (name, part) in &gamma.parts {
        match part {
            Part::Dense(values) => tensors.push(out(name.clone(), values)),
            Part::LowRank { a, b } => tensors.extend([out(format!("{name}{A}"), a), out(format!("{name}{B}"), b)]),
            Part::Rows { ids, values } => {
                put(&format!("{name}{ROWS}"), &serde_json::json!(ids).to_string());
                tensors.push(out(format!("{name}{ROWS}"), values));
            }
        }
    }
    Ok(safetensors::write(path, tensors, &metadata)?)
}

fn out<'a>(name: String, values: &'a TensorData<'static>) -> TensorOut<'a> {
    debug_assert!(DType::safetensors_name(values.dtype).is_some());
    TensorOut::from_bytes(name, values.dtype, &values.shape, &values.bytes)
}
