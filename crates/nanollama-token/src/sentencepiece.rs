//! SentencePiece-style BPE (Llama 2, TinyLlama, llama2.c): characters merge by the highest score of their union, the
//! leftmost of equals; what is left over becomes bytes. A heap keeps it O(n log n), as llama.cpp does it.
//! Inside the program a space is a space; files write it as U+2581.
//!
//! No token of a real vocabulary has a space after a letter, so no merge crosses from a word to the next: words are
//! merged alone and cached. A vocabulary with such a token is merged whole.

mod spelling;

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::error::{Error, Result};
use crate::special::{Finder, Flags, Target};
use crate::vocabulary::{Kind, Vocabulary};
use crate::word_cache;
pub(crate) use spelling::Spelling;

pub(crate) struct SentencePiece {
    /// Score of each id; merges that make higher scores come first.
    pub(crate) scores: Vec<f32>,
    pub(crate) spelling: Spelling,
    /// User-defined tokens that are found while cutting, as they are spelt: no merge crosses them.
    symbols: Finder,
    /// The same as files write them, in text before it is spelt.
    written_symbols: Finder,
    byte_ids: Box<[Option<u32>; 256]>,
    unknown: Option<u32>,
    /// No token has a space after something else.
    words_apart: bool,
    /// No token has anything but line breaks after a line break.
    lines_apart: bool,
    /// Names this tokenizer's entries in the threads' caches.
    owner: u32,
}

struct Bigram {
    score: f32,
    left: usize,
    right: usize,
    /// Bytes of both together when it was found: tells stale entries.
    size: usize,
}

