//! The index beside a shard: where each document starts. 8 bytes of magic, u64 documents, u64
//! tokens of the shard, then a u64 start each.
//!
//! It is a file of its own because llm.c's shards have no room for it, and because finding starts
//! by their first token would make that token's id a part of the format. Documents lie end to end
//! and are never empty, so starts rise strictly from 0.

use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::atomic;
use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::map::Map;

const FORMAT: &str = "document index";
const MAGIC: [u8; 8] = *b"nlmdocs1";
const HEADER_BYTES: usize = 24;

/// An open index, checked against its shard.
#[derive(Debug)]
pub struct Documents {
    map: Map,
    count: usize,
    tokens: u64,
}

impl Documents {
    pub(super) fn open(path: &Path, tokens: u64) -> Result<Documents> {
        if !path.exists() {
            return Err(Error::format(path, FORMAT, "it is missing"));
        }
        let map = Map::open(path)?;
        let count = parse(&map, tokens).map_err(|what| Error::format(path, FORMAT, what))?;
        Ok(Documents { map, count, tokens })
    }

    /// How many documents.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The tokens of document `index`, as positions in its shard; None beyond the last.
    pub fn range(&self, index: usize) -> Option<Range<usize>> {
        let start = self.start(index)?;
        let end = self.start(index + 1).unwrap_or(self.tokens);
        Some(start as usize..end as usize)
    }

    /// The document that a token of the shard lies in; None beyond the last token. A binary search in the file.
    pub fn containing(&self, token: usize) -> Option<usize> {
        let token = Some(token as u64).filter(|token| *token < self.tokens)?;
        Some(self.starts().partition_point(|&start| u64::from_le_bytes(start) <= token) - 1)
    }

    fn start(&self, index: usize) -> Option<u64> {
        self.starts().get(index).map(|&bytes| u64::from_le_bytes(bytes))
    }

    /// Where each document starts, as the file has it.
    fn starts(&self) -> &[[u8; 8]] {
        self.map[HEADER_BYTES..].as_chunks::<8>().0
    }
}

/// The index file of a shard: its name with `.docs` appended.
#[must_use]
pub fn documents_path(shard: &Path) -> PathBuf {
    let mut name = shard.as_os_str().to_owned();
    name.push(".docs");
    name.into()
}

fn parse(file: &[u8], tokens: u64) -> Result<usize, String> {
    let mut cursor = Cursor::new(file);
    if cursor.array::<8>("the magic")? != MAGIC {
        return Err("it does not start with nlmdocs1".into());
    }
    let count = cursor.u64("the document count")?;
    let claimed = cursor.u64("the token count")?;
    if claimed != tokens {
        return Err(format!(
            "it belongs to a shard of {claimed} tokens, this one has {tokens}; prepare the data again"
        ));
    }
    let count = cursor.checked_count(count, 8, "documents")?;
    if cursor.left() != count * 8 {
        return Err(format!("{count} documents take {} bytes, it has {}", count * 8, cursor.left()));
    }
    let starts = cursor.take(cursor.left() as u64, "the starts")?.as_chunks::<8>().0;
    let mut least = 0;
    for (index, &start) in starts.iter().enumerate() {
        let start = u64::from_le_bytes(start);
        let wrong = if index == 0 { start != 0 } else { start < least };
        if wrong || start >= tokens {
            return Err(format!(
                "document {index} starts at token {start}; starts rise from 0 and stay below {tokens}"
            ));
        }
        least = start + 1;
    }
    if count == 0 && tokens > 0 {
        return Err(format!("no documents for {tokens} tokens"));
    }
    Ok(count)
}

pub(super) fn write(path: &Path, starts: &[u64], tokens: u64) -> Result<()> {
    atomic::write_file(path, |file| {
        file.write_all(&MAGIC)?;
        file.write_all(&(starts.len() as u64).to_le_bytes())?;
        file.write_all(&tokens.to_le_bytes())?;
        starts.iter().try_for_each(|start| file.write_all(&start.to_le_bytes()))
    })
}
