//! Steering vectors: what is added to the residual stream behind blocks, `direction.N` behind block N, `[D]`. llama.cpp's file of
//! them is a GGUF of architecture `controlvector`, which counts blocks from 0 and has none behind the first.
//!
//! They stand among a γ's parts by that name, and belong to no tensor: they act at run time, and nothing can be baked of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nanollama_kernel::dtype::DType;
use nanollama_model::TensorData;
use nanollama_store::TensorOut;
use nanollama_store::gguf::{self, Gguf, Value};

use super::fault::field;
use super::numbers::encode;
use super::part::Part;
use super::vector::{About, Base, Gamma, stem};
use crate::error::{Error, Result};
use crate::stored_model::StoredModel;

const ARCHITECTURE: &str = "general.architecture";
const KIND: &str = "controlvector";
const PREFIX: &str = "direction.";
/// Deeper models there are none.
const MOST_LAYERS: usize = 1 << 16;

/// The block that a part is added behind, if it is a direction.
pub(super) fn block(name: &str) -> Option<usize> {
    // One way to write a number.
    let number = name.strip_prefix(PREFIX)?;
    number.parse().ok().filter(|block: &usize| block.to_string() == number)
}

impl Gamma {
    /// Steering vectors of a model, called `name`: `directions` of every block of it, of which the first is left out, because no
    /// file of control vectors has it.
    ///
    /// # Errors
    /// When a tensor of the model cannot be read; [`Error::Field`] for numbers that are not finite, [`Error::Same`] where every
    /// direction is nothing.
    pub fn steering(model: &StoredModel, name: &str, made: String, directions: &[Vec<f32>]) -> Result<Gamma> {
        let mut parts = BTreeMap::new();
        for (block, values) in
            directions.iter().enumerate().skip(1).filter(|(_, values)| values.iter().any(|v| *v != 0.0))
        {
            let name = format!("{PREFIX}{block}");
            let part = encode(values, &[values.len()], DType::F32).map(Part::Dense);
            let part = part.map_err(|error| field(model.path(), &name, error.to_string()))?;
            if let Some(what) = part.problem() {
                return Err(field(model.path(), &name, what));
            }
            parts.insert(name, part);
        }
        if parts.is_empty() {
            return Err(Error::Same { one: model.path().to_owned(), other: model.path().to_owned() });
        }
        let about = About { name: name.to_owned(), base: Some(Base::of(model)?), made, ..About::default() };
        Ok(Gamma { path: PathBuf::from(name), about, parts })
    }

    /// Whether it steers the residual stream and changes no tensor.
    pub fn is_steering(&self) -> bool {
        self.parts.keys().all(|name| block(name).is_some())
    }

    /// Leaves out what is added behind blocks before `first` or after `last`, counted from 0.
    ///
    /// # Errors
    /// [`Error::Field`] where nothing is left.
    pub fn keep_blocks(&mut self, first: usize, last: usize) -> Result<()> {
        let there = self.block_range();
        self.parts.retain(|name, _| block(name).is_none_or(|block| (first..=last).contains(&block)));
        match (self.parts.is_empty(), there) {
            (true, Some((least, most))) => {
                let what = format!("none of its directions, {least} to {most}, lies from {first} to {last}");
                Err(field(&self.path, "layers", what))
            }
            _ => Ok(()),
        }
    }

    /// The first and the last block that it is added behind.
    pub fn block_range(&self) -> Option<(usize, usize)> {
        let blocks = || self.parts.keys().filter_map(|name| block(name));
        blocks().min().zip(blocks().max())
    }
}

/// Whether a GGUF file is one of control vectors.
pub(super) fn is_control(file: &Gguf) -> bool {
    file.value(ARCHITECTURE).and_then(Value::as_str) == Some(KIND)
}

pub(super) fn read(file: &Gguf) -> Result<Gamma> {
    let path = file.path();
    let mut parts = BTreeMap::new();
    for info in file.tensors() {
        let wrong = |what: String| field(path, &format!("tensor {}", info.name), what);
        let Some(block) = block(&info.name).filter(|block| *block < MOST_LAYERS) else {
            return Err(wrong("a control vector's tensors are direction.1, direction.2 and so on".into()));
        };
        if block == 0 {
            return Err(wrong(
                "there is no direction behind block 0 in llama.cpp's files, and it is added nowhere".into(),
            ));
        }
        let view = file.get(&info.name)?;
        if view.dtype != DType::F32 || view.shape.len() != 1 {
            return Err(wrong(format!("it is {} of shape {:?}, not a vector of f32", view.dtype, view.shape)));
        }
        let values = TensorData { dtype: DType::F32, shape: view.shape.to_vec(), bytes: view.bytes.to_vec().into() };
        let part = Part::Dense(values);
        if let Some(what) = part.problem() {
            return Err(wrong(what));
        }
        parts.insert(info.name.clone(), part);
    }
    if parts.is_empty() {
        return Err(Error::NotAGamma { path: path.to_owned(), what: "there is no direction in it".into() });
    }
    let about = About { name: stem(path), made: "control vectors".into(), ..About::default() };
    Ok(Gamma { path: path.to_owned(), about, parts })
}

/// Writes llama.cpp's file. What is known of the base has no place in it.
pub(super) fn write(gamma: &Gamma, path: &Path) -> Result<()> {
    if let Some(name) = gamma.parts.keys().find(|name| block(name).is_none_or(|block| block == 0)) {
        let what = format!("tensor {name}, where control vectors hold direction.1 and so on alone");
        return Err(Error::Inexpressible { path: path.to_owned(), format: "a GGUF of control vectors", what });
    }
    let last = gamma.block_range().map_or(0, |(_, last)| last);
    let metadata = [
        (ARCHITECTURE.to_owned(), KIND.into()),
        ("general.name".to_owned(), Value::String(gamma.about.name.clone())),
        (format!("{KIND}.model_hint"), "llama".into()),
        (format!("{KIND}.layer_count"), Value::I32(last as i32)),
    ];
    let scale = gamma.scale();
    let mut tensors = Vec::with_capacity(gamma.parts.len());
    for (name, part) in &gamma.parts {
        // The file has no place for a scale of its own.
        let shape = part.shape();
        let values: Vec<f32> = part.values(&shape).into_iter().map(|value| scale * value).collect();
        let data = encode(&values, &shape, DType::F32);
        tensors.push((name, data.map_err(|error| field(path, &format!("tensor {name}"), error.to_string()))?));
    }
    let out =
        tensors.iter().map(|(name, data)| TensorOut::from_bytes((*name).clone(), DType::F32, &data.shape, &data.bytes));
    Ok(gguf::write(path, &metadata, out.collect())?)
}
