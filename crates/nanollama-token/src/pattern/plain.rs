//! The scanners of the patterns that know no case: GPT-2's and the GPT-4 family's.
//!
//! Traps that a regex engine handles silently: `\p{N}` holds far more than digits. Every whitespace run is scanned at most
//! twice, so the whole is linear.

use super::runs::{contraction, give_back, number, run_of, whitespace};
use crate::category::{Class, class_at, class_with_marks_at};

/// Calls `emit(start, end)` for each piece, whose end `end_of_piece(text, start)` finds.
#[inline(always)]
pub(super) fn each(text: &str, end_of_piece: impl Fn(&str, usize) -> usize, mut emit: impl FnMut(usize, usize)) {
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

/// End of the pre-token at `at` under the GPT-4 family: numbers up to `DIGITS` long; with
/// `WHOLE_END`, `\s+\z` comes first; with `MARKS`, marks are letters.
#[inline(always)]
pub(super) fn gpt4<const DIGITS: usize, const WHOLE_END: bool, const MARKS: bool>(text: &str, at: usize) -> usize {
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
pub(super) fn gpt2(text: &str, at: usize) -> usize {
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
