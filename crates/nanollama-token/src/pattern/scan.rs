//! The scanner: one pass over the text, one call of `emit` a pre-token. Equal to the regexes
//! (tested against fancy-regex).
//!
//! Traps that a regex engine handles silently: `(?i:s)` also matches U+017F; `\s+(?!\S)` gives back
//! one character when a word follows; `\s*[\r\n]+` reaches the last line break of the run; `\p{N}`
//! holds far more than digits. Every whitespace run is scanned at most twice, so the whole is
//! linear.

use super::Pattern;
use crate::category::{Class, class_at};

impl Pattern {
    /// Calls `emit(start, end)` (byte offsets) for each pre-token, in order, without gaps.
    #[inline]
    pub(crate) fn split(self, text: &str, mut emit: impl FnMut(usize, usize)) {
        match self {
            Pattern::Llama3 => each(text, gpt4::<3, false>, emit),
            Pattern::Gpt4 => each(text, gpt4::<3, true>, emit),
            Pattern::Nanochat => each(text, gpt4::<2, false>, emit),
            Pattern::Qwen2 => each(text, gpt4::<1, false>, emit),
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
fn run(text: &str, mut at: usize, wanted: Class) -> usize {
    while let Some((class, length)) = class_at(text, at) {
        if class != wanted {
            break;
        }
        at += length;
    }
    at
}

/// Length of a contraction at `at` (which holds an apostrophe), zero if there is none.
#[inline]
fn contraction(text: &str, at: usize, any_case: bool) -> usize {
    let bytes = text.as_bytes();
    let letter = |offset: usize| match bytes.get(at + offset) {
        Some(&byte) if any_case => byte.to_ascii_lowercase(),
        Some(&byte) => byte,
        None => 0,
    };
    match (letter(1), letter(2)) {
        (b's' | b'd' | b'm' | b't', _) => 2,
        (b'l', b'l') | (b'v', b'e') | (b'r', b'e') => 3,
        // U+017F LATIN SMALL LETTER LONG S folds to s.
        _ if any_case && bytes[at + 1..].starts_with("ſ".as_bytes()) => 3,
        _ => 0,
    }
}

/// End of the pre-token at `at` under the GPT-4 family: numbers up to `DIGITS` long; with
/// `WHOLE_END`, `\s+\z` comes first.
#[inline(always)]
fn gpt4<const DIGITS: usize, const WHOLE_END: bool>(text: &str, at: usize) -> usize {
    let Some((class, length)) = class_at(text, at) else { return text.len() };
    let next = at + length;
    match class {
        Class::Letter => run(text, next, Class::Letter),
        Class::Number => {
            let mut end = next;
            for _ in 1..DIGITS {
                match class_at(text, end) {
                    Some((Class::Number, length)) => end += length,
                    _ => break,
                }
            }
            end
        }
        Class::Other => {
            if text.as_bytes()[at] == b'\'' {
                let length = contraction(text, at, true);
                if length > 0 {
                    return at + length;
                }
            }
            match class_at(text, next) {
                Some((Class::Letter, length)) => run(text, next + length, Class::Letter),
                _ => run(text, run(text, next, Class::Other), Class::Newline),
            }
        }
        Class::Space => match class_at(text, next) {
            Some((Class::Letter, length)) => run(text, next + length, Class::Letter),
            Some((Class::Other, length)) if text.as_bytes()[at] == b' ' => {
                run(text, run(text, next + length, Class::Other), Class::Newline)
            }
            _ => whitespace::<WHOLE_END>(text, at),
        },
        Class::Newline => whitespace::<WHOLE_END>(text, at),
    }
}

/// `\s*[\r\n]+|\s+(?!\S)|\s+` on a run that starts at `at`.
fn whitespace<const WHOLE_END: bool>(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut last_start = at;
    let mut after_newline = at;
    while let Some((class @ (Class::Space | Class::Newline), length)) = class_at(text, end) {
        last_start = end;
        end += length;
        if class == Class::Newline {
            after_newline = end;
        }
    }
    let at_end = end == text.len();
    if WHOLE_END && at_end {
        end
    } else if after_newline > at {
        after_newline
    } else {
        give_back(at, last_start, end, at_end)
    }
}

/// `\s+(?!\S)|\s+`: all of a run at the end of the text, else all but its last character, else its only character.
fn give_back(at: usize, last_start: usize, end: usize, at_end: bool) -> usize {
    if at_end || last_start == at { end } else { last_start }
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
