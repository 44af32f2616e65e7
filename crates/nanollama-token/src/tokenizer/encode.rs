//! Text to ids and back, with special tokens and without.

use rayon::prelude::*;

use super::{Model, Tokenizer};
use crate::pattern::safe_parts;
use crate::special::Finder;

/// Texts longer than this are worth cutting for several threads.
const PARALLEL_BYTES: usize = 64 << 10;

impl Tokenizer {
    /// The ids of a text from anyone. Never a special token: `<|eot_id|>` in it stays nine ordinary characters.
    pub fn encode(&self, text: &str) -> Vec<u32> {
        let mut out = Vec::with_capacity(text.len() / 3);
        self.encode_into(text, &mut out);
        out
    }

    /// [`Tokenizer::encode`], appended to `out`.
    pub fn encode_into(&self, text: &str, out: &mut Vec<u32>) {
        self.encode_around(&self.inner.atoms, text, out);
    }

    /// The ids of a text that we wrote ourselves (templates): special tokens by their names.
    pub fn encode_trusted(&self, text: &str) -> Vec<u32> {
        let mut out = Vec::with_capacity(text.len() / 3);
        self.encode_around(&self.inner.specials, text, &mut out);
        out
    }

    /// [`Tokenizer::encode`] of many texts on rayon's threads.
    pub fn encode_batch<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Vec<Vec<u32>> {
        texts.par_iter().map(|text| self.encode(text.as_ref())).collect()
    }

    /// [`Tokenizer::encode`] of one long text on rayon's threads: the same ids.
    pub fn encode_parallel(&self, text: &str) -> Vec<u32> {
        let splittable = matches!(self.inner.model, Model::Bpe(_)) && self.inner.atoms.is_empty();
        if !splittable || text.len() < 2 * PARALLEL_BYTES {
            return self.encode(text);
        }
        let parts = safe_parts(text, PARALLEL_BYTES);
        self.encode_batch(&parts).concat()
    }

    fn encode_around(&self, finder: &Finder, text: &str, out: &mut Vec<u32>) {
        let inner = &*self.inner;
        match &inner.model {
            Model::Bpe(bpe) if finder.is_empty() => bpe.encode(&inner.vocabulary, text, out),
            Model::Bpe(bpe) => {
                finder.cut(text, out, |out, plain| bpe.encode(&inner.vocabulary, plain, out), |out, id| out.push(id));
            }
            Model::SentencePiece(pieces) => {
                let mut state = (true, out);
                finder.cut(
                    text,
                    &mut state,
                    |(at_start, out), plain| {
                        pieces.encode(&inner.vocabulary, plain, *at_start, out);
                        *at_start = false;
                    },
                    |(at_start, out), id| {
                        out.push(id);
                        *at_start = true;
                    },
                );
            }
        }
    }

    /// The bytes that the ids stand for. Special tokens add nothing, ids outside the vocabulary neither. It need not be
    /// whole UTF-8: a model may stop inside a character.
    pub fn decode(&self, ids: &[u32]) -> Vec<u8> {
        let mut bytes: Vec<u8> = Vec::with_capacity(ids.len() * 4);
        for &id in ids {
            bytes.extend_from_slice(self.inner.vocabulary.bytes(id).unwrap_or_default());
        }
        if self.strips_first_space() && bytes.first() == Some(&b' ') {
            bytes.remove(0);
        }
        bytes
    }
}
