//! [`Gamma`]: what one model has more than another, tensor by tensor (`γ = θ − ε`), and what of other programs' files is the same
//! thing: to be added to a model's weights, times a scale. Tensors are known by Hugging Face's names, features in that order.
//!
//! How it is stored is `file` (our safetensors), `npz` (nanollama's), `peft` and `llama_lora` (LoRA of other programs); how it is found, `extract`; whether it belongs to a
//! model, `fit`; what is done with it, `inject` (baked into a file) and `adapter` (beside a model in memory).

mod adapter;
mod combine;
mod compare;
mod compress;
mod extract;
mod file;
mod fingerprint;
mod fit;
mod inject;
mod llama_lora;
mod npz;
mod numbers;
mod part;
mod peft;
mod tokens;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nanollama_model::Config;

use crate::error::{Error, Result};

pub use combine::{Method, combine};
pub use compare::{Compared, compare};
pub use compress::Size;
pub use extract::{Form, Taken, extract};
pub use fingerprint::Fingerprint;
pub use inject::inject;
pub use part::Part;

/// What one model has more than another.
#[derive(Debug, Clone)]
pub struct Gamma {
    path: PathBuf,
    /// What is known of it beside its numbers.
    pub about: About,
    parts: BTreeMap<String, Part>,
}

/// What is known of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// What it is called.
    pub name: String,
    /// What it was taken from; nothing, where a file does not say.
    pub base: Option<Base>,
    /// Its strength where nobody says another.
    pub scale: Option<f32>,
    /// How it came to be, a line for people.
    pub made: String,
}

/// The model that a γ belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// Its name, for people.
    pub name: String,
    /// What its numbers are known by.
    pub fingerprint: Fingerprint,
    /// What its tokenizer is known by: a hash of the ids that it makes of a text.
    pub tokenizer: String,
    /// Whether its head is its table.
    pub tied: bool,
}

impl Gamma {
    /// Opens a file: ours (safetensors), nanollama's (`.npz`), or a folder of PEFT's with a LoRA.
    ///
    /// # Errors
    /// [`Error::NotAGamma`] for another file; what the reader of its format reports.
    pub fn open(path: &Path) -> Result<Gamma> {
        if path.join(peft::CONFIG_FILE).is_file() {
            return peft::read(path);
        }
        match &magic(path)? {
            b"PK\x03\x04" => npz::read(path),
            b"GGUF" => {
                let what =
                    "it is a GGUF file; one of a LoRA is read beside its model, whose heads say how its rows stand";
                Err(Error::NotAGamma { path: path.to_owned(), what: what.into() })
            }
            _ => file::read(path),
        }
    }

    /// The same for a model of this shape, and llama.cpp's LoRA files, too.
    ///
    /// # Errors
    /// As [`Gamma::open`].
    pub fn open_for(path: &Path, config: &Config) -> Result<Gamma> {
        if path.is_file() && magic(path)? == *b"GGUF" { llama_lora::read(path, config) } else { Gamma::open(path) }
    }

    /// Writes it, whole or not at all: as nanollama's `.npz` where `path` ends so, else as our safetensors.
    ///
    /// # Errors
    /// When the disk refuses, or the format does not hold it.
    pub fn save(&self, path: &Path) -> Result<()> {
        if is_npz(path) { npz::write(self, path) } else { file::write(self, path) }
    }

    /// The file it was read from; the name of one that was made here.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its parts by the tensor that each belongs to.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &Part)> {
        self.parts.iter().map(|(name, part)| (name.as_str(), part))
    }

    /// The part of a tensor.
    pub fn part(&self, tensor: &str) -> Option<&Part> {
        self.parts.get(tensor)
    }

    /// Bytes of its numbers as they are stored.
    pub fn bytes(&self) -> u64 {
        self.parts.values().map(Part::bytes).sum()
    }

    /// Its Frobenius norm over all tensors.
    pub fn norm(&self) -> f64 {
        self.parts.values().map(Part::square).sum::<f64>().sqrt()
    }

    /// Its strength where nobody says another.
    pub fn scale(&self) -> f32 {
        self.about.scale.unwrap_or(1.0)
    }
}

/// The first bytes of a file; zeros where it has fewer.
fn magic(path: &Path) -> Result<[u8; 4]> {
    use std::io::Read;
    let mut head = Vec::new();
    let opened = std::fs::File::open(path).and_then(|file| file.take(4).read_to_end(&mut head));
    opened.map_err(|source| nanollama_store::Error::io(path, "read", source))?;
    head.resize(4, 0);
    Ok([head[0], head[1], head[2], head[3]])
}

/// Whether a path is to be nanollama's format.
pub(crate) fn is_npz(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("npz"))
}

/// What a file is called: its name without its ending.
fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// An error about a field of a file.
fn field(path: &Path, field: &str, what: impl Into<String>) -> Error {
    Error::Field { path: path.to_owned(), field: field.to_owned(), what: what.into() }
}
