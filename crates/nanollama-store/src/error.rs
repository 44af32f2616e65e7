//! What can go wrong with bytes. Every message names the file, what was found and what was wanted;
//! what to do about it is the caller's to say.

use std::io;
use std::path::{Path, PathBuf};

use crate::place::Place;

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this crate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The operating system refused.
    #[error("{path}: cannot {action}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried, as a verb phrase.
        action: &'static str,
        /// The system's reason.
        source: io::Error,
    },
    /// No room left; the temporary file has been removed.
    #[error("{path}: the disk is full; nothing half-written was left there")]
    DiskFull {
        /// The file that could not be written.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A file is not what it claims to be: truncated, corrupted, or of another kind.
    #[error("{path}: not a readable {format} file: {what}")]
    Format {
        /// The file.
        path: PathBuf,
        /// The format it was read as.
        format: &'static str,
        /// What was found and what was wanted.
        what: String,
    },
    /// A tensor that is there but cannot be used.
    #[error("{path}: tensor `{tensor}`: {what}")]
    Tensor {
        /// The file.
        path: PathBuf,
        /// The tensor's name in that file.
        tensor: String,
        /// What was found and what was wanted.
        what: String,
    },
    /// A tensor whose numbers cannot be stored as is asked.
    #[error("{path}: tensor `{tensor}`: {source}")]
    Number {
        /// The file.
        path: PathBuf,
        /// The tensor's name in that file.
        tensor: String,
        /// The number and the format.
        source: nanollama_kernel::error::Error,
    },
    /// A tensor that should be there.
    #[error("{path}: no tensor `{tensor}` among its {count} tensors")]
    MissingTensor {
        /// The file or folder.
        path: PathBuf,
        /// The name that was looked for.
        tensor: String,
        /// How many tensors there are.
        count: usize,
    },
    /// One of the files that a file was split into is not there.
    #[error(
        "{path}: no such file{}, and {beside} is one of the {count} files that make up a model together",
        further(*.more)
    )]
    MissingShard {
        /// The first that is not there.
        path: PathBuf,
        /// The file that was opened.
        beside: PathBuf,
        /// How many files there should be.
        count: u64,
        /// How many more are not there.
        more: usize,
    },
    /// A metadata key that should be there, or one with another type or value than can be used.
    #[error("{path}: metadata key `{key}`: {what}")]
    Key {
        /// The file.
        path: PathBuf,
        /// The metadata key.
        key: String,
        /// What was found and what was wanted.
        what: String,
    },
    /// One line of a text file.
    #[error("{path}:{line}: {what}")]
    Line {
        /// The file, or a name such as `stdin`.
        path: PathBuf,
        /// Line number from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// One row of a file; those behind it can still be read.
    #[error("{place}: {what}")]
    Row {
        /// Where it stands.
        place: Place,
        /// What is wrong with it.
        what: String,
    },
    /// A file that is by its content something else than what it is read as.
    #[error("{path}: this is {what}, not {wanted}")]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: &'static str,
        /// What it is read as.
        wanted: &'static str,
    },
    /// A file of torch that was packed again.
    #[error("{path}: its entry {entry} is compressed (method {method} of zip): torch stores entries as they are")]
    Compressed {
        /// The file.
        path: PathBuf,
        /// The first such entry.
        entry: String,
        /// Zip's number of the method; 8 is deflate.
        method: u16,
    },
    /// A pickle that asks for more than data.
    #[error(
        "{path}: it asks for Python's `{name}` (byte {at} of its pickle): no pickle is executed here, \
         only tensors, numbers, texts, lists and dictionaries are read"
    )]
    Python {
        /// The file.
        path: PathBuf,
        /// Module and name.
        name: String,
        /// Where in the pickle, in bytes.
        at: usize,
    },
    /// A column that is not in the file.
    #[error("{path}: no text column `{column}`; its columns are {columns}")]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// The column that was looked for.
        column: String,
        /// The columns there are, with their types.
        columns: String,
    },
    /// Another process is writing this run.
    #[error("{path}: this run is being written by {holder}")]
    Locked {
        /// The run folder.
        path: PathBuf,
        /// Who holds the lock, from the lock file.
        holder: String,
    },
    /// A run name that cannot be a folder name.
    #[error("`{name}` cannot be a run's name: {what}")]
    Name {
        /// What was typed.
        name: String,
        /// The rule it breaks.
        what: &'static str,
    },
    /// A run that should not be there yet.
    #[error("{path}: this run exists already")]
    RunExists {
        /// The run folder.
        path: PathBuf,
    },
    /// A run that is not there.
    #[error("{path}: no such run; there {}", listed(.known))]
    NoRun {
        /// The run folder that was looked for.
        path: PathBuf,
        /// The runs beside it.
        known: Vec<String>,
    },
    /// A checkpoint that is not there.
    #[error("{path}: no complete checkpoint {wanted}; complete ones: {known}")]
    NoCheckpoint {
        /// The run folder.
        path: PathBuf,
        /// Which one was asked for.
        wanted: String,
        /// The steps there are.
        known: String,
    },
    /// A checkpoint without averaged weights, where they are asked for.
    #[error("{path}: this checkpoint has no averaged weights")]
    NoAverage {
        /// The checkpoint.
        path: PathBuf,
    },
    /// A checkpoint whose files are not those its DONE mark describes.
    #[error("{path}: damaged checkpoint file: {what}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found and what was wanted.
        what: String,
    },
    /// A value we were asked to write that the format cannot hold.
    #[error("{path}: cannot write {what}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What cannot be written, and why.
        what: String,
    },
}

fn further(more: usize) -> String {
    if more == 0 { String::new() } else { format!(" (nor {more} further ones)") }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "is none".to_owned() } else { format!("are: {}", names.join(", ")) }
}

impl Error {
    /// Wraps a system error; a full disk becomes [`Error::DiskFull`].
    pub fn io(path: &Path, action: &'static str, source: io::Error) -> Error {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull { path, source },
            _ => Error::Io { path, action, source },
        }
    }

    pub(crate) fn format(path: &Path, format: &'static str, what: impl Into<String>) -> Error {
        Error::Format { path: path.to_owned(), format, what: what.into() }
    }

    pub(crate) fn tensor(path: &Path, tensor: &str, what: impl Into<String>) -> Error {
        Error::Tensor { path: path.to_owned(), tensor: tensor.to_owned(), what: what.into() }
    }

    pub(crate) fn unwritable(path: &Path, what: impl Into<String>) -> Error {
        Error::Unwritable { path: path.to_owned(), what: what.into() }
    }
}
