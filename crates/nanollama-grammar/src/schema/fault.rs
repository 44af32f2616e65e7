//! What all files of a schema's reader speak of: its keywords, and what is wrong with them.

use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// An object's keywords.
pub(super) type Keywords = Map<String, Value>;

/// That something is wrong at a place.
pub(crate) fn fault<T>(pointer: &str, problem: impl Into<String>) -> Result<T> {
    Err(Error::Schema { pointer: pointer.to_owned(), problem: problem.into() })
}
