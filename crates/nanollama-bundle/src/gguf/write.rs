//! Writing a model as GGUF version 3, which llama.cpp runs as it is.
//!
//! What each tensor is stored as is said by [`Types`]. A matrix whose rows are no whole number of its type's blocks is refused by
//! name; where a mix has another type for such, it has chosen that already.

use std::io;
use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_model::{Part, RowOrder};
use nanollama_store::TensorOut;
use nanollama_store::gguf::{self, Value};

use super::architecture::Architecture;
use super::{Types, keys, permute, tokens};
use crate::certificate;
use crate::contents::{Contents, Weights};
use crate::convert::{Matrix, row_problem};
use crate::error::{Error, Result};
use crate::importances::Importances;

/// Writes the file, whole or not at all, one tensor converted at a time.
///
/// # Errors
/// [`Error::Rows`] when a matrix has rows that `dtype` cannot hold; when the tokenizer has no counterpart in llama.cpp;
/// [`Error::Store`] naming the tensor when a number does not fit `dtype`, or the disk refuses.
pub fn write(path: &Path, contents: &Contents<'_>, dtype: DType) -> Result<()> {
    let types = Types::uniform(contents.config, dtype);
    Ok(gguf::write(path, &metadata(path, contents, &types)?, tensors(path, contents, &types)?)?)
}

/// As [`write()`], but the file has no name yet, and room for a certificate.
pub(crate) fn unnamed(path: &Path, contents: &Contents<'_>, types: &Types<'_>, origin: &str) -> Result<gguf::Unnamed> {
    let mut metadata = metadata(path, contents, types)?;
    metadata.push((certificate::SOURCE_KEY.to_owned(), origin.into()));
    metadata.push((certificate::KEY.to_owned(), Value::String(" ".repeat(certificate::ROOM))));
    Ok(gguf::Unnamed::write(path, &metadata, tensors(path, contents, types)?)?)
}

fn metadata(path: &Path, contents: &Contents<'_>, types: &Types<'_>) -> Result<Vec<(String, Value)>> {
    contents.check(path)?;
    let mut metadata = keys::describe(contents.config, contents.name, types.file_type);
    metadata.extend(tokens::describe(contents.tokenizer, contents.config.vocabulary)?);
    name_ends(&mut metadata, &contents.further_ends);
    if let Some(template) = contents.chat {
        metadata.push(("tokenizer.chat_template".to_owned(), Value::String(template.to_owned())));
    }
    metadata.extend(types.importances.map(Importances::metadata).unwrap_or_default());
    Ok(metadata)
}

/// Ends that the model's files name and its tokenizer does not, under the keys for them that are free.
fn name_ends(metadata: &mut Vec<(String, Value)>, ends: &[u32]) {
    let free = ["eos_token_id", "eot_token_id", "eom_token_id"].map(|name| format!("tokenizer.ggml.{name}"));
    let free: Vec<_> = free.into_iter().filter(|key| !metadata.iter().any(|(taken, _)| taken == key)).collect();
    metadata.extend(free.into_iter().zip(ends.iter().map(|&id| Value::U32(id))));
}

fn tensors<'a>(path: &Path, contents: &'a Contents<'_>, types: &Types<'a>) -> Result<Vec<TensorOut<'a>>> {
    let parts = Architecture::to_say(contents.config).parts(contents.config);
    let parts = parts.into_iter().zip(&types.of_tensors);
    let one = |(part, &dtype): (Part, &DType)| {
        let importances = types.importances.and_then(|importances| importances.of(&part.gguf_name));
        tensor(path, &*contents.weights, part, (dtype, importances))
    };
    parts.map(one).collect()
}

fn tensor<'a>(
    path: &Path,
    weights: &'a dyn Weights,
    part: Part,
    (dtype, importances): (DType, Option<&'a [f32]>),
) -> Result<TensorOut<'a>> {
    let elements: usize = part.shape.iter().product();
    let cols = part.shape.last().copied().unwrap_or(1);
    if cols % dtype.block() != 0 {
        let what = row_problem(dtype, cols);
        return Err(Error::Rows { path: path.to_owned(), tensor: part.gguf_name, what });
    }
    let Part { name, gguf_name, shape, order, feature, .. } = part;
    let cols = if order == RowOrder::Plain { cols } else { feature };
    Ok(TensorOut::new(gguf_name, dtype, &shape, move |out| {
        let numbers = weights.numbers(&name).map_err(|error| io::Error::other(error.to_string()))?;
        let order = |row| permute::ours(order, row);
        Matrix { rows: elements / cols, cols, numbers, importances, order }.write(dtype, out)
    }))
}

#[cfg(test)]
mod tests {
    use nanollama_store::gguf::Gguf;

    use super::*;
    use crate::convert::Numbers;
    use crate::gguf::read;

    /// The values of one tensor, whatever it is called.
    struct Values(Vec<f32>);

    impl Weights for Values {
        fn numbers(&self, _: &str) -> Result<Numbers<'_>> {
            Ok(Numbers::F32((&self.0).into()))
        }
    }

    fn part(shape: &[usize], feature: usize) -> Part {
        Part {
            name: "ours".into(),
            gguf_name: "theirs".into(),
            row: 0,
            rows: shape[0],
            shape: shape.to_vec(),
            order: RowOrder::HalfSplit { head_dim: 8 },
            feature,
        }
    }

    fn floats(bytes: &[u8]) -> Vec<f32> {
        bytes.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
    }

    /// Gains of heads are turned with their heads: a vector, a row a head, and a matrix of rows alike.
    #[test]
    fn features_of_heads_change_their_order_whatever_the_shape() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("one.gguf");
        let order = [0, 4, 1, 5, 2, 6, 3, 7];
        for (shape, feature) in [(&[8][..], 1), (&[16], 1), (&[2, 8], 1), (&[16, 3], 3)] {
            let part = part(shape, feature);
            let values = Values((0..shape.iter().product::<usize>()).map(|i| i as f32).collect());
            let tensors = vec![tensor(&path, &values, part.clone(), (DType::F32, None)).unwrap()];
            gguf::write(&path, &[], tensors).unwrap();
            let file = Gguf::open(&path).unwrap();
            let theirs = floats(file.get("theirs").unwrap().bytes);
            for (at, feature_values) in theirs.chunks(feature).enumerate() {
                let source = at / 8 * 8 + order[at % 8];
                assert_eq!(feature_values, &values.0[source * feature..][..feature], "{shape:?}");
            }
            let ours = read::tensor(&file, &part).unwrap().unwrap();
            assert_eq!((ours.shape.as_slice(), floats(&ours.bytes)), (shape, values.0), "{shape:?}");
        }
    }

    #[test]
    fn gains_in_blocks_cannot_be_put_in_order() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("one.gguf");
        let bytes = vec![0; 34];
        gguf::write(&path, &[], vec![TensorOut::from_bytes("theirs", DType::Q8_0, &[32], &bytes)]).unwrap();
        let message = read::tensor(&Gguf::open(&path).unwrap(), &part(&[32], 1)).unwrap_err().to_string();
        assert!(message.contains("theirs") && message.contains("one by one"), "{message}");
    }
}
