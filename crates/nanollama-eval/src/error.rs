//! What can go wrong with an evaluation: a file that is not there, a row that is not what the task's rows are, a model that cannot be
//! asked so.

use std::path::PathBuf;

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this crate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No task of that name.
    #[error("there is no task {name:?}; there are {known}")]
    UnknownTask {
        /// What was asked for.
        name: String,
        /// The names of all, with commas.
        known: String,
    },
    /// A task's file is not in the folder.
    #[error("{task}: {folder} has no {wanted}")]
    Missing {
        /// The task.
        task: String,
        /// The folder.
        folder: PathBuf,
        /// The names that were looked for.
        wanted: String,
    },
    /// Several tasks were asked for, and the data of none is there.
    #[error("none of its tasks can be asked: {missing}")]
    NoneOf {
        /// Which file each lacks.
        missing: String,
    },
    /// A row lacks what its task needs.
    #[error("{path}, row {row}: {what}")]
    Row {
        /// The file.
        path: PathBuf,
        /// Its number, from 1.
        row: usize,
        /// What was found and what was wanted.
        what: String,
    },
    /// A list of tasks or of baselines that cannot be read.
    #[error("{path}:{line}: {what}")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What was found and what was wanted.
        what: String,
    },
    /// Fewer rows than examples that stand before each.
    #[error("{task}: {shots} examples stand before each of its rows, and it has {rows} rows")]
    Few {
        /// The task.
        task: String,
        /// Examples before a row.
        shots: usize,
        /// Rows after cutting.
        rows: usize,
    },
    /// The letter of an option is not one token, so that it cannot be weighed against others.
    #[error("{task}: the letter {letter:?} is {tokens} tokens in this model's vocabulary and must be one")]
    Letter {
        /// The task.
        task: String,
        /// The letter.
        letter: String,
        /// How many tokens it is.
        tokens: usize,
    },
    /// A setting that this task does not have.
    #[error("{task}: {setting} = {value}: {wanted}")]
    Setting {
        /// The task.
        task: String,
        /// The setting's name.
        setting: &'static str,
        /// What was given.
        value: String,
        /// What can be given.
        wanted: String,
    },
    /// What a model wrote could not be run.
    #[error(transparent)]
    Sandbox(#[from] nanollama_sandbox::Error),
    /// A list of words or a task that is none.
    #[error(transparent)]
    Data(nanollama_data::Error),
    /// A file could not be read.
    #[error(transparent)]
    Store(#[from] nanollama_store::Error),
    /// The model could not be asked.
    #[error(transparent)]
    Engine(#[from] nanollama_engine::Error),
}
