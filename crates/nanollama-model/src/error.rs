//! Why a model cannot be built or run.

/// Why a model cannot be built or run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A configuration value is out of range or does not fit another.
    #[error("model configuration: {field} = {value}: {reason}")]
    Config {
        /// Name of the field.
        field: &'static str,
        /// Its value.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No preset of that name.
    #[error("no model size is called {name:?}; the sizes are {known}")]
    UnknownPreset {
        /// What was asked for.
        name: String,
        /// All names.
        known: String,
    },
    /// A tensor is absent.
    #[error("tensor {name} is missing (shape {shape:?} wanted)")]
    MissingTensor {
        /// Its name in Hugging Face's naming.
        name: String,
        /// Wanted shape.
        shape: Vec<usize>,
    },
    /// A tensor has another shape than the configuration asks for.
    #[error("tensor {name} has shape {got:?}, the configuration asks for {expected:?}")]
    Shape {
        /// Its name in Hugging Face's naming.
        name: String,
        /// Wanted shape.
        expected: Vec<usize>,
        /// Shape found.
        got: Vec<usize>,
    },
    /// A weight's bytes are not what its type and shape need.
    #[error("tensor {name}: {reason}")]
    Tensor {
        /// Its name in Hugging Face's naming.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// An adapter does not fit the model, or asks for what is not computed.
    #[error("adapter {adapter}: {part}: {reason}")]
    Adapter {
        /// Its name.
        adapter: String,
        /// The tensor or layer beside which the part stands.
        part: String,
        /// What is wrong.
        reason: String,
    },
    /// A feed names an adapter that the model does not have, or with a scale that is no number.
    #[error("the model has {adapters} adapters, adapter {index} with scale {scale} is asked for")]
    NoAdapter {
        /// Its index.
        index: u32,
        /// Its scale.
        scale: f32,
        /// How many there are.
        adapters: usize,
    },
    /// A sequence does not fit the cache or the context.
    #[error("{tokens} tokens do not fit: the {limit_name} is {limit} tokens")]
    TooLong {
        /// Tokens asked for in all.
        tokens: usize,
        /// Which limit.
        limit_name: &'static str,
        /// Its value.
        limit: usize,
    },
    /// Keys and values are not stored in this number format.
    #[error("the key/value cache cannot be stored as {dtype}: {reason}")]
    CacheType {
        /// What was asked for.
        dtype: nanollama_kernel::dtype::DType,
        /// What could have been asked for.
        reason: String,
    },
    /// A token id outside the vocabulary.
    #[error("token id {id} is outside the vocabulary of {vocabulary}")]
    Token {
        /// The id.
        id: u32,
        /// Vocabulary size.
        vocabulary: usize,
    },
    /// Memory could not be had, or numbers are not what their shape needs.
    #[error(transparent)]
    Kernel(#[from] nanollama_kernel::error::Error),
    /// The graph could not be planned or run.
    #[error(transparent)]
    Graph(#[from] nanollama_graph::Error),
}

impl Error {
    /// [`Error::Config`] of a field and its value.
    pub(crate) fn config(field: &'static str, value: impl ToString, reason: String) -> Error {
        Error::Config { field, value: value.to_string(), reason }
    }
}
