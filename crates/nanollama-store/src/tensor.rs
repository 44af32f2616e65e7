//! A tensor in a file, whatever the format: what is read ([`TensorView`]) and what is to be written ([`TensorOut`]).

use std::borrow::Cow;
use std::io::{self, Write};

use nanollama_kernel::dtype::DType;

/// A tensor inside an open file. Shape is row-major, outermost first; bytes are little-endian and aligned to nothing.
#[derive(Clone, Copy, Debug)]
pub struct TensorView<'a> {
    /// The name in the file.
    pub name: &'a str,
    /// How the values are stored.
    pub dtype: DType,
    /// Row-major, outermost first; empty for a single value.
    pub shape: &'a [usize],
    /// Exactly the bytes `dtype` and `shape` call for.
    pub bytes: &'a [u8],
}

impl TensorView<'_> {
    /// The number of values.
    #[must_use]
    pub fn elements(&self) -> usize {
        self.shape.iter().product()
    }
}

type Provider<'a> = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + 'a>;

/// A tensor to be written. Its bytes are asked for only when its turn comes, so a model is never in memory twice.
pub struct TensorOut<'a> {
    pub(crate) name: String,
    pub(crate) dtype: DType,
    pub(crate) shape: Vec<usize>,
    pub(crate) provider: Provider<'a>,
    /// Bytes that are no numbers; a dtype says nothing of them.
    pub(crate) plain: bool,
}

impl<'a> TensorOut<'a> {
    /// A tensor whose bytes `provider` writes. Writing another number of bytes than `dtype` and
    /// `shape` call for fails the whole file.
    pub fn new(
        name: impl Into<String>,
        dtype: DType,
        shape: &[usize],
        provider: impl FnOnce(&mut dyn Write) -> io::Result<()> + 'a,
    ) -> TensorOut<'a> {
        TensorOut { name: name.into(), dtype, shape: shape.to_vec(), provider: Box::new(provider), plain: false }
    }

    /// A tensor whose little-endian bytes lie ready.
    pub fn from_bytes(name: impl Into<String>, dtype: DType, shape: &[usize], bytes: &'a [u8]) -> TensorOut<'a> {
        TensorOut::new(name, dtype, shape, move |writer| writer.write_all(bytes))
    }

    /// Bytes that are no numbers to whoever stores them, as many as `shape` calls for: `U8` in safetensors.
    pub fn plain(name: impl Into<String>, shape: &[usize], bytes: &'a [u8]) -> TensorOut<'a> {
        TensorOut { plain: true, ..TensorOut::from_bytes(name, DType::F32, shape, bytes) }
    }

    /// A tensor of f32 values, written little-endian. `values` is asked for them when their turn comes.
    pub fn from_f32(
        name: impl Into<String>,
        shape: &[usize],
        values: impl FnOnce() -> Cow<'a, [f32]> + 'a,
    ) -> TensorOut<'a> {
        TensorOut::new(name, DType::F32, shape, move |writer| {
            let values = values();
            let mut buffer = Vec::with_capacity(4 * values.len().min(4096));
            for chunk in values.chunks(4096) {
                buffer.clear();
                buffer.extend(chunk.iter().flat_map(|value| value.to_le_bytes()));
                writer.write_all(&buffer)?;
            }
            Ok(())
        })
    }
}

/// Bytes of a tensor, or why there can be no such tensor. A block type needs whole blocks in each
/// row, the last dimension.
pub(crate) fn tensor_bytes(dtype: DType, shape: &[usize]) -> Result<u64, String> {
    let row = shape.last().copied().unwrap_or(1);
    if row % dtype.block() != 0 {
        return Err(format!("rows of {row} values are no whole number of {dtype} blocks of {}", dtype.block()));
    }
    let elements = shape.iter().try_fold(1u64, |product, &dim| product.checked_mul(dim as u64));
    elements
        .and_then(|elements| dtype.bytes_for(elements))
        .ok_or_else(|| format!("shape {shape:?} of {dtype} overflows 64 bits"))
}

/// Counts and passes on what a provider writes, and refuses more than was announced.
pub(crate) struct Counted<'w> {
    inner: &'w mut dyn Write,
    left: u64,
}

impl Counted<'_> {
    /// Runs the provider of `tensor`; its bytes must be exactly `bytes` many.
    pub(crate) fn write(writer: &mut dyn Write, provider: Provider<'_>, bytes: u64) -> io::Result<()> {
        let mut counted = Counted { inner: writer, left: bytes };
        provider(&mut counted)?;
        match counted.left {
            0 => Ok(()),
            left => {
                Err(io::Error::other(format!("its provider wrote {} bytes where {bytes} were announced", bytes - left)))
            }
        }
    }
}

impl Write for Counted<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if buffer.len() as u64 > self.left {
            return Err(io::Error::other("its provider writes more bytes than its shape calls for"));
        }
        let count = self.inner.write(buffer)?;
        self.left -= count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
