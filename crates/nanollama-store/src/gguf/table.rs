//! The table of tensors: names, types, shapes, and where each one's bytes are, all checked against the file's length.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use super::encoding::read_string;
use super::{FORMAT, GgmlType, MOST_DIMS};
use crate::cursor::Cursor;
use crate::error::{Error, Result};

/// A tensor's entry: 8 bytes of name length, 4 of dimension count, 4 of type, 8 of offset.
const LEAST_TENSOR: usize = 24;

/// A tensor's entry in the table.
#[derive(Clone, Debug)]
pub struct TensorInfo {
    /// The name.
    pub name: String,
    /// How it is stored.
    pub kind: GgmlType,
    /// Row-major, outermost first (the file's order reversed).
    pub shape: Vec<usize>,
    /// Which of the files it is in, from 0.
    pub(super) file: usize,
    /// Where its bytes are in that file.
    pub(super) bytes: Range<usize>,
}

/// The entries in order, and their places by name.
pub(super) type Table = (Vec<TensorInfo>, HashMap<String, usize>);

/// The table of tensors. Offsets in it count from the end of the table, rounded up to the alignment.
pub(super) fn table(path: &Path, cursor: &mut Cursor<'_>, count: u64, alignment: u64) -> Result<Table> {
    let bad = |what: String| Error::format(path, FORMAT, what);
    let count = cursor.checked_count(count, LEAST_TENSOR, "tensors").map_err(bad)?;
    let mut entries = Vec::with_capacity(count);
    for index in 0..count {
        let name = read_string(cursor).map_err(|what| bad(format!("name of tensor {index}: {what}")))?;
        let entry = entry(cursor).map_err(|what| Error::tensor(path, &name, what))?;
        entries.push((name, entry));
    }

    let file = (cursor.position() + cursor.left()) as u64;
    let start = (cursor.position() as u64).next_multiple_of(alignment);
    let mut tensors = Vec::with_capacity(count);
    let mut names = HashMap::with_capacity(count);
    for (index, (name, TableEntry { kind, ne, offset })) in entries.into_iter().enumerate() {
        let fail = |what: String| Error::tensor(path, &name, what);
        if !offset.is_multiple_of(alignment) {
            return Err(fail(format!("its offset {offset} is no multiple of the alignment {alignment}")));
        }
        let bytes = kind.bytes(&ne).map_err(fail)?;
        let begin = start.checked_add(offset);
        let end = begin.and_then(|begin| begin.checked_add(bytes));
        let (Some(begin), Some(end)) = (begin, end.filter(|&end| end <= file)) else {
            return Err(fail(format!(
                "its {bytes} bytes at offset {offset} reach beyond the file's {file} bytes; the file is cut off or damaged"
            )));
        };
        if names.insert(name.clone(), index).is_some() {
            return Err(bad(format!("tensor `{name}` comes twice")));
        }
        // Dimensions and ends are at most the file's length, which is a usize.
        let shape = ne.iter().rev().map(|&dim| dim as usize).collect();
        tensors.push(TensorInfo { name, kind, shape, file: 0, bytes: begin as usize..end as usize });
    }
    check_apart(path, &tensors)?;
    Ok((tensors, names))
}

struct TableEntry {
    kind: GgmlType,
    ne: Vec<u64>,
    offset: u64,
}

fn entry(cursor: &mut Cursor<'_>) -> Result<TableEntry, String> {
    let dims = cursor.u32("its dimension count")? as usize;
    if dims > MOST_DIMS {
        return Err(format!("{dims} dimensions; the most is {MOST_DIMS}"));
    }
    let mut ne = Vec::with_capacity(dims);
    for _ in 0..dims {
        ne.push(cursor.u64("a dimension")?);
    }
    if ne.contains(&0) {
        return Err(format!("dimensions {ne:?}; none may be 0"));
    }
    let id = cursor.u32("its type")?;
    let kind = GgmlType::from_id(id)
        .ok_or_else(|| format!("type number {id} is unknown here; it may be newer than this program"))?;
    Ok(TableEntry { kind, ne, offset: cursor.u64("its offset")? })
}

fn check_apart(path: &Path, tensors: &[TensorInfo]) -> Result<()> {
    let mut order: Vec<&TensorInfo> = tensors.iter().collect();
    order.sort_by_key(|info| info.bytes.start);
    for pair in order.windows(2) {
        if pair[1].bytes.start < pair[0].bytes.end {
            return Err(Error::tensor(path, &pair[1].name, format!("its bytes overlap those of `{}`", pair[0].name)));
        }
    }
    Ok(())
}
