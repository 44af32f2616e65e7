//! Byte-level BPE: pre-tokens to ids by the merge list. Exact order: the lowest-ranked pair first,
//! the leftmost of equals.
//!
//! Three speeds: a per-thread cache for pre-tokens up to 31 bytes (`word_cache.rs`), repeated
//! minimum over a small array (`short.rs`), a heap over a linked list for long ones (`long.rs`), so
//! no text is quadratic.

mod long;
mod pairs;
mod short;

use crate::error::{Error, Result};
use crate::pattern::Pattern;
use crate::vocabulary::{Kind, Vocabulary};
use crate::word_cache;
pub(crate) use pairs::{Merge, PairTable};

/// Stands for "no token" in the byte table.
const NONE: u32 = u32::MAX;

/// Byte-level BPE before it is checked.
pub(crate) struct BpeDefinition {
    pub(crate) pattern: Pattern,
    pub(crate) ignore_merges: bool,
    /// In order of rank.
    pub(crate) merges: Vec<(u32, u32)>,
    /// A pair's rank is its union's place in the vocabulary, as in tiktoken, not its place in the list.
    pub(crate) rank_by_union: bool,
    /// Text that does not begin with a space gets one.
    pub(crate) space_prefix: bool,
}

impl BpeDefinition {
    /// Ranks by the list, no space in front.
    pub(crate) fn new(pattern: Pattern, ignore_merges: bool, merges: Vec<(u32, u32)>) -> BpeDefinition {
        BpeDefinition { pattern, ignore_merges, merges, rank_by_union: false, space_prefix: false }
    }
}

pub(crate) struct Bpe {
    pub(crate) pattern: Pattern,
    /// A whole pre-token that is in the vocabulary is that token, whatever the merges say.
    pub(crate) ignore_merges: bool,
    /// In order of rank.
    pub(crate) merges: Vec<(u32, u32)>,
    /// Ranks are places of unions in the vocabulary, so pairs may share one.
    pub(crate) rank_by_union: bool,
    /// Text that does not begin with a space gets one.
    pub(crate) space_prefix: bool,
    pairs: PairTable,
    byte_ids: Box<[u32; 256]>,
    /// Names this tokenizer's entries in the threads' caches.
    owner: u32,
}

impl Bpe {
    pub(crate) fn new(file: &str, vocabulary: &Vocabulary, definition: BpeDefinition) -> Result<Bpe> {
        let BpeDefinition { pattern, ignore_merges, merges, rank_by_union, space_prefix } = definition;
        let mut byte_ids = Box::new([NONE; 256]);
        for byte in 0..=255u8 {
            byte_ids[byte as usize] = vocabulary.normal(&[byte]).unwrap_or(NONE);
        }
        let mut pairs = PairTable::with_capacity(merges.len());
        let mut product = Vec::new();
        for (rank, &(left, right)) in merges.iter().enumerate() {
            product.clear();
            for part in [left, right] {
                match vocabulary.kind(part) {
                    Some(Kind::Normal) => product.extend_from_slice(vocabulary.bytes(part).unwrap_or_default()),
                    _ => {
                        let found = format!("made of token {part}");
                        return Err(Error::field(file, format!("merge {rank}"), found, "two ordinary tokens"));
                    }
                }
            }
            let Some(id) = vocabulary.normal(&product) else {
                let found = format!("{:?}, which is not in the vocabulary", String::from_utf8_lossy(&product));
                return Err(Error::field(file, format!("merge {rank}"), found, "a pair whose union is a token"));
            };
            let place = if rank_by_union { id } else { rank as u32 };
            if !pairs.insert(left, right, Merge { rank: place, id }) {
                let found = format!("the pair {left}, {right} again");
                return Err(Error::field(file, format!("merge {rank}"), found, "each pair once"));
            }
        }
        let owner = word_cache::new_owner();
        Ok(Bpe { pattern, ignore_merges, merges, rank_by_union, space_prefix, pairs, byte_ids, owner })
    }

    /// Appends the ids of `text`. Bytes that the vocabulary lacks vanish, as in HF `tokenizers`.
    pub(crate) fn encode(&self, vocabulary: &Vocabulary, text: &str, out: &mut Vec<u32>) {
        if self.space_prefix && !text.is_empty() && !text.starts_with(' ') {
            return self.encode_pieces(vocabulary, &format!(" {text}"), out);
        }
        self.encode_pieces(vocabulary, text, out);
    }

    fn encode_pieces(&self, vocabulary: &Vocabulary, text: &str, out: &mut Vec<u32>) {
        word_cache::with(|cache| {
            let bytes = text.as_bytes();
            self.pattern.split(text, |start, end| {
                cache.append(bytes, (start, end), self.owner, out, |piece, out| {
                    self.encode_piece(vocabulary, piece, out)
                });
            });
        });
    }

    /// Whether merging alone makes each token out of its own bytes. Then it does not matter if whole tokens are looked up.
    pub(crate) fn merges_make_every_token(&self, vocabulary: &Vocabulary) -> bool {
        let mut made = Vec::new();
        vocabulary.ids_of(Kind::Normal).all(|id| {
            let bytes = vocabulary.written(id).unwrap_or_default();
            made.clear();
            self.merge_piece(bytes, &mut made);
            made == [id] || vocabulary.normal(bytes) != Some(id)
        })
    }

    /// Appends the ids of one pre-token.
    fn encode_piece(&self, vocabulary: &Vocabulary, piece: &[u8], out: &mut Vec<u32>) {
        if self.ignore_merges
            && let Some(id) = vocabulary.normal(piece)
        {
            out.push(id);
            return;
        }
        self.merge_piece(piece, out);
    }

    fn merge_piece(&self, piece: &[u8], out: &mut Vec<u32>) {
        let known = |&byte: &u8| Some(self.byte_ids[byte as usize]).filter(|&id| id != NONE);
        if piece.len() <= short::LONGEST {
            let mut symbols = [0u32; short::LONGEST];
            let mut length = 0;
            for id in piece.iter().filter_map(known) {
                symbols[length] = id;
                length += 1;
            }
            short::merge(&self.pairs, &mut symbols[..length], out);
        } else {
            merge_symbols(&self.pairs, piece.iter().filter_map(known).collect(), out);
        }
    }
}

/// Appends what symbols become by the table.
pub(crate) fn merge_symbols(pairs: &PairTable, mut symbols: Vec<u32>, out: &mut Vec<u32>) {
    match symbols.len() {
        0 => {}
        1..=short::LONGEST => short::merge(pairs, &mut symbols, out),
        _ => long::merge(pairs, symbols, out),
    }
}

#[cfg(test)]
mod tests;
