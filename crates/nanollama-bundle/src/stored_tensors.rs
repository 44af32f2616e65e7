//! The tensors of an opened model: found and checked by Hugging Face's names, whatever file they lie mapped in.

use std::collections::HashMap;
use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_model::{Part, Role, TensorData};
use nanollama_store::TensorView;
use nanollama_store::gguf::Gguf;
use nanollama_store::safetensors::Tensors;

use crate::error::{Error, Result};
use crate::facts::TensorFacts;
use crate::{gguf, pt};

/// Mapped tensors, and what the configuration says of each.
pub(crate) struct StoredTensors {
    files: Files,
    /// The tensors of the configuration, in file order.
    parts: Vec<Part>,
    /// Index in `parts` by name.
    by_name: HashMap<String, usize>,
}

pub(crate) enum Files {
    Gguf(Gguf),
    Safetensors(Tensors),
    Torch(pt::Tensors),
}

/// A buffer that old conversions wrote beside the weights: it follows from the configuration.
const DERIVED: &str = "rotary_emb.inv_freq";

impl StoredTensors {
    /// Refuses tensors that are missing, of another shape, or that no one would use. `parts` are the configuration's, `path`
    /// is the model's.
    pub(crate) fn new(files: Files, parts: Vec<Part>, path: &Path) -> Result<StoredTensors> {
        let by_name = parts.iter().enumerate().map(|(index, part)| (part.name.clone(), index)).collect();
        let tensors = StoredTensors { files, parts, by_name };
        tensors.refuse_unknown(path)?;
        for part in &tensors.parts {
            let name = match &tensors.files {
                Files::Torch(file) => file.own_name(&part.name),
                _ => part.name.clone(),
            };
            let expected = part.shape.clone();
            let source = match tensors.shape(part)? {
                Some(shape) if *shape == expected => continue,
                Some(shape) => nanollama_model::Error::Shape { name, expected, got: shape.to_vec() },
                None => nanollama_model::Error::MissingTensor { name, shape: expected },
            };
            let absent =
                matches!(&source, nanollama_model::Error::MissingTensor { name, .. } if name == Role::Head.name());
            if absent && matches!(tensors.files, Files::Safetensors(_)) {
                // The configuration says of two matrices that they differ, and the file has one.
                let reason = format!("but there is no tensor {}", Role::Head.name());
                let (field, value) = ("tie_word_embeddings".to_owned(), "false".to_owned());
                return Err(Error::Unsupported { path: path.to_owned(), field, value, reason });
            }
            return Err(Error::Model { path: path.to_owned(), source });
        }
        Ok(tensors)
    }

    /// A tensor by its Hugging Face name, features in that layout's order; `None` when there is none.
    pub(crate) fn get(&self, name: &str) -> Result<Option<TensorData<'_>>> {
        match &self.files {
            Files::Gguf(file) => match self.by_name.get(name) {
                Some(&index) => gguf::read::tensor(file, &self.parts[index]),
                None => Ok(None),
            },
            Files::Safetensors(tensors) if !tensors.contains(name) => Ok(None),
            Files::Safetensors(tensors) => Ok(Some(data(tensors.get(name)?))),
            Files::Torch(tensors) => Ok(tensors.get(name)?.map(data)),
        }
    }

    /// llama.cpp's name of a tensor.
    pub(crate) fn gguf_name(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(|&index| self.parts[index].gguf_name.as_str())
    }

    /// The storage types of all tensors, without touching their bytes.
    pub(crate) fn dtypes(&self) -> Result<Vec<DType>> {
        let types = self.parts.iter().map(|part| Ok(self.view(part)?.map(|view| view.dtype)));
        types.filter_map(Result::transpose).collect()
    }

    /// The files they lie in.
    pub(crate) fn files(&self) -> &Files {
        &self.files
    }

    /// Each as it is stored.
    pub(crate) fn facts(&self) -> Result<Vec<TensorFacts>> {
        let fact = |name: String, view: TensorView<'_>| TensorFacts {
            name,
            format: view.dtype.to_string(),
            shape: view.shape.to_vec(),
            bytes: view.bytes.len() as u64,
        };
        let mut all = Vec::new();
        for part in &self.parts {
            match &self.files {
                Files::Gguf(file) if !file.contains(&part.gguf_name) => {}
                Files::Gguf(file) => all.push(fact(part.gguf_name.clone(), file.get(&part.gguf_name)?)),
                Files::Safetensors(tensors) if !tensors.contains(&part.name) => {}
                Files::Safetensors(tensors) => all.push(fact(part.name.clone(), tensors.get(&part.name)?)),
                Files::Torch(tensors) => {
                    all.extend(tensors.get(&part.name)?.map(|view| fact(tensors.own_name(&part.name), view)));
                }
            }
        }
        Ok(all)
    }

    /// A tensor's shape, without touching its bytes.
    fn shape(&self, part: &Part) -> Result<Option<&[usize]>> {
        Ok(self.view(part)?.map(|view| view.shape))
    }

    /// A tensor as it lies in its file; `None` when there is none.
    fn view(&self, part: &Part) -> Result<Option<TensorView<'_>>> {
        Ok(match &self.files {
            Files::Gguf(file) if !file.contains(&part.gguf_name) => None,
            Files::Gguf(file) => Some(file.get(&part.gguf_name)?),
            Files::Safetensors(tensors) if !tensors.contains(&part.name) => None,
            Files::Safetensors(tensors) => Some(tensors.get(&part.name)?),
            Files::Torch(tensors) => tensors.get(&part.name)?,
        })
    }

    /// Leaving a tensor out could change the answers. (A GGUF file was asked when it was opened.)
    fn refuse_unknown(&self, path: &Path) -> Result<()> {
        let names: Vec<&str> = match &self.files {
            Files::Gguf(_) => return Ok(()),
            Files::Safetensors(tensors) => tensors.names().collect(),
            Files::Torch(tensors) => tensors.names().collect(),
        };
        for name in names {
            let known = self.by_name.contains_key(name) || name.ends_with(DERIVED);
            if !known && !self.is_tied_copy(name)? {
                let (own, tied) = match &self.files {
                    Files::Torch(file) => (file.own_name(name), file.tied_field()),
                    _ => (name.to_owned(), "tie_word_embeddings"),
                };
                let reason = match name == Role::Head.name() {
                    true => format!("but {tied} is true, and it is no copy of the embedding table"),
                    false => "no such tensor is part of this Llama, and leaving it out would change the answers".into(),
                };
                let field = format!("tensor {own}");
                return Err(Error::Unsupported { path: path.to_owned(), field, value: "present".into(), reason });
            }
        }
        Ok(())
    }

    /// A head that is stored although it is tied must be the table it is tied to.
    fn is_tied_copy(&self, name: &str) -> Result<bool> {
        if name != Role::Head.name() {
            return Ok(false);
        }
        let (head, table) = (self.get(name)?, self.get(Role::Embedding.name())?);
        // Of other formats or shapes, equal bytes are other numbers.
        let same = |(head, table): (TensorData<'_>, TensorData<'_>)| {
            head.dtype == table.dtype && head.shape == table.shape && head.bytes == table.bytes
        };
        Ok(head.zip(table).is_some_and(same))
    }
}

fn data(view: TensorView<'_>) -> TensorData<'_> {
    TensorData { dtype: view.dtype, shape: view.shape.to_vec(), bytes: view.bytes.into() }
}
