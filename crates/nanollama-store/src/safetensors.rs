//! Safetensors: 8 bytes of header length, a JSON header, then the tensors' bytes without gaps. One
//! file, or a folder whose `model.safetensors.index.json` says which tensor is in which file.
//!
//! The header is parsed here, not by the `safetensors` crate (which the tests compare against), so
//! that every message names file and tensor and a name that comes twice is refused. Format:
//! <https://huggingface.co/docs/safetensors>.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nanollama_kernel::dtype::DType;

use crate::atomic::{AtomicFile, NewFile};
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::map::Map;
use crate::tensor::{Counted, TensorOut, TensorView};
use crate::weight_map;

mod header;

use header::FORMAT;

/// The file of an unsharded folder.
pub const SINGLE_FILE: &str = "model.safetensors";
/// The index of a sharded folder.
pub const INDEX_FILE: &str = "model.safetensors.index.json";
const INDEX_FORMAT: &str = "safetensors index";

/// Open safetensors: a file, or all files of a folder as one.
#[derive(Debug)]
pub struct Tensors {
    path: PathBuf,
    files: Vec<Map>,
    /// By name: which file, and where in it.
    tensors: BTreeMap<String, (usize, header::StoredTensor)>,
    metadata: BTreeMap<String, String>,
}

impl Tensors {
    /// Opens a `.safetensors` file, or a folder that holds `model.safetensors` or a sharded model
    /// with its index, the one file first. Only headers are read.
    ///
    /// # Errors
    /// When a file is missing, truncated, or its header does not describe exactly its bytes.
    pub fn open(path: &Path) -> Result<Tensors> {
        let mut opened =
            Tensors { path: path.to_owned(), files: Vec::new(), tensors: BTreeMap::new(), metadata: BTreeMap::new() };
        if !path.is_dir() {
            opened.add(path, None)?;
            return Ok(opened);
        }
        // Where a folder has both, transformers takes the one file.
        let (single, index) = (path.join(SINGLE_FILE), path.join(INDEX_FILE));
        if single.is_file() {
            opened.add(&single, None)?;
            return Ok(opened);
        }
        if !index.is_file() {
            return Err(Error::format(path, FORMAT, format!("the folder has neither {SINGLE_FILE} nor {INDEX_FILE}")));
        }
        for (file, names) in weight_map::read(&index, INDEX_FORMAT)? {
            opened.add(&path.join(&file), Some(&names))?;
        }
        Ok(opened)
    }

