//! `.npz`: a zip of `.npy` arrays, as `numpy.savez` and `savez_compressed` write it. Arrays of numbers are read and written;
//! an array of Python objects is a pickle, and is never opened.
//!
//! Files from strangers: nothing is unpacked before its head has said how much it holds and the caller has said how much he
//! expects, so a small file cannot become a large one. Format: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.

mod write;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use flate2::read::DeflateDecoder;

use crate::error::{Error, Result};
use crate::map::Map;
use crate::npy::{self, MOST_HEAD};
use crate::zip::{self, DEFLATED, Member, STORED};

pub use write::{ArrayOut, write};

const FORMAT: &str = "npz";

/// The values of an array. They are row-major, and little-endian in the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Of `'<f2'`, `'<f4'` and `'<f8'`; the last are rounded.
    Real(Vec<f32>),
    /// Of `'<i4'` and `'<i8'`.
    Whole(Vec<i64>),
}

/// An array of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Array {
    /// Row-major, outermost first.
    pub shape: Vec<usize>,
    /// The values.
    pub values: Values,
}

/// An open file.
#[derive(Debug)]
pub struct Npz {
    map: Map,
    members: BTreeMap<String, Member>,
}

impl Npz {
    /// Opens a file. Its directory is read, no array is.
    ///
    /// # Errors
    /// When it is cut off, no zip, or has an entry that is neither stored as it is nor packed with deflate.
    pub fn open(path: &Path) -> Result<Npz> {
        let map = Map::open(path)?;
        let format = |what| Error::format(path, FORMAT, what);
        let mut members = BTreeMap::new();
        for (name, member) in zip::directory(&map).map_err(format)? {
            let Some(array) = name.strip_suffix(".npy") else {
                return Err(format(format!("its entry {name} is no .npy array")));
            };
            if ![STORED, DEFLATED].contains(&member.method) {
                return Err(Error::Compressed { path: path.to_owned(), entry: name, method: member.method });
            }
            members.insert(array.to_owned(), member);
        }
        Ok(Npz { map, members })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.map.path()
    }

    /// Every array's name, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }

    /// Whether there is such an array.
    pub fn contains(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// Bytes that an array takes in the file; 0 where there is none of that name.
    pub fn packed_bytes(&self, name: &str) -> usize {
        self.members.get(name).map_or(0, |member| member.bytes.len())
    }

    /// The shape of an array; its values are not unpacked.
    ///
    /// # Errors
    /// When there is none of that name, or its head is damaged.
    pub fn shape(&self, name: &str) -> Result<Vec<usize>> {
        let head = self.reader(name).and_then(|mut reader| read_head(&mut *reader).map(|(head, _)| head.shape));
        head.map_err(|what| self.wrong(name, what))
    }

    /// An array of at most `most` values.
    ///
    /// # Errors
    /// When there is none of that name; when it has more values, or other ones than numbers; when its bytes are more or fewer
    /// than its shape calls for.
    pub fn array(&self, name: &str, most: usize) -> Result<Array> {
        self.read(name, most).map_err(|what| self.wrong(name, what))
    }

    fn wrong(&self, name: &str, what: String) -> Error {
        Error::tensor(self.path(), name, what)
    }

    fn reader(&self, name: &str) -> Result<Box<dyn Read + '_>, String> {
        let member =
            self.members.get(name).ok_or_else(|| format!("it is not among its {} arrays", self.members.len()))?;
        let bytes = &self.map[member.bytes.clone()];
        Ok(match member.method {
            DEFLATED => Box::new(DeflateDecoder::new(bytes).take(member.unpacked)),
            _ => Box::new(bytes),
        })
    }

    fn read(&self, name: &str, most: usize) -> Result<Array, String> {
        let mut reader = self.reader(name)?;
        let (head, behind) = read_head(&mut *reader)?;
        let kind = Kind::of(&head.descr)?;
        let shape = head.shape;
        let count = shape.iter().try_fold(1usize, |product, &dim| product.checked_mul(dim));
        let count = count.filter(|&count| count <= most);
        let count = count.ok_or_else(|| format!("it has shape {shape:?}, where at most {most} values have a place"))?;
        let bytes = count.checked_mul(kind.width()).ok_or_else(|| format!("shape {shape:?} overflows"))?;
        let mut data = behind;
        if data.len() > bytes {
            return Err(format!("it has more bytes than its shape {shape:?} calls for"));
        }
        // Reserved as it comes: what the head claims need not be there.
        (&mut reader)
            .take((bytes - data.len()) as u64)
            .read_to_end(&mut data)
            .map_err(|error| format!("it cannot be unpacked: {error}"))?;
        if data.len() < bytes {
            return Err(format!(
                "it ends after {} of the {bytes} bytes that its shape {shape:?} calls for",
                data.len()
            ));
        }
        let more = reader.read(&mut [0]).map_err(|error| format!("it cannot be unpacked: {error}"))?;
        if more > 0 {
            return Err(format!("it has more bytes than its shape {shape:?} calls for"));
        }
        Ok(Array { shape, values: kind.values(&data) })
    }
}

/// The head of an array, and what of its values was read with it.
fn read_head(reader: &mut dyn Read) -> Result<(npy::Head, Vec<u8>), String> {
    let mut begun = Vec::new();
    reader.take(MOST_HEAD as u64).read_to_end(&mut begun).map_err(|error| format!("it cannot be unpacked: {error}"))?;
    let head = npy::head(&begun)?;
    begun.drain(..head.start);
    Ok((head, begun))
}

#[derive(Clone, Copy)]
enum Kind {
    F2,
    F4,
    F8,
    I4,
    I8,
}

impl Kind {
    fn of(descr: &str) -> Result<Kind, String> {
        Ok(match descr.trim_matches('\'') {
            "<f2" => Kind::F2,
            "<f4" => Kind::F4,
            "<f8" => Kind::F8,
            "<i4" => Kind::I4,
            "<i8" => Kind::I8,
            "|O" => return Err("it holds Python objects, a pickle, which is not opened here".into()),
            other => return Err(format!("values of type {other}; read are <f2, <f4, <f8, <i4 and <i8")),
        })
    }

    fn width(self) -> usize {
        match self {
            Kind::F2 => 2,
            Kind::F4 | Kind::I4 => 4,
            Kind::F8 | Kind::I8 => 8,
        }
    }

    fn values(self, data: &[u8]) -> Values {
        match self {
            Kind::F2 => {
                let mut values = vec![0.0; data.len() / 2];
                nanollama_kernel::dtype::DType::F16.decode(data, &mut values).expect("two bytes a value");
                Values::Real(values)
            }
            Kind::F4 => Values::Real(data.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()),
            Kind::F8 => {
                Values::Real(data.as_chunks().0.iter().map(|&bytes| f64::from_le_bytes(bytes) as f32).collect())
            }
            Kind::I4 => {
                Values::Whole(data.as_chunks().0.iter().map(|&bytes| i32::from_le_bytes(bytes).into()).collect())
            }
            Kind::I8 => Values::Whole(data.as_chunks().0.iter().map(|&bytes| i64::from_le_bytes(bytes)).collect()),
        }
    }
}

#[cfg(test)]
mod tests;
