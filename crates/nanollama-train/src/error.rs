//! What can stop a run from starting or going on. Every message names the setting or tensor and its value;
//! what to type next is the caller's to say.

use std::path::{Path, PathBuf};

use crate::quantity;

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this crate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A recipe, the environment or the flags do not make sense.
    #[error("{name}: {what}")]
    Recipe {
        /// The file, variable or layer.
        name: String,
        /// What is wrong.
        what: String,
    },
    /// A number outside its range.
    #[error("{field} = {value} is out of range: it must be from {low} to {high}")]
    Range {
        /// The setting.
        field: &'static str,
        /// What was asked for.
        value: String,
        /// Smallest possible value.
        low: String,
        /// Largest possible value.
        high: String,
    },
    /// Nothing of what was read can be asked.
    #[error("{name}: no question leaves room for an answer in rows of {context} tokens; {too_long} are too long")]
    NoQuestion {
        /// The files.
        name: String,
        /// Questions, or pairs, that are too long.
        too_long: usize,
        /// Tokens of a row.
        context: usize,
    },
    /// Nothing says how large the model is.
    #[error("the model's size is missing")]
    NoShape {
        /// All named sizes.
        known: String,
    },
    /// What says which layers see a window says nothing.
    #[error("window_pattern = {text:?}: {why}")]
    Pattern {
        /// What was given.
        text: String,
        /// Why it is none.
        why: nanollama_model::NoPattern,
    },
    /// A pattern of windows of which no layer has a short one: the last layer sees everything.
    #[error("window_pattern = {pattern:?}: none of {layers} layers has a window, because the last sees the whole text")]
    NoWindow {
        /// What was given.
        pattern: String,
        /// Layers of the model.
        layers: usize,
    },
    /// A width of windows where nothing says which layers have one.
    #[error("window = {window}, but window_pattern gives no layer a window")]
    WindowAlone {
        /// Tokens of the window.
        window: usize,
    },
    /// A width that the heads do not divide.
    #[error("the model's shape: dim = {dim} is no multiple of heads = {heads}")]
    Heads {
        /// Width of the residual stream.
        dim: usize,
        /// Query heads.
        heads: usize,
    },
    /// A setting of the model's shape, where the model is there already.
    #[error("{field} cannot be set: the model keeps the shape of {base}")]
    Inherited {
        /// The setting.
        field: &'static str,
        /// The model.
        base: String,
    },
    /// Rows longer than the model knows.
    #[error("context = {context} is longer than {base} knows ({known} tokens)")]
    LongContext {
        /// Tokens of a row as asked for.
        context: usize,
        /// The model.
        base: String,
        /// Its longest sequence.
        known: usize,
    },
    /// Data of another tokenizer than the model's.
    #[error("the data's tokenizer has {vocabulary} tokens, {base} was trained with {known}")]
    Vocabulary {
        /// Tokens of the data's tokenizer.
        vocabulary: usize,
        /// The model.
        base: String,
        /// Tokens of its own.
        known: usize,
    },
    /// A kind of training that this program does not know, or one without the model that it starts from.
    #[error("no such kind of training: {stage}, from {}", .base.as_deref().unwrap_or("no model"))]
    Stage {
        /// The kind.
        stage: String,
        /// The model to start from, if any.
        base: Option<String>,
    },
    /// A share of a personality, and none to take it of.
    #[error("personality_ratio = {ratio}, and the run has no personality")]
    NoPersonality {
        /// The share.
        ratio: f64,
    },
    /// A run without data.
    #[error("the run has no data: at least one corpus is needed")]
    NoData,
    /// Corpora of which some are parts of a mixture.
    #[error("{} and {} cannot be read side by side: one has a weight, the other has none", one.display(), other.display())]
    Weights {
        /// One of them.
        one: PathBuf,
        /// The other.
        other: PathBuf,
    },
    /// A list of corpora where one is read.
    #[error("the run has {corpora} corpora, and conversations are read from one file")]
    SeveralCorpora {
        /// How many.
        corpora: usize,
    },
    /// One conversation cannot be both learned from and measured on.
    #[error("{path}: it holds one conversation; at least two are needed, one to learn from and one to measure on")]
    OneConversation {
        /// The file.
        path: PathBuf,
    },
    /// Too few conversations to learn from some and to measure on others.
    #[error(
        "{path}: {measurable} of its {conversations} conversations have an answer with text that is to be learned within a \
         row; at least two must, one to learn from and one to measure on"
    )]
    NothingToMeasure {
        /// The file.
        path: PathBuf,
        /// How many conversations there are.
        conversations: usize,
        /// How many of these have an answer.
        measurable: usize,
    },
    /// Tokens of a step that are no whole number of rows.
    #[error(
        "batch_tokens = {tokens} is no whole number of rows of {context} tokens (context); the nearest possible are {}",
        joined(.nearest)
    )]
    Rows {
        /// Tokens of a step.
        tokens: usize,
        /// Tokens of a row.
        context: usize,
        /// The nearest tokens of a step that are.
        nearest: Vec<usize>,
    },
    /// Rows of a step that are no whole number of micro-batches.
    #[error(
        "device_batch_size = {wanted} does not divide the {rows} rows of a step (batch_tokens {} / context {context}); the nearest \
         possible are {}",
        .rows * .context,
        joined(.nearest)
    )]
    MicroBatch {
        /// Rows of a micro-batch as asked for.
        wanted: usize,
        /// Rows of a step.
        rows: usize,
        /// Tokens of a row.
        context: usize,
        /// The nearest divisors.
        nearest: Vec<usize>,
    },
    /// A run without a training to go on with.
    #[error("{run} was imported, not trained")]
    Imported {
        /// The run.
        run: String,
    },
    /// Not even one row fits.
    #[error(
        "one row of {context} tokens needs {} of memory and {} may be used",
        quantity::bytes(*.needed),
        quantity::bytes(*.available)
    )]
    Memory {
        /// Tokens in a row.
        context: usize,
        /// Peak memory of the smallest micro-batch, in bytes.
        needed: u64,
        /// What may be used, in bytes.
        available: u64,
    },
    /// Less text than one row.
    #[error("{data}: the training split has {tokens} tokens, one row needs {needed}")]
    TooShort {
        /// The data.
        data: String,
        /// The tokens there are.
        tokens: u64,
        /// The tokens needed.
        needed: u64,
    },
    /// Data or a model of another tokenizer.
    #[error("{left} and {right} were made with different tokenizers ({left_hash} and {right_hash})")]
    Tokenizer {
        /// One side.
        left: String,
        /// The other.
        right: String,
        /// Its tokenizer's hash, shortened.
        left_hash: String,
        /// The other's.
        right_hash: String,
    },
    /// A resumed run was asked to be another one.
    #[error("the run was started with {field} = {then}, now it is {now}")]
    Differs {
        /// Which setting.
        field: String,
        /// Its value in the stored plan.
        then: String,
        /// Its value now.
        now: String,
    },
    /// A resumed run has nothing left to do.
    #[error("the run is done: it has {done} of {steps} steps")]
    Finished {
        /// Steps done.
        done: u64,
        /// Steps planned.
        steps: u64,
    },
    /// One of the processes that train together cannot go on with the others.
    #[error("rank {rank} of {world} {what}")]
    Rank {
        /// Its number.
        rank: usize,
        /// How many there are.
        world: usize,
        /// What it does, or has done.
        what: String,
    },
    /// What is not done by several processes.
    #[error("{ranks} ranks: {what}")]
    Alone {
        /// How many were asked for.
        ranks: usize,
        /// What needs one.
        what: String,
    },
    /// The loss or a gradient became infinite or no number.
    #[error(
        "step {step}: the {what} is not finite (first in {tensor}). Nothing was saved over the last checkpoint (step {saved})"
    )]
    NotFinite {
        /// The step that failed, counted from 1.
        step: u64,
        /// `loss` or `gradient`.
        what: &'static str,
        /// First tensor whose gradient is not finite.
        tensor: String,
        /// Step of the last checkpoint, or `none`.
        saved: String,
        /// Half the rate of the matrices.
        matrix_lr: f64,
        /// Half the rate of the embedding.
        embedding_lr: f64,
    },
    /// A file of a run in a form that a later program writes, or none.
    #[error("{path}: its format is {found}, this program knows 1 to {known}")]
    Format {
        /// The file.
        path: PathBuf,
        /// The version of its form.
        found: u64,
        /// The newest version that is known.
        known: u32,
    },
    /// A checkpoint that does not belong to its run.
    #[error("{path}: {what}")]
    Checkpoint {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        what: String,
    },
    /// The operating system refused.
    #[error("{path}: cannot {action}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried, as a verb phrase.
        action: &'static str,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The kernels refused a batch or a size.
    #[error(transparent)]
    Kernel(#[from] nanollama_kernel::error::Error),
    /// The graph could not be planned or run.
    #[error(transparent)]
    Graph(#[from] nanollama_graph::Error),
    /// The model could not be built or run.
    #[error(transparent)]
    Model(#[from] nanollama_model::Error),
    /// A file could not be read or written.
    #[error(transparent)]
    Store(#[from] nanollama_store::Error),
    /// The tokenizer could not be read or used.
    #[error(transparent)]
    Token(#[from] nanollama_token::Error),
    /// The data could not be read.
    #[error(transparent)]
    Data(#[from] nanollama_data::Error),
    /// A sample could not be written.
    #[error(transparent)]
    Engine(#[from] nanollama_engine::Error),
    /// The model could not be graded.
    #[error(transparent)]
    Eval(#[from] nanollama_eval::Error),
    /// The model folder could not be read or written.
    #[error(transparent)]
    Bundle(#[from] nanollama_bundle::Error),
}

impl Error {
    pub(crate) fn io(path: &Path, action: &'static str, source: std::io::Error) -> Error {
        Error::Io { path: path.to_owned(), action, source }
    }

    pub(crate) fn recipe(name: &str, what: impl Into<String>) -> Error {
        Error::Recipe { name: name.to_owned(), what: what.into() }
    }

    /// Two things of different tokenizers, each with its name and its tokenizer's hash.
    pub(crate) fn tokenizers((left, left_hash): (String, &str), (right, right_hash): (String, &str)) -> Error {
        let short = |hash: &str| hash.chars().take(12).collect();
        Error::Tokenizer { left, right, left_hash: short(left_hash), right_hash: short(right_hash) }
    }
}

fn joined(values: &[usize]) -> String {
    values.iter().map(usize::to_string).collect::<Vec<_>>().join(" and ")
}
