//! Writing a Llama as GGUF version 3, which llama.cpp runs as it is.
//!
//! Matrices get the type asked for, gains stay f32 as llama.cpp keeps them. A matrix whose rows are no whole number of q8_0
//! blocks is refused by name: llama.cpp's own tool would store that one in another type without a word in the file's name.

use std::io;
use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_model::{Part, RowOrder, parameters};
use nanollama_store::TensorOut;
use nanollama_store::gguf::{self, Value};

use super::{keys, permute, tokens};
use crate::contents::Contents;
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
    let list = parameters(contents.config);
    let parts = list.into_iter().flat_map(|parameter| {
        // llama.cpp keeps what is multiplied value by value in f32.
        let dtype = if parameter.elementwise() { DType::F32 } else { dtype };
        parameter.parts.into_iter().map(move |part| (part, dtype))
    });
    parts.map(|(part, dtype)| tensor(path, contents, part, dtype)).collect()
}

fn tensor<'a>(path: &Path, contents: &'a Contents<'_>, part: Part, dtype: DType) -> Result<TensorOut<'a>> {
    let elements: usize = part.shape.iter().product();
    let cols = part.shape.last().copied().unwrap_or(1);
    if cols % dtype.block() != 0 {
        let what = format!("tensor {}: {}", part.gguf_name, row_problem(dtype, cols));
        return Err(Error::Inexpressible { path: path.to_owned(), format: FORMAT, what });
    }
    let Part { name, gguf_name, shape, order, feature, .. } = part;
    let cols = if order == RowOrder::Plain { cols } else { feature };
    Ok(TensorOut::new(gguf_name, dtype, &shape, move |out| {
        let numbers = contents.weights.numbers(&name).map_err(|error| io::Error::other(error.to_string()))?;
        Matrix { rows: elements / cols, cols, numbers, order: |row| permute::ours(order, row) }.write(dtype, out)
    }))
}
