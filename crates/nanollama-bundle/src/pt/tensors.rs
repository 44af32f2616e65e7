//! The tensors of a file of torch under Hugging Face's names.

use std::collections::BTreeMap;

use nanollama_store::TensorView;
use nanollama_store::torch::{Item, Kind, Tensor, Torch};

use super::names;
use crate::error::{Error, Result};

/// An open file and its tensors.
pub(crate) struct Tensors {
    file: Torch,
    /// By Hugging Face's name, or the file's own where that has none there; with the file's own.
    by_name: BTreeMap<String, (String, Tensor)>,
    /// Whether the file has names of its own.
    renamed: bool,
}

impl Tensors {
    /// Those of a `pytorch_model.bin`.
    pub(crate) fn of_bin(file: Torch) -> Result<Tensors> {
        let by_name =
            state(&file, file.root())?.into_iter().map(|(name, tensor)| (name.clone(), (name, tensor))).collect();
        Ok(Tensors { file, by_name, renamed: false })
    }

    /// Those of nanollama's state dictionary; of the two tables the first `vocabulary` rows, where the trainer has padded
    /// them to a multiple of 64.
    pub(super) fn of_nanollama(file: Torch, state: BTreeMap<String, Tensor>, vocabulary: usize) -> Tensors {
        let padded = vocabulary.checked_next_multiple_of(64);
        let renamed = |(name, tensor): (String, Tensor)| {
            let table = matches!(name.as_str(), "tok_embeddings.weight" | "output.weight");
            let tensor = match table && tensor.shape().first().copied() == padded {
                true => tensor.first_rows(vocabulary),
                false => tensor,
            };
            (names::to_hf(&name).unwrap_or_else(|| name.clone()), (name, tensor))
        };
        Tensors { by_name: state.into_iter().map(renamed).collect(), file, renamed: true }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// The file's own name for one of Hugging Face's, for messages.
    pub(crate) fn own_name(&self, name: &str) -> String {
        let own = self.renamed.then(|| names::to_nanollama(name)).flatten();
        own.unwrap_or_else(|| name.to_owned())
    }

    /// The field of its configuration that says that the head is the table.
    pub(crate) fn tied_field(&self) -> &'static str {
        if self.renamed { "tie_embeddings" } else { "tie_word_embeddings" }
    }

    /// A tensor's numbers; None when there is no such tensor.
    pub(crate) fn get(&self, name: &str) -> Result<Option<TensorView<'_>>> {
        let Some((name, tensor)) = self.by_name.get(name) else { return Ok(None) };
        Ok(Some(self.file.view(name, tensor)?))
    }
}

/// The tensors of a state dictionary, by the names that the file has for them.
pub(super) fn state(file: &Torch, dictionary: Item<'_>) -> Result<BTreeMap<String, Tensor>> {
    let wrong = |field: String, what: &str| Error::Field { path: file.path().to_owned(), field, what: what.to_owned() };
    let mut state = BTreeMap::new();
    for (key, value) in dictionary.entries() {
        let key = key.text().ok_or_else(|| wrong("its tensors".to_owned(), "one has a name that is no text"))?;
        let (name, field) = (names::plain(key), format!("tensor {key}"));
        let Kind::Tensor(tensor) = value.kind() else { return Err(wrong(field, "it is no tensor")) };
        if state.insert(name, tensor.clone()).is_some() {
            return Err(wrong(field, "it comes twice"));
        }
    }
    Ok(state)
}
