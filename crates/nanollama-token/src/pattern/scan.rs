//! The scanner: one pass over the text, one call of `emit` a pre-token. Equal to the regexes
//! (tested against fancy-regex).
//!
//! Traps that a regex engine handles silently: `\p{N}` holds far more than digits. Every whitespace run is scanned at most
//! twice, so the whole is linear.

use super::Pattern;
use super::cased::cased;
use super::runs::{contraction, give_back, number, run_of, whitespace};
use crate::category::{Class, ascii_case_at, case_at, class_at, class_with_marks_at};

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

#[inline(always)]
fn each(text: &str, end_of_piece: impl Fn(&str, usize) -> usize, mut emit: impl FnMut(usize, usize)) {
    let mut at = 0;
    while at < text.len() {
        let end = end_of_piece(text, at);
        emit(at, end);
        at = end;
    }
}

/// End of the run of `wanted` characters that starts at `at`.
#[inline(always)]
fn run(text: &str, at: usize, wanted: Class) -> usize {
    run_of(text, at, wanted, class_at)
}

fn any_contraction(text: &str, at: usize) -> usize {
    contraction(text, at, true)
}

/// Without U+017F, which no class of ASCII letters holds.
fn ascii_contraction(text: &str, at: usize) -> usize {
    let ascii = text.as_bytes().get(at + 1).is_some_and(u8::is_ascii);
    if ascii { contraction(text, at, true) } else { 0 }
}

/// End of the pre-token at `at` under the GPT-4 family: numbers up to `DIGITS` long; with
/// `WHOLE_END`, `\s+\z` comes first; with `MARKS`, marks are letters.
#[inline(always)]
fn gpt4<const DIGITS: usize, const WHOLE_END: bool, const MARKS: bool>(text: &str, at: usize) -> usize {
    let class_at = |text: &str, at: usize| if MARKS { class_with_marks_at(text, at) } else { class_at(text, at) };
    let run = |at: usize, wanted: Class| run_of(text, at, wanted, class_at);
    let Some((class, length)) = class_at(text, at) else { return text.len() };
    let next = at + length;
    match class {
        Class::Letter => run(next, Class::Letter),
        Class::Number => number::<DIGITS>(text, next),
        Class::Other => {
            if text.as_bytes()[at] == b'\'' {
                let length = contraction(text, at, true);
                if length > 0 {
                    return at + length;
                }
            }
            match class_at(text, next) {
                Some((Class::Letter, length)) => run(next + length, Class::Letter),
                _ => run(run(next, Class::Other), Class::Newline),
            }
        }
        Class::Space => match class_at(text, next) {
            Some((Class::Letter, length)) => run(next + length, Class::Letter),
            Some((Class::Other, length)) if text.as_bytes()[at] == b' ' => {
                run(run(next + length, Class::Other), Class::Newline)
            }
            _ => whitespace::<WHOLE_END>(text, at),
        },
        Class::Newline => whitespace::<WHOLE_END>(text, at),
    }
}

/// End of the pre-token at `at` under GPT-2's pattern.
#[inline(always)]
fn gpt2(text: &str, at: usize) -> usize {
    let Some((class, length)) = class_at(text, at) else { return text.len() };
    let next = at + length;
    match class {
        Class::Letter | Class::Number => run(text, next, class),
        Class::Other => {
            if text.as_bytes()[at] == b'\'' {
                let length = contraction(text, at, false);
                if length > 0 {
                    return at + length;
                }
            }
            run(text, next, Class::Other)
        }
        Class::Space | Class::Newline => {
            if text.as_bytes()[at] == b' '
                && let Some((class @ (Class::Letter | Class::Number | Class::Other), length)) = class_at(text, next)
            {
                return run(text, next + length, class);
            }
            let mut end = at;
            let mut last_start = at;
            while let Some((Class::Space | Class::Newline, length)) = class_at(text, end) {
                last_start = end;
                end += length;
            }
            give_back(at, last_start, end, end == text.len())
        }
    }
}
