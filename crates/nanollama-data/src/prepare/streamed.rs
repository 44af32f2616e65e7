//! A corpus from files that come one after the other: each is brought, read, and let go, so the disk holds two of them (one that
//! is read, one that comes) however large the corpus is.
//!
//! A shard holds documents of one file. So what is finished is known by whole files, and a preparation that was killed brings
//! only the file again that it was in. It ends with the bytes of one that was not killed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nanollama_store::atomic;
use nanollama_store::manifest::{MANIFEST_FILE, Manifest, Separators, Split};
use nanollama_store::shard::Width;
use nanollama_token::Tokenizer;

use super::limit::Limit;
use super::pipeline::Pipeline;
use super::progress::{Prepared, Progress};
use super::shards::Shards;
use super::state::{self, State};
use super::{Preparation, none};
use crate::clean::{Cleaner, Cleaning};
use crate::error::{Error, Result};
use crate::left_out::LeftOut;
use crate::source::{Documents, Source, SourceKind, Sources};
use crate::split::ValidationRule;

/// The option that says which state of the files it was.
const COMMIT: &str = "commit";

/// A file that can be brought.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Its name, whose end says how it is read.
    pub name: String,
    /// Its length.
    pub bytes: u64,
}

/// Who brings files.
pub trait Supply: Sync {
    /// Brings the file of that number, and says where it is; nothing where that failed.
    fn bring(&self, number: usize) -> Option<PathBuf>;
    /// The file is read, and what it held is durable.
    fn done(&self, number: usize);
    /// Whether to stop.
    fn stops(&self) -> bool;
}

/// The files of a corpus, in their order.
#[derive(Clone, Debug)]
pub struct Stream {
    /// What they are, for people and to know them again.
    pub name: String,
    /// Which state of them it is.
    pub commit: String,
    /// The files.
    pub files: Vec<Wanted>,
    /// Where to end.
    pub limit: Limit,
}

impl Preparation {
    /// The commit of the files that a folder was made of, or is being made of.
    ///
    /// # Errors
    /// When what lies there cannot be read.
    pub fn commit_of(folder: &Path) -> Result<Option<String>> {
        let options = match folder.join(MANIFEST_FILE).exists() {
            true => Some(Manifest::load(folder)?.options),
            false => State::load(folder)?.map(|state| state.options),
        };
        Ok(options.and_then(|options| options.get(COMMIT).cloned()))
    }

    /// The folder, if it is finished with these very arguments; nothing of the stream is asked for.
    ///
    /// # Errors
    /// When it was made with other arguments, which are named.
    pub fn finished_stream(&self, tokenizer: &Tokenizer, stream: &Stream) -> Result<Option<Prepared>> {
        let found = self.finished(tokenizer, &self.stream_options(stream), false)?;
        Ok(found.map(|(manifest, _)| Prepared { already_done: true, ..Prepared::new(manifest) }))
    }

