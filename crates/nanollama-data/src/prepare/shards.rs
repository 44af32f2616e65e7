//! The shards being written: one open for each split, closed when the next document would pass the limit.

use std::path::{Path, PathBuf};

use nanollama_store::manifest::{ShardEntry, SourceEntry, Split};
use nanollama_store::shard::{Shard, ShardWriter, Width};

use super::state::State;
use crate::error::{Error, Result};

/// The writers of both splits, and what is finished.
pub(super) struct Shards {
    folder: PathBuf,
    width: Width,
    limit: u64,
    state: State,
    open: [Option<Open>; 2],
}

struct Open {
    file: String,
    writer: ShardWriter,
    text_bytes: u64,
}

impl Shards {
    /// Goes on from a state; its shards must be there as it describes them.
    pub(super) fn open(folder: &Path, width: Width, limit: u64, state: State) -> Result<Self> {
        for entry in &state.shards {
            let shard = Shard::open(&folder.join(&entry.file))?;
            if shard.len() as u64 != entry.tokens {
                let what = format!("{} has {} tokens instead of {}", entry.file, shard.len(), entry.tokens);
                return Err(Error::Corpus { folder: folder.into(), what });
            }
        }
        Ok(Self { folder: folder.into(), width, limit, state, open: [None, None] })
    }

    /// Tokens in finished shards.
    pub(super) fn done_tokens(&self) -> u64 {
        self.state.shards.iter().map(|entry| entry.tokens).sum()
    }

    #[cfg(test)]
    pub(super) fn finished(&self) -> usize {
        self.state.shards.len()
    }

    /// Whether this document of this split lies in a finished shard.
    pub(super) fn holds(&self, split: Split, number: u64) -> bool {
        self.state.next.get(&split).is_some_and(|next| number < *next)
    }

    /// Appends the document with this number, separators included.
    pub(super) fn push(&mut self, split: Split, number: u64, ids: &[u32], text_bytes: u64) -> Result<()> {
        let full = |open: &Open| open.writer.tokens() + ids.len() as u64 > self.limit;
        if self.open[split as usize].as_ref().is_some_and(full) {
            self.close(split, number)?;
            self.state.save(&self.folder)?;
        }
        let slot = &mut self.open[split as usize];
        let open = match slot {
            Some(open) => open,
            None => {
                let index = self.state.shards.iter().filter(|entry| entry.split == split).count();
                let file = format!("{}_{index:06}.bin", split.name());
                let writer = ShardWriter::create(&self.folder.join(&file), self.width)?;
                slot.insert(Open { file, writer, text_bytes: 0 })
            }
        };
        open.writer.push_document(ids)?;
        open.text_bytes += text_bytes;
        Ok(())
    }

    /// Files of which every document lies in a finished shard.
    pub(super) fn files(&self) -> &[SourceEntry] {
        &self.state.files
    }

    /// Finishes the open shards at the end of a file, behind `number` documents: the file is not needed again.
    pub(super) fn end_file(&mut self, name: &str, number: u64) -> Result<()> {
        for split in [Split::Train, Split::Val] {
            self.close(split, number)?;
        }
        let entry = entry(name, &self.state.shards, &self.state.files);
        self.state.files.push(entry);
        self.state.save(&self.folder)
    }

    /// Finishes the open shards; `number` is how many documents there are. The shards come back in the manifest's order.
    pub(super) fn finish(mut self, number: u64) -> Result<State> {
        for split in [Split::Train, Split::Val] {
            self.close(split, number)?;
        }
        self.state.shards.sort_by(|a, b| (a.split, &a.file).cmp(&(b.split, &b.file)));
        self.state.save(&self.folder)?;
        Ok(self.state)
    }

    /// Finishes the split's open shard: all its documents below `next` are durable then.
    fn close(&mut self, split: Split, next: u64) -> Result<()> {
        let Some(Open { file, writer, text_bytes }) = self.open[split as usize].take() else { return Ok(()) };
        let written = writer.finish()?;
        let (tokens, documents, sha256) = (written.tokens, written.documents, written.sha256);
        self.state.shards.push(ShardEntry { file, split, tokens, documents, text_bytes, sha256 });
        self.state.next.insert(split, next);
        Ok(())
    }
}

/// What a file gave, as the shards and the files before it tell.
pub(super) fn entry(name: &str, shards: &[ShardEntry], files: &[SourceEntry]) -> SourceEntry {
    let all = shards.iter().fold((0, 0), |(d, b), shard| (d + shard.documents, b + shard.text_bytes));
    let before = files.iter().fold((0, 0), |(d, b), file| (d + file.documents, b + file.text_bytes));
    SourceEntry { name: name.to_owned(), documents: all.0 - before.0, text_bytes: all.1 - before.1 }
}
