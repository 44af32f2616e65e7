//! The roles that parameters play in the forward.

/// Which parameter of the architecture it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Token embedding table `[V, D]`.
    Embedding,
    /// What the residual stream is multiplied with before the block `[1, 1]`.
    StreamFactor,
    /// What the first block's input is multiplied with, to be added there `[1, 1]`.
    InputFactor,
    /// Gain of the norm before attention `[1, D]`.
    AttentionNorm,
    /// Query, key and value projections, one below the other `[(H + 2G) E, D]`.
    Qkv,
    /// Bias of queries `[1, H E]`.
    QueryBias,
    /// Bias of keys `[1, G E]`.
    KeyBias,
    /// Bias of values `[1, G E]`.
    ValueBias,
    /// Gain of the norm of each head of queries `[1, E]`.
    QueryGain,
    /// Gain of the norm of each head of keys `[1, E]`.
    KeyGain,
    /// Attention's output projection `[D, H E]`.
    AttentionOutput,
    /// Bias of attention's output `[1, D]`.
    OutputBias,
    /// Gain of the norm before the feed-forward `[1, D]`.
    FfnNorm,
    /// Gate and up projections, one below the other `[2F, D]`.
    GateUp,
    /// The feed-forward's output projection `[D, F]`.
    Down,
    /// Gain of the last norm `[1, D]`.
    FinalNorm,
    /// Output head `[V, D]`; a tied one is the embedding.
    Head,
}

impl Role {
    /// How many there are.
    pub(crate) const COUNT: usize = Role::Head as usize + 1;
}
