//! Where in a file something stands, as people look for it.

use std::fmt;
use std::path::PathBuf;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, or a name such as `stdin`.
    pub path: PathBuf,
    /// What it is counted in.
    pub at: At,
}

/// What places of a file are counted in, each from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// A line.
    Line(u64),
    /// An item of a JSON array, which begins on a line.
    Item(u64, u64),
    /// A row of a table.
    Row(u64),
    /// A byte.
    Byte(u64),
    /// All of it.
    Whole,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match self.at {
            At::Line(line) => write!(f, "{path}:{line}"),
            At::Item(item, line) => write!(f, "{path}:{line} (item {item})"),
            At::Row(row) => write!(f, "{path} (row {row})"),
            At::Byte(byte) => write!(f, "{path} (byte {byte})"),
            At::Whole => write!(f, "{path}"),
        }
    }
}
