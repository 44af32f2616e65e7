//! Importance matrices of before July 2025 (`.dat`): little-endian, how many matrices, and of each the length of its name and the
//! name, calls, columns and as many f32, whose mean square is the number over the calls; then how many pieces of text, and the
//! length of the text's name and the name. Files older still end behind the matrices.

use std::collections::HashSet;
use std::path::Path;

use super::matrix::{FORMAT, Imatrix, entry};
use crate::cursor::Cursor;
use crate::error::{Error, Result};

/// Bytes that a matrix takes at least.
const LEAST: usize = 12;

/// Reads a file's bytes.
pub(super) fn parse(path: &Path, bytes: &[u8]) -> Result<Imatrix> {
    let wrong = |what: String| Error::format(path, FORMAT, what);
    let mut cursor = Cursor::new(bytes);
    let count = cursor.u32("the number of matrices").map_err(wrong)?;
    let count = cursor.checked_count(count.into(), LEAST, "matrices").map_err(wrong)?;
    let (mut matrix, mut names) = (Imatrix::default(), HashSet::new());
    for _ in 0..count {
        let (tensor, sums, calls) = of_matrix(&mut cursor).map_err(wrong)?;
        if !names.insert(tensor.clone()) {
            return Err(Error::tensor(path, &tensor, "it is there twice"));
        }
        matrix.entries.push(entry(path, &tensor, sums, &[calls as f32])?);
    }
    if cursor.left() > 0 {
        matrix.chunks = cursor.u32("the number of pieces").map_err(wrong)?;
        matrix.datasets = vec![text(&mut cursor, "the text's name").map_err(wrong)?];
    }
    match cursor.left() {
        0 => Ok(matrix),
        left => Err(wrong(format!("{left} bytes follow behind its end"))),
    }
}

fn of_matrix(cursor: &mut Cursor<'_>) -> Result<(String, Vec<f32>, u32), String> {
    let tensor = text(cursor, "a matrix's name")?;
    let calls = cursor.u32("a matrix's calls")?;
    let columns = cursor.u32("a matrix's columns")?;
    let bytes = cursor.take(4 * u64::from(columns), &format!("{tensor} of {columns} columns"))?;
    Ok((tensor, bytes.as_chunks().0.iter().map(|&number| f32::from_le_bytes(number)).collect(), calls))
}

fn text(cursor: &mut Cursor<'_>, what: &str) -> Result<String, String> {
    let length = cursor.u32(what)?;
    let bytes = cursor.take(length.into(), what)?;
    String::from_utf8(bytes.to_vec()).map_err(|_| format!("{what} is no UTF-8"))
}
