//! Writing a shard, a document at a time.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::documents::{self, documents_path};
use super::header::{MOST_TOKENS, Width};
use crate::atomic::{AtomicFile, NewFile};
use crate::error::{Error, Result};
use crate::hash;

/// What a finished shard holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Tokens.
    pub tokens: u64,
    /// Documents.
    pub documents: u64,
    /// SHA-256, in hex, of the ids' bytes (what follows the header).
    pub sha256: String,
}

/// Writes a shard and its documents' index, streaming. Neither file appears before [`ShardWriter::finish`].
pub struct ShardWriter {
    file: AtomicFile,
    width: Width,
    tokens: u64,
    starts: Vec<u64>,
    hasher: Sha256,
    buffer: Vec<u8>,
}

impl ShardWriter {
    /// Starts the shard `path`.
    ///
    /// # Errors
    /// When the folder is missing or not writable.
    pub fn create(path: &Path, width: Width) -> Result<ShardWriter> {
        let mut file = AtomicFile::create(path)?;
        file.put(&width.header(0))?;
        Ok(ShardWriter { file, width, tokens: 0, starts: Vec::new(), hasher: Sha256::new(), buffer: Vec::new() })
    }

    /// Tokens so far.
    pub fn tokens(&self) -> u64 {
        self.tokens
    }

    /// Appends one document, its separators included.
    ///
    /// # Errors
    /// When it is empty, an id does not fit the width, the shard would pass 2^31 - 1 tokens, or the disk refuses.
    pub fn push_document(&mut self, ids: &[u32]) -> Result<()> {
        let fail = |what: String| Err(Error::unwritable(self.file.path(), what));
        if ids.is_empty() {
            return fail("a document of no tokens".into());
        }
        if self.tokens + ids.len() as u64 > MOST_TOKENS {
            return fail(format!("more than {MOST_TOKENS} tokens into one shard; start another"));
        }
        self.buffer.clear();
        match self.width {
            Width::U16 => {
                for &id in ids {
                    let Ok(narrow) = u16::try_from(id) else { return fail(format!("token id {id} into a u16 shard")) };
                    self.buffer.extend(narrow.to_le_bytes());
                }
            }
            Width::U32 => self.buffer.extend(ids.iter().flat_map(|id| id.to_le_bytes())),
        }
        self.hasher.update(&self.buffer);
        self.file.put(&self.buffer)?;
        self.starts.push(self.tokens);
        self.tokens += ids.len() as u64;
        Ok(())
    }

    /// Makes index and shard durable, the index first: where there is a shard there is its index.
    ///
    /// # Errors
    /// When the disk refuses; then there is no shard.
    pub fn finish(mut self) -> Result<Written> {
        let index = documents_path(self.file.path());
        documents::write(&index, &self.starts, self.tokens)?;
        if let Err(error) = self.file.patch_start(&self.width.header(self.tokens)).and_then(|()| self.file.commit()) {
            let _best_effort = std::fs::remove_file(index);
            return Err(error);
        }
        Ok(Written { tokens: self.tokens, documents: self.starts.len() as u64, sha256: hash::hex(self.hasher) })
    }
}