    /// Prepares the files of a stream as they are brought; `progress` is told after every group. [`Preparation::sources`] and
    /// [`Preparation::validation`] are not read.
    ///
    /// # Errors
    /// As [`Preparation::run`]; [`Error::NotBrought`] and [`Error::Stopped`] as the supply says.
    pub fn run_stream(
        &self,
        tokenizer: &Tokenizer,
        stream: &Stream,
        supply: &dyn Supply,
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<Prepared> {
        self.reading.check()?;
        if self.cleaning != Cleaning::default() || self.part.is_some() {
            let what = "its texts are read as they come; files that are here can be cleaned, and taken in parts";
            return Err(Error::Cleaning { name: stream.name.clone(), what: what.into() });
        }
        if let Some(done) = self.finished_stream(tokenizer, stream)? {
            return Ok(done);
        }
        let separators = Separators { before: tokenizer.bos(), after: tokenizer.eos() };
        if separators.before.or(separators.after).is_none() {
            return Err(Error::NoBorder { folder: self.out.clone() });
        }
        // The first block gives one of its first two documents.
        let rule = ValidationRule::new(self.seed, self.validation_fraction, self.most_validation, 2)?;
        let split = |_, number| if rule.takes(number) { Split::Val } else { Split::Train };
        let mut shards = self.stream_shards(tokenizer, stream)?;
        let resumed_tokens = shards.done_tokens();
        let cleaner = Cleaner::open(&self.cleaning, &[], false)?;
        let mut pipeline = Pipeline::new(tokenizer, separators, (&cleaner, None), resumed_tokens, None);
        pipeline.end_at(stream.limit, shards.files());
        let mut left_out = LeftOut::new(self.reading.strict);
        let mut empty = 0;
        let first = shards.files().len();
        std::thread::scope(|scope| {
            let bring = |number: usize| scope.spawn(move || supply.bring(number));
            let mut coming = None;
            for (number, wanted) in stream.files.iter().enumerate().skip(first) {
                if pipeline.is_full() {
                    break;
                }
                let brought = coming.take().unwrap_or_else(|| bring(number)).join().unwrap_or_default();
                let path = brought.ok_or_else(|| Error::NotBrought { name: wanted.name.clone() })?;
                if number + 1 < stream.files.len() && pipeline.has_room_behind(wanted.bytes) {
                    coming = Some(bring(number + 1));
                }
                let mut documents = Documents::new(self.file(path, wanted)?, self.reading.clone());
                let stops = || supply.stops();
                pipeline.take_while(&mut documents, &split, &mut shards, progress, &stops)?;
                left_out.merge(documents.left_out());
                empty += none(&documents);
                shards.end_file(&wanted.name, pipeline.documents())?;
                supply.done(number);
            }
            Ok::<_, Error>(())
        })?;
        self.end_stream(tokenizer, separators, (stream, shards), (resumed_tokens, empty, left_out))
    }

    /// Writes what says that it is finished.
    fn end_stream(
        &self,
        tokenizer: &Tokenizer,
        separators: Separators,
        (stream, shards): (&Stream, Shards),
        (resumed_tokens, empty, left_out): (u64, u64, LeftOut),
    ) -> Result<Prepared> {
        let state = shards.finish(0)?;
        let of = |split: Split| state.shards.iter().filter(move |entry| entry.split == split);
        let [train, valid] =
            [Split::Train, Split::Val].map(|split| of(split).map(|entry| entry.documents).sum::<u64>());
        if train == 0 || valid == 0 {
            return Err(Error::NoDocuments { sources: stream.name.clone(), empty });
        }
        tokenizer.save(&self.out, None)?;
        let mut manifest = Manifest::new(tokenizer.hash(), tokenizer.vocab_size(), separators);
        manifest.shards = state.shards;
        manifest.sources = state.files;
        manifest.options = state.options;
        manifest.save(&self.out)?;
        State::remove(&self.out)?;
        Ok(Prepared { resumed_tokens, empty, left_out, ..Prepared::new(manifest) })
    }

    fn stream_options(&self, stream: &Stream) -> BTreeMap<String, String> {
        let number = |limit: Option<u64>| limit.map_or("all".to_owned(), |number| number.to_string());
        let Limit { tokens, documents, files } = stream.limit;
        let mut options = self.common_options();
        options.extend(
            [
                ("sources", stream.name.clone()),
                (COMMIT, stream.commit.clone()),
                ("tokens", number(tokens)),
                ("samples", number(documents)),
                ("shards", number(files)),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        );
        options
    }

    fn stream_shards(&self, tokenizer: &Tokenizer, stream: &Stream) -> Result<Shards> {
        atomic::create_folder(&self.out)?;
        atomic::clean(&self.out)?;
        let options = self.stream_options(stream);
        let state = match State::load(&self.out)? {
            Some(state) => {
                let (then, now) = (&state.tokenizer_sha256, &tokenizer.hash());
                state::compare(&self.out, then, now, &state.options, &options)?;
                state
            }
            None => State::new(tokenizer.hash(), options),
        };
        Shards::open(&self.out, Width::for_vocab(tokenizer.vocab_size()), self.shard_tokens, state)
    }

    fn file(&self, path: PathBuf, wanted: &Wanted) -> Result<Sources> {
        let kind = SourceKind::of(Path::new(&wanted.name));
        let extension = Path::new(&wanted.name).extension().unwrap_or_default().to_string_lossy().into_owned();
        let kind = kind.ok_or_else(|| Error::UnknownFormat { path: path.clone(), extension })?;
        let file = Source { path, kind, bytes: Some(wanted.bytes) };
        Ok(Sources { files: vec![file], left_out: LeftOut::new(self.reading.strict) })
    }
}

#[cfg(test)]
mod tests;
