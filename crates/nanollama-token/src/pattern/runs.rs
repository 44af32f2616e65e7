//! Stretches of text that several patterns have in common: runs of a class, numbers, white space, contractions.
//!
//! Traps that a regex engine handles silently: `(?i:s)` also matches U+017F; `\s+(?!\S)` gives back one character when a word
//! follows; `\s*[\r\n]+` reaches the last line break of the run.

use crate::category::{Class, class_at};

/// End of the run of `wanted` characters that starts at `at`, by the classes that `class_at` gives.
#[inline(always)]
pub(super) fn run_of(
    text: &str,
    mut at: usize,
    wanted: Class,
    class_at: impl Fn(&str, usize) -> Option<(Class, usize)>,
) -> usize {
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
pub(super) fn contraction(text: &str, at: usize, any_case: bool) -> usize {
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

/// End of a number whose first digit ends at `end`, and which may have `DIGITS`.
#[inline(always)]
pub(super) fn number<const DIGITS: usize>(text: &str, mut end: usize) -> usize {
    for _ in 1..DIGITS {
        match class_at(text, end) {
            Some((Class::Number, length)) => end += length,
            _ => break,
        }
    }
    end
}

/// `\s*[\r\n]+|\s+(?!\S)|\s+` on a run that starts at `at`.
pub(super) fn whitespace<const WHOLE_END: bool>(text: &str, at: usize) -> usize {
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
pub(super) fn give_back(at: usize, last_start: usize, end: usize, at_end: bool) -> usize {
    if at_end || last_start == at { end } else { last_start }
}
