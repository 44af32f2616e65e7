//! The tensors of files of torch under Hugging Face's names.

use std::collections::BTreeMap;
use std::path::Path;

use nanollama_store::torch::{Item, Kind, Tensor, Torch};
use nanollama_store::{TensorView, weight_map};

use super::{BIN_FILE, BIN_INDEX_FILE, names};
use crate::error::{Error, Result};

/// Open files and their tensors.
pub(crate) struct Tensors {
    files: Vec<Torch>,
    /// By Hugging Face's name, or the file's own where that has none there.
    by_name: BTreeMap<String, Place>,
    /// Whether the file has names of its own.
    renamed: bool,
}

/// Where a tensor is, and what it is called there.
struct Place {
    file: usize,
    own_name: String,
    tensor: Tensor,
}

impl Tensors {
    /// Those of a folder with Hugging Face's weights of before safetensors: one file, or several with their index, the one
    /// file first, as in transformers. None where there is neither.
    pub(crate) fn of_folder(folder: &Path) -> Result<Option<Tensors>> {
        let (bin, index) = (folder.join(BIN_FILE), folder.join(BIN_INDEX_FILE));
        let mut tensors = Tensors { files: Vec::new(), by_name: BTreeMap::new(), renamed: false };
        if bin.is_file() {
            tensors.add_bin(&bin, &[])?;
            return Ok(Some(tensors));
        }
        if !index.is_file() {
            return Ok(None);
        }
        for (file, wanted) in weight_map::read(&index, "torch index")? {
            tensors.add_bin(&folder.join(file), &wanted)?;
        }
        Ok(Some(tensors))
    }

    /// Adds a file in which the `wanted` tensors must be; it may hold more.
    fn add_bin(&mut self, path: &Path, wanted: &[String]) -> Result<()> {
        let file = Torch::open(path)?;
        let state = state(&file, file.root())?;
        let wrong =
            |name: &str, what: String| Error::Field { path: path.to_owned(), field: format!("tensor {name}"), what };
        if let Some(missing) = wanted.iter().find(|name| !state.contains_key(*name)) {
            return Err(wrong(missing, format!("{BIN_INDEX_FILE} says it is in this file, and it is not")));
        }
        for (name, tensor) in state {
            if let Some(earlier) = self.by_name.get(&name) {
                let earlier = self.files[earlier.file].path().display();
                return Err(wrong(&name, format!("it is also in {earlier}")));
            }
            self.by_name.insert(name.clone(), Place { file: self.files.len(), own_name: name, tensor });
        }
        self.files.push(file);
        Ok(())
    }

    /// Those of nanollama's state dictionary; of the two tables the first `vocabulary` rows, where the trainer has padded
    /// them to a multiple of 64.
    pub(super) fn of_nanollama(file: Torch, state: BTreeMap<String, Tensor>, vocabulary: usize) -> Tensors {
        let padded = vocabulary.checked_next_multiple_of(64);
        let renamed = |(own_name, tensor): (String, Tensor)| {
            let table = matches!(own_name.as_str(), "tok_embeddings.weight" | "output.weight");
            let tensor = match table && tensor.shape().first().copied() == padded {
                true => tensor.first_rows(vocabulary),
                false => tensor,
            };
            let name = names::to_hf(&own_name).unwrap_or_else(|| own_name.clone());
            (name, Place { file: 0, own_name, tensor })
        };
        Tensors { by_name: state.into_iter().map(renamed).collect(), files: vec![file], renamed: true }
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
        let Some(Place { file, own_name, tensor }) = self.by_name.get(name) else { return Ok(None) };
        Ok(Some(self.files[*file].view(own_name, tensor)?))
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
