//! Why a model cannot be opened, imported or exported: each message names the file, the field and what was found.

use std::path::PathBuf;

use crate::foreign::Foreign;

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this crate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Neither a file nor a run has this name.
    #[error(
        "no model is called {name:?}: there is no such file or folder, and no run of that name in {runs}. {}",
        listed(.candidates)
    )]
    NotFound {
        /// What was typed.
        name: String,
        /// The runs folder that was searched.
        runs: PathBuf,
        /// What could have been meant: runs, and models in the current folder.
        candidates: Vec<String>,
    },
    /// A path that exists and is no model.
    #[error("{path}: not a model: {what}")]
    NotAModel {
        /// The file or folder.
        path: PathBuf,
        /// What was found and what was wanted.
        what: String,
    },
    /// A run that trained an adapter, which is no model without the one that it stands beside.
    #[error("{run} is an adapter (LoRA), not a model: it stands beside {base}")]
    Adapter {
        /// The run.
        run: String,
        /// The model, as the run names it.
        base: String,
    },
    /// A file that is something else, told by its bytes.
    #[error("{path}: not a model that is read here: {what}")]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: Foreign,
    },
    /// A folder with weights and no tokenizer.
    #[error("{path}: it has no tokenizer (looked for tokenizer.json, tokenizer.model and tokenizer.bin)")]
    NoTokenizer {
        /// The model.
        path: PathBuf,
    },
    /// A file of weights alone, and no tokenizer where it could be.
    #[error(
        "{path}: no tokenizer goes with it: it has none inside, and of tokenizer.json, tokenizer.model and tokenizer.bin \
         for {vocabulary} tokens there is none in {}",
        .looked_in.join(", ")
    )]
    NoTokenizerNear {
        /// The model.
        path: PathBuf,
        /// Tokens that the model knows.
        vocabulary: usize,
        /// The folders that were searched, with what was found there.
        looked_in: Vec<String>,
    },
    /// A feature of the model that this program does not compute.
    #[error("{path}: {field} is {value}: {reason}")]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// Field, metadata key or tensor.
        field: String,
        /// What stands there.
        value: String,
        /// What could have stood there.
        reason: String,
    },
    /// A field that is missing or malformed.
    #[error("{path}: {field}: {what}")]
    Field {
        /// The file.
        path: PathBuf,
        /// Field, metadata key or tensor.
        field: String,
        /// What was found and what was wanted.
        what: String,
    },
    /// A file that is no JSON.
    #[error("{path}: not readable JSON: {source}")]
    Json {
        /// The file.
        path: PathBuf,
        /// Where and what.
        source: serde_json::Error,
    },
    /// A tokenizer that makes ids the model has no row for.
    #[error("{path}: the tokenizer has {tokens} tokens, but the model only {vocabulary}")]
    Vocabulary {
        /// The model.
        path: PathBuf,
        /// Size of the tokenizer's vocabulary.
        tokens: usize,
        /// Rows of the model's embedding table.
        vocabulary: usize,
    },
    /// The format cannot hold this model unchanged.
    #[error("cannot write {path} as {format}: {what}")]
    Inexpressible {
        /// The file or folder to be written.
        path: PathBuf,
        /// The format.
        format: &'static str,
        /// What cannot be expressed.
        what: String,
    },
    /// A matrix whose rows are no whole number of the blocks asked for.
    #[error("cannot write {path}: tensor {tensor}: {what}")]
    Rows {
        /// The file to be written.
        path: PathBuf,
        /// The tensor.
        tensor: String,
        /// The row's length and the block's.
        what: String,
    },
    /// The format has no such number format.
    #[error("cannot write {path} as {format}: it has no {dtype}, only {known}")]
    NoDType {
        /// The file or folder to be written.
        path: PathBuf,
        /// The format.
        format: &'static str,
        /// The number format that was asked for.
        dtype: nanollama_kernel::dtype::DType,
        /// Those it has.
        known: String,
    },
    /// No mix of storage types has this name.
    #[error("no mix of storage types is called {name:?}; there are {known}")]
    UnknownMix {
        /// What was typed.
        name: String,
        /// Those there are.
        known: String,
    },
    /// The target folder has something in it.
    #[error("{path}: this folder exists and is not empty; nothing was changed")]
    Occupied {
        /// The folder.
        path: PathBuf,
    },
    /// The weights do not fit the configuration, or memory.
    #[error("{path}: {source}")]
    Model {
        /// The model.
        path: PathBuf,
        /// What is wrong.
        source: nanollama_model::Error,
    },
    /// A file that is no γ.
    #[error("{path}: not a personality file: {what}")]
    NotAGamma {
        /// The file.
        path: PathBuf,
        /// What was found and what was wanted.
        what: String,
    },
    /// A γ of another base than the one it is to be added to, or joined with.
    #[error(
        "{gamma}: it was taken from another base, {base:?} (fingerprint {theirs}…; {model} has {ours}…, and {apart} of 256 bits differ)"
    )]
    OtherBase {
        /// The γ.
        gamma: PathBuf,
        /// What it says its base is called.
        base: Box<str>,
        /// The model, or the other γ.
        model: PathBuf,
        /// The beginning of the fingerprint it was taken from.
        theirs: Box<str>,
        /// That of the model.
        ours: Box<str>,
        /// How many bits of the two differ.
        apart: u32,
    },
    /// A γ of a base with another tokenizer.
    #[error(
        "{gamma}: its base's tokenizer makes other ids of a text than that of {model} (hashes {theirs}… and {ours}…)"
    )]
    OtherTokenizer {
        /// The γ.
        gamma: PathBuf,
        /// The beginning of its hash.
        theirs: Box<str>,
        /// The model.
        model: PathBuf,
        /// The beginning of that one's.
        ours: Box<str>,
    },
    /// A γ whose tensor is of another shape than the model's.
    #[error("{gamma}: tensor {tensor} has shape {theirs:?}, that of {model} {ours:?}")]
    GammaShape {
        /// The γ.
        gamma: PathBuf,
        /// The tensor.
        tensor: Box<str>,
        /// Its shape there.
        theirs: Box<[usize]>,
        /// The model, or the other γ.
        model: PathBuf,
        /// Its shape there.
        ours: Box<[usize]>,
    },
    /// Two models that differ in more than their numbers.
    #[error("{base} and {other} differ in more than numbers: {what}: {base_has} there, {other_has} here")]
    Apart {
        /// The one.
        base: PathBuf,
        /// What it has.
        base_has: Box<str>,
        /// The other.
        other: PathBuf,
        /// What that one has.
        other_has: Box<str>,
        /// The tensor or setting.
        what: Box<str>,
    },
    /// Two models of the same numbers.
    #[error("{one} and {other} have the same numbers: one has nothing more than the other")]
    Same {
        /// The one.
        one: PathBuf,
        /// The other.
        other: PathBuf,
    },
    /// A γ cannot be made so small.
    #[error("no personality of this model fits {asked} bytes: at rank 1 it takes {least}")]
    TooSmall {
        /// Bytes that were asked for.
        asked: u64,
        /// The fewest it can have.
        least: u64,
    },
    /// Bytes could not be read or written.
    #[error(transparent)]
    Store(#[from] nanollama_store::Error),
    /// The tokenizer could not be read or written.
    #[error(transparent)]
    Token(#[from] nanollama_token::Error),
}

impl Error {
    /// A number that cannot be stored is at fault where it was read, not in a temporary file.
    pub(crate) fn of_numbers_in(self, source: &std::path::Path) -> Error {
        match self {
            Error::Store(nanollama_store::Error::Number { tensor, source: problem, .. }) => {
                Error::Store(nanollama_store::Error::Number { path: source.to_owned(), tensor, source: problem })
            }
            other => other,
        }
    }
}

/// Names shown in a message; the rest are counted.
const MOST_LISTED: usize = 8;

fn listed(names: &[String]) -> String {
    match names.len() {
        0 => "There is no model here yet".to_owned(),
        count if count > MOST_LISTED => {
            format!("There are {}, and {} more", names[..MOST_LISTED].join(", "), count - MOST_LISTED)
        }
        _ => format!("There are {}", names.join(", ")),
    }
}
