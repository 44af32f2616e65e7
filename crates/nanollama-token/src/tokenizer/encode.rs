//! Text to ids and back, with special tokens and without.

use rayon::prelude::*;

use super::{Model, Tokenizer};
use crate::opening::Opening;
use crate::pattern::at_spaces;

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
        self.encode_around(false, text, out);
    }

    /// The ids of a text that we wrote ourselves (templates): special tokens by their names.
    pub fn encode_trusted(&self, text: &str) -> Vec<u32> {
        let mut out = Vec::with_capacity(text.len() / 3);
        self.encode_around(true, text, &mut out);
        out
    }

    /// [`Tokenizer::encode`] of many texts on rayon's threads.
    pub fn encode_batch<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Vec<Vec<u32>> {
        texts.par_iter().map(|text| self.encode(text.as_ref())).collect()
    }

    /// [`Tokenizer::encode`] of one long text on rayon's threads: the same ids.
    pub fn encode_parallel(&self, text: &str) -> Vec<u32> {
        let inner = &*self.inner;
        let cut = inner.added.finds(false) || inner.added_late.finds(false) || !inner.normalizer.is_empty();
        let parts = match &inner.model {
            _ if cut || text.len() < 2 * PARALLEL_BYTES => return self.encode(text),
            Model::Bpe(bpe) if !bpe.space_prefix => bpe.pattern.safe_parts(text, PARALLEL_BYTES),
            Model::SentencePiece(pieces) if pieces.cuts_before_spaces() => at_spaces(text, PARALLEL_BYTES),
            _ => return self.encode(text),
        };
        self.encode_batch(&parts).concat()
    }

    fn encode_around(&self, trusted: bool, text: &str, out: &mut Vec<u32>) {
        let inner = &*self.inner;
        if let Model::SentencePiece(pieces) = &inner.model {
            let mut state = (true, out);
            return inner.added.cut(
                text,
                trusted,
                &mut state,
                |(at_start, out), plain, _| {
                    pieces.encode(&inner.vocabulary, plain, *at_start, out);
                    *at_start = false;
                },
                |(at_start, out), id| {
                    out.push(id);
                    *at_start = pieces.spelling.prefix_again;
                },
            );
        }
        let stretch =
            |out: &mut Vec<u32>, plain: &str, start: usize| self.encode_stretch(plain, start == 0, trusted, out);
        inner.added.cut(text, trusted, out, stretch, |out, id| out.push(id));
    }

    /// The ids of a stretch between added tokens; `from_start` when the text begins with it.
    fn encode_stretch(&self, text: &str, from_start: bool, trusted: bool, out: &mut Vec<u32>) {
        let inner = &*self.inner;
        let normalized = inner.normalizer.apply(text, from_start);
        let plain = |out: &mut Vec<u32>, plain: &str, start: usize| match &inner.model {
            Model::Bpe(bpe) => bpe.encode(&inner.vocabulary, plain, out),
            Model::Pipeline(pipeline) => {
                pipeline.encode(plain, normalized.first.saturating_sub(start).min(plain.len()), out)
            }
            // It normalises by itself, and does not come here.
            Model::SentencePiece(pieces) => pieces.encode(&inner.vocabulary, plain, false, out),
        };
        inner.added_late.cut(&normalized.text, trusted, out, plain, |out, id| out.push(id));
    }

    /// The bytes that the ids stand for. Special tokens add nothing, ids outside the vocabulary neither. It need not be
    /// whole UTF-8: a model may stop inside a character.
    pub fn decode(&self, ids: &[u32]) -> Vec<u8> {
        let mut bytes: Vec<u8> = Vec::with_capacity(ids.len() * 4);
        let mut opening = Opening::new(self.inner.start);
        for &id in ids {
            let token = self.inner.vocabulary.bytes(id).unwrap_or_default();
            if !token.is_empty() {
                bytes.extend_from_slice(&opening.trim(token, self.inner.vocabulary.first(id)));
            }
        }
        bytes
    }
}
