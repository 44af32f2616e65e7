//! Token shards: llm.c's header, then nothing but token ids, little-endian. Beside each,
//! `<shard>.docs` says where its documents start.
//!
//! The header is 256 i32: magic, version, token count, zeros. Magic 20240520 version 1 is u16 ids,
//! 20240801 version 7 is u32 ids; both are read by llm.c (`dev/data/data_common.py`) and the first
//! by modded-nanogpt. Which tokenizer made the ids stands in [`crate::manifest`].

mod documents;
mod header;
mod write;

use std::path::Path;

use crate::error::{Error, Result};
use crate::hash;
use crate::map::Map;
use header::HEADER_BYTES;

pub use documents::{Documents, documents_path};
pub(crate) use header::FORMAT;
pub use header::Width;
pub use write::{ShardWriter, Written};

/// An open shard. The header and the index are checked, ids are read on demand; share it between threads freely.
#[derive(Debug)]
pub struct Shard {
    map: Map,
    width: Width,
    /// Where its ids begin, in bytes.
    begin: usize,
    tokens: usize,
}

impl Shard {
    /// Opens a shard and checks its header against its length.
    ///
    /// # Errors
    /// When it is missing, of another kind, or longer or shorter than its header says.
    pub fn open(path: &Path) -> Result<Shard> {
        if !path.exists() {
            return Err(Error::format(path, FORMAT, "it is missing"));
        }
        let map = Map::open(path)?;
        let (width, tokens) = header::parse(&map).map_err(|what| Error::format(path, FORMAT, what))?;
        Ok(Shard { map, width, begin: HEADER_BYTES, tokens })
    }

    /// Opens a file of ids of two bytes without a header, as nanollama writes them.
    ///
    /// # Errors
    /// When it is missing, empty, of an odd number of bytes, or has the header of a shard.
    pub fn open_bare(path: &Path) -> Result<Shard> {
        let fail = |what: &str| Err(Error::format(path, FORMAT, what));
        let bytes = std::fs::metadata(path).map_err(|source| Error::io(path, "open", source))?.len();
        match bytes {
            0 => return fail("there are no ids in it"),
            odd if odd % 2 == 1 => return fail("ids of two bytes cannot make an odd number of bytes"),
            _ => {}
        }
        let map = Map::open(path)?;
        if header::parse(&map).is_ok() {
            return fail("it has llm.c's header, and bare ids have none");
        }
        let tokens = map.len() / 2;
        Ok(Shard { map, width: Width::U16, begin: 0, tokens })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.map.path()
    }

    /// How wide its ids are.
    pub fn width(&self) -> Width {
        self.width
    }

    /// Tokens in it.
    pub fn len(&self) -> usize {
        self.tokens
    }

    /// Whether it has no tokens.
    pub fn is_empty(&self) -> bool {
        self.tokens == 0
    }

    /// Copies the ids from `start` on into `ids`, filling it.
    ///
    /// # Errors
    /// When the range reaches beyond the shard.
    pub fn read(&self, start: usize, ids: &mut [u32]) -> Result<()> {
        let bytes = self.bytes(start, ids.len())?;
        match self.width {
            Width::U16 => ids
                .iter_mut()
                .zip(bytes.as_chunks::<2>().0)
                .for_each(|(id, &bytes)| *id = u16::from_le_bytes(bytes).into()),
            Width::U32 => {
                ids.iter_mut().zip(bytes.as_chunks::<4>().0).for_each(|(id, &bytes)| *id = u32::from_le_bytes(bytes))
            }
        }
        Ok(())
    }

    /// Checks that every id is below `vocab_size`. Reads the whole shard.
    ///
    /// # Errors
    /// With the first id that is not.
    pub fn check_ids(&self, vocab_size: usize) -> Result<()> {
        let mut ids = [0; 4096];
        for start in (0..self.tokens).step_by(ids.len()) {
            let ids = &mut ids[..(self.tokens - start).min(4096)];
            self.read(start, ids)?;
            if let Some(at) = ids.iter().position(|&id| id as usize >= vocab_size) {
                let what = format!(
                    "token {} has id {}, the vocabulary only {vocab_size}; it was made with another tokenizer",
                    start + at,
                    ids[at]
                );
                return Err(Error::format(self.path(), FORMAT, what));
            }
        }
        Ok(())
    }

    /// SHA-256 of the ids' bytes, as [`Written::sha256`] has it. Reads the whole shard.
    pub fn sha256(&self) -> String {
        hash::sha256_bytes(&self.map[self.begin..])
    }

    /// The index of its documents.
    ///
    /// # Errors
    /// When the index is missing, damaged, or belongs to another shard.
    pub fn documents(&self) -> Result<Documents> {
        Documents::open(&documents_path(self.path()), self.tokens as u64)
    }

    fn bytes(&self, start: usize, count: usize) -> Result<&[u8]> {
        match start.checked_add(count) {
            Some(end) if end <= self.tokens => {
                Ok(&self.map[self.begin + start * self.width.bytes()..self.begin + end * self.width.bytes()])
            }
            _ => Err(Error::format(
                self.path(),
                FORMAT,
                format!("{count} tokens from {start} were asked for, it has {}", self.tokens),
            )),
        }
    }
}

#[cfg(test)]
mod tests;
