//! The reader's state: the file's name, which stands in every message.

use crate::error::Error;

/// Reads one file.
pub(super) struct Reader<'a> {
    pub(super) name: &'a str,
}

impl Reader<'_> {
    /// A field that holds what is not read.
    pub(super) fn error(&self, field: impl Into<String>, found: impl Into<String>, expected: &str) -> Error {
        Error::field(self.name, field, found, expected)
    }
}
