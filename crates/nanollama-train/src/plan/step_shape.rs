//! How a step's tokens are cut: into rows of the context, rows into micro-batches.

use nanollama_data::Rank;
use nanollama_model::{Config, Lora};
use serde::{Deserialize, Serialize};

use super::base::Base;
use super::lora;
use super::machine::Machine;
use super::memory::Memory;
use super::stage::FeedKind;
use crate::error::{Error, Result};
use crate::recipe::Recipe;

/// Tokens of a step when nothing says so: below this Muon's orthogonalisation is a large share of the work.
const TEXT_TOKENS: usize = 16_384;
/// The same for conversations, unless the rows are longer: there are far fewer of them.
const CONVERSATION_TOKENS: usize = 4096;
/// A micro-batch beyond this many tokens is no faster on a CPU, whose caches it left long before, and costs memory.
const USEFUL_TOKENS: usize = 8192;
/// Share of the free memory that a run may take.
const MEMORY_SHARE: f64 = 0.6;

/// The cut of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepShape {
    /// Tokens of an optimiser step: rows × context × accumulation.
    pub tokens: usize,
    /// Rows of a micro-batch, B.
    pub rows: usize,
    /// Tokens of a row, T.
    pub context: usize,
    /// Micro-batches of a step.
    pub accumulation: usize,
}

impl StepShape {
    /// Rows of a step.
    #[must_use]
    pub fn all_rows(&self) -> usize {
        self.rows * self.accumulation
    }

    /// Rows of a rank's micro-batches, and how many it has: those of a rank that is alone are the plan's.
    #[must_use]
    pub fn of_rank(&self, rank: Rank) -> [usize; 2] {
        let rows = rank.share(self.all_rows()).len();
        let batches = rows.div_ceil(self.rows).max(1);
        [rows.div_ceil(batches), batches]
    }
}

/// Cuts a step: the largest useful micro-batch that fits the memory, unless the recipe says which. Gives the memory of it, too.
pub(super) fn cut(
    recipe: &Recipe,
    (model, adapter): (&Config, Option<(&Lora, Option<&Base>)>),
    context: usize,
    feed: FeedKind,
    machine: &Machine,
) -> Result<(StepShape, Memory)> {
    let default = match feed {
        FeedKind::Text => TEXT_TOKENS,
        FeedKind::Conversations | FeedKind::Questions | FeedKind::Pairs => CONVERSATION_TOKENS,
    };
    let tokens = match (recipe.batch_tokens, recipe.depth) {
        (Some(tokens), None) => tokens,
        // A default fits itself to the context; what was asked for must fit.
        (tokens, _) => (tokens.unwrap_or(default) / context).max(1) * context,
    };
    let all = rows_of(tokens, context)?;
    let recompute = recipe.recompute.unwrap_or(false);
    let average = recipe.average.is_some_and(|share| share > 0.0);
    let memory_of = |rows: usize| match adapter {
        None => Ok(Memory::of(model, rows, context, recompute)?.averaging(model, average)),
        Some((lora, base)) => lora::memory((model, base, lora), [rows, context], recompute),
    };
    // Weights and their gradients alone: what cannot hold them need not be planned, which is slow for thousands of layers.
    let least = match adapter {
        None => model.parameter_count().saturating_mul(2 * size_of::<f32>() as u64),
        Some((_, base)) => base.and_then(|base| base.stored_bytes).unwrap_or(0),
    };
    let (rows, memory) = match recipe.device_batch_size {
        Some(wanted) => {
            let rows = divide(all, wanted, context)?;
            (rows, memory_of(rows)?)
        }
        None => largest(all, context, least, machine, &memory_of)?,
    };
    Ok((StepShape { tokens, rows, context, accumulation: all / rows }, memory))
}

/// Rows of the largest useful micro-batch that fits the memory, and what it takes; it
/// needs more than `needed`.
fn largest(
    rows: usize,
    context: usize,
    mut needed: u64,
    machine: &Machine,
    memory_of: &dyn Fn(usize) -> Result<Memory>,
) -> Result<(usize, Memory)> {
    let available = (machine.memory as f64 * MEMORY_SHARE) as u64;
    let fits = needed <= available;
    for candidate in candidates(rows, context).filter(|_| fits) {
        let memory = memory_of(candidate)?;
        needed = memory.total();
        if needed <= available {
            return Ok((candidate, memory));
        }
    }
    Err(Error::Memory { context, needed, available })
}

/// Rows of a step.
///
/// # Errors
/// [`Error::Rows`] with the nearest token counts when `tokens` is no whole number of rows.
fn rows_of(tokens: usize, context: usize) -> Result<usize> {
    if tokens >= context && tokens.is_multiple_of(context) {
        return Ok(tokens / context);
    }
    let nearest = match tokens / context * context {
        0 => vec![context],
        below => vec![below, below + context],
    };
    Err(Error::Rows { tokens, context, nearest })
}

/// Rows of a micro-batch as asked for.
///
/// # Errors
/// [`Error::MicroBatch`] with the nearest divisors.
fn divide(rows: usize, wanted: usize, context: usize) -> Result<usize> {
    if rows.is_multiple_of(wanted) {
        return Ok(wanted);
    }
    let below = (1..wanted.min(rows + 1)).rev().find(|d| rows.is_multiple_of(*d)).unwrap_or(1);
    let above = (wanted..=rows).find(|d| rows.is_multiple_of(*d));
    let nearest = [Some(below), above].into_iter().flatten().collect();
    Err(Error::MicroBatch { wanted, rows, context, nearest })
}

/// Divisors of `rows` worth trying as a micro-batch, largest first.
fn candidates(rows: usize, context: usize) -> impl Iterator<Item = usize> {
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
    fn ranks_have_nearly_equal_rows_in_as_few_micro_batches_as_fit() {
        let shape = StepShape { tokens: 16 * 8, rows: 4, context: 8, accumulation: 4 };
        assert_eq!(shape.of_rank(Rank::ALONE), [4, 4]);
        let of = |world: usize| (0..world).map(move |index| shape.of_rank(Rank { index, world }));
        assert_eq!(of(2).collect::<Vec<_>>(), [[4, 2]; 2]);
        // Five, five and six rows: one of the first two ranks' six is a filler.
        assert_eq!(of(3).collect::<Vec<_>>(), [[3, 2]; 3]);
        assert_eq!(of(16).collect::<Vec<_>>(), [[1, 1]; 16]);
    }

    #[test]
    fn candidates_are_divisors_of_useful_size() {
        assert_eq!(candidates(16, 128).collect::<Vec<_>>(), [16, 8, 4, 2, 1]);
        assert_eq!(candidates(96, 1024).collect::<Vec<_>>(), [8, 6, 4, 3, 2, 1]);
        assert_eq!(candidates(7, 100_000).collect::<Vec<_>>(), [1]);
    }
}
