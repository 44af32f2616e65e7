//! Writing GGUF version 3: everything but the tensors' bytes is composed first, then those are streamed.

use std::collections::HashSet;
use std::path::Path;

use super::encoding::{append_string, append_value};
use super::value::Value;
use super::{ALIGNMENT_KEY, DEFAULT_ALIGNMENT, GgmlType, LONGEST_KEY, LONGEST_TENSOR_NAME, MAGIC, MOST_DIMS};
use crate::atomic::{AtomicFile, NewFile};
use crate::error::{Error, Result};
use crate::safetensors::tensor_failed;
use crate::tensor::{Counted, TensorOut};

const VERSION: u32 = 3;
const PADDING: [u8; 64] = [0; 64];

/// Writes a GGUF file, whole or not at all: metadata and tensors in the order given, each tensor's
/// bytes asked for when its turn comes. `general.alignment` is obeyed when it is among the
/// metadata, else it is 32.
///
/// # Errors
/// When a key or name comes twice or is too long, a tensor has more than four dimensions or one of
/// 0, rows are no whole blocks, a provider writes another number of bytes than its shape calls for,
/// or the disk refuses.
pub fn write(path: &Path, metadata: &[(String, Value)], tensors: Vec<TensorOut<'_>>) -> Result<()> {
    Unnamed::write(path, metadata, tensors)?.commit()
}

/// A file that is whole and does not have its name yet: it can be read, and a text in it filled in.
#[derive(Debug)]
pub struct Unnamed {
    file: AtomicFile,
    head: Vec<u8>,
}

impl Unnamed {
    /// Writes all of a file that will be `path`.
    ///
    /// # Errors
    /// As [`write()`].
    pub fn write(path: &Path, metadata: &[(String, Value)], tensors: Vec<TensorOut<'_>>) -> Result<Unnamed> {
        let (mut file, head) = write_all(path, metadata, tensors)?;
        file.settle()?;
        Ok(Unnamed { file, head })
    }

    /// Where it lies until it has its name.
    pub fn temporary(&self) -> &Path {
        self.file.temporary()
    }

    /// Puts `text` in the place of a string among the metadata, which must be as long; what is left of it becomes spaces.
    ///
    /// # Errors
    /// When there is no such string or it is too short, or the system refuses.
    pub fn fill(&mut self, key: &str, text: &str) -> Result<()> {
        let mut pattern = Vec::new();
        append_string(key, &mut pattern);
        let unwritable = |what: &str| Error::unwritable(self.file.path(), format!("metadata key `{key}`: {what}"));
        let at = self.head.windows(pattern.len()).position(|window| window == pattern);
        // Behind the key stand the kind in 4 bytes and the length in 8.
        let at = at.map(|at| at + pattern.len() + 4).ok_or_else(|| unwritable("it is not there"))?;
        let length = self.head.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes);
        let mut bytes = text.as_bytes().to_vec();
        if bytes.len() as u64 > length {
            return Err(unwritable(&format!("{} bytes where {length} were left free", bytes.len())));
        }
        bytes.resize(length as usize, b' ');
        self.file.patch(at as u64 + 8, &bytes)
    }

    /// Makes it durable under its name.
    ///
    /// # Errors
    /// When the system refuses; then nothing of it remains.
    pub fn commit(self) -> Result<()> {
        self.file.commit()
    }
}

fn write_all(path: &Path, metadata: &[(String, Value)], tensors: Vec<TensorOut<'_>>) -> Result<(AtomicFile, Vec<u8>)> {
    let alignment = alignment(path, metadata)?;
    let (head, sizes) = compose(path, metadata, &tensors, alignment)?;
    let mut file = AtomicFile::create(path)?;
    file.put(&head)?;
    pad(&mut file, head.len() as u64, alignment)?;
    for (tensor, bytes) in tensors.into_iter().zip(sizes) {
        let name = tensor.name;
        Counted::write(&mut file, tensor.provider, bytes).map_err(|source| tensor_failed(path, &name, source))?;
        pad(&mut file, bytes, alignment)?;
    }
    Ok((file, head))
}

fn alignment(path: &Path, metadata: &[(String, Value)]) -> Result<u64> {
    match metadata.iter().find(|(key, _)| key == ALIGNMENT_KEY).map(|(_, value)| value) {
        None => Ok(DEFAULT_ALIGNMENT),
        Some(Value::U32(value)) if value.is_power_of_two() && value.is_multiple_of(8) => Ok(u64::from(*value)),
        Some(other) => {
            Err(Error::unwritable(path, format!("{ALIGNMENT_KEY} {other:?}; it must be a u32 power of two from 8")))
        }
    }
}

fn compose(
    path: &Path,
    metadata: &[(String, Value)],
    tensors: &[TensorOut<'_>],
    alignment: u64,
) -> Result<(Vec<u8>, Vec<u64>)> {
    let mut head = MAGIC.to_vec();
    head.extend(VERSION.to_le_bytes());
    head.extend((tensors.len() as u64).to_le_bytes());
    head.extend((metadata.len() as u64).to_le_bytes());

    let mut seen = HashSet::new();
    for (key, value) in metadata {
        if key.is_empty() || key.len() > LONGEST_KEY || !seen.insert(key.as_str()) {
            return Err(Error::unwritable(
                path,
                format!("metadata key `{key}`: it must be there once and have 1 to {LONGEST_KEY} bytes"),
            ));
        }
        append_string(key, &mut head);
        append_value(value, &mut head);
    }

    let mut seen = HashSet::new();
    let mut sizes = Vec::with_capacity(tensors.len());
    let mut offset = 0u64;
    for tensor in tensors {
        let fail = |what: String| Error::unwritable(path, format!("tensor `{}`: {what}", tensor.name));
        if tensor.name.is_empty() || tensor.name.len() > LONGEST_TENSOR_NAME || !seen.insert(tensor.name.as_str()) {
            return Err(fail(format!("its name must be there once and have 1 to {LONGEST_TENSOR_NAME} bytes")));
        }
        if tensor.shape.len() > MOST_DIMS || tensor.shape.contains(&0) {
            return Err(fail(format!("shape {:?}; at most {MOST_DIMS} dimensions, none of them 0", tensor.shape)));
        }
        let kind = GgmlType::of(tensor.dtype);
        let ne: Vec<u64> = tensor.shape.iter().rev().map(|&dim| dim as u64).collect();
        let bytes = kind.bytes(&ne).map_err(fail)?;
        append_string(&tensor.name, &mut head);
        head.extend((ne.len() as u32).to_le_bytes());
        head.extend(ne.iter().flat_map(|dim| dim.to_le_bytes()));
        head.extend(kind.id().to_le_bytes());
        head.extend(offset.to_le_bytes());
        let next = offset.checked_add(bytes).and_then(|end| end.checked_next_multiple_of(alignment));
        offset = next.ok_or_else(|| fail("the file would pass 2^64 bytes".into()))?;
        sizes.push(bytes);
    }
    Ok((head, sizes))
}

fn pad(file: &mut AtomicFile, written: u64, alignment: u64) -> Result<()> {
    let mut missing = written.next_multiple_of(alignment) - written;
    while missing > 0 {
        let step = missing.min(PADDING.len() as u64);
        file.put(&PADDING[..step as usize])?;
        missing -= step;
    }
    Ok(())
}
