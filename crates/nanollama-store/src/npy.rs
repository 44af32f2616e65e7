//! The `.npy` reader for reference numbers: one array of little-endian f32 or f64 in C order; and what the head of any array says.
//!
//! Format: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>, versions 1 to
//! 3. Nothing here writes.

use std::path::Path;

use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::map::Map;

const MAGIC: &[u8] = b"\x93NUMPY";

/// An array of a `.npy` file. Row-major, outermost dimension first.
#[derive(Debug, Clone, PartialEq)]
pub struct NpyArray {
    /// Row-major, outermost first.
    pub shape: Vec<usize>,
    /// The values; f32 files are widened exactly.
    pub values: Vec<f64>,
}

/// Reads the array of `path`.
///
/// # Errors
/// When it is no `.npy` file, is in Fortran order, holds another type than `<f4` or `<f8`, or has
/// another length than its shape calls for.
pub fn read(path: &Path) -> Result<NpyArray> {
    parse(&Map::open(path)?).map_err(|what| Error::format(path, "npy", what))
}

/// What the head of an array says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    /// The type of its values in Python's quotes: `'<f4'`.
    pub(crate) descr: String,
    /// Row-major, outermost first.
    pub(crate) shape: Vec<usize>,
    /// Where its values begin.
    pub(crate) start: usize,
}

/// The most bytes that a head takes, magic and all: numpy's are far below.
pub(crate) const MOST_HEAD: usize = 1 << 16;

/// The head of an array of which `file` is the beginning.
pub(crate) fn head(file: &[u8]) -> Result<Head, String> {
    let mut cursor = Cursor::new(file);
    if cursor.take(MAGIC.len() as u64, "the magic")? != MAGIC {
        return Err("it does not start with \\x93NUMPY".into());
    }
    let [major, _minor] = cursor.array("the version")?;
    let length = match major {
        1 => u64::from(u16::from_le_bytes(cursor.array("the header's length")?)),
        2 | 3 => u64::from(cursor.u32("the header's length")?),
        _ => return Err(format!("version {major}; known are 1, 2 and 3")),
    };
    let header = std::str::from_utf8(cursor.take(length, "the header")?).map_err(|_| "its header is no UTF-8")?;
    if field(header, "fortran_order")? != "False" {
        return Err("Fortran order; save it with numpy.ascontiguousarray".into());
    }
    Ok(Head { descr: field(header, "descr")?.to_owned(), shape: shape(header)?, start: cursor.position() })
}

fn parse(file: &[u8]) -> Result<NpyArray, String> {
    let Head { descr, shape, start } = head(file)?;
    let data = &file[start..];
    let width = match descr.as_str() {
        "'<f4'" => 4,
        "'<f8'" => 8,
        other => return Err(format!("values of type {other}; only '<f4' and '<f8' can be read")),
    };
    let bytes = shape.iter().try_fold(width, |product: usize, &dim| product.checked_mul(dim));
    if bytes != Some(data.len()) {
        return Err(format!("shape {shape:?} of {width}-byte values does not fit its {} bytes of data", data.len()));
    }
    let values = match width {
        4 => data.as_chunks::<4>().0.iter().map(|&bytes| f64::from(f32::from_le_bytes(bytes))).collect(),
        _ => data.as_chunks::<8>().0.iter().map(|&bytes| f64::from_le_bytes(bytes)).collect(),
    };
    Ok(NpyArray { shape, values })
}

/// What stands after `'name':` in the header's Python dict, up to the next comma.
fn field<'h>(header: &'h str, name: &str) -> Result<&'h str, String> {
    let (_, after) = header.split_once(&format!("'{name}':")).ok_or_else(|| format!("its header has no '{name}'"))?;
    Ok(after.split([',', '}']).next().unwrap_or(after).trim())
}

fn shape(header: &str) -> Result<Vec<usize>, String> {
    let (_, after) = header.split_once("'shape':").ok_or("its header has no 'shape'")?;
    let inner =
        after.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')')).ok_or("its shape is no tuple")?.0;
    let dims = inner.split(',').map(str::trim).filter(|dim| !dim.is_empty());
    dims.map(|dim| dim.parse().map_err(|_| format!("dimension `{dim}` of its shape"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(header: &str, data: &[u8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([1, 0]);
        bytes.extend((header.len() as u16).to_le_bytes());
        bytes.extend(header.as_bytes());
        bytes.extend(data);
        bytes
    }

    #[test]
    fn both_widths_are_read() {
        let singles =
            file("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n", &[0, 0, 128, 63, 0, 0, 0, 192]);
        assert_eq!(parse(&singles).unwrap(), NpyArray { shape: vec![2], values: vec![1.0, -2.0] });
        let double = file("{'descr': '<f8', 'fortran_order': False, 'shape': (), }\n", &0.1f64.to_le_bytes());
        assert_eq!(parse(&double).unwrap(), NpyArray { shape: vec![], values: vec![0.1] });
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (header, expected) in [
            ("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", "'<i8'"),
            ("{'descr': '<f8', 'fortran_order': True, 'shape': (1,), }", "Fortran"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", "does not fit"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999, 99999999999), }", "does not fit"),
            ("{'descr': '<f8', 'fortran_order': False}", "'shape'"),
        ] {
            let message = parse(&file(header, &[0; 8])).unwrap_err();
            assert!(message.contains(expected), "{message}");
        }
    }
}