impl Ord for Bigram {
    fn cmp(&self, other: &Bigram) -> Ordering {
        self.score.total_cmp(&other.score).then(other.left.cmp(&self.left))
    }
}
impl PartialOrd for Bigram {
    fn partial_cmp(&self, other: &Bigram) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Bigram {
    fn eq(&self, other: &Bigram) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Bigram {}

/// A stretch of the text; `size` zero once swallowed. `usize::MAX` ends the list.
#[derive(Clone, Copy)]
struct Symbol {
    start: usize,
    size: usize,
    previous: usize,
    next: usize,
}

impl SentencePiece {
    pub(crate) fn new(
        file: &str,
        vocabulary: &Vocabulary,
        scores: Vec<f32>,
        spelling: Spelling,
        unknown: Option<u32>,
    ) -> Result<SentencePiece> {
        if scores.len() != vocabulary.len() {
            let found = format!("{} scores", scores.len());
            return Err(Error::field(file, "scores", found, format!("one for each of {} tokens", vocabulary.len())));
        }
        if let Some(id) = scores.iter().position(|score| score.is_nan()) {
            return Err(Error::field(file, format!("score {id}"), "not a number", "a number"));
        }
        let mut byte_ids = Box::new([None; 256]);
        for id in vocabulary.ids_of(Kind::Byte).filter(|_| spelling.byte_fallback) {
            if let Some([byte]) = vocabulary.written(id) {
                byte_ids[*byte as usize] = Some(id);
            }
        }
        if unknown.is_none() && byte_ids.contains(&None) {
            let found = "neither all 256 byte tokens nor an unknown token";
            return Err(Error::field(file, "vocabulary", found, "one of them, for text outside the vocabulary"));
        }
        let joins = |bytes: &[u8]| bytes.windows(2).any(|pair| pair[0] != b' ' && pair[1] == b' ');
        let words_apart = !vocabulary.tokens().any(|(_, kind, bytes)| kind == Kind::Normal && joins(bytes));
        let goes_on = |bytes: &[u8]| bytes.windows(2).any(|pair| pair[0] == b'\n' && pair[1] != b'\n');
        let lines_apart = !vocabulary.tokens().any(|(_, kind, bytes)| kind == Kind::Normal && goes_on(bytes));
        let own = vocabulary.ids_of(Kind::UserDefined).filter(|&id| id < spelling.own_symbols_below);
        let own: Vec<(Target, String)> = own
            .map(|id| {
                let text = String::from_utf8_lossy(vocabulary.written(id).unwrap_or_default()).into_owned();
                (Target { id, flags: Flags::default(), special: false }, text)
            })
            .collect();
        let symbols = Finder::new(own.iter().map(|(target, text)| (*target, text.as_str())));
        let written_symbols = Finder::new(own.iter().map(|(target, text)| (*target, to_piece(text))));
        let owner = word_cache::new_owner();
        Ok(SentencePiece {
            scores,
            spelling,
            symbols,
            written_symbols,
            byte_ids,
            unknown,
            words_apart,
            lines_apart,
            owner,
        })
    }

    /// Whether the token, if it is a user-defined one, is found while cutting.
    pub(crate) fn has_symbol(&self, id: u32) -> bool {
        id < self.spelling.own_symbols_below
    }

    /// Whether every byte has a token.
    pub(crate) fn knows_bytes(&self) -> bool {
        self.byte_ids.iter().all(Option::is_some)
    }

    /// Whether text may be encoded in two halves behind a line break.
    pub(crate) fn cuts_after_newlines(&self) -> bool {
        let Spelling { add_prefix, remove_extra, charsmap, .. } = &self.spelling;
        self.lines_apart && !add_prefix && !remove_extra && charsmap.is_none() && !self.symbols.finds(true)
    }

    /// Whether text may be encoded in parts that begin with a space behind something else.
    pub(crate) fn cuts_before_spaces(&self) -> bool {
        let Spelling { add_prefix, remove_extra, charsmap, .. } = &self.spelling;
        self.words_apart && !add_prefix && !remove_extra && charsmap.is_none() && !self.symbols.finds(true)
    }

    /// Appends the ids of `text`; `at_start` when no ordinary text came right before it.
    pub(crate) fn encode(&self, vocabulary: &Vocabulary, text: &str, at_start: bool, out: &mut Vec<u32>) {
        let spelt = self.spelling.spell(text, at_start, &self.written_symbols);
        let first = out.len();
        let stretch = |out: &mut Vec<u32>, plain: &str, _| self.encode_words(vocabulary, plain, out);
        self.symbols.cut(&spelt, true, out, stretch, |out, id| out.push(id));
        self.join_unknown(first, out);
    }

    /// Neighbours outside the vocabulary are one unknown token.
    fn join_unknown(&self, first: usize, out: &mut Vec<u32>) {
        let Some(unknown) = self.unknown else { return };
        let mut kept = first;
        for at in first..out.len() {
            if at == first || out[at] != unknown || out[kept - 1] != unknown {
                out[kept] = out[at];
                kept += 1;
            }
        }
        out.truncate(kept);
    }

    fn encode_words(&self, vocabulary: &Vocabulary, text: &str, out: &mut Vec<u32>) {
        if !self.words_apart {
            return self.merge(vocabulary, text, out);
        }
        let bytes = text.as_bytes();
        word_cache::with(|cache| {
            let mut start = 0;
            while start < bytes.len() {
                let spaces = bytes[start..].iter().take_while(|&&byte| byte == b' ').count();
                let letters = bytes[start + spaces..].iter().take_while(|&&byte| byte != b' ').count();
                let mut end = start + spaces + letters;
                if self.lines_apart {
                    let word = &bytes[start..end];
                    let cut = word.windows(2).position(|pair| pair[0] == b'\n' && pair[1] != b'\n');
                    end = cut.map_or(end, |at| start + at + 1);
                }
                cache.append(bytes, (start, end), self.owner, out, |_, out| {
                    self.merge(vocabulary, &text[start..end], out)
                });
                start = end;
            }
        });
    }

    fn merge(&self, vocabulary: &Vocabulary, text: &str, out: &mut Vec<u32>) {
        let bytes = text.as_bytes();
        let mut symbols: Vec<Symbol> = text
            .char_indices()
            .enumerate()
            .map(|(index, (start, character))| Symbol {
                start,
                size: character.len_utf8(),
                previous: index.wrapping_sub(1),
                next: index + 1,
            })
            .collect();
        let Some(last) = symbols.last_mut() else { return };
        last.next = usize::MAX;
        let mut heap = BinaryHeap::new();
        for right in 1..symbols.len() {
            self.offer(vocabulary, bytes, &symbols, right - 1, right, &mut heap);
        }
        while let Some(bigram) = heap.pop() {
            let (left, right) = (symbols[bigram.left], symbols[bigram.right]);
            if left.size == 0 || right.size == 0 || left.size + right.size != bigram.size {
                continue;
            }
            symbols[bigram.left].size = bigram.size;
            symbols[bigram.left].next = right.next;
            symbols[bigram.right].size = 0;
            if right.next != usize::MAX {
                symbols[right.next].previous = bigram.left;
                self.offer(vocabulary, bytes, &symbols, bigram.left, right.next, &mut heap);
            }
            if left.previous != usize::MAX {
                self.offer(vocabulary, bytes, &symbols, left.previous, bigram.left, &mut heap);
            }
        }
        let mut at = 0;
        while at != usize::MAX {
            let symbol = symbols[at];
            self.emit(vocabulary, &bytes[symbol.start..symbol.start + symbol.size], out);
            at = symbol.next;
        }
    }

    /// Puts the pair on the heap if its union is a token.
    fn offer(
        &self,
        vocabulary: &Vocabulary,
        bytes: &[u8],
        symbols: &[Symbol],
        left: usize,
        right: usize,
        heap: &mut BinaryHeap<Bigram>,
    ) {
        let size = symbols[left].size + symbols[right].size;
        let start = symbols[left].start;
        if let Some(id) = vocabulary.normal(&bytes[start..start + size]) {
            let score = self.scores[id as usize];
            // A token that no merge makes (read from a merge list) has no score.
            if score > f32::NEG_INFINITY {
                heap.push(Bigram { score, left, right, size });
            }
        }
    }

    fn emit(&self, vocabulary: &Vocabulary, piece: &[u8], out: &mut Vec<u32>) {
        if let Some(id) = vocabulary.normal(piece) {
            out.push(id);
            return;
        }
        let as_bytes = piece.iter().map(|&byte| self.byte_ids[byte as usize]);
        if as_bytes.clone().all(|id| id.is_some()) {
            out.extend(as_bytes.flatten());
        } else {
            out.extend(self.unknown);
        }
    }
}

/// The bytes of a piece as files write it, U+2581 for a space.
pub(crate) fn from_piece(piece: &str) -> Vec<u8> {
    piece.replace('▁', " ").into_bytes()
}

/// A token's text as files write it.
pub(crate) fn to_piece(text: &str) -> String {
    text.replace(' ', "▁")
}

/// The byte of a byte token's name, `<0x0A>`.
pub(crate) fn byte_token(name: &str) -> Option<u8> {
    let digits = name.strip_prefix("<0x")?.strip_suffix('>')?;
    if digits.len() != 2 { None } else { u8::from_str_radix(digits, 16).ok() }
}

/// A byte token's name.
pub(crate) fn byte_name(byte: u8) -> String {
    format!("<0x{byte:02X}>")
}

#[cfg(test)]
mod tests;
