//! Everything that can go wrong with numbers handed in from outside. Ops themselves do not fail: their shapes were checked before.

/// What the kernel crate refuses, and why.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An allocation failed.
    #[error("out of memory: there are no {bytes} bytes for {what}")]
    OutOfMemory {
        /// What it was for.
        what: &'static str,
        /// How many bytes were asked for.
        bytes: usize,
    },
    /// The device has failed: what was asked of it since is not done, what was read of it since is no number.
    #[error("the device has failed: {what}")]
    Device {
        /// What it says.
        what: String,
    },
    /// A buffer's byte length does not belong to its shape.
    #[error("[{rows}, {cols}] values of type {dtype} take {expected} bytes, but {found} were given")]
    ByteLength {
        /// The storage type's name.
        dtype: &'static str,
        /// Output features.
        rows: usize,
        /// Input features.
        cols: usize,
        /// What the shape asks for.
        expected: u64,
        /// What was given.
        found: u64,
    },
    /// A number that the storage type cannot hold.
    #[error("the number {value:e} does not fit {dtype}")]
    DoesNotFit {
        /// The number.
        value: f32,
        /// The storage type's name.
        dtype: &'static str,
    },
    /// A value that is no finite number among those to be stored.
    #[error("row {row}, column {col} is {value}, which is no number; the model is damaged or diverged in training")]
    NotFinite {
        /// The value.
        value: f32,
        /// Its row, from 0.
        row: usize,
        /// Its column, from 0.
        col: usize,
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
    #[error("unknown dtype {name:?}; known: {known}")]
    UnknownDType {
        /// What was typed or read.
        name: String,
        /// The names there are.
        known: String,
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
