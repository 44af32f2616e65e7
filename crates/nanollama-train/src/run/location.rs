//! Where a run lies.

use std::path::Path;

/// A name in a folder of runs.
#[derive(Debug, Clone, Copy)]
pub struct RunLocation<'a> {
    /// The folder of runs.
    pub runs: &'a Path,
    /// The run's name in it.
    pub name: &'a str,
}
