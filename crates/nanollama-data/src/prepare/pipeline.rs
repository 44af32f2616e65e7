//! From documents to shards, a group at a time, in the order of the documents.

use nanollama_store::manifest::{Separators, SourceEntry, Split};
use nanollama_token::Tokenizer;
use rayon::prelude::*;

use super::limit::Limit;
use super::progress::Progress;
use super::shards::Shards;
use crate::error::{Error, Result};
use crate::source::Documents;

/// A group is tokenised at once: enough text to keep many cores busy, little enough to hold two of them.
const GROUP_BYTES: usize = 8 << 20;
const GROUP_DOCUMENTS: usize = 8192;

/// One document and where it belongs.
struct Numbered {
    text: String,
    number: u64,
    split: Split,
}

/// Reads, tokenises and writes: while one group is tokenised the next is read.
pub(super) struct Pipeline<'a> {
    tokenizer: &'a Tokenizer,
    separators: Separators,
    /// How many documents were read is the next one's number, too.
    report: Progress,
    limit: Limit,
}

impl<'a> Pipeline<'a> {
    /// A pipeline that goes on behind `done_tokens` of an earlier run, over sources of `total_bytes`.
    pub(super) fn new(
        tokenizer: &'a Tokenizer,
        separators: Separators,
        done_tokens: u64,
        total_bytes: Option<u64>,
    ) -> Self {
        let report = Progress { tokens: done_tokens, resumed_tokens: done_tokens, total_bytes, ..Progress::default() };
        Self { tokenizer, separators, report, limit: Limit::default() }
    }

    /// Ends at a limit, and goes on behind files that are finished.
    pub(super) fn end_at(&mut self, limit: Limit, finished: &[SourceEntry]) {
        self.limit = limit;
        self.report.documents = finished.iter().map(|file| file.documents).sum();
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

    /// Documents read so far.
    pub(super) fn documents(&self) -> u64 {
        self.report.documents
    }

    /// Takes all documents from one list of sources to the shards.
    pub(super) fn take(
        &mut self,
        documents: &mut Documents,
        split: &(dyn Fn(u64) -> Split + Sync),
        shards: &mut Shards,
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<()> {
        self.take_while(documents, split, shards, (progress, &|| false))
    }

    /// [`Pipeline::take`] up to the limit.
    ///
    /// # Errors
    /// [`Error::Stopped`] where `stops` says so, before the next group.
    pub(super) fn take_while(
        &mut self,
        documents: &mut Documents,
        split: &(dyn Fn(u64) -> Split + Sync),
        shards: &mut Shards,
        (progress, stops): (&mut dyn FnMut(&Progress), &dyn Fn() -> bool),
    ) -> Result<()> {
        let before = self.report.read_bytes;
        let mut group = self.read(documents, split, shards)?;
        loop {
            self.report.read_bytes = before + documents.bytes_read();
            if group.is_empty() {
                progress(&self.report);
                return Ok(());
            }
            if stops() {
                return Err(Error::Stopped);
            }
            let (tokenizer, separators) = (self.tokenizer, self.separators);
            let read = || self.read(documents, split, shards);
            let (encoded, next) = rayon::join(|| encode(tokenizer, separators, &group), read);
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

    /// The next group; documents that lie in finished shards are read past.
    fn read(
        &mut self,
        documents: &mut Documents,
        split: &(dyn Fn(u64) -> Split + Sync),
        shards: &Shards,
    ) -> Result<Vec<Numbered>> {
        let (mut group, mut bytes) = (Vec::new(), 0);
        let mut text = String::new();
        let room = |documents: u64| self.limit.documents.is_none_or(|most| documents < most);
        while bytes < GROUP_BYTES
            && group.len() < GROUP_DOCUMENTS
            && room(self.report.documents)
            && documents.next_into(&mut text)?.is_some()
        {
            let number = self.report.documents;
            let split = split(number);
            self.report.documents += 1;
            self.report.text_bytes += text.len() as u64;
            if !shards.holds(split, number) {
                bytes += text.len();
                group.push(Numbered { text: std::mem::take(&mut text), number, split });
            }
        }
        Ok(group)
    }
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
