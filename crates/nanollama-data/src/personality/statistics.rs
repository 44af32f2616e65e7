//! How many tokens the documents of a split have, and how many different ones there are.

use serde::Serialize;

use crate::corpus::Corpus;
use crate::error::Result;

/// Documents of a split and their lengths in tokens, separators included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Lengths {
    /// Documents.
    pub documents: u64,
    /// UTF-8 bytes of their text.
    pub text_bytes: u64,
    /// Tokens of all.
    pub tokens: u64,
    /// Of the shortest.
    pub shortest: u64,
    /// Of the one in the middle.
    pub median: u64,
    /// Of the longest.
    pub longest: u64,
}

impl Lengths {
    pub(super) fn of(corpus: &Corpus) -> Lengths {
        let mut lengths: Vec<u64> = (0..corpus.documents()).map(|document| corpus.length(document) as u64).collect();
        lengths.sort_unstable();
        let at = |place: usize| lengths.get(place).copied().unwrap_or(0);
        Lengths {
            documents: lengths.len() as u64,
            text_bytes: corpus.text_bytes(),
            tokens: corpus.tokens(),
            shortest: at(0),
            median: at(lengths.len() / 2),
            longest: at(lengths.len().saturating_sub(1)),
        }
    }
}

/// Different tokens of corpora of one vocabulary.
///
/// # Errors
/// When a shard is damaged.
pub(super) fn different(corpora: &[&Corpus]) -> Result<u64> {
    let mut seen = Vec::new();
    for corpus in corpora {
        seen.resize(corpus.manifest().vocab_size, false);
        for document in 0..corpus.documents() {
            corpus.document(document)?.into_iter().for_each(|id| seen[id as usize] = true);
        }
    }
    Ok(seen.into_iter().filter(|seen| *seen).count() as u64)
}
