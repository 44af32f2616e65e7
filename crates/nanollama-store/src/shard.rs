//! Token shards: llm.c's header, then nothing but token ids, little-endian. Beside each, `<shard>.docs` says where its documents start.
//!
//! The header is 256 i32: magic, version, token count, zeros. Magic 20240520 version 1 is u16 ids, 20240801 version 7 is u32 ids; both are read by llm.c
//! (`dev/data/data_common.py`) and the first by modded-nanogpt. What the ids mean, and which tokenizer made them, is [`crate::manifest`]'s business.

use std::ops::Range;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::atomic::AtomicFile;
use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::hash;
use crate::map::Map;

mod documents;
pub use documents::Documents;

const FORMAT: &str = "token shard";
const HEADER_BYTES: usize = 1024;
/// The header's count is an i32.
const MOST_TOKENS: u64 = i32::MAX as u64;

/// How wide an id is in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Two bytes: vocabularies up to 65,536.
    U16,
    /// Four bytes.
    U32,
}

impl Width {
    /// The narrowest width for a vocabulary.
    #[must_use]
    pub fn for_vocab(vocab_size: usize) -> Width {
        if vocab_size <= 1 << 16 { Width::U16 } else { Width::U32 }
    }

    /// Bytes of an id.
    #[must_use]
    pub fn bytes(self) -> usize {
        match self {
            Width::U16 => 2,
            Width::U32 => 4,
        }
    }

    fn header(self, tokens: u64) -> Vec<u8> {
        let (magic, version) = match self {
            Width::U16 => (20_240_520u32, 1u32),
            Width::U32 => (20_240_801, 7),
        };
        let mut header = Vec::with_capacity(HEADER_BYTES);
        header.extend(magic.to_le_bytes());
        header.extend(version.to_le_bytes());
        header.extend((tokens as u32).to_le_bytes());
        header.resize(HEADER_BYTES, 0);
        header
    }

    fn of(magic: u32, version: u32) -> Option<Width> {
        match (magic, version) {
            (20_240_520, 1) => Some(Width::U16),
            (20_240_801, 7) => Some(Width::U32),
            _ => None,
        }
    }
}

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

/// An open shard. The header and the index are checked, ids are read on demand; share it between threads freely.
#[derive(Debug)]
pub struct Shard {
    map: Map,
    width: Width,
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
        let (width, tokens) = parse(&map).map_err(|what| Error::format(path, FORMAT, what))?;
        Ok(Shard { map, width, tokens })
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

    /// Reads a range as a new vector.
    ///
    /// # Errors
    /// When the range reaches beyond the shard.
    pub fn read_range(&self, range: Range<usize>) -> Result<Vec<u32>> {
        // Checked before the vector is made, so that a hostile range allocates nothing.
        self.bytes(range.start, range.len())?;
        let mut ids = vec![0; range.len()];
        self.read(range.start, &mut ids)?;
        Ok(ids)
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
        hash::sha256_bytes(&self.map[HEADER_BYTES..])
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
                Ok(&self.map[HEADER_BYTES + start * self.width.bytes()..HEADER_BYTES + end * self.width.bytes()])
            }
            _ => Err(Error::format(
                self.path(),
                FORMAT,
                format!("{count} tokens from {start} were asked for, it has {}", self.tokens),
            )),
        }
    }
}

/// The index file of a shard: its name with `.docs` appended.
#[must_use]
pub fn documents_path(shard: &Path) -> PathBuf {
    let mut name = shard.as_os_str().to_owned();
    name.push(".docs");
    name.into()
}

fn parse(file: &[u8]) -> Result<(Width, usize), String> {
    let mut cursor = Cursor::new(file);
    let header = cursor.take(HEADER_BYTES as u64, "the header")?;
    let mut header = Cursor::new(header);
    let (magic, version, tokens) =
        (header.u32("the magic")?, header.u32("the version")?, header.u32("the token count")?);
    let width = Width::of(magic, version).ok_or_else(|| {
        format!("magic {magic} version {version}; known are 20240520 version 1 and 20240801 version 7")
    })?;
    let bytes = u64::from(tokens) * width.bytes() as u64;
    if u64::from(tokens) > MOST_TOKENS || bytes != cursor.left() as u64 {
        return Err(format!(
            "its header says {tokens} tokens, that is {bytes} bytes, and {} bytes follow it; it is cut off or damaged",
            cursor.left()
        ));
    }
    Ok((width, tokens as usize))
}

#[cfg(test)]
mod tests;
