//! An open GGUF: one file, or all that one was split into, as one. What is in the metadata is asked for by key and kind.

use std::collections::HashMap;
use std::path::Path;

use nanollama_kernel::dtype::DType;

use super::file::{File, describe};
use super::table::TensorInfo;
use super::value::Value;
use super::{GgmlType, split};
use crate::error::{Error, Result};
use crate::map::Map;
use crate::tensor::TensorView;

/// An open GGUF.
#[derive(Debug)]
pub struct Gguf {
    /// The first has the metadata.
    maps: Vec<Map>,
    version: u32,
    metadata: Vec<(String, Value)>,
    keys: HashMap<String, usize>,
    latin: Vec<String>,
    tensors: Vec<TensorInfo>,
    names: HashMap<String, usize>,
}

impl Gguf {
    /// Opens and checks a file: header, metadata, and that every tensor's bytes are inside it. Of a split file all parts are
    /// opened, whichever of them `path` is.
    ///
    /// # Errors
    /// When it is no GGUF of version 2 or 3, is truncated or damaged, or a key or tensor name comes twice;
    /// [`Error::MissingShard`] and [`Error::Key`] for parts that are not there or do not belong together.
    pub fn open(path: &Path) -> Result<Gguf> {
        let (first, further) = split::gather(File::open(path)?)?;
        let File { map, version, metadata, keys, latin, tensors, names } = first;
        let mut whole = Gguf { maps: vec![map], version, metadata, keys, latin, tensors, names };
        further.into_iter().try_for_each(|shard| whole.add(shard))?;
        split::check_count(&whole.metadata, whole.path(), (whole.maps.len(), whole.tensors.len()))?;
        Ok(whole)
    }

    fn add(&mut self, shard: File) -> Result<()> {
        for mut info in shard.tensors {
            if let Some(&earlier) = self.names.get(&info.name) {
                let earlier = self.maps[self.tensors[earlier].file].path().display();
                return Err(Error::tensor(shard.map.path(), &info.name, format!("it is also in {earlier}")));
            }
            info.file = self.maps.len();
            self.names.insert(info.name.clone(), self.tensors.len());
            self.tensors.push(info);
        }
        self.maps.push(shard.map);
        Ok(())
    }

    /// The file that was opened, of a split one the first.
    pub fn path(&self) -> &Path {
        self.maps[0].path()
    }

    /// Every file it lies in, in order.
    pub fn files(&self) -> impl ExactSizeIterator<Item = &Path> {
        self.maps.iter().map(Map::path)
    }

    /// The file that a tensor lies in; the first for one that is not there.
    pub fn path_of(&self, tensor: &str) -> &Path {
        self.names.get(tensor).map_or(self.path(), |&index| self.maps[self.tensors[index].file].path())
    }

    /// The first file's name without its extension and what a split added.
    pub fn stem(&self) -> String {
        split::stem(self.path())
    }

    /// The format's version, 2 or 3.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// All metadata in the file's order, of a split one the first's.
    pub fn metadata(&self) -> &[(String, Value)] {
        &self.metadata
    }

    /// Keys with text that is no UTF-8, which was read as Latin-1.
    pub fn latin(&self) -> &[String] {
        &self.latin
    }

    /// A metadata value, if there is one.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.keys.get(key).map(|&index| &self.metadata[index].1)
    }

    /// A string that must be there.
    ///
    /// # Errors
    /// When the key is missing or of another kind.
    pub fn string(&self, key: &str) -> Result<&str> {
        self.required(key, "a string", Value::as_str)
    }

    /// A whole number that must be there and fit 32 bits.
    ///
    /// # Errors
    /// When the key is missing, of another kind, negative or too large.
    pub fn u32(&self, key: &str) -> Result<u32> {
        self.required(key, "a whole number below 2^32", |value| value.as_u64()?.try_into().ok())
    }

    /// A real number that must be there.
    ///
    /// # Errors
    /// When the key is missing or of another kind.
    pub fn f32(&self, key: &str) -> Result<f32> {
        self.required(key, "a real number", |value| value.as_f64().map(|value| value as f32))
    }

    /// An array of strings that must be there.
    ///
    /// # Errors
    /// When the key is missing or of another kind.
    pub fn strings(&self, key: &str) -> Result<&[String]> {
        self.required(key, "an array of strings", Value::as_strings)
    }

    /// What `wanted` makes of a key's value; None when there is no such key, an error when it is of
    /// another kind. `kind` is for the message.
    ///
    /// # Errors
    /// When the key is there and `wanted` returns None for it.
    pub fn optional<'g, T>(
        &'g self,
        key: &str,
        kind: &str,
        wanted: impl FnOnce(&'g Value) -> Option<T>,
    ) -> Result<Option<T>> {
        let Some(value) = self.value(key) else { return Ok(None) };
        match wanted(value) {
            Some(found) => Ok(Some(found)),
            None => Err(self.key(key, format!("it is {} and wanted is {kind}", describe(value)))),
        }
    }

    /// As [`Gguf::optional`], but the key must be there.
    ///
    /// # Errors
    /// When the key is missing or `wanted` returns None for it.
    pub fn required<'g, T>(&'g self, key: &str, kind: &str, wanted: impl FnOnce(&'g Value) -> Option<T>) -> Result<T> {
        self.optional(key, kind, wanted)?.ok_or_else(|| self.key(key, format!("it is missing and wanted is {kind}")))
    }

    /// Every tensor in the order of the files, also those of types that cannot be used.
    pub fn tensors(&self) -> &[TensorInfo] {
        &self.tensors
    }

    /// Whether there is such a tensor.
    pub fn contains(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// A tensor by name.
    ///
    /// # Errors
    /// When there is none, or its type is none of ours.
    pub fn get(&self, name: &str) -> Result<TensorView<'_>> {
        let missing = || Error::MissingTensor {
            path: self.path().to_owned(),
            tensor: name.to_owned(),
            count: self.tensors.len(),
        };
        let info = &self.tensors[*self.names.get(name).ok_or_else(missing)?];
        let unusable = || {
            let known: Vec<&str> = DType::ALL.iter().map(|&dtype| GgmlType::of(dtype).name()).collect();
            let (kind, known) = (info.kind.name(), known.join(", "));
            let what = format!("type {kind} cannot be used here, only {known}; use a file of one of those");
            Error::tensor(self.path_of(name), name, what)
        };
        let dtype = info.kind.dtype().ok_or_else(unusable)?;
        Ok(TensorView { name: &info.name, dtype, shape: &info.shape, bytes: &self.maps[info.file][info.bytes.clone()] })
    }

    fn key(&self, key: &str, what: String) -> Error {
        Error::Key { path: self.path().to_owned(), key: key.to_owned(), what }
    }
}
