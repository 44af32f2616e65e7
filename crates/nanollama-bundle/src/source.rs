//! A model that has been found: its configuration, tokenizer and template are read, its weights lie mapped and are read when
//! asked for.

use std::path::{Path, PathBuf};

use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Model, TensorData};
use nanollama_store::gguf::Gguf;
use nanollama_store::safetensors::Tensors;
use nanollama_token::Tokenizer;

use crate::contents::shapes;
use crate::error::{Error, Result};
use crate::{gguf, hf, vocabulary};

/// What kind of thing a model was opened from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A `.gguf` file.
    Gguf,
    /// A folder in Hugging Face's layout.
    HuggingFace,
    /// A checkpoint of a run.
    Checkpoint {
        /// The run's name.
        run: String,
        /// The checkpoint's step.
        step: u64,
    },
}

/// An opened model.
pub struct Source {
    path: PathBuf,
    name: String,
    kind: Kind,
    config: Config,
    tokenizer: Tokenizer,
    chat: Option<String>,
    stops: Vec<u32>,
    stored: Stored,
}

enum Stored {
    Gguf(Gguf),
    Safetensors(Tensors),
}

/// A buffer that old conversions wrote beside the weights: it follows from the configuration.
const DERIVED: &str = "rotary_emb.inv_freq";
const HEAD: &str = "lm_head.weight";
const EMBEDDING: &str = "model.embed_tokens.weight";

impl Source {
    /// Opens a GGUF file. `tokenizer` replaces the file's own.
    ///
    /// # Errors
    /// When the file is damaged, another architecture, or uses a feature that is not computed here.
    pub fn open_gguf(path: &Path, tokenizer: Option<&Path>) -> Result<Source> {
        let opened = gguf::read::open(path)?;
        let tokenizer = match tokenizer {
            Some(other) => vocabulary::load(other)?,
            None => gguf::tokenizer(&opened.file)?,
        };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = opened.name.filter(|name| !name.is_empty()).or(stem).unwrap_or_default();
        let stops = tokenizer.stop_tokens();
        let source = Source {
            path: path.to_owned(),
            name,
            kind: Kind::Gguf,
            config: opened.config,
            tokenizer,
            chat: opened.chat,
            stops,
            stored: Stored::Gguf(opened.file),
        };
        source.checked()
    }

    /// Opens a folder in Hugging Face's layout. `tokenizer` replaces the folder's own.
    ///
    /// # Errors
    /// [`Error::NoTokenizer`] when there is none and none was given; else as [`Source::open_gguf`].
    pub fn open_folder(folder: &Path, tokenizer: Option<&Path>, name: &str, kind: Kind) -> Result<Source> {
        let described = hf::read::described(folder)?;
        let tensors = Tensors::open(folder)?;
        let tokenizer = match tokenizer {
            Some(other) => vocabulary::load(other)?,
            None => vocabulary::load_folder(folder)?,
        };
        let mut stops = tokenizer.stop_tokens();
        stops.extend(described.eos);
        stops.sort_unstable();
        stops.dedup();
        let source = Source {
            path: folder.to_owned(),
            name: name.to_owned(),
            kind,
            config: described.config,
            tokenizer,
            chat: hf::read::template(folder)?,
            stops,
            stored: Stored::Safetensors(tensors),
        };
        source.checked()
    }

    /// The file or folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its name, for people: the run's, the folder's, or what the file calls itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it was opened from.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The model's shape.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The model's tokenizer.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// The chat template, Jinja text. `None`: a base model, which completes plain text.
    pub fn chat(&self) -> Option<&str> {
        self.chat.as_deref()
    }

    /// Ids after which generation ends, ascending: the tokenizer's and those that the model's files name.
    pub fn stop_tokens(&self) -> &[u32] {
        &self.stops
    }

