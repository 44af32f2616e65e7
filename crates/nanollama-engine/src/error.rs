//! Why text cannot be generated: facts with the values that led to them. What to do about it is the caller's to say.

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this crate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A setting is out of its range.
    #[error("{setting} = {value}: {wanted}")]
    Setting {
        /// Its name.
        setting: &'static str,
        /// What was given.
        value: String,
        /// The range.
        wanted: String,
    },
    /// Nothing to continue, and a tokenizer without a token that begins a text.
    #[error("the prompt is empty and this model has no beginning-of-text token")]
    EmptyPrompt,
    /// The text does not fit, or leaves no room for an answer.
    #[error("a text of {tokens} tokens leaves no room in a context of {context}")]
    TooLong {
        /// Tokens of the text.
        tokens: usize,
        /// The context in use.
        context: usize,
        /// The context that the model was made for.
        model_context: usize,
    },
    /// The logits are no numbers: damaged weights, or a model that diverged in training.
    #[error("the model's output for token {position} is not a number; its weights are damaged")]
    NotANumber {
        /// Index of the token that could not be chosen or scored.
        position: usize,
    },
    /// A file that is not what the model it was written from is.
    #[error("{path}: it differs from its model in {place}: there {model} and here {file}")]
    Differs {
        /// The file.
        path: std::path::PathBuf,
        /// Where.
        place: String,
        /// What the model has there.
        model: String,
        /// What the file has there.
        file: String,
    },
    /// The request's guide and biases forbid every token.
    #[error("no token may come next at position {position}: its guide and its biases forbid all")]
    NothingAllowed {
        /// Index of the token that could not be chosen.
        position: usize,
    },
    /// The request's guide cannot go on.
    #[error("no token may come next at position {position}: {problem}")]
    Guide {
        /// Index of the token that could not be chosen.
        position: usize,
        /// What the guide says.
        problem: String,
    },
    /// A request names an adapter that the model does not have.
    #[error("the model has no adapter {name:?}")]
    UnknownAdapter {
        /// Its name.
        name: String,
    },
    /// No generation of that id is under way.
    #[error("no such generation is under way")]
    UnknownRequest,
    /// A model or a cache of another shape than the scheduler's.
    #[error("the scheduler was made for a model of another shape")]
    OtherModel,
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

impl Error {
    /// What a model's template gave, with the model's name.
    pub(crate) fn of_template(model: &str, error: nanollama_token::Error) -> Error {
        match error {
            nanollama_token::Error::Template { problem } => Error::Template { model: model.to_owned(), problem },
            other => other.into(),
        }
    }
}
