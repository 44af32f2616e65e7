//! A shard's header: magic, version and token count, which say how wide ids are and how long the file is.

use crate::cursor::Cursor;

pub(crate) const FORMAT: &str = "token shard";
pub(super) const HEADER_BYTES: usize = 1024;
/// The header's count is an i32.
pub(super) const MOST_TOKENS: u64 = i32::MAX as u64;

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

    /// The header of a shard of so many tokens.
    pub(super) fn header(self, tokens: u64) -> Vec<u8> {
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

/// The width and the number of tokens of a whole file, checked against its length.
pub(super) fn parse(file: &[u8]) -> Result<(Width, usize), String> {
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