    /// A tensor by its Hugging Face name, query and key rows in that layout's order.
    ///
    /// # Errors
    /// When it is missing or stored in a type that is not read.
    pub fn tensor(&self, name: &str) -> Result<TensorData<'_>> {
        let missing =
            || Error::Field { path: self.path.clone(), field: format!("tensor {name}"), what: "it is missing".into() };
        self.fetch(name)?.ok_or_else(missing)
    }

    /// A tensor's shape, without touching its bytes.
    fn shape(&self, name: &str) -> Result<Option<&[usize]>> {
        match &self.stored {
            Stored::Gguf(file) => gguf::read::shape(file, name),
            Stored::Safetensors(tensors) if !tensors.contains(name) => Ok(None),
            Stored::Safetensors(tensors) => Ok(Some(tensors.get(name)?.shape)),
        }
    }

    fn fetch(&self, name: &str) -> Result<Option<TensorData<'_>>> {
        match &self.stored {
            Stored::Gguf(file) => gguf::read::tensor(file, &self.config, name),
            Stored::Safetensors(tensors) if !tensors.contains(name) => Ok(None),
            Stored::Safetensors(tensors) => {
                let view = tensors.get(name)?;
                Ok(Some(TensorData { dtype: view.dtype, shape: view.shape.to_vec(), bytes: view.bytes.into() }))
            }
        }
    }

    /// The model for inference: matrices stay in the file's number format.
    ///
    /// # Errors
    /// [`Error::Model`] when a tensor does not fit the configuration, or memory is short.
    pub fn load_frozen(&self, pool: &Pool) -> Result<Model> {
        let loaded = Model::load_frozen(&self.config, pool, |name| self.fetch(name).map_err(Loading::Bundle));
        loaded.map_err(|error| error.at(&self.path))
    }

    /// The model for training: every tensor as f32.
    ///
    /// # Errors
    /// As [`Source::load_frozen`].
    pub fn load_dense(&self) -> Result<Model> {
        let loaded = Model::load_dense(&self.config, |name| self.fetch(name).map_err(Loading::Bundle));
        loaded.map_err(|error| error.at(&self.path))
    }

    /// Refuses a tokenizer that does not fit, tensors that are missing or of another shape, and tensors nobody would use.
    fn checked(self) -> Result<Source> {
        let (tokens, vocabulary) = (self.tokenizer.vocab_size(), self.config.vocabulary);
        if tokens > vocabulary {
            return Err(Error::Vocabulary { path: self.path, tokens, vocabulary });
        }
        let shapes = shapes(&self.config);
        if let Stored::Safetensors(tensors) = &self.stored {
            for name in tensors.names() {
                let known = shapes.iter().any(|(wanted, _)| wanted == name) || name.ends_with(DERIVED);
                if !known && !self.is_tied_copy(name)? {
                    let reason =
                        "no such tensor is part of this Llama, and leaving it out would change the answers".into();
                    let field = format!("tensor {name}");
                    return Err(Error::Unsupported { path: self.path, field, value: "present".into(), reason });
                }
            }
        }
        for (name, expected) in shapes {
            let source = match self.shape(&name)? {
                Some(shape) if *shape == expected => continue,
                Some(shape) => nanollama_model::Error::Shape { name, expected, got: shape.to_vec() },
                None => nanollama_model::Error::MissingTensor { name, shape: expected },
            };
            return Err(Error::Model { path: self.path, source });
        }
        Ok(self)
    }

    /// A head that is stored although it is tied must be the table it is tied to.
    fn is_tied_copy(&self, name: &str) -> Result<bool> {
        Ok(name == HEAD && self.tensor(HEAD)?.bytes == self.tensor(EMBEDDING)?.bytes)
    }
}

/// The model's own errors and ours, on the way through its loader.
enum Loading {
    Model(nanollama_model::Error),
    Bundle(Error),
}

impl From<nanollama_model::Error> for Loading {
    fn from(error: nanollama_model::Error) -> Loading {
        Loading::Model(error)
    }
}

impl Loading {
    fn at(self, path: &Path) -> Error {
        match self {
            Loading::Model(source) => Error::Model { path: path.to_owned(), source },
            Loading::Bundle(error) => error,
        }
    }
}
