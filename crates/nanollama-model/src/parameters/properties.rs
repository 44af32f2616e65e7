//! What can be said of a parameter: uses, first values, optimiser's group, placement, order of features.

/// How the forward uses a weight, and so in which forms it is kept: rows for lookups, packed panels for products, and for
/// neither (gains, multiplied value by value) plain f32, in files too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uses {
    /// Rows are looked up by token.
    pub lookup: bool,
    /// Activations are multiplied with it.
    pub product: bool,
}

impl Uses {
    /// Neither looked up nor multiplied as a matrix.
    pub fn elementwise(self) -> bool {
        !self.lookup && !self.product
    }

    /// Whether every row's forward reads all of it. What is only looked up is read a row a token.
    pub fn read_whole(self) -> bool {
        self.product || !self.lookup
    }
}

/// The values before training.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Initial {
    /// All 0.
    Zero,
    /// All 1.
    One,
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
    /// Gains.
    Norm,
    /// Matrices of the blocks.
    Matrix,
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
