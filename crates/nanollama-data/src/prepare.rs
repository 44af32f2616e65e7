//! Sources to token shards: documents are read in order, tokenised on all cores a group at a time, and written in the same
//! order, so the shards do not depend on the number of threads. Memory holds two groups, however large the corpus.
//!
//! A shard that is finished is never made again: killed at any instant and started with the same arguments, the
//! preparation reads past what is done and goes on, and ends with the bytes of a run that was not killed.

mod shards;
mod state;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nanollama_store::atomic;
use nanollama_store::manifest::{MANIFEST_FILE, Manifest, Separators, Source as ManifestSource, Split};
use nanollama_store::shard::Width;
use nanollama_token::Tokenizer;
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::rng::hash;
use crate::source::{Documents, Reading, Sources};
use crate::split::ValidationRule;
use shards::Shards;
use state::State;

/// A group is tokenised at once: enough text to keep many cores busy, little enough to forget.
const GROUP_BYTES: usize = 8 << 20;
const GROUP_DOCUMENTS: usize = 8192;

/// What to prepare, and how.
#[derive(Clone, Debug)]
pub struct Preparation {
    /// Files, folders, patterns, `-`.
    pub sources: Vec<String>,
    /// Sources of the validation split; empty: a share of the documents is taken for it.
    pub validation: Vec<String>,
    /// The folder to fill.
    pub out: PathBuf,
    /// How documents are read.
    pub reading: Reading,
    /// Decides which documents are for validation.
    pub seed: u64,
    /// Share of the documents for validation.
    pub validation_fraction: f64,
    /// The most documents for validation.
    pub most_validation: u64,
    /// The most tokens of a shard; a longer document gets a shard of its own.
    pub shard_tokens: u64,
}

impl Preparation {
    /// A preparation with the defaults: 1% (at least one, at most 10,000) of the documents for validation, shards of 20
    /// million tokens (what a killed run loses at most).
    pub fn new(sources: Vec<String>, out: PathBuf) -> Self {
        Self {
            sources,
            validation: Vec::new(),
            out,
            reading: Reading::default(),
            seed: 1,
            validation_fraction: 0.01,
            most_validation: 10_000,
            shard_tokens: 20_000_000,
        }
    }

    /// Prepares; `progress` is told after every group.
    ///
    /// # Errors
    /// When a source cannot be read, no validation split can be made, the folder holds a corpus of other arguments,
    /// or the disk refuses.
    pub fn run(&self, tokenizer: &Tokenizer, progress: &mut dyn FnMut(&Progress)) -> Result<Prepared> {
        self.reading.check()?;
        if self.shard_tokens == 0 {
            return Err(Error::Setting { name: "shard_tokens", value: "0".into(), what: "at least 1 is needed" });
        }
        let stdin_is_jsonl = self.reading.text_column.is_some();
        let train = Sources::find(&self.sources, stdin_is_jsonl)?;
        let validation = match self.validation.as_slice() {
            [] => None,
            named => Some(Sources::find(named, stdin_is_jsonl)?),
        };
        let options = self.options(&train, validation.as_ref());
        let streamed = train.bytes().is_none() || validation.as_ref().is_some_and(|sources| sources.bytes().is_none());
        if let Some(manifest) = self.finished(tokenizer, &options, streamed)? {
            return Ok(Prepared {
                manifest,
                already_done: true,
                resumed_tokens: 0,
                empty: 0,
                passed_over: train.passed_over,
            });
        }
        let rule = match validation {
            Some(_) => None,
            None => Some(self.rule(&train)?),
        };
        let made = !self.out.exists();
        let prepared = self.fill(tokenizer, &options, &train, validation.as_ref(), rule, streamed, progress);
        if prepared.is_err() && made {
            // Nothing half-written stays; a folder with finished shards is not empty and is kept to go on from.
            let _still_in_use = std::fs::remove_dir(&self.out);
        }
        prepared
    }

    /// The manifest of a folder that is finished with these very arguments.
    fn finished(
        &self,
        tokenizer: &Tokenizer,
        options: &BTreeMap<String, String>,
        streamed: bool,
    ) -> Result<Option<Manifest>> {
        if !self.out.join(MANIFEST_FILE).exists() {
            return Ok(None);
        }
        let manifest = Manifest::load(&self.out)?;
        state::compare(&self.out, &manifest.tokenizer_sha256, &tokenizer.hash(), &manifest.options, options)?;
        if streamed {
            return Err(Error::Finished { folder: self.out.clone() });
        }
        Ok(Some(manifest))
    }

