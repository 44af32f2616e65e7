//! Decoding while a model generates: text comes out as soon as it is whole, never half a UTF-8 character.

use crate::opening::{Opening, Start};
use crate::tokenizer::Tokenizer;

/// Turns ids into text one at a time. All it gave out, joined, is the whole decoded text with U+FFFD where bytes are
/// no UTF-8, exactly as `String::from_utf8_lossy` would show it.
#[derive(Clone, Debug)]
pub struct TextStream {
    tokenizer: Tokenizer,
    /// The beginning of a character whose rest has not come: at most three bytes.
    pending: Vec<u8>,
    /// Takes away what encoding put in front of a whole text.
    opening: Opening,
}

impl TextStream {
    /// A stream that continues some text (a prompt).
    pub fn new(tokenizer: &Tokenizer) -> TextStream {
        TextStream { tokenizer: tokenizer.clone(), pending: Vec::new(), opening: Opening::new(Start::Keep) }
    }

    /// A stream from the first id of a text: SentencePiece's leading space is taken away as in [`Tokenizer::decode`].
    pub fn at_start(tokenizer: &Tokenizer) -> TextStream {
        TextStream { opening: Opening::new(tokenizer.inner().start), ..TextStream::new(tokenizer) }
    }

    /// Adds one id and returns the text that became whole. Special tokens and unknown ids add nothing.
    pub fn push(&mut self, id: u32) -> String {
        let bytes = self.tokenizer.token_bytes(id).unwrap_or_default();
        if bytes.is_empty() {
            return String::new();
        }
        self.pending.extend_from_slice(&self.opening.trim(bytes, self.tokenizer.inner().vocabulary.first(id)));
        let mut text = String::new();
        let mut used = 0;
        for chunk in self.pending.utf8_chunks() {
            text.push_str(chunk.valid());
            used += chunk.valid().len();
            let invalid = chunk.invalid();
            if invalid.is_empty() || (used + invalid.len() == self.pending.len() && may_continue(invalid)) {
                break;
            }
            text.push(char::REPLACEMENT_CHARACTER);
            used += invalid.len();
        }
        self.pending.drain(..used);
        text
    }

    /// Ends the stream: a character that never became whole comes out as U+FFFD.
    pub fn finish(&mut self) -> String {
        let text = String::from_utf8_lossy(&self.pending).into_owned();
        self.pending.clear();
        text
    }
}

/// True when these bytes, which end the text, are the beginning of a character (not merely wrong).
fn may_continue(bytes: &[u8]) -> bool {
    matches!(std::str::from_utf8(bytes), Err(error) if error.valid_up_to() == 0 && error.error_len().is_none())
}
