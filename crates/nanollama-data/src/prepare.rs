//! Sources to token shards: documents are read in order, tokenised on all cores a group at a time, and written in the same
//! order, so the shards do not depend on the number of threads. Memory holds two groups, however large the corpus.
//!
//! A shard that is finished is never made again: killed at any instant and started with the same arguments, the
//! preparation reads past what is done and goes on, and ends with the bytes of a run that was not killed.

mod cleaning;
mod division;
mod foreign;
mod inputs;
mod limit;
mod merge;
mod options;
mod part;
mod pipeline;
mod progress;
mod shards;
mod state;
mod streamed;
mod texts;

use std::collections::BTreeMap;
use std::path::PathBuf;

use nanollama_store::atomic;
use nanollama_store::hash::sha256_bytes;
use nanollama_store::manifest::{MANIFEST_FILE, Manifest, Separators, ShardEntry, SourceEntry, Split};
use nanollama_store::shard::{Width, documents_path};
use nanollama_token::Tokenizer;

use crate::clean::{Cleaner, Cleaning, VERDICTS_FILE};
use crate::error::{Error, Result};
use crate::left_out::{LeftOut, Why};
use crate::source::{Documents, Reading, Source, SourceCount, Sources};
use crate::split::ValidationRule;
use inputs::Inputs;
use pipeline::Pipeline;
use shards::Shards;
use state::State;

pub use foreign::{ShardForm, ShardImport, export_shards};
pub use limit::Limit;
pub use merge::Merge;
pub use part::Part;
pub use progress::{Pass, Prepared, Progress, Signed};
pub use streamed::{Stream, Supply, Wanted};

/// What to prepare, and how.
#[derive(Clone, Debug)]
pub struct Preparation {
    /// Files, folders, patterns, `-`.
    pub sources: Vec<String>,
    /// Sources of the validation split; empty: a share of the documents is taken for it.
    pub validation: Vec<String>,
    /// The folder to fill.
    pub out: PathBuf,
    /// The part of the sources that is meant; None: all of them.
    pub part: Option<Part>,
    /// How documents are read.
    pub reading: Reading,
    /// What of them is left out on purpose.
    pub cleaning: Cleaning,
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
    /// Decides which documents are for validation, unless another is given.
    pub const SEED: u64 = 0;
    /// Share of the documents for validation, unless another is given; at least one document is taken.
    pub const VALIDATION_FRACTION: f64 = 0.01;
    /// The most documents for validation, unless another number is given.
    pub const MOST_VALIDATION: u64 = 10_000;
    /// The most tokens of a shard, unless another number is given. It is what a killed preparation loses at most.
    pub const SHARD_TOKENS: u64 = 100_000_000;

