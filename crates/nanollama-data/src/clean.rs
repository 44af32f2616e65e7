//! Cleaning: which documents and lines of a corpus are not learned from, because they stand there twice, are no prose, or hold
//! an exam. What is read and what is written is `source`'s and `prepare`'s.
//!
//! All but duplicates is judged document by document (`cleaner`), in groups on all cores, and needs no pass of its own. Duplicates
//! are found before anything is written (`duplicates`), and the verdicts kept in a file until the corpus is finished.

mod c4;
mod cleaner;
mod decontaminate;
mod duplicates;
mod fineweb;
mod groups;
mod listed;
mod page;
mod quality;
mod repetition;
mod rule;
mod signatures;
mod sketch;
mod spill;
mod verdicts;
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;

use nanollama_store::hash::sha256_file;

use crate::error::{Error, Result};

pub(crate) use cleaner::{Cleaner, KEPT, Lines, Removed};
pub use decontaminate::{DECONTAMINATION_WORDS, Evaluation, LookedFor};
pub(crate) use duplicates::find as find_duplicates;
pub(crate) use signatures::write as write_signatures;
pub(crate) use verdicts::{VERDICTS_FILE, Verdicts};

/// Which duplicates are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dedup {
    /// Documents with the same words in the same order; blanks and line ends do not count.
    Exact,
    /// Documents whose sets of runs of five words are alike; case and punctuation do not count.
    Near,
}

/// What of a corpus is left out on purpose. By default, nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleaning {
    /// Which duplicates go.
    pub dedup: Option<Dedup>,
    /// The least Jaccard similarity of near duplicates, from 0.7 to 1.
    pub dedup_threshold: f64,
    /// Bytes of memory for finding duplicates; the rest is on the disk. It changes nothing of what is found.
    pub dedup_memory: u64,
    /// C4's rules for lines and pages.
    pub c4: bool,
    /// Gopher's rules of quality.
    pub gopher_quality: bool,
    /// Gopher's rules of repetition.
    pub gopher_repetition: bool,
    /// FineWeb's own rules.
    pub fineweb_quality: bool,
    /// The fewest words of a document.
    pub min_words: u64,
    /// The most words of a document.
    pub max_words: Option<u64>,
    /// Documents that hold items of these go.
    pub evaluations: Vec<Evaluation>,
    /// A list of documents that go.
    pub drop: Option<PathBuf>,
}

impl Default for Cleaning {
    fn default() -> Self {
        Self {
            dedup: None,
            dedup_threshold: Self::DEDUP_THRESHOLD,
            dedup_memory: Self::DEDUP_MEMORY,
            c4: false,
            gopher_quality: false,
            gopher_repetition: false,
            fineweb_quality: false,
            min_words: 0,
            max_words: None,
            evaluations: Vec::new(),
            drop: None,
        }
    }
}

impl Cleaning {
    /// Near duplicates are at least so much alike, unless it is said otherwise: what FineWeb aims at.
    pub const DEDUP_THRESHOLD: f64 = 0.75;
    /// Bytes of memory for finding duplicates, unless it is said otherwise.
    pub const DEDUP_MEMORY: u64 = 1_000_000_000;

    /// # Errors
    /// When a setting makes no sense.
    fn check(&self) -> Result<()> {
        let refused = |name, value: String, what| Err(Error::Setting { name, value, what });
        if !(0.7..=1.0).contains(&self.dedup_threshold) {
            return refused("dedup_threshold", self.dedup_threshold.to_string(), "it must be from 0.7 to 1");
        }
        if self.max_words.is_some_and(|most| most < self.min_words.max(1)) {
            let most = self.max_words.unwrap_or_default().to_string();
            return refused("max_words", most, "no document has so few words and as many as are asked for");
        }
        Ok(())
    }

    /// Adds the names and values of what is asked for.
    ///
    /// # Errors
    /// When a file that is named cannot be read.
    pub(crate) fn options(&self, options: &mut BTreeMap<String, String>) -> Result<()> {
        let mut add = |name: &str, value: String| options.insert(name.into(), value);
        match self.dedup {
            Some(Dedup::Exact) => _ = add("dedup", "exact".into()),
            Some(Dedup::Near) => {
                add("dedup", "near".into());
                add("dedup-threshold", self.dedup_threshold.to_string());
            }
            None => {}
        }
        for (name, asked) in [
            ("c4", self.c4),
            ("gopher-quality", self.gopher_quality),
            ("gopher-repetition", self.gopher_repetition),
            ("fineweb-quality", self.fineweb_quality),
        ] {
            if asked {
                add(name, "yes".into());
            }
        }
        if self.min_words > 0 {
            add("min-words", self.min_words.to_string());
        }
        if let Some(most) = self.max_words {
            add("max-words", most.to_string());
        }
        if !self.evaluations.is_empty() {
            let mut all = Vec::with_capacity(self.evaluations.len());
            for Evaluation { task, path } in &self.evaluations {
                all.push(format!("{task} ({})", &sha256_file(path)?[..12]));
            }
            add("decontaminate", all.join(", "));
        }
        if let Some(path) = &self.drop {
            add("drop", sha256_file(path)?);
        }
        Ok(())
    }
}
