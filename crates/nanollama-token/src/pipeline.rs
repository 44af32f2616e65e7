//! A `tokenizer.json` in general: cuts of any kind, then BPE over characters by a list of pairs. Plain byte-level BPE, which
//! is nearly every file, has a faster way of its own (`bpe.rs`). The rules are those of Hugging Face's `tokenizers`.

mod characters;
mod cut;

use std::sync::Arc;

pub(crate) use characters::{Characters, CharactersDefinition};
pub(crate) use cut::{Behavior, Cut, Pieces, Prefix, Separator};

use crate::word_cache;

/// The cuts, the merges, and the file that they came from.
pub(crate) struct Pipeline {
    pub(crate) cuts: Vec<Cut>,
    pub(crate) characters: Characters,
    /// The file's text: what such a tokenizer is written as.
    pub(crate) source: Arc<str>,
    /// Names this tokenizer's entries in the threads' caches.
    owner: u32,
}

impl Pipeline {
    pub(crate) fn new(cuts: Vec<Cut>, characters: Characters, source: Arc<str>) -> Pipeline {
        Pipeline { cuts, characters, source, owner: word_cache::new_owner() }
    }

    /// Appends the ids of normalised text, of which the first so many bytes stand for the whole text's first character.
    pub(crate) fn encode(&self, text: &str, first: usize, out: &mut Vec<u32>) {
        let mut pieces = Pieces::whole(text, first);
        for cut in &self.cuts {
            pieces = cut.apply(pieces);
        }
        word_cache::with(|cache| {
            for piece in pieces.iter() {
                let all = (0, piece.len());
                cache.append(piece.as_bytes(), all, self.owner, out, |_, out| self.characters.encode(piece, out));
            }
        });
    }
}
