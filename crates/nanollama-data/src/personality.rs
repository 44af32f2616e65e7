//! A personality: texts that sound like someone, made ready to be fed beside a corpus. Rows of any form become texts,
//! repeated ones go, some documents are held out, and the rest is what [`Preparation`] makes of it: token shards. Beside
//! them lie the texts as they were taken (`texts/`) and what was found out about them (`personality.json`).
//!
//! It is read into memory whole: a voice is megabytes, not gigabytes.

mod document;
mod overlap;
mod plain;
mod report;
mod rows;
mod statistics;
mod unique;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nanollama_store::atomic;
use nanollama_store::manifest::{MANIFEST_FILE, Split};
use nanollama_store::text::Encoding;
use nanollama_token::Tokenizer;

use crate::conversation::Roles;
use crate::corpus::Corpus;
use crate::error::{Error, Result};
use crate::left_out::LeftOut;
use crate::prepare::{Preparation, Progress};
use crate::source::{Reading, Sources};
use crate::split::ValidationRule;
use document::Document;
use overlap::Held;

pub use overlap::{OVERLAP_TOKENS, Overlap};
pub use report::{PersonalityReport, Repeated};
pub use statistics::Lengths;

/// The file that says what was found out.
pub const PERSONALITY_FILE: &str = "personality.json";
/// The folder of the texts as they were taken.
const TEXTS: &str = "texts";

/// How a personality is read.
#[derive(Clone, Debug, Default)]
pub struct PersonalityReading {
    /// The field or column that holds the text, with dots where it is inside of others; where it is not given, `text`, and
    /// rows without it are read as conversations.
    pub text_column: Option<String>,
    /// What stands between two documents inside of a plain text.
    pub separator: Option<String>,
    /// Roles of conversations by other names than those that are known.
    pub roles: Roles,
    /// The encoding of texts whose beginning does not say it; UTF-8 when it is not given.
    pub encoding: Option<Encoding>,
    /// Whether whatever is left out is an error.
    pub strict: bool,
}

/// A personality as it was read; nothing is written yet.
#[derive(Debug)]
pub struct Personality {
    name: String,
    documents: Vec<Document>,
    repeated: Vec<Repeated>,
    /// Rows that cannot be read, each with its place and why.
    bad: Vec<String>,
    /// Rows without any text.
    empty: Vec<String>,
    /// Documents that were conversations, repeated ones included.
    conversations: u64,
    /// Fields that say nothing to us.
    ignored: BTreeSet<String>,
    left_out: LeftOut,
}

/// Where a personality is put, and how it is divided.
#[derive(Clone, Debug)]
pub struct PersonalityFolder {
    /// The folder to fill.
    pub out: PathBuf,
    /// Share of the documents that is held out.
    pub validation_fraction: f64,
    /// Chooses them.
    pub seed: u64,
}

impl PersonalityFolder {
    /// Share of the documents that is held out, unless another is given.
    pub const VALIDATION_FRACTION: f64 = 0.1;
}

impl Personality {
    /// Reads files, folders and patterns: JSON and parquet with a text or a conversation a row, and plain texts. A row that
    /// cannot be read is noted and read past.
    ///
    /// # Errors
    /// When a file cannot be read or is not what its name says.
    pub fn read(paths: &[String], reading: &PersonalityReading) -> Result<Self> {
        let plain = Reading {
            separator: reading.separator.clone(),
            text_column: reading.text_column.clone(),
            encoding: reading.encoding,
            strict: reading.strict,
            ..Reading::default()
        };
        plain.check()?;
        let sources = Sources::find(paths, &plain)?;
        let mut read = Self {
            name: sources.names(),
            documents: Vec::new(),
            repeated: Vec::new(),
            bad: Vec::new(),
            empty: Vec::new(),
            conversations: 0,
            ignored: BTreeSet::new(),
            left_out: sources.left_out.clone(),
        };
        for source in sources.files {
            read.take_file(source, reading, &plain)?;
        }
        (read.documents, read.repeated) = unique::unique(std::mem::take(&mut read.documents));
        Ok(read)
    }

    /// Rows that cannot be read, each with its place and why.
    pub fn bad(&self) -> &[String] {
        &self.bad
    }

