//! An error about a place in a γ or a model.

use std::path::Path;

use crate::error::Error;

/// What is wrong with a field or tensor of a file.
pub(super) fn field(path: &Path, field: &str, what: impl Into<String>) -> Error {
    Error::Field { path: path.to_owned(), field: field.to_owned(), what: what.into() }
}
