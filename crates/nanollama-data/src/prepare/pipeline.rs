//! From documents to shards, a group at a time, in the order of the documents.

use nanollama_store::manifest::{RemovedEntry, Separators, SourceEntry, Split};
use nanollama_token::Tokenizer;
use rayon::join;
use rayon::prelude::*;

use super::limit::Limit;
use super::progress::Progress;
use super::shards::Shards;
use crate::clean::{Cleaner, KEPT, Lines, Removed, Verdicts};
use crate::error::{Error, Result};
use crate::source::{Documents, Sources};

/// A group is tokenised at once: enough text to keep many cores busy, little enough to hold two of them.
const GROUP_BYTES: usize = 8 << 20;
const GROUP_DOCUMENTS: usize = 8192;

/// One document and where it belongs.
struct Numbered {
    text: String,
    /// Bytes as it was read.
    bytes: u64,
    /// Whether it stays, where that is known before it is judged.
    known: Option<u16>,
    verdict: u16,
    lines: Lines,
    /// Its number among those that were read.
    read: u64,
    /// Its number among those that stay.
    number: u64,
    split: Split,
}

/// Reads, cleans, tokenises and writes: while one group is worked on the next is read.
pub(super) struct Pipeline<'a> {
    tokenizer: &'a Tokenizer,
    separators: Separators,
    cleaner: &'a Cleaner,
    /// Verdicts that were found before; None where documents are judged here.
    verdicts: Option<Verdicts>,
    removed: Removed,
    report: Progress,
    /// Documents that stay; the next one's number.
    kept: u64,
    /// Files of the lists of sources before.
    files: usize,
    limit: Limit,
}

