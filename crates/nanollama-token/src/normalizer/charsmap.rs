//! SentencePiece's `precompiled_charsmap`: a double-array trie (darts-clone) from texts to places in a block of replacements
//! that end with a zero byte. Two rules ask it: the longest prefix (`.model` files), and whole graphemes first
//! (`tokenizer.json`). Every step is bounded: the file is a stranger's.

use unicode_segmentation::UnicodeSegmentation;

/// The map of a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Charsmap {
    units: Vec<u32>,
    replacements: String,
}

/// SentencePiece asks its trie for so many prefixes of a place and no more.
const MOST_PREFIXES: usize = 32;
/// `tokenizers` looks graphemes of fewer bytes up as a whole.
const LONG_GRAPHEME: usize = 6;

impl Charsmap {
    /// Reads the map's bytes: the trie's size, the trie, the replacements. The error says what is wrong.
    pub(crate) fn read(bytes: &[u8]) -> Result<Charsmap, String> {
        let (size, rest) = bytes.split_first_chunk::<4>().ok_or("shorter than its first number")?;
        let size = u32::from_le_bytes(*size) as usize;
        let (trie, replacements) =
            rest.split_at_checked(size).ok_or_else(|| format!("a trie of {size} bytes in {}", rest.len()))?;
        let (units, odd) = trie.as_chunks::<4>();
        if units.is_empty() || !odd.is_empty() {
            return Err(format!("a trie of {size} bytes, which is no number of units"));
        }
        let units = units.iter().map(|unit| u32::from_le_bytes(*unit)).collect();
        let replacements = std::str::from_utf8(replacements).map_err(|_| "replacements that are no UTF-8")?;
        Ok(Charsmap { units, replacements: replacements.to_owned() })
    }

    /// The bytes that [`Charsmap::read`] reads.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let size = (size_of::<u32>() * self.units.len()) as u32;
        let words = std::iter::once(size).chain(self.units.iter().copied());
        words.flat_map(u32::to_le_bytes).chain(self.replacements.bytes()).collect()
    }

    /// Calls `found` with length and value of every key that begins `text`, the shortest first, until it says no.
    fn prefixes(&self, text: &[u8], mut found: impl FnMut(usize, u32) -> bool) {
        let Some(&root) = self.units.first() else { return };
        let mut node = offset(root);
        for (index, &byte) in text.iter().enumerate() {
            node ^= usize::from(byte);
            let Some(&unit) = self.units.get(node) else { return };
            if unit & (1 << 31 | 0xff) != u32::from(byte) {
                return;
            }
            node ^= offset(unit);
            let leaf = unit >> 8 & 1 == 1;
            if leaf {
                let Some(&value) = self.units.get(node) else { return };
                if !found(index + 1, value & !(1 << 31)) {
                    return;
                }
            }
        }
    }

    fn replacement(&self, value: u32) -> &str {
        let rest = self.replacements.get(value as usize..).unwrap_or_default();
        rest.split('\0').next().unwrap_or_default()
    }

    /// The longest key that begins `text`: its bytes, and what stands for it.
    pub(crate) fn longest(&self, text: &str) -> Option<(usize, &str)> {
        let mut best = None;
        let mut count = 0;
        self.prefixes(text.as_bytes(), |length, value| {
            best = Some((length, value));
            count += 1;
            count < MOST_PREFIXES
        });
        let (length, value) = best?;
        // A hostile key may end inside a character.
        text.is_char_boundary(length).then(|| (length, self.replacement(value)))
    }

    /// What stands for the shortest key that begins `text`. `tokenizers` puts it in the place of the whole.
    fn shortest(&self, text: &str) -> Option<&str> {
        let mut first = None;
        let until_zero = text.split('\0').next().unwrap_or_default();
        self.prefixes(until_zero.as_bytes(), |_, value| {
            first = Some(value);
            false
        });
        Some(self.replacement(first?))
    }

    /// The text by the rule of `tokenizers`: short graphemes as a whole, else character by character.
    pub(crate) fn by_grapheme(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut buffer = [0; 4];
        for grapheme in text.graphemes(true) {
            if grapheme.len() < LONG_GRAPHEME
                && let Some(replacement) = self.shortest(grapheme)
            {
                out.push_str(replacement);
                continue;
            }
            for character in grapheme.chars() {
                let alone = character.encode_utf8(&mut buffer);
                match self.shortest(alone) {
                    Some(replacement) => out.push_str(replacement),
                    None => out.push(character),
                }
            }
        }
        out
    }
}

fn offset(unit: u32) -> usize {
    ((unit >> 10) << ((unit & (1 << 9)) >> 6)) as usize
}
