//! Writing a Llama as GGUF version 3, which llama.cpp runs as it is.
//!
//! Matrices get the type asked for, gains stay f32 as llama.cpp keeps them. A matrix whose rows are no whole number of q8_0
//! blocks is refused by name: llama.cpp's own tool would store that one in another type without a word in the file's name.

use std::io;
use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_store::TensorOut;
use nanollama_store::gguf::{self, Value};

use super::{keys, names, permute, tokens};
use crate::contents::{Contents, shapes};
use crate::convert::{Matrix, row_problem};
use crate::error::{Error, Result};

const FORMAT: &str = "GGUF";

/// Writes the file, whole or not at all, one tensor converted at a time.
///
/// # Errors
/// [`Error::Inexpressible`] when a matrix has rows that q8_0 cannot hold or the tokenizer has no counterpart in llama.cpp;
/// [`Error::Store`] naming the tensor when a number does not fit `dtype`, or the disk refuses.
pub fn write(path: &Path, contents: &Contents<'_>, dtype: DType) -> Result<()> {
    contents.check(path)?;
    let tensors = tensors(path, contents, dtype)?;
    let mut metadata = keys::describe(contents.config, contents.name, dtype);
    metadata.extend(tokens::describe(contents.tokenizer, contents.config.vocabulary)?);
    if let Some(template) = contents.chat {
        metadata.push(("tokenizer.chat_template".to_owned(), Value::String(template.to_owned())));
    }
    Ok(gguf::write(path, &metadata, tensors)?)
}

fn tensors<'a>(path: &Path, contents: &'a Contents<'_>, dtype: DType) -> Result<Vec<TensorOut<'a>>> {
    let head_dim = contents.config.head_dim;
    let tensor = |(name, shape): (String, Vec<usize>)| {
        let theirs = names::of(&name).expect("names::of knows every parameter of the model");
        let (rows, cols, dtype) = match shape[..] {
            [cols] => (1, cols, DType::F32),
            _ => (shape[0], shape[1], dtype),
        };
        if cols % dtype.block() != 0 {
            let what = format!("tensor {theirs}: {}", row_problem(dtype, cols));
            return Err(Error::Inexpressible { path: path.to_owned(), format: FORMAT, what });
        }
        let permuted = names::is_permuted(&name);
        let order = move |row| if permuted { permute::half_split_of(row, head_dim) } else { row };
        Ok(TensorOut::new(theirs, dtype, &shape, move |out| {
            let numbers = contents.weights.numbers(&name).map_err(|error| io::Error::other(error.to_string()))?;
            Matrix { rows, cols, numbers, order }.write(dtype, out)
        }))
    };
    shapes(contents.config).into_iter().map(tensor).collect()
}
