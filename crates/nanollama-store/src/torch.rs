//! Files of `torch.save` since torch 1.6: a zip whose entries are stored as they are, one of them a pickle that says how the
//! others become tensors.
//!
//! A pickle is a program for Python. This one is read and never executed: a machine of a few instructions, which can make
//! numbers, texts, tuples, lists, dictionaries and tensors, and knows by name only what those need. Anything else that a file
//! asks for is refused by its name. What the tensors mean is the caller's to know.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{Error, Result};
use crate::map::Map;
use crate::tensor::TensorView;
use crate::zip::{self, Member};

mod pickle;
mod tensor;
mod value;

use pickle::Refusal;
pub use tensor::Tensor;
use value::Values;
pub use value::{Item, Kind};

const FORMAT: &str = "torch";
const PICKLE: &str = "data.pkl";

/// An open file: its values, and its tensors where they lie mapped.
#[derive(Debug)]
pub struct Torch {
    map: Map,
    values: Values,
}

impl Torch {
    /// Opens a file. Its pickle is read; the tensors' bytes are not.
    ///
    /// # Errors
    /// [`Error::Compressed`] for a zip that was packed again, [`Error::Python`] when the pickle asks for more than tensors,
    /// numbers and names; [`Error::Format`] when the file is cut off, contradicts itself, or is none of torch's.
    pub fn open(path: &Path) -> Result<Torch> {
        let map = Map::open(path)?;
        let format = |what| Error::format(path, FORMAT, what);
        let entries = zip::directory(&map).map_err(format)?;
        if let Some((entry, &Member { method, .. })) = entries.iter().find(|(_, member)| member.method != zip::STORED) {
            return Err(Error::Compressed { path: path.to_owned(), entry: entry.clone(), method });
        }
        let prefix = prefix(&entries).map_err(format)?;
        let entry = |name: &str| entries.get(&format!("{prefix}{name}")).map(|member| member.bytes.clone());
        if let Some(order) = entry("byteorder")
            && &map[order.clone()] != b"little"
        {
            let found = String::from_utf8_lossy(&map[order][..]).chars().take(20).collect::<String>();
            return Err(format(format!("its byte order is {found:?}, only little is read")));
        }
        let pickle = entry(PICKLE).unwrap_or_default();
        let storage = |key: &str| entry(&format!("data/{key}"));
        let values = pickle::read(&map[pickle], &storage).map_err(|refusal| match refusal {
            Refusal::Python { name, at } => Error::Python { path: path.to_owned(), name, at },
            Refusal::Format(what) => format(format!("{prefix}{PICKLE}: {what}")),
        })?;
        Ok(Torch { map, values })
    }

    /// Whether a file is a zip with a pickle of torch's in it, whatever its name and however it is packed.
    pub fn is_one(path: &Path) -> bool {
        Map::open(path).is_ok_and(|map| zip::names(&map).iter().any(|name| is_pickle(name)))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.map.path()
    }

    /// What was saved.
    pub fn root(&self) -> Item<'_> {
        self.values.root()
    }

    /// The numbers of one of its tensors, under a name for messages.
    ///
    /// # Errors
    /// [`Error::Tensor`] when they are of a type that is none of ours, or do not lie row after row.
    pub fn view<'a>(&'a self, name: &'a str, tensor: &'a Tensor) -> Result<TensorView<'a>> {
        let wrong = |what: String| Error::tensor(self.path(), name, what);
        let dtype = tensor.dtype().map_err(wrong)?;
        let bytes = tensor.bytes().map_err(wrong)?;
        // The range was held against this file's when the pickle was read; a tensor of another file is not in it.
        let bytes = self.map.get(bytes).ok_or_else(|| wrong("it lies outside of the file".to_owned()))?;
        Ok(TensorView { name, dtype, shape: tensor.shape(), bytes })
    }
}

fn is_pickle(name: &str) -> bool {
    name.ends_with(&format!("/{PICKLE}"))
}

/// What all names begin with: the folder that the one pickle lies in.
fn prefix(entries: &BTreeMap<String, Member>) -> Result<String, String> {
    let mut pickles = entries.keys().filter(|name| is_pickle(name));
    match (pickles.next(), pickles.next()) {
        (Some(name), None) => Ok(name[..name.len() - PICKLE.len()].to_owned()),
        (None, _) => Err(format!("none of its {} entries is a {PICKLE}", entries.len())),
        (Some(one), Some(other)) => Err(format!("both {one} and {other} are in it, where one is wanted")),
    }
}

#[cfg(test)]
mod tests;
