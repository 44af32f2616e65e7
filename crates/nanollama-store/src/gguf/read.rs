//! Reading GGUF, versions 2 and 3. The header is parsed and checked at once, tensors stay in the map.

use std::collections::HashMap;
use std::path::Path;

use nanollama_kernel::dtype::DType;

use super::encoding::{read_string, read_value};
use super::table::{TensorInfo, table};
use super::value::Value;
use super::{ALIGNMENT_KEY, DEFAULT_ALIGNMENT, FORMAT, GgmlType, LONGEST_KEY, MAGIC};
use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::map::Map;
use crate::tensor::TensorView;

/// A key takes 8 bytes of length, a value 4 of kind and at least 1.
const LEAST_PAIR: usize = 13;
/// An open GGUF file.
#[derive(Debug)]
pub struct Gguf {
    map: Map,
    version: u32,
    metadata: Vec<(String, Value)>,
    keys: HashMap<String, usize>,
    latin: Vec<String>,
    tensors: Vec<TensorInfo>,
    names: HashMap<String, usize>,
}

impl Gguf {
    /// Opens and checks a file: header, metadata, and that every tensor's bytes are inside it.
    ///
    /// # Errors
    /// When it is no GGUF of version 2 or 3, is truncated or damaged, or a key or tensor name comes twice.
    pub fn open(path: &Path) -> Result<Gguf> {
        let map = Map::open(path)?;
        let bad = |what: String| Error::format(path, FORMAT, what);
        let mut cursor = Cursor::new(&map);
        let (version, tensor_count, pair_count) = header(&mut cursor).map_err(bad)?;

        let pair_count = cursor.checked_count(pair_count, LEAST_PAIR, "metadata pairs").map_err(bad)?;
        let mut metadata = Vec::with_capacity(pair_count);
        let mut keys = HashMap::with_capacity(pair_count);
        let mut latin = Vec::new();
        for index in 0..pair_count {
            let key = read_string(&mut cursor).map_err(|what| bad(format!("metadata key {index}: {what}")))?;
            if key.len() > LONGEST_KEY {
                return Err(bad(format!(
                    "metadata key {index} is {} bytes long; the most is {LONGEST_KEY}",
                    key.len()
                )));
            }
            let mut is_latin = false;
            let value = read_value(&mut cursor, &mut is_latin).map_err(|what| Error::Key {
                path: path.to_owned(),
                key: key.clone(),
                what,
            })?;
            if is_latin {
                latin.push(key.clone());
            }
            if keys.insert(key.clone(), index).is_some() {
                return Err(bad(format!("metadata key `{key}` comes twice")));
            }
            metadata.push((key, value));
        }

        let alignment = match keys.get(ALIGNMENT_KEY).map(|&index| &metadata[index].1) {
            None => DEFAULT_ALIGNMENT,
            Some(Value::U32(value)) if value.is_power_of_two() => u64::from(*value),
            Some(other) => return Err(bad(format!("{ALIGNMENT_KEY} is {other:?}; wanted is a u32 power of two"))),
        };

        let (tensors, names) = table(path, &mut cursor, tensor_count, alignment)?;
        Ok(Gguf { version, metadata, keys, latin, tensors, names, map })
    }

    /// The file that was opened.
    pub fn path(&self) -> &Path {
        self.map.path()
    }

    /// The format's version, 2 or 3.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// All metadata in the file's order.
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

    /// Every tensor in the file's order, also those of types that cannot be used.
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
            Error::tensor(self.path(), name, what)
        };
        let dtype = info.kind.dtype().ok_or_else(unusable)?;
        Ok(TensorView { name: &info.name, dtype, shape: &info.shape, bytes: &self.map[info.bytes.clone()] })
    }

    fn key(&self, key: &str, what: String) -> Error {
        Error::Key { path: self.path().to_owned(), key: key.to_owned(), what }
    }
}

fn describe(value: &Value) -> String {
    match value {
        Value::Array(array) => format!("an array of {}", array.len()),
        Value::String(text) => format!("the string `{}`", text.chars().take(40).collect::<String>()),
        other => format!("{other:?}"),
    }
}

/// Version, tensor count, metadata count.
fn header(cursor: &mut Cursor<'_>) -> Result<(u32, u64, u64), String> {
    let magic: [u8; 4] = cursor.array("the magic")?;
    if magic != MAGIC {
        return Err(format!("it starts with \"{}\" where \"GGUF\" is wanted", magic.escape_ascii()));
    }
    let version = cursor.u32("the version")?;
    match version {
        2 | 3 => {}
        1 => return Err("version 1 of 2023; convert it again with a current llama.cpp".into()),
        _ if matches!(version.swap_bytes(), 1..=3) => {
            return Err("it is a big-endian file; only little-endian ones are read".into());
        }
        _ => return Err(format!("version {version}; known are 2 and 3")),
    }
    Ok((version, cursor.u64("the tensor count")?, cursor.u64("the metadata count")?))
}