impl<'a> Pipeline<'a> {
    /// A pipeline that goes on behind `done_tokens` of an earlier run, over sources of `total_bytes`.
    pub(super) fn new(
        tokenizer: &'a Tokenizer,
        separators: Separators,
        (cleaner, verdicts): (&'a Cleaner, Option<Verdicts>),
        done_tokens: u64,
        total_bytes: Option<u64>,
    ) -> Self {
        let report = Progress { tokens: done_tokens, resumed_tokens: done_tokens, total_bytes, ..Progress::default() };
        let (removed, limit) = (Removed::default(), Limit::default());
        Self { tokenizer, separators, cleaner, verdicts, removed, report, kept: 0, files: 0, limit }
    }

    /// Ends at a limit, and goes on behind files that are finished.
    pub(super) fn end_at(&mut self, limit: Limit, finished: &[SourceEntry]) {
        self.limit = limit;
        self.kept = finished.iter().map(|file| file.documents).sum();
        self.report.documents = self.kept;
        self.report.text_bytes = finished.iter().map(|file| file.text_bytes).sum();
    }

    /// Whether the limit is reached.
    pub(super) fn is_full(&self) -> bool {
        self.limit.tokens.is_some_and(|most| self.report.tokens >= most)
            || self.limit.documents.is_some_and(|most| self.report.documents >= most)
    }

    /// Whether there will be room behind a file of so many bytes, packed, as far as that can be told.
    pub(super) fn has_room_behind(&self, bytes: u64) -> bool {
        // A token has four bytes of text, a document a thousand tokens, about.
        self.limit.tokens.is_none_or(|most| self.report.tokens + bytes / 4 < most)
            && self.limit.documents.is_none_or(|most| self.report.documents + bytes / 4096 < most)
    }

    /// Documents that stay, so far.
    pub(super) fn documents(&self) -> u64 {
        self.kept
    }

    /// Documents that were read, so far.
    pub(super) fn read_documents(&self) -> u64 {
        self.report.documents
    }

    /// What was left out, so far.
    pub(super) fn removed(&self) -> Vec<RemovedEntry> {
        self.removed.entries(self.cleaner)
    }

    /// That the rules leave nothing of the sources, or nothing to measure on.
    pub(super) fn nothing_left(&self, sources: &Sources) -> Error {
        let count = |entry: &RemovedEntry| format!("{} by {}", entry.documents.max(entry.lines), entry.what);
        let removed = self.removed().iter().map(count).collect::<Vec<_>>().join(", ");
        Error::NothingLeft { sources: sources.names(), read: self.report.documents, kept: self.kept, removed }
    }

    /// The verdicts that were found are of other documents than those that come.
    pub(super) fn judge_anew(&mut self) {
        self.verdicts = None;
    }

    /// Takes all documents from one list of sources to the shards. Where a document belongs, `split` says by its number among
    /// those that were read and among those that stay.
    pub(super) fn take(
        &mut self,
        documents: &mut Documents,
        split: &(dyn Fn(u64, u64) -> Split + Sync),
        shards: &mut Shards,
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<()> {
        self.take_while(documents, split, shards, progress, &|| false)
    }

    /// [`Pipeline::take`] up to the limit.
    ///
    /// # Errors
    /// [`Error::Stopped`] where `stops` says so, before the next group.
    pub(super) fn take_while(
        &mut self,
        documents: &mut Documents,
        split: &(dyn Fn(u64, u64) -> Split + Sync),
        shards: &mut Shards,
        progress: &mut dyn FnMut(&Progress),
        stops: &dyn Fn() -> bool,
    ) -> Result<()> {
        let before = self.report.read_bytes;
        let mut group = self.read(documents)?;
        loop {
            self.report.read_bytes = before + documents.bytes_read();
            if group.is_empty() {
                self.files += documents.counts().len();
                progress(&self.report);
                return Ok(());
            }
            if stops() {
                return Err(Error::Stopped);
            }
            let (tokenizer, separators, cleaner) = (self.tokenizer, self.separators, self.cleaner);
            let (mut removed, mut kept) = (std::mem::take(&mut self.removed), self.kept);
            let work = || {
                clean(cleaner, &mut group);
                for document in &mut group {
                    removed.count(document.verdict, document.bytes, &document.lines);
                    document.split = split(document.read, kept);
                    document.number = kept;
                    kept += u64::from(document.verdict == KEPT);
                }
                group.retain(|document| document.verdict == KEPT && !shards.holds(document.split, document.number));
                encode(tokenizer, separators, &group)
            };
            let (encoded, next) = join(work, || self.read(documents));
            (self.removed, self.kept) = (removed, kept);
            for (document, ids) in group.iter().zip(&encoded) {
                if self.limit.tokens.is_some_and(|most| self.report.tokens >= most) {
                    progress(&self.report);
                    return Ok(());
                }
                shards.push(document.split, document.number, ids, document.text.len() as u64)?;
                self.report.tokens += ids.len() as u64;
            }
            progress(&self.report);
            group = next?;
        }
    }

    /// The next group.
    fn read(&mut self, documents: &mut Documents) -> Result<Vec<Numbered>> {
        let (mut group, mut bytes) = (Vec::new(), 0);
        let mut text = String::new();
        let room = |documents: u64| self.limit.documents.is_none_or(|most| documents < most);
        while bytes < GROUP_BYTES && group.len() < GROUP_DOCUMENTS && room(self.report.documents) {
            let Some(source) = documents.next_into(&mut text)? else { break };
            let read = self.report.documents;
            self.report.documents += 1;
            self.report.text_bytes += text.len() as u64;
            bytes += text.len();
            let known = match &mut self.verdicts {
                Some(verdicts) => Some(verdicts.next()?),
                None => self.cleaner.listed(self.files + source, documents.counts()[source].documents - 1),
            };
            let bytes = text.len() as u64;
            let (verdict, lines, number, split) = (KEPT, Lines::default(), 0, Split::Train);
            group.push(Numbered { text: std::mem::take(&mut text), bytes, known, verdict, lines, read, number, split });
        }
        Ok(group)
    }
}

/// Says of each document whether it stays, and takes out the lines that go.
fn clean(cleaner: &Cleaner, group: &mut [Numbered]) {
    if cleaner.is_idle() {
        return;
    }
    group.par_iter_mut().for_each(|document| {
        (document.verdict, document.lines) = match document.known {
            None => cleaner.judge(&mut document.text),
            Some(KEPT) => (KEPT, cleaner.take_lines(&mut document.text)),
            Some(verdict) => (verdict, Lines::default()),
        };
    });
}

fn encode(tokenizer: &Tokenizer, separators: Separators, group: &[Numbered]) -> Vec<Vec<u32>> {
    let one = |document: &Numbered| {
        let text = tokenizer.encode_parallel(&document.text);
        let mut ids = Vec::with_capacity(text.len() + 2);
        ids.extend(separators.before);
        ids.extend(text);
        ids.extend(separators.after);
        ids
    };
    group.par_iter().map(one).collect()
}
