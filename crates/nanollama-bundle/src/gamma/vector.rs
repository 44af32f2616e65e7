//! [`Gamma`] itself: its parts by tensor, and what is known of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nanollama_model::Role;

use super::fingerprint::Fingerprint;
use super::part::Part;
use super::tokens::ids_hash;
use crate::error::Result;
use crate::stored_model::StoredModel;

/// What one model has more than another.
#[derive(Debug, Clone)]
pub struct Gamma {
    pub(super) path: PathBuf,
    /// What is known of it beside its numbers.
    pub about: About,
    pub(super) parts: BTreeMap<String, Part>,
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
    /// What who uses it has to know, where its file means something else than ours do; not stored.
    pub note: Option<String>,
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

impl Base {
    /// A model as a base.
    ///
    /// # Errors
    /// When a tensor cannot be read.
    pub fn of(model: &StoredModel) -> Result<Base> {
        Ok(Base {
            name: model.name().to_owned(),
            fingerprint: Fingerprint::of(model)?,
            tokenizer: ids_hash(model.tokenizer()),
            tied: model.config().features.tied,
        })
    }
}

impl Gamma {
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

    /// Whether it is a δ: a change of the head's product and of nothing else, so that its strength is the α of
    /// `logits += α · A (B · h)`.
    pub fn is_delta(&self) -> bool {
        self.parts.len() == 1 && self.parts.contains_key(Role::Head.name())
    }

    /// Its strength where nobody says another.
    pub fn scale(&self) -> f32 {
        self.about.scale.unwrap_or(1.0)
    }
}

/// What a file is called: its name without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
