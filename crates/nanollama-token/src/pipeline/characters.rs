//! BPE over characters by a list of pairs: what `tokenizers` calls its model. A character outside the vocabulary becomes
//! bytes, the unknown token, or nothing.

use crate::bpe::{Merge, PairTable, merge_symbols};
use crate::error::{Error, Result};
use crate::hash::ByteMap;

/// The model's tables before they are checked.
pub(crate) struct CharactersDefinition {
    /// Tokens as the file writes them, special ones apart: text of strangers never becomes one.
    pub(crate) texts: Vec<(String, u32)>,
    /// Pairs in order of rank; of a pair that stands twice the last counts.
    pub(crate) merges: Vec<(u32, u32, u32)>,
    pub(crate) unknown: Option<u32>,
    /// Neighbours outside the vocabulary are one unknown token.
    pub(crate) fuse_unknown: bool,
    /// A whole piece that is in the vocabulary is that token.
    pub(crate) ignore_merges: bool,
    pub(crate) byte_fallback: bool,
}

pub(crate) struct Characters {
    texts: ByteMap<Box<[u8]>, u32>,
    pairs: PairTable,
    bytes: [Option<u32>; 256],
    pub(crate) definition: CharactersDefinition,
}

impl Characters {
    pub(crate) fn new(file: &str, definition: CharactersDefinition) -> Result<Characters> {
        let mut texts: ByteMap<Box<[u8]>, u32> = ByteMap::default();
        for (text, id) in &definition.texts {
            texts.insert(text.as_bytes().into(), *id);
        }
        let bytes = std::array::from_fn(|byte| {
            let name = crate::sentencepiece::byte_name(byte as u8);
            texts.get(name.as_bytes()).copied().filter(|_| definition.byte_fallback)
        });
        let mut pairs = PairTable::with_capacity(definition.merges.len());
        for (rank, &(left, right, id)) in definition.merges.iter().enumerate().rev() {
            // From behind, so the last of equals is the one that stays.
            pairs.insert(left, right, Merge { rank: rank as u32, id });
        }
        if u32::try_from(definition.merges.len()).is_err() {
            return Err(Error::field(file, "model.merges", "over four billion", "fewer"));
        }
        Ok(Characters { texts, pairs, bytes, definition })
    }

    /// Appends the ids of one piece.
    pub(crate) fn encode(&self, piece: &str, out: &mut Vec<u32>) {
        if self.definition.ignore_merges
            && let Some(&id) = self.texts.get(piece.as_bytes())
        {
            out.push(id);
            return;
        }
        let mut symbols = Vec::with_capacity(piece.len());
        // An unknown character waits: what follows may be one with it.
        let mut waiting = None;
        let mut buffer = [0; 4];
        for character in piece.chars() {
            let text = character.encode_utf8(&mut buffer).as_bytes();
            if let Some(&id) = self.texts.get(text) {
                symbols.extend(waiting.take());
                symbols.push(id);
                continue;
            }
            let parts = text.iter().map(|&byte| self.bytes[usize::from(byte)]);
            if parts.clone().all(|id| id.is_some()) {
                // As there: a waiting one comes behind these bytes.
                symbols.extend(parts.flatten());
                continue;
            }
            if !self.definition.fuse_unknown {
                symbols.extend(waiting.take());
            }
            waiting = self.definition.unknown;
        }
        symbols.extend(waiting);
        merge_symbols(&self.pairs, symbols, out);
    }
}