    /// Counts the documents of the first block, so that a corpus smaller than a block gives one for validation, too.
    fn rule(&self, sources: &Sources) -> Result<ValidationRule> {
        let block = ValidationRule::block(self.validation_fraction)?;
        let new = |known| ValidationRule::new(self.seed, self.validation_fraction, self.most_validation, known);
        if sources.bytes().is_none() {
            // Standard input can be read only once: one of the first two documents, whatever follows.
            return new(2);
        }
        let mut documents = Documents::new(sources.clone(), self.reading.clone());
        let (mut known, mut text) = (0, String::new());
        while known < block && documents.next_into(&mut text)?.is_some() {
            known += 1;
        }
        match known {
            0 => Err(Error::NoDocuments { sources: sources.names(), empty: documents.empty() }),
            1 => Err(Error::OneDocument { sources: sources.names() }),
            _ => new(known),
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn fill(
        &self,
        tokenizer: &Tokenizer,
        options: &BTreeMap<String, String>,
        train: &Sources,
        validation: Option<&Sources>,
        rule: Option<ValidationRule>,
        streamed: bool,
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<Prepared> {
        let separators = Separators { before: tokenizer.bos(), after: tokenizer.eos() };
        if separators.before.or(separators.after).is_none() {
            return Err(Error::NoBorder { folder: self.out.clone() });
        }
        atomic::create_folder(&self.out)?;
        atomic::clean(&self.out)?;
        let state = match State::load(&self.out)? {
            Some(state) if !streamed => {
                state::compare(&self.out, &state.tokenizer_sha256, &tokenizer.hash(), &state.options, options)?;
                state
            }
            // What standard input held the last time is gone: nothing to go on with.
            _ => State::new(tokenizer.hash(), options.clone()),
        };
        let width = Width::for_vocab(tokenizer.vocab_size());
        let mut shards = Shards::open(&self.out, width, self.shard_tokens, state)?;
        let mut run = Run { tokenizer, separators, number: 0, report: Progress::default() };
        run.report.resumed_tokens = shards.done_tokens();
        run.report.tokens = run.report.resumed_tokens;
        let bytes = |sources: &Sources| sources.bytes();
        run.report.total_bytes = validation.map_or(Some(0), bytes).and_then(|more| Some(train.bytes()? + more));

        let mut documents = Documents::new(train.clone(), self.reading.clone());
        let split = |number| if rule.is_some_and(|rule| rule.takes(number)) { Split::Val } else { Split::Train };
        run.pass(&mut documents, &split, &mut shards, progress)?;
        let mut sources = named(train, &documents);
        let mut empty = documents.empty();
        if run.number == 0 {
            return Err(Error::NoDocuments { sources: train.names(), empty });
        }
        if let Some(validation) = validation {
            let trained = run.number;
            let mut documents = Documents::new(validation.clone(), self.reading.clone());
            run.pass(&mut documents, &|_| Split::Val, &mut shards, progress)?;
            sources.extend(named(validation, &documents));
            empty += documents.empty();
            if run.number == trained {
                return Err(Error::NoDocuments { sources: validation.names(), empty: documents.empty() });
            }
        } else if run.number == 1 {
            return Err(Error::OneDocument { sources: train.names() });
        }

        let state = shards.finish(run.number)?;
        tokenizer.save(&self.out, None)?;
        let mut manifest = Manifest::new(tokenizer.hash(), tokenizer.vocab_size(), separators);
        manifest.shards = state.shards;
        manifest.sources = sources;
        manifest.options = state.options;
        manifest.save(&self.out)?;
        State::remove(&self.out)?;
        let passed_over = train.passed_over + validation.map_or(0, |sources| sources.passed_over);
        let resumed_tokens = run.report.resumed_tokens;
        Ok(Prepared { manifest, already_done: false, resumed_tokens, empty, passed_over })
    }

    /// The arguments that decide the bytes, as text: stored, and compared when the folder is met again.
    fn options(&self, train: &Sources, validation: Option<&Sources>) -> BTreeMap<String, String> {
        let text = |value: &Option<String>| value.as_ref().map_or("none".to_owned(), |text| format!("{text:?}"));
        BTreeMap::from(
            [
                ("sources", digest(train)),
                ("validation", validation.map_or("none".to_owned(), digest)),
                ("separator", text(&self.reading.separator)),
                ("text-column", text(&self.reading.text_column)),
                ("seed", self.seed.to_string()),
                ("validation-fraction", self.validation_fraction.to_string()),
                ("most-validation", self.most_validation.to_string()),
                ("shard-tokens", self.shard_tokens.to_string()),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        )
    }
}

/// Names and sizes of sources in one short line; a change of any of them changes it. Names are absolute, so that another
/// way to write the same path, or the same command from another folder, goes on with the same corpus.
fn digest(sources: &Sources) -> String {
    let absolute = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let of =
        |path: &Path| absolute(path).to_string_lossy().bytes().fold(0, |state, byte| hash(&[state, u64::from(byte)]));
    let sum =
        sources.files.iter().fold(0, |state, file| hash(&[state, of(&file.path), file.bytes.unwrap_or(u64::MAX)]));
    let first = sources.files.first().map_or_else(String::new, |file| absolute(&file.path).display().to_string());
    let more = match sources.files.len() {
        0 | 1 => String::new(),
        all => format!(" and {} more", all - 1),
    };
    match sources.bytes() {
        Some(bytes) => format!("{first}{more} ({bytes} bytes, {sum:016x})"),
        None => format!("{first}{more} ({sum:016x})"),
    }
}

fn named(sources: &Sources, documents: &Documents) -> Vec<ManifestSource> {
    let counts = documents.counts().iter();
    sources
        .files
        .iter()
        .zip(counts)
        .map(|(source, count)| ManifestSource {
            name: source.path.display().to_string(),
            documents: count.documents,
            text_bytes: count.text_bytes,
        })
        .collect()
}

/// How far a preparation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Documents read.
    pub documents: u64,
    /// Bytes of their text.
    pub text_bytes: u64,
    /// Tokens written, those of an earlier run included.
    pub tokens: u64,
    /// Of these, the tokens of an earlier run.
    pub resumed_tokens: u64,
    /// Bytes of the sources read so far.
    pub read_bytes: u64,
    /// Bytes of all sources, unless one is standard input.
    pub total_bytes: Option<u64>,
}

/// What was prepared.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The folder's manifest: counts, shards, sources.
    pub manifest: Manifest,
    /// The folder was finished before; nothing was done.
    pub already_done: bool,
    /// Tokens that an earlier, unfinished run had written.
    pub resumed_tokens: u64,
    /// Empty documents passed over.
    pub empty: u64,
    /// Files of folders passed over for their names.
    pub passed_over: u64,
}

/// One document on its way.
struct Work {
    text: String,
    number: u64,
    split: Split,
}

struct Run<'a> {
    tokenizer: &'a Tokenizer,
    separators: Separators,
    /// Documents read so far; the next one's number.
    number: u64,
    report: Progress,
}

impl Run<'_> {
    /// Reads, tokenises and writes all documents: while one group is tokenised the next is read.
    fn pass(
        &mut self,
        documents: &mut Documents,
        split: &(dyn Fn(u64) -> Split + Sync),
        shards: &mut Shards,
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<()> {
        let before = self.report.read_bytes;
        let mut group = self.read(documents, split, shards)?;
        loop {
            self.report.read_bytes = before + documents.bytes_read();
            if group.is_empty() {
                progress(&self.report);
                return Ok(());
            }
            let (tokenizer, separators) = (self.tokenizer, self.separators);
            let read = || self.read(documents, split, shards);
            let (encoded, next) = rayon::join(|| encode(tokenizer, separators, &group), read);
            for (work, ids) in group.iter().zip(&encoded) {
                shards.push(work.split, work.number, ids, work.text.len() as u64)?;
                self.report.tokens += ids.len() as u64;
            }
            progress(&self.report);
            group = next?;
        }
    }

    /// The next group; documents that lie in finished shards are read past.
    fn read(
        &mut self,
        documents: &mut Documents,
        split: &(dyn Fn(u64) -> Split + Sync),
        shards: &Shards,
    ) -> Result<Vec<Work>> {
        let (mut group, mut bytes) = (Vec::new(), 0);
        let mut text = String::new();
        while bytes < GROUP_BYTES && group.len() < GROUP_DOCUMENTS && documents.next_into(&mut text)?.is_some() {
            let number = self.number;
            let split = split(number);
            self.number += 1;
            self.report.documents += 1;
            self.report.text_bytes += text.len() as u64;
            if !shards.holds(split, number) {
                bytes += text.len();
                group.push(Work { text: std::mem::take(&mut text), number, split });
            }
        }
        Ok(group)
    }
}

fn encode(tokenizer: &Tokenizer, separators: Separators, group: &[Work]) -> Vec<Vec<u32>> {
    let one = |work: &Work| {
        let text = tokenizer.encode_parallel(&work.text);
        let mut ids = Vec::with_capacity(text.len() + 2);
        ids.extend(separators.before);
        ids.extend(text);
        ids.extend(separators.after);
        ids
    };
    group.par_iter().map(one).collect()
}

#[cfg(test)]
mod tests;
