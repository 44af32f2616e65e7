//! The scanner of each pattern: one pass over the text, one call of `emit` a pre-token. Equal to the regexes (tested against
//! fancy-regex).

use super::Pattern;
use super::cased::cased;
use super::plain::{each, gpt2, gpt4};
use super::runs::contraction;
use crate::category::{Class, ascii_case_at, case_at, class_at};

impl Pattern {
    /// Calls `emit(start, end)` (byte offsets) for each pre-token, in order, without gaps.
    #[inline]
    pub(crate) fn split(self, text: &str, mut emit: impl FnMut(usize, usize)) {
        match self {
            Pattern::Llama3 => each(text, gpt4::<3, false, false>, emit),
            Pattern::Gpt4 => each(text, gpt4::<3, true, false>, emit),
            Pattern::Nanochat => each(text, gpt4::<2, false, false>, emit),
            Pattern::Qwen2 => each(text, gpt4::<1, false, false>, emit),
            Pattern::Qwen35 => each(text, gpt4::<1, false, true>, emit),
            Pattern::Gpt4o => each(text, |text, at| cased::<3>(text, at, case_at, any_contraction), emit),
            Pattern::Tekken => each(text, |text, at| cased::<1>(text, at, case_at, |_, _| 0), emit),
            Pattern::Gpt4oAscii => each(text, |text, at| cased::<3>(text, at, ascii_case_at, ascii_contraction), emit),
            Pattern::TekkenAscii => each(text, |text, at| cased::<1>(text, at, ascii_case_at, |_, _| 0), emit),
            Pattern::Successive(row) => row.split(text, &mut emit),
            Pattern::Gpt2 => each(text, gpt2, emit),
            Pattern::SmolLm => {
                let mut start = 0;
                let mut at = 0;
                while let Some((class, length)) = class_at(text, at) {
                    if class == Class::Number {
                        each(&text[start..at], gpt2, |from, to| emit(start + from, start + to));
                        emit(at, at + length);
                        start = at + length;
                    }
                    at += length;
                }
                each(&text[start..], gpt2, |from, to| emit(start + from, start + to));
            }
        }
    }

    /// The pre-tokens of `text`, for tests and for people who ask why a word was cut.
    pub fn pieces(self, text: &str) -> Vec<&str> {
        let mut pieces = Vec::new();
        self.split(text, |start, end| pieces.push(&text[start..end]));
        pieces
    }
}

fn any_contraction(text: &str, at: usize) -> usize {
    contraction(text, at, true)
}

/// Without U+017F, which no class of ASCII letters holds.
fn ascii_contraction(text: &str, at: usize) -> usize {
    let ascii = text.as_bytes().get(at + 1).is_some_and(u8::is_ascii);
    if ascii { contraction(text, at, true) } else { 0 }
}
