//! Why text cannot be generated: each message names the setting and both values.

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this crate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A sampling or engine setting is out of its range.
    #[error("{setting} = {value}: {wanted}")]
    Setting {
        /// Its name, as the command line has it.
        setting: &'static str,
        /// What was given.
        value: String,
        /// The range.
        wanted: String,
    },
    /// Nothing to continue, and a tokenizer without a token that begins a text.
    #[error("the prompt is empty and this model has no beginning-of-text token")]
    EmptyPrompt,
    /// The prompt leaves no room for an answer.
    #[error("the prompt has {tokens} tokens, the context {context}")]
    TooLong {
        /// Tokens of the prompt.
        tokens: usize,
        /// The context in use.
        context: usize,
        /// The longest context that the model allows.
        most: usize,
    },
    /// The logits are no numbers: damaged weights, or a model that diverged in training.
    #[error("the model's output for token {position} is not a number; its weights are damaged")]
    NotANumber {
        /// Index of the token that could not be chosen.
        position: usize,
    },
    /// The model's chat template cannot be used.
    #[error("{model}: chat template: {problem}")]
    Template {
        /// The model.
        model: String,
        /// What is wrong, with the line where known.
        problem: String,
    },
    /// The model could not be opened.
    #[error(transparent)]
    Bundle(#[from] nanollama_bundle::Error),
    /// The model could not be run.
    #[error(transparent)]
    Model(#[from] nanollama_model::Error),
    /// Text could not be rendered or tokenized.
    #[error(transparent)]
    Token(#[from] nanollama_token::Error),
}
