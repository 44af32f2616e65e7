//! The tokens: bytes and kind of each id, in one arena. What is special and what is text is decided here.

use std::collections::HashMap;

use crate::error::{Error, Result};
use crate::hash::ByteMap;

/// What a token is; the numbers are GGUF's `tokenizer.ggml.token_type`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Text, made by merging.
    Normal = 1,
    /// SentencePiece's `<unk>`.
    Unknown = 2,
    /// A special token; user text never becomes one.
    Control = 3,
    /// Added text that is never cut (HF: an added token that is not special).
    UserDefined = 4,
    /// An id without use (padding of the table).
    Unused = 5,
    /// SentencePiece's byte fallback, `<0x0A>`.
    Byte = 6,
}

impl Kind {
    /// Whether the token is found by its text, before any merging.
    pub(crate) fn is_named(self) -> bool {
        matches!(self, Kind::Control | Kind::Unknown | Kind::UserDefined)
    }

    pub(crate) fn from_gguf(number: i32) -> Option<Kind> {
        [Kind::Normal, Kind::Unknown, Kind::Control, Kind::UserDefined, Kind::Unused, Kind::Byte]
            .into_iter()
            .find(|kind| *kind as i32 == number)
    }
}

/// One token as a reader delivers it. For [`Kind::Control`] the bytes are the name, for [`Kind::Byte`] the one byte.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) bytes: Vec<u8>,
    pub(crate) kind: Kind,
}

impl Token {
    pub(crate) fn new(bytes: impl Into<Vec<u8>>, kind: Kind) -> Token {
        Token { bytes: bytes.into(), kind }
    }
}

/// What tokens add to a text, where it is not what their bytes say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    /// User-defined tokens, whose bytes are the text that is found.
    pub(crate) anywhere: HashMap<u32, Vec<u8>>,
    /// The first token of a text, where that is not what it adds elsewhere without its spaces
    /// ([`crate::opening::Start::FirstToken`] takes signs for spaces, not spaces).
    pub(crate) first: HashMap<u32, Vec<u8>>,
}

/// All tokens by id, and the ids of the texts.
pub(crate) struct Vocabulary {
    arena: Vec<u8>,
    ends: Vec<u32>,
    kinds: Vec<Kind>,
    /// Ordinary tokens by their bytes. Of two with the same bytes the first counts.
    normal: ByteMap<Box<[u8]>, u32>,
    /// Control, unknown and user-defined tokens by their text.
    named: ByteMap<Box<[u8]>, u32>,
    longest_normal: usize,
    shown: Shown,
}

/// No real vocabulary comes near (the largest have about 260,000).
pub(crate) const MOST_TOKENS: usize = 1 << 24;

impl Vocabulary {
    pub(crate) fn new(file: &str, tokens: &[Token]) -> Result<Vocabulary> {
        let total: usize = tokens.iter().map(|token| token.bytes.len()).sum();
        if tokens.is_empty() || tokens.len() > MOST_TOKENS || u32::try_from(total).is_err() {
            let found = format!("{} tokens of {total} bytes in all", tokens.len());
            return Err(Error::field(file, "vocabulary", found, "1 to 16,777,216 tokens, under 4 GiB"));
        }
        let mut vocabulary = Vocabulary {
            arena: Vec::with_capacity(total),
            ends: Vec::with_capacity(tokens.len()),
            kinds: Vec::with_capacity(tokens.len()),
            normal: ByteMap::with_capacity_and_hasher(tokens.len(), Default::default()),
            named: ByteMap::default(),
            longest_normal: 0,
            shown: Shown::default(),
        };
        for (id, token) in tokens.iter().enumerate() {
            vocabulary.push(file, id as u32, token)?;
        }
        Ok(vocabulary)
    }

    fn push(&mut self, file: &str, id: u32, token: &Token) -> Result<()> {
        let field = || format!("token {id}");
        match token.kind {
            Kind::Unused => {}
            Kind::Byte if token.bytes.len() == 1 => {}
            Kind::Byte => return Err(Error::field(file, field(), "a byte token of another length", "one byte")),
            // Files hold such tokens; nothing is ever cut to nothing, so no text becomes one.
            Kind::Normal if token.bytes.is_empty() => {}
            _ if token.bytes.is_empty() => return Err(Error::field(file, field(), "empty", "a token's text")),
            Kind::Normal => {
                self.longest_normal = self.longest_normal.max(token.bytes.len());
                self.normal.entry(token.bytes.as_slice().into()).or_insert(id);
            }
            Kind::Unknown | Kind::Control | Kind::UserDefined => {
                if let Some(first) = self.named.insert(token.bytes.as_slice().into(), id) {
                    let found = format!("{:?} again, first at {first}", String::from_utf8_lossy(&token.bytes));
                    return Err(Error::field(file, field(), found, "a special token of its own name"));
                }
            }
        }
        self.arena.extend_from_slice(&token.bytes);
        self.ends.push(self.arena.len() as u32);
        self.kinds.push(token.kind);
        Ok(())
    }

    /// Says what tokens add to a text.
    pub(crate) fn show(&mut self, shown: Shown) {
        self.shown = shown;
    }

    /// What the token adds as the first of a text, where it is not the rest of it without spaces.
    pub(crate) fn first(&self, id: u32) -> Option<&[u8]> {
        self.shown.first.get(&id).map(Vec::as_slice)
    }

    /// Makes control tokens of user-defined ones.
    pub(crate) fn make_special(&mut self, ids: impl IntoIterator<Item = u32>) {
        for id in ids {
            if let Some(kind @ Kind::UserDefined) = self.kinds.get_mut(id as usize) {
                *kind = Kind::Control;
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.kinds.len()
    }

    pub(crate) fn kind(&self, id: u32) -> Option<Kind> {
        self.kinds.get(id as usize).copied()
    }

    /// The text or name of a token, whatever its kind.
    pub(crate) fn written(&self, id: u32) -> Option<&[u8]> {
        let index = id as usize;
        let end = *self.ends.get(index)? as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        Some(&self.arena[start..end])
    }

    /// What the token adds to a text: nothing for special and unused ones.
    pub(crate) fn bytes(&self, id: u32) -> Option<&[u8]> {
        match self.kind(id)? {
            Kind::UserDefined if !self.shown.anywhere.is_empty() => {
                self.shown.anywhere.get(&id).map(Vec::as_slice).or_else(|| self.written(id))
            }
            Kind::Normal | Kind::UserDefined | Kind::Byte => self.written(id),
            Kind::Control | Kind::Unknown | Kind::Unused => Some(&[]),
        }
    }

    /// The ordinary token with exactly these bytes.
    #[inline]
    pub(crate) fn normal(&self, bytes: &[u8]) -> Option<u32> {
        if bytes.len() > self.longest_normal {
            return None;
        }
        self.normal.get(bytes).copied()
    }

    /// The control, unknown or user-defined token of that text.
    pub(crate) fn named(&self, text: &str) -> Option<u32> {
        self.named.get(text.as_bytes()).copied()
    }

    pub(crate) fn ids_of(&self, kind: Kind) -> impl Iterator<Item = u32> + '_ {
        (0..self.len() as u32).filter(move |&id| self.kinds[id as usize] == kind)
    }

    pub(crate) fn tokens(&self) -> impl Iterator<Item = (u32, Kind, &[u8])> + '_ {
        (0..self.len() as u32)
            .map(|id| (id, self.kinds[id as usize], self.written(id).expect("ids below len have text")))
    }
}
