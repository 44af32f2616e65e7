//! Why a program was not run.

use std::io;
use std::path::PathBuf;

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A program that was not run. One that ran and failed is no error: [`crate::Ended`] says how it ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No walls on this system at all.
    #[error("programs are run behind walls on Linux alone (x86-64, ARM64), and this is {system}")]
    System {
        /// System and architecture.
        system: String,
    },
    /// The system lacks one of the walls.
    #[error("nothing was run, because a wall is missing: {what}")]
    Walls {
        /// Which, and what the system said.
        what: String,
    },
    /// Namespaces are not to be had, and were demanded, or are had by half, which is worth nothing.
    #[error("nothing was run, because namespaces are missing: {what}")]
    Namespaces {
        /// Which, and what the system said.
        what: String,
    },
    /// No interpreter.
    #[error("{name} does not run as Python: {what}")]
    Python {
        /// What was tried.
        name: PathBuf,
        /// What went wrong.
        what: String,
    },
    /// The program could not be started.
    #[error("{name} cannot be started: {what}")]
    Start {
        /// The program.
        name: PathBuf,
        /// What went wrong.
        what: String,
    },
    /// A folder or a file around it.
    #[error("{path}: cannot {what}: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// What was tried.
        what: &'static str,
        /// What the system said.
        source: io::Error,
    },
}
