//! Everything that can go wrong with numbers handed in from outside. Ops themselves do not fail: their shapes were checked before.

use crate::dtype::DType;

/// What the kernel crate refuses, and why.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An allocation failed.
    #[error("out of memory: cannot reserve {bytes} bytes")]
    OutOfMemory {
        /// How many were asked for.
        bytes: usize,
    },
    /// A buffer's byte length does not belong to its shape.
    #[error("a [{rows}, {cols}] weight of type {dtype} needs {expected} bytes, but {found} were given")]
    ByteLength {
        /// The storage type.
        dtype: DType,
        /// Output features.
        rows: usize,
        /// Input features.
        cols: usize,
        /// What the shape asks for.
        expected: u64,
        /// What was given.
        found: u64,
    },
    /// A shape that the storage type or the op cannot express.
    #[error("{what}")]
    Shape {
        /// The whole sentence, naming both sizes.
        what: String,
    },
    /// A row table that contradicts itself.
    #[error("rows: {what}")]
    Rows {
        /// The whole sentence, naming both values.
        what: String,
    },
    /// An unknown storage type name.
    #[error("unknown dtype {name:?}; known: f32, f16, bf16, q8_0")]
    UnknownDType {
        /// What was typed or read.
        name: String,
    },
    /// An instruction set was forced that this machine does not have, or that does not exist.
    #[error("NANOLLAMA_ISA={name:?} cannot be used here; available: {available}")]
    Isa {
        /// The value of the environment variable.
        name: String,
        /// The names this machine accepts.
        available: String,
    },
}

/// The crate's result.
pub type Result<T> = std::result::Result<T, Error>;
