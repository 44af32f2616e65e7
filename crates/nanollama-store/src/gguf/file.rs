//! Reading one file, versions 2 and 3. The header is parsed and checked at once, tensors stay in the map.

use std::collections::HashMap;
use std::path::Path;

use super::encoding::{read_string, read_value};
use super::table::{TensorInfo, table};
use super::value::Value;
use super::{ALIGNMENT_KEY, DEFAULT_ALIGNMENT, FORMAT, LONGEST_KEY, MAGIC};
use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::map::Map;

/// A key takes 8 bytes of length, a value 4 of kind and at least 1.
const LEAST_PAIR: usize = 13;

/// What one file holds.
#[derive(Debug)]
pub(super) struct File {
    pub(super) map: Map,
    pub(super) version: u32,
    /// All in the file's order.
    pub(super) metadata: Vec<(String, Value)>,
    /// Places in `metadata` by key.
    pub(super) keys: HashMap<String, usize>,
    /// Keys with text that is no UTF-8.
    pub(super) latin: Vec<String>,
    pub(super) tensors: Vec<TensorInfo>,
    /// Places in `tensors` by name.
    pub(super) names: HashMap<String, usize>,
}

impl File {
    /// Opens and checks a file: header, metadata, and that every tensor's bytes are inside it.
    pub(super) fn open(path: &Path) -> Result<File> {
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
        Ok(File { map, version, metadata, keys, latin, tensors, names })
    }

    pub(super) fn path(&self) -> &Path {
        self.map.path()
    }

    /// A metadata value, if there is one.
    pub(super) fn value(&self, key: &str) -> Option<&Value> {
        self.keys.get(key).map(|&index| &self.metadata[index].1)
    }
}

/// A value in an error.
pub(super) fn describe(value: &Value) -> String {
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
