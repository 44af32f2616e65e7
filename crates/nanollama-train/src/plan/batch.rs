//! How a step's tokens are cut: into rows of the context, rows into micro-batches.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// A micro-batch beyond this many tokens is no faster on a CPU, whose caches it left long before, and costs memory.
const USEFUL_TOKENS: usize = 8192;

/// The cut of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// Tokens of an optimiser step: rows × context × accumulation.
    pub tokens: usize,
    /// Rows of a micro-batch, B.
    pub rows: usize,
    /// Tokens of a row, T.
    pub context: usize,
    /// Micro-batches of a step.
    pub accumulation: usize,
}

/// Rows of a step.
///
/// # Errors
/// [`Error::Rows`] naming the two nearest token counts when `tokens` is no whole number of rows.
pub(crate) fn rows_of(tokens: usize, context: usize) -> Result<usize> {
    if tokens >= context && tokens.is_multiple_of(context) {
        return Ok(tokens / context);
    }
    let below = tokens / context * context;
    let nearest = match below {
        0 => vec![context],
        _ => vec![below, below + context],
    };
    Err(Error::Rows { tokens, context, nearest })
}

/// Rows of a micro-batch as asked for.
///
/// # Errors
/// [`Error::MicroBatch`] naming the nearest divisors.
pub(crate) fn divide(rows: usize, wanted: usize, context: usize) -> Result<usize> {
    if rows.is_multiple_of(wanted) {
        return Ok(wanted);
    }
    let below = (1..wanted.min(rows + 1)).rev().find(|d| rows.is_multiple_of(*d)).unwrap_or(1);
    let above = (wanted..=rows).find(|d| rows.is_multiple_of(*d));
    let nearest = std::iter::once(below).chain(above).collect();
    Err(Error::MicroBatch { wanted, rows, context, nearest })
}

/// Divisors of `rows` worth trying as a micro-batch, largest first.
pub(crate) fn candidates(rows: usize, context: usize) -> impl Iterator<Item = usize> {
    let most = (USEFUL_TOKENS / context).clamp(1, rows);
    (1..=most).rev().filter(move |d| rows.is_multiple_of(*d))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_nearest_values() {
        assert_eq!(rows_of(2048, 128).unwrap(), 16);
        let error = rows_of(1000, 128).unwrap_err().to_string();
        assert!(error.contains("1000") && error.contains("896 and 1024"), "{error}");
        assert!(rows_of(100, 128).unwrap_err().to_string().contains("nearest possible are 128"));
        assert_eq!(divide(16, 4, 128).unwrap(), 4);
        let error = divide(12, 5, 128).unwrap_err().to_string();
        assert!(error.contains("4 and 6"), "{error}");
        let error = divide(12, 50, 128).unwrap_err().to_string();
        assert!(error.contains("nearest possible are 12"), "{error}");
    }

    #[test]
    fn candidates_are_divisors_of_useful_size() {
        assert_eq!(candidates(16, 128).collect::<Vec<_>>(), [16, 8, 4, 2, 1]);
        assert_eq!(candidates(96, 1024).collect::<Vec<_>>(), [8, 6, 4, 3, 2, 1]);
        assert_eq!(candidates(7, 100_000).collect::<Vec<_>>(), [1]);
    }
}
