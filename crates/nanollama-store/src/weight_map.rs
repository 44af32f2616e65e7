//! The index of a model in several files (`*.index.json`): which tensor is in which of them. The files are another's to open.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::map::Map;

/// Reads the index at `path`: file names, each with the tensors that are said to be in it. `format` is what messages call it.
///
/// # Errors
/// [`Error::Format`] when it is no such index, names no tensors, or leads out of its folder.
pub fn read(path: &Path, format: &'static str) -> Result<BTreeMap<String, Vec<String>>> {
    #[derive(Deserialize)]
    struct Index {
        weight_map: BTreeMap<String, String>,
    }
    let map = Map::open(path)?;
    let bad = |what: String| Error::format(path, format, what);
    let index: Index = serde_json::from_slice(&map).map_err(|error| bad(error.to_string()))?;
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (tensor, file) in index.weight_map {
        let mut components = Path::new(&file).components();
        if !matches!((components.next(), components.next()), (Some(Component::Normal(_)), None)) {
            return Err(bad(format!("tensor `{tensor}` is said to be in `{file}`, which is no plain file name")));
        }
        files.entry(file).or_default().push(tensor);
    }
    if files.is_empty() {
        return Err(bad("its weight_map names no tensors".into()));
    }
    Ok(files)
}