    /// A preparation with the defaults above.
    pub fn new(sources: Vec<String>, out: PathBuf) -> Self {
        Self {
            sources,
            validation: Vec::new(),
            out,
            part: None,
            reading: Reading::default(),
            cleaning: Cleaning::default(),
            seed: Self::SEED,
            validation_fraction: Self::VALIDATION_FRACTION,
            most_validation: Self::MOST_VALIDATION,
            shard_tokens: Self::SHARD_TOKENS,
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
        let inputs = self.inputs()?;
        let options = self.options(&inputs.train, inputs.validation.as_ref())?;
        let cleaner = self.cleaner(&inputs)?;
        let found = self.finished(tokenizer, &options, inputs.streamed())?;
        if let Some((manifest, false)) = found {
            let left_out = inputs.left_out();
            let done = Prepared { already_done: true, left_out, ..Prepared::new(manifest) };
            return Ok(done);
        }
        let rule = match inputs.validation {
            Some(_) => None,
            None => Some(self.rule(&inputs.train)?),
        };
        let anew = found.is_some();
        if let Some((manifest, _)) = found {
            self.clear(manifest.shards)?;
        }
        let made = !self.out.exists();
        let prepared = self.fill(tokenizer, options, (&inputs, &cleaner), rule, progress);
        if prepared.is_err() && made {
            // Nothing half-written stays; a folder with finished shards is not empty and is kept to go on from.
            let _still_in_use = std::fs::remove_dir(&self.out);
        }
        Ok(Prepared { anew, ..prepared? })
    }

    /// The manifest of a folder that is finished with these very arguments, and whether the text has changed since.
    fn finished(
        &self,
        tokenizer: &Tokenizer,
        options: &BTreeMap<String, String>,
        streamed: bool,
    ) -> Result<Option<(Manifest, bool)>> {
        if !self.out.join(MANIFEST_FILE).exists() {
            return Ok(None);
        }
        let manifest = Manifest::load(&self.out)?;
        let (then, now) = (&manifest.tokenizer_sha256, &tokenizer.hash());
        let edited = state::compare(&self.out, then, now, &manifest.options, options)?;
        if streamed {
            return Err(Error::Finished { folder: self.out.clone() });
        }
        Ok(Some((manifest, edited)))
    }

    /// Removes what was made of another text: first what says that it is finished, then its shards.
    fn clear(&self, shards: Vec<ShardEntry>) -> Result<()> {
        remove(self.out.join(MANIFEST_FILE))?;
        State::remove(&self.out)?;
        remove(self.out.join(VERDICTS_FILE))?;
        for entry in shards {
            let path = self.out.join(&entry.file);
            remove(documents_path(&path))?;
            remove(path)?;
        }
        Ok(())
    }

    /// The rule for sources of any length: the first block gives one of its first two documents, which any corpus has that
    /// can be divided. So standard input, which can be read only once, is divided as a file is.
    fn rule(&self, sources: &Sources) -> Result<ValidationRule> {
        const KNOWN: u64 = 2;
        let rule = ValidationRule::new(self.seed, self.validation_fraction, self.most_validation, KNOWN)?;
        if sources.bytes().is_none() {
            return Ok(rule);
        }
        let mut documents = Documents::new(sources.clone(), self.reading.clone());
        let (mut known, mut text) = (0, String::new());
        while known < KNOWN && documents.next_into(&mut text)?.is_some() {
            known += 1;
        }
        match known {
            0 => Err(Error::NoDocuments { sources: sources.names(), empty: none(&documents) }),
            _ => Ok(rule),
        }
    }

    /// Makes the shards that are missing, and the manifest.
    fn fill(
        &self,
        tokenizer: &Tokenizer,
        options: BTreeMap<String, String>,
        (inputs, cleaner): (&Inputs, &Cleaner),
        rule: Option<ValidationRule>,
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<Prepared> {
        let separators = Separators { before: tokenizer.bos(), after: tokenizer.eos() };
        if separators.before.or(separators.after).is_none() {
            return Err(Error::NoBorder { folder: self.out.clone() });
        }
        let mark = sha256_bytes(format!("{options:?}").as_bytes());
        let mut shards = self.open_shards(tokenizer, options, inputs.streamed())?;
        let verdicts = self.verdicts((inputs, cleaner), &mark, progress)?;
        let resumed_tokens = shards.done_tokens();
        let mut pipeline = Pipeline::new(tokenizer, separators, (cleaner, verdicts), resumed_tokens, inputs.bytes());
        let taken = self.tokenise(inputs, rule, &mut pipeline, &mut shards, progress);
        if taken.is_err() && resumed_tokens == 0 {
            // What leaves nothing will leave nothing again.
            remove(self.out.join(VERDICTS_FILE))?;
        }
        let taken = taken?;

        let state = shards.finish(pipeline.documents())?;
        tokenizer.save(&self.out, None)?;
        let mut manifest = Manifest::new(tokenizer.hash(), tokenizer.vocab_size(), separators);
        manifest.shards = state.shards;
        manifest.sources = taken.sources;
        manifest.removed = pipeline.removed();
        manifest.options = state.options;
        manifest.save(&self.out)?;
        State::remove(&self.out)?;
        remove(self.out.join(VERDICTS_FILE))?;
        let mut left_out = inputs.left_out();
        left_out.merge(&taken.left_out);
        let (empty, divided) = (taken.empty, taken.divided);
        let (read_documents, looked_for) = (pipeline.read_documents(), cleaner.looked_for());
        let new = Prepared::new(manifest);
        Ok(Prepared { resumed_tokens, empty, left_out, divided, read_documents, looked_for, ..new })
    }

    /// The shards to write, behind those that an earlier run with the same arguments finished.
    fn open_shards(&self, tokenizer: &Tokenizer, options: BTreeMap<String, String>, streamed: bool) -> Result<Shards> {
        atomic::create_folder(&self.out)?;
        atomic::clean(&self.out)?;
        let state = match State::load(&self.out)? {
            Some(state) if !streamed => {
                let (then, now) = (&state.tokenizer_sha256, &tokenizer.hash());
                match state::compare(&self.out, then, now, &state.options, &options)? {
                    false => state,
                    true => {
                        self.clear(state.shards)?;
                        State::new(tokenizer.hash(), options)
                    }
                }
            }
            // What standard input held the last time is gone: nothing to go on with.
            _ => State::new(tokenizer.hash(), options),
        };
        Shards::open(&self.out, Width::for_vocab(tokenizer.vocab_size()), self.shard_tokens, state)
    }

    /// Takes all documents through the pipeline.
    fn tokenise(
        &self,
        inputs: &Inputs,
        rule: Option<ValidationRule>,
        pipeline: &mut Pipeline<'_>,
        shards: &mut Shards,
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<Taken> {
        let train = &inputs.train;
        let mut documents = Documents::new(train.clone(), self.reading.clone());
        let held = match rule {
            Some(_) => self.divide(&mut documents, train)?,
            None => None,
        };
        if held.is_some() {
            pipeline.judge_anew();
        }
        let for_validation = |read, number| match held {
            Some(held) => read == held,
            None => rule.is_some_and(|rule| rule.takes(number)),
        };
        let split = |read, number| if for_validation(read, number) { Split::Val } else { Split::Train };
        pipeline.take(&mut documents, &split, shards, progress)?;
        let mut taken = Taken { divided: held.is_some(), ..Taken::of(train, &documents) };
        let trained = pipeline.documents();
        let needed = if rule.is_some() { 2 } else { 1 };
        if trained < needed && pipeline.read_documents() > trained {
            return Err(pipeline.nothing_left(train));
        }
        if trained == 0 {
            return Err(Error::NoDocuments { sources: train.names(), empty: none(&documents) });
        }
        if let Some(validation) = &inputs.validation {
            let mut documents = Documents::new(validation.clone(), self.reading.clone());
            let read = pipeline.read_documents();
            pipeline.take(&mut documents, &|_, _| Split::Val, shards, progress)?;
            taken.add(Taken::of(validation, &documents));
            if pipeline.documents() == trained && pipeline.read_documents() > read {
                return Err(pipeline.nothing_left(validation));
            }
            if pipeline.documents() == trained {
                return Err(Error::NoDocuments { sources: validation.names(), empty: none(&documents) });
            }
        }
        Ok(taken)
    }

    /// Cuts a corpus of one document in what is learned from and what is held out, and gives the number of the latter.
    fn divide(&self, documents: &mut Documents, sources: &Sources) -> Result<Option<u64>> {
        let Some(text) = documents.only()? else { return Ok(None) };
        let held = division::held_out(text, self.validation_fraction, self.seed);
        let held = held.ok_or_else(|| Error::OneDocument { sources: sources.names() })?;
        documents.cut_next(&[held.start, held.end]);
        Ok(Some(u64::from(held.start > 0)))
    }
}

/// Removes a file that may be there.
fn remove(path: PathBuf) -> Result<()> {
    match std::fs::remove_file(&path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(nanollama_store::Error::io(&path, "remove", source).into())
        }
        _ => Ok(()),
    }
}

/// What came out of sources.
struct Taken {
    /// What each source gave, as the manifest tells it.
    sources: Vec<SourceEntry>,
    empty: u64,
    left_out: LeftOut,
    divided: bool,
}

impl Taken {
    fn of(sources: &Sources, documents: &Documents) -> Self {
        let entry = |(source, count): (&Source, &SourceCount)| SourceEntry {
            name: source.path.display().to_string(),
            documents: count.documents,
            text_bytes: count.text_bytes,
        };
        let sources = sources.files.iter().zip(documents.counts()).map(entry).collect();
        Self { sources, empty: documents.empty(), left_out: documents.left_out().clone(), divided: false }
    }

    fn add(&mut self, other: Self) {
        self.sources.extend(other.sources);
        self.empty += other.empty;
        self.left_out.merge(&other.left_out);
    }
}

/// Documents without any text.
fn none(documents: &Documents) -> u64 {
    documents.empty() + documents.left_out().count(Why::NoText) + documents.left_out().count(Why::EmptyFile)
}

#[cfg(test)]
mod tests;
