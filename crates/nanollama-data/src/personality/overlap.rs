//! How much of a personality stands in a corpus already: what a base has read is no voice of its own, and a held-out text
//! that it has read measures memory.
//!
//! Both are tokens of one tokenizer. Every run of [`OVERLAP_TOKENS`] tokens of the personality is looked for in the whole
//! corpus, by hash; a run that holds a document's border is none.

use std::path::Path;

use nanollama_store::manifest::Split;
use nanollama_token::Tokenizer;
use serde::Serialize;

use super::document::Document;
use crate::corpus::Corpus;
use crate::error::{Error, Result};
use crate::rng::{hash, mix};
use crate::text_mixture::text_folders;

/// Tokens of a run. Sixteen tokens, about a dozen words, seldom repeat by chance.
pub const OVERLAP_TOKENS: usize = 16;
/// Tokens of the corpus that are looked at in a piece.
const PIECE: u64 = 1 << 20;
/// A factor of the rolling hash; odd, so that no bit is lost.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// How much of a personality stands in a corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overlap {
    /// The corpus.
    pub corpus: String,
    /// Tokens of a run.
    pub run_tokens: u64,
    /// Runs of the personality.
    pub runs: u64,
    /// Of these, the ones that stand in what the corpus is learned from.
    pub in_training: u64,
    /// And the ones in what it is measured on.
    pub in_validation: u64,
    /// Documents of which more than half of the runs stand in the corpus, either part.
    pub documents: Vec<String>,
    /// Of these, the ones that are held out.
    pub held_out: Vec<String>,
}

/// A prepared personality: both splits, and the documents with which of them are held out.
pub(super) struct Held {
    pub(super) train: Corpus,
    pub(super) valid: Corpus,
    pub(super) documents: Vec<Document>,
    pub(super) held_out: Vec<bool>,
}

/// Both parts of a corpus; one that has nothing to measure on has one.
pub(super) struct Against {
    name: String,
    train: Vec<Corpus>,
    valid: Vec<Corpus>,
}

/// Opens a prepared corpus.
///
/// # Errors
/// When it was made with another tokenizer, or cannot be read.
pub(super) fn open(folder: &Path, tokenizer: &Tokenizer) -> Result<Against> {
    let (mut train, mut valid) = (Vec::new(), Vec::new());
    for (part, _) in text_folders(folder)? {
        let learned = Corpus::open(&part, Split::Train)?;
        let (then, now) = (learned.manifest().tokenizer_sha256.clone(), tokenizer.hash());
        if then != now {
            let what = format!("was made with the tokenizer {then}, the personality is made with {now}");
            return Err(Error::Corpus { folder: part, what });
        }
        if learned.manifest().total(Split::Val).documents > 0 {
            valid.push(Corpus::open(&part, Split::Val)?);
        }
        train.push(learned);
    }
    Ok(Against { name: folder.display().to_string(), train, valid })
}

/// Looks for the personality in a corpus.
///
/// # Errors
/// When a shard is damaged.
pub(super) fn measure(held: &Held, against: &Against) -> Result<Overlap> {
    let (mut of_document, mut places): (Vec<Vec<u64>>, Vec<_>) = (Vec::new(), Vec::new());
    for (corpus, is_held) in [(&held.train, false), (&held.valid, true)] {
        let named: Vec<&Document> =
            held.documents.iter().zip(&held.held_out).filter(|(_, held)| **held == is_held).map(|(d, _)| d).collect();
        for number in 0..corpus.documents() {
            let tokens = corpus.document(number)?;
            let manifest = corpus.manifest();
            let begin = usize::from(manifest.separators.before.is_some());
            let end = tokens.len() - usize::from(manifest.separators.after.is_some());
            let mut of = Vec::new();
            each_run(&tokens[begin..end], |hash| of.push(hash));
            of_document.push(of);
            // A text that was divided has one place for both of its parts.
            let document = named.get(number).or(named.first()).copied().unwrap_or(&held.documents[0]);
            places.push((document.place.to_string(), is_held));
        }
    }
    let runs = Runs::of(of_document.concat());
    let look = |parts: &[Corpus]| {
        parts.iter().try_fold(vec![false; runs.hashes.len()], |mut found, part| {
            runs.found(part)?.iter().zip(&mut found).for_each(|(here, found)| *found |= here);
            Ok::<_, Error>(found)
        })
    };
    let (training, validation) = (look(&against.train)?, look(&against.valid)?);
    let there = |found: &[bool], hash: &u64| runs.number(*hash).is_some_and(|number| found[number]);
    let count = |found: &[bool]| of_document.iter().flatten().filter(|hash| there(found, hash)).count() as u64;
    let most = |of: &Vec<u64>| {
        let either = of.iter().filter(|hash| there(&training, hash) || there(&validation, hash));
        2 * either.count() > of.len()
    };
    let most: Vec<&(String, bool)> =
        places.iter().zip(&of_document).filter(|(_, of)| most(of)).map(|(place, _)| place).collect();
    Ok(Overlap {
        corpus: against.name.clone(),
        run_tokens: OVERLAP_TOKENS as u64,
        runs: of_document.iter().map(|of| of.len() as u64).sum(),
        in_training: count(&training),
        in_validation: count(&validation),
        documents: most.iter().map(|(place, _)| place.clone()).collect(),
        held_out: most.iter().filter(|(_, held)| *held).map(|(place, _)| place.clone()).collect(),
    })
}

