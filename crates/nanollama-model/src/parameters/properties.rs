//! What can be said of a parameter beside its [`nanollama_kernel::weight::Uses`]: first values, optimiser's group, placement, order of features.

/// The values before training.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Initial {
    /// All 0.
    Zero,
    /// All 1.
    One,
    /// All this number.
    Constant(f32),
    /// Normally distributed around 0.
    Normal {
        /// Standard deviation.
        deviation: f64,
    },
    /// Uniform in `-bound..bound`.
    Uniform {
        /// Largest absolute value.
        bound: f64,
    },
}

/// The optimiser's groups: what moves a parameter, and at which rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// A table of tokens that is only looked up.
    Embedding,
    /// A classifier, a tied table included.
    Head,
    /// Gains and biases.
    Norm,
    /// Matrices of the blocks.
    Matrix,
    /// Factors of the residual stream.
    StreamFactor,
    /// Factors of what the first block reads.
    InputFactor,
    /// The two matrices of low rank beside one of a model's.
    Adapter,
}

/// Where a weight is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// In the device's memory.
    Device,
    /// By the host, which looks its rows up: for tables that no device holds. No forward does that yet.
    Host,
}

/// The order of a tensor's features (the rows of a matrix, the values of a gain) in Hugging Face's layout, where other
/// layouts have another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOrder {
    /// The same everywhere.
    Plain,
    /// Heads of `head_dim` features of which RoPE turns feature `i` with `i + head_dim / 2`. llama.cpp turns neighbours.
    HalfSplit {
        /// Features of a head.
        head_dim: usize,
    },
}
