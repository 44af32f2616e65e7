//! Importance matrices, as llama.cpp's `llama-imatrix` writes them: for each matrix the squares of what its columns are multiplied
//! with, summed over the tokens of a text.
//!
//! A file is GGUF with two f32 tensors a matrix, `NAME.in_sum2` (a sum a column) and `NAME.counts` (over how many tokens), and the
//! keys `imatrix.datasets`, `imatrix.chunk_count` and `imatrix.chunk_size`. What was written before July 2025 is `legacy`'s. What a
//! name means, and which columns a matrix should have, is the caller's matter.

mod legacy;
mod matrix;

use std::path::Path;

use crate::error::{Error, Result};
use crate::gguf::{self, Array, Gguf, Value};
use crate::map::Map;
use crate::tensor::TensorOut;
pub use matrix::{Entry, Imatrix};
use matrix::{FORMAT, entry};

const SUMS: &str = ".in_sum2";
const COUNTS: &str = ".counts";
const TYPE_KEY: &str = "general.type";
const TYPE: &str = "imatrix";
const DATASETS_KEY: &str = "imatrix.datasets";
const CHUNKS_KEY: &str = "imatrix.chunk_count";
const CHUNK_SIZE_KEY: &str = "imatrix.chunk_size";

impl Imatrix {
    /// Reads a file of either kind.
    ///
    /// # Errors
    /// When it is neither, is damaged, has a number that is no sum of squares, or is of a mixture of experts.
    pub fn read(path: &Path) -> Result<Imatrix> {
        let map = Map::open(path)?;
        let matrix = if map.starts_with(b"GGUF") { of_gguf(&Gguf::open(path)?)? } else { legacy::parse(path, &map)? };
        match matrix.entries.is_empty() {
            true => Err(Error::format(path, FORMAT, "it has no matrix")),
            false => Ok(matrix),
        }
    }

    /// Writes the file, GGUF, whole or not at all.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn write(&self, path: &Path) -> Result<()> {
        let metadata = [
            (TYPE_KEY, Value::String(TYPE.into())),
            (DATASETS_KEY, Value::Array(Array::String(self.datasets.clone()))),
            (CHUNKS_KEY, Value::U32(self.chunks)),
            (CHUNK_SIZE_KEY, Value::U32(self.chunk_size)),
        ];
        let metadata: Vec<(String, Value)> = metadata.map(|(key, value)| (key.to_owned(), value)).into();
        let tensors = self.entries.iter().flat_map(|Entry { tensor, sums, tokens }| {
            [
                TensorOut::from_f32(format!("{tensor}{SUMS}"), &[sums.len()], || sums.into()),
                TensorOut::from_f32(format!("{tensor}{COUNTS}"), &[1], || vec![*tokens].into()),
            ]
        });
        gguf::write(path, &metadata, tensors.collect())
    }
}

fn of_gguf(file: &Gguf) -> Result<Imatrix> {
    let path = file.path();
    let kind = file.optional(TYPE_KEY, "a string", Value::as_str)?;
    if let Some(kind) = kind.filter(|kind| *kind != TYPE) {
        let what = format!("its {TYPE_KEY} is {kind:?} and wanted is {TYPE:?}");
        return Err(Error::format(path, FORMAT, what));
    }
    let number = |key| file.optional(key, "a whole number below 2^32", |value| value.as_u64()?.try_into().ok());
    let datasets = file.optional(DATASETS_KEY, "an array of strings", Value::as_strings)?;
    let mut matrix = Imatrix {
        datasets: datasets.unwrap_or_default().to_vec(),
        chunks: number(CHUNKS_KEY)?.unwrap_or(0),
        chunk_size: number(CHUNK_SIZE_KEY)?.unwrap_or(0),
        entries: Vec::new(),
    };
    for name in file.tensors().iter().map(|tensor| tensor.name.as_str()) {
        let Some(tensor) = name.strip_suffix(SUMS) else {
            // Every count belongs to sums, and nothing else is known.
            let of = name.strip_suffix(COUNTS).map(|tensor| format!("{tensor}{SUMS}"));
            match of {
                Some(sums) if file.contains(&sums) => continue,
                Some(sums) => return Err(Error::tensor(path, name, format!("there is no {sums} beside it"))),
                None => return Err(Error::tensor(path, name, "an importance matrix has no such tensor")),
            }
        };
        let (sums, tokens) = (numbers(file, name)?, numbers(file, &format!("{tensor}{COUNTS}"))?);
        matrix.entries.push(entry(path, tensor, sums, &tokens)?);
    }
    Ok(matrix)
}

/// The numbers of a tensor that is one row.
fn numbers(file: &Gguf, name: &str) -> Result<Vec<f32>> {
    let view = file.get(name)?;
    let rows: usize = view.shape.iter().rev().skip(1).product();
    if rows != 1 {
        let what = format!("shape {:?}: {rows} experts, and none are computed here", view.shape);
        return Err(Error::tensor(file.path(), name, what));
    }
    let mut numbers = vec![0.0; view.elements()];
    let failed = |source| Error::Number { path: file.path().to_owned(), tensor: name.to_owned(), source };
    view.dtype.decode(view.bytes, &mut numbers).map_err(failed)?;
    Ok(numbers)
}

#[cfg(test)]
mod tests;