/// The runs of a personality, each once, in ascending order of their hashes.
struct Runs {
    hashes: Vec<u64>,
}

impl Runs {
    fn of(mut hashes: Vec<u64>) -> Runs {
        hashes.sort_unstable();
        hashes.dedup();
        Runs { hashes }
    }

    /// The place of a run, if it is one of these.
    fn number(&self, hash: u64) -> Option<usize> {
        self.hashes.binary_search(&hash).ok()
    }

    /// For each run whether it stands in a corpus.
    fn found(&self, corpus: &Corpus) -> Result<Vec<bool>> {
        // Few hashes of a corpus are runs of the personality: a bit tells most of them apart before they are looked up.
        let bits = (16 * self.hashes.len() as u64).next_power_of_two().max(64);
        let place = |hash: u64| (((hash & (bits - 1)) / 64) as usize, 1u64 << (hash % 64));
        let mut filter = vec![0u64; (bits / 64) as usize];
        for hash in &self.hashes {
            let (word, bit) = place(*hash);
            filter[word] |= bit;
        }
        let mut found = vec![false; self.hashes.len()];
        let mut tokens = Vec::new();
        for first in (0..corpus.tokens()).step_by(PIECE as usize) {
            let count = (corpus.tokens() - first).min(PIECE + OVERLAP_TOKENS as u64 - 1);
            tokens.clear();
            corpus.read(first, count as usize, &mut tokens, |_| {})?;
            each_run(&tokens, |hash| {
                let (word, bit) = place(hash);
                if filter[word] & bit != 0
                    && let Some(number) = self.number(hash)
                {
                    found[number] = true;
                }
            });
        }
        Ok(found)
    }
}

/// The hash of every run of tokens.
fn each_run(tokens: &[u32], mut each: impl FnMut(u64)) {
    let of = |token: u32| mix(hash(&[u64::from(token)]));
    let oldest = (0..OVERLAP_TOKENS as u32 - 1).fold(1u64, |power, _| power.wrapping_mul(FACTOR));
    let mut rolled = 0u64;
    for (at, token) in tokens.iter().enumerate() {
        if at >= OVERLAP_TOKENS {
            rolled = rolled.wrapping_sub(of(tokens[at - OVERLAP_TOKENS]).wrapping_mul(oldest));
        }
        rolled = rolled.wrapping_mul(FACTOR).wrapping_add(of(*token));
        if at + 1 >= OVERLAP_TOKENS {
            each(mix(rolled));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_has_one_hash_wherever_it_stands() {
        let tokens: Vec<u32> = (0..100).map(|n| n * 7 % 31).collect();
        let mut hashes = Vec::new();
        each_run(&tokens, |hash| hashes.push(hash));
        assert_eq!(hashes.len(), 100 - OVERLAP_TOKENS + 1);
        for (at, hash) in hashes.iter().enumerate() {
            each_run(&tokens[at..at + OVERLAP_TOKENS], |alone| assert_eq!(alone, *hash, "at {at}"));
        }
        // The tokens repeat after 31.
        assert_eq!(hashes[0], hashes[31]);
        let different: std::collections::BTreeSet<_> = hashes.iter().collect();
        assert_eq!(different.len(), 31);
        each_run(&tokens[..OVERLAP_TOKENS - 1], |_| panic!("too short for a run"));
    }
}