    /// The file or folder that was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Every tensor's name, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tensors.keys().map(String::as_str)
    }

    /// Whether there is such a tensor.
    pub fn contains(&self, name: &str) -> bool {
        self.tensors.contains_key(name)
    }

    /// The `__metadata__` of the header (of all files together).
    pub fn metadata(&self) -> &BTreeMap<String, String> {
        &self.metadata
    }

    /// A tensor by name.
    ///
    /// # Errors
    /// When there is none, or its dtype is none of ours.
    pub fn get(&self, name: &str) -> Result<TensorView<'_>> {
        let missing =
            || Error::MissingTensor { path: self.path.clone(), tensor: name.to_owned(), count: self.tensors.len() };
        let (name, (file, entry)) = self.tensors.get_key_value(name).ok_or_else(missing)?;
        let map = &self.files[*file];
        let read = || DType::ALL.iter().copied().filter(|dtype| dtype.safetensors_name().is_some());
        let dtype = read().find(|dtype| dtype.safetensors_name() == Some(&entry.dtype)).ok_or_else(|| {
            let known: Vec<&str> = read().filter_map(DType::safetensors_name).collect();
            let what =
                format!("dtype {} cannot be used here, only {}; convert the file first", entry.dtype, known.join(", "));
            Error::tensor(map.path(), name, what)
        })?;
        Ok(TensorView { name, dtype, shape: &entry.shape, bytes: &map[entry.bytes.clone()] })
    }

    /// Bytes that are no numbers (`U8`), and their shape.
    ///
    /// # Errors
    /// When there is no such tensor, or it has another dtype.
    pub fn plain(&self, name: &str) -> Result<(&[usize], &[u8])> {
        let missing =
            || Error::MissingTensor { path: self.path.clone(), tensor: name.to_owned(), count: self.tensors.len() };
        let (file, entry) = self.tensors.get(name).ok_or_else(missing)?;
        let map = &self.files[*file];
        if entry.dtype != header::PLAIN {
            return Err(Error::tensor(map.path(), name, format!("it is {}, not {}", entry.dtype, header::PLAIN)));
        }
        Ok((&entry.shape, &map[entry.bytes.clone()]))
    }

    fn add(&mut self, path: &Path, expected: Option<&[String]>) -> Result<()> {
        let map = Map::open(path)?;
        let parsed = header::parse(path, &map)?;
        if let Some(expected) = expected {
            for name in expected {
                if !parsed.tensors.iter().any(|(found, _)| found == name) {
                    return Err(Error::tensor(
                        path,
                        name,
                        format!("{INDEX_FILE} says it is in this file, and it is not"),
                    ));
                }
            }
        }
        let file = self.files.len();
        for (name, entry) in parsed.tensors {
            if let Some((earlier, _)) = self.tensors.get(&name) {
                let what = format!("it is also in {}", self.files[*earlier].path().display());
                return Err(Error::tensor(path, &name, what));
            }
            self.tensors.insert(name, (file, entry));
        }
        self.metadata.extend(parsed.metadata);
        self.files.push(map);
        Ok(())
    }
}

/// Writes a safetensors file, whole or not at all. Each tensor's bytes are asked for when its turn
/// comes. Four-byte tensors go first and plain bytes last, so all are aligned.
///
/// # Errors
/// When a name comes twice or is `__metadata__`, a dtype has no place in safetensors (blocks), a provider writes another
/// number of bytes than its shape calls for, or the disk refuses.
pub fn write(path: &Path, tensors: Vec<TensorOut<'_>>, metadata: &BTreeMap<String, String>) -> Result<()> {
    stream(path, || Ok(Box::new(AtomicFile::create(path)?)), tensors, metadata)
}

/// [`write()`] as the file `name` of a folder.
///
/// # Errors
/// As [`write()`].
pub fn write_into<F: Folder + ?Sized>(
    folder: &F,
    name: &str,
    tensors: Vec<TensorOut<'_>>,
    metadata: &BTreeMap<String, String>,
) -> Result<()> {
    stream(&folder.path().join(name), || folder.create_file(name), tensors, metadata)
}

/// Composes the header, which may refuse, before `create` makes the file.
fn stream(
    path: &Path,
    create: impl FnOnce() -> Result<Box<dyn NewFile>>,
    mut tensors: Vec<TensorOut<'_>>,
    metadata: &BTreeMap<String, String>,
) -> Result<()> {
    tensors.sort_by_key(|tensor| (tensor.plain, tensor.dtype != DType::F32));
    let (header, sizes) = header::compose(path, &tensors, metadata)?;
    let mut file = create()?;
    file.put(&(header.len() as u64).to_le_bytes())?;
    file.put(&header)?;
    for (tensor, bytes) in tensors.into_iter().zip(sizes) {
        let name = tensor.name;
        Counted::write(&mut file, tensor.provider, bytes).map_err(|source| tensor_failed(path, &name, source))?;
    }
    file.commit()
}

/// A full disk keeps its own message; a provider's failure names the tensor.
pub(crate) fn tensor_failed(path: &Path, name: &str, source: std::io::Error) -> Error {
    if source.kind() != std::io::ErrorKind::Other {
        return Error::io(path, "write", source);
    }
    match source.downcast() {
        Ok(source) => Error::Number { path: path.to_owned(), tensor: name.to_owned(), source },
        Err(source) => Error::tensor(path, name, source.to_string()),
    }
}

#[cfg(test)]
mod tests;
