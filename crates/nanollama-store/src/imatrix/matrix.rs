//! What an importance matrix is, whichever file it comes from.

use std::path::Path;

use crate::error::{Error, Result};

/// What the files are called in messages.
pub(super) const FORMAT: &str = "importance matrix";

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imatrix {
    /// The names of the texts.
    pub datasets: Vec<String>,
    /// Pieces of the texts that were read.
    pub chunks: u32,
    /// Tokens of a piece; 0 where the file does not say.
    pub chunk_size: u32,
    /// The matrices, in the order of the file.
    pub entries: Vec<Entry>,
}

/// One matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name in the model's file.
    pub tensor: String,
    /// Sums of squares, finite and not below 0, a column each.
    pub sums: Vec<f32>,
    /// Over how many tokens; 0 where none came by.
    pub tokens: f32,
}

impl Entry {
    /// The mean square of each column; 1 where no token came by.
    #[must_use]
    pub fn means(&self) -> Vec<f32> {
        let mean = |sum: &f32| if self.tokens > 0.0 { sum / self.tokens } else { 1.0 };
        self.sums.iter().map(mean).collect()
    }
}

/// An entry whose numbers are sums of squares.
pub(super) fn entry(path: &Path, tensor: &str, sums: Vec<f32>, tokens: &[f32]) -> Result<Entry> {
    let &[tokens] = tokens else {
        let what = format!("{} counts: of experts, and none are computed here", tokens.len());
        return Err(Error::tensor(path, tensor, what));
    };
    let sound = |number: f32| number.is_finite() && number >= 0.0;
    if !sound(tokens) {
        return Err(Error::tensor(path, tensor, format!("a count of {tokens} tokens")));
    }
    if let Some(column) = sums.iter().position(|&sum| !sound(sum)) {
        return Err(Error::tensor(path, tensor, format!("column {column} is {}, no sum of squares", sums[column])));
    }
    Ok(Entry { tensor: tensor.to_owned(), sums, tokens })
}