    /// Where rows without any text stand.
    pub fn empty(&self) -> &[String] {
        &self.empty
    }

    /// Fields that say nothing to us.
    pub fn ignored(&self) -> &BTreeSet<String> {
        &self.ignored
    }

    /// Files that were passed over.
    pub fn left_out(&self) -> &LeftOut {
        &self.left_out
    }

    /// Writes the folder: texts, token shards of them, and what was found out, also about how much of it stands in the
    /// corpus of the folder `against`.
    ///
    /// # Errors
    /// When more than `bad_rows` rows could not be read, there is no text, the folder holds something else, the corpus was
    /// made with another tokenizer, or the disk refuses.
    pub fn prepare(
        self,
        tokenizer: &Tokenizer,
        folder: &PersonalityFolder,
        (against, bad_rows): (Option<&Path>, u64),
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<PersonalityReport> {
        let rows = self.bad.len() as u64;
        if rows > bad_rows {
            return Err(Error::BadRows { sources: self.name, rows, allowed: bad_rows });
        }
        if self.documents.is_empty() {
            return Err(Error::NoDocuments { sources: self.name, empty: self.empty.len() as u64 });
        }
        let against = against.map(|corpus| overlap::open(corpus, tokenizer)).transpose()?;
        let held_out = folder.held_out(self.documents.len() as u64)?;
        let preparation = folder.write(&self.documents, &held_out)?;
        let prepared = preparation.run(tokenizer, progress)?;
        let corpora = [Split::Train, Split::Val].map(|split| Corpus::open(&folder.out, split));
        let [train, valid] = corpora;
        let held = Held { train: train?, valid: valid?, documents: self.documents, held_out };
        let report = PersonalityReport {
            format: report::FORMAT,
            sources: self.name,
            documents: held.documents.len() as u64,
            conversations: self.conversations,
            repeated: self.repeated,
            bad: self.bad,
            empty: self.empty,
            divided: prepared.divided,
            anew: prepared.anew,
            train: Lengths::of(&held.train),
            validation: Lengths::of(&held.valid),
            different_tokens: statistics::different(&[&held.train, &held.valid])?,
            vocabulary: tokenizer.vocab_size() as u64,
            overlap: against.map(|against| overlap::measure(&held, &against)).transpose()?,
        };
        let text = format!("{:#}\n", report.to_json());
        atomic::write_bytes(&folder.out.join(PERSONALITY_FILE), text.as_bytes())?;
        Ok(report)
    }
}

impl PersonalityFolder {
    /// For each document whether it is held out. One alone is divided later, at its paragraphs.
    fn held_out(&self, documents: u64) -> Result<Vec<bool>> {
        let rule = ValidationRule::new(self.seed, self.validation_fraction, u64::MAX, documents)?;
        Ok((0..documents).map(|number| documents > 1 && rule.takes(number)).collect())
    }

    /// Writes the texts, and says how shards are made of them.
    fn write(&self, documents: &[Document], held_out: &[bool]) -> Result<Preparation> {
        if self.out.join(MANIFEST_FILE).exists() && !self.out.join(PERSONALITY_FILE).exists() {
            let what = "holds a corpus that is no personality".into();
            return Err(Error::Corpus { folder: self.out.clone(), what });
        }
        let texts = self.out.join(TEXTS);
        atomic::create_folder(&texts)?;
        let write = |split: Split| -> Result<String> {
            let of = |held: bool| held == (split == Split::Val);
            let lines = documents.iter().zip(held_out).filter(|(_, held)| of(**held));
            let lines = lines.map(|(document, _)| serde_json::json!({ "text": document.text }).to_string() + "\n");
            let path = texts.join(format!("{}.jsonl", split.name()));
            atomic::write_bytes(&path, lines.collect::<String>().as_bytes())?;
            Ok(path.display().to_string())
        };
        let mut preparation = Preparation::new(vec![write(Split::Train)?], self.out.clone());
        (preparation.seed, preparation.validation_fraction) = (self.seed, self.validation_fraction);
        if held_out.contains(&true) {
            preparation.validation = vec![write(Split::Val)?];
        }
        Ok(preparation)
    }
}

#[cfg(test)]
mod tests;
