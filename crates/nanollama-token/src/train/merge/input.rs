//! What merging begins with: words as symbols of an alphabet, bytes or characters.

use std::rc::Rc;

use super::word::{Sides, Word};

/// Longer words lie in parts, so that a step reads only what is near the pair; what is counted and merged is the whole word.
const PART: usize = 4096;

/// Words of two symbols or more, and the text of each symbol.
pub(super) struct Input {
    pub(super) symbols: Vec<u32>,
    pub(super) words: Vec<Word>,
    pub(super) texts: Vec<Rc<[u8]>>,
}

impl Input {
    /// Words of bytes; symbol n is byte `order[n]`.
    pub(super) fn bytes(words: Vec<(Box<[u8]>, u64)>, order: &[u8; 256]) -> Input {
        let mut symbol_of = [0; 256];
        (0..).zip(order).for_each(|(symbol, &byte)| symbol_of[usize::from(byte)] = symbol);
        let mut input = Input {
            symbols: Vec::with_capacity(words.iter().map(|(word, _)| word.len()).sum()),
            words: Vec::with_capacity(words.len()),
            texts: order.iter().map(|&byte| Rc::from([byte])).collect(),
        };
        for (word, count) in words {
            let start = input.symbols.len();
            input.symbols.extend(word.iter().map(|&byte| symbol_of[usize::from(byte)]));
            input.end_word(start, count);
        }
        input
    }

    /// Words of characters; symbol n is character n of the alphabet. Others divide the words that they stand in.
    pub(super) fn characters(words: Vec<(Box<[u8]>, u64)>, alphabet: &[char]) -> Input {
        let mut symbol_of: Vec<(char, u32)> = alphabet.iter().copied().zip(0..).collect();
        symbol_of.sort_unstable();
        let text = |character: &char| Rc::from(character.encode_utf8(&mut [0; 4]).as_bytes());
        let mut input = Input {
            symbols: Vec::new(),
            words: Vec::with_capacity(words.len()),
            texts: alphabet.iter().map(text).collect(),
        };
        for (word, count) in words {
            let mut start = input.symbols.len();
            for character in String::from_utf8_lossy(&word).chars() {
                let character = if character == ' ' { '▁' } else { character };
                match symbol_of.binary_search_by_key(&character, |(known, _)| *known) {
                    Ok(place) => input.symbols.push(symbol_of[place].1),
                    Err(_) => {
                        input.end_word(start, count);
                        start = input.symbols.len();
                    }
                }
            }
            input.end_word(start, count);
        }
        input
    }

    /// The symbols from `start` on are a word, `count` times in the texts. One symbol alone has nothing to merge with.
    fn end_word(&mut self, mut start: usize, count: u64) {
        let length = self.symbols.len() - start;
        if length < 2 {
            return self.symbols.truncate(start);
        }
        let parts = length.div_ceil(PART);
        for index in 0..parts {
            let goes_on = Sides { before: index > 0, behind: index + 1 < parts };
            let length = (self.symbols.len() - start).min(PART);
            self.words.push(Word { start, length: length as u32, count, goes_on });
            start += length;
        }
    }
}
