//! The scanner of the patterns that end a word where upper case follows lower case. Equal to their regexes as an engine that
//! backtracks reads them (tested against fancy-regex).
//!
//! A word is `U*L+`, else `U+L*`, where letters without case and marks are of both U and L. So it is the longest run of U
//! and the run of L behind it; where no L follows, it ends with the last letter of both kinds, and where there is none of
//! those, it is the run of U. Before it may stand one character that is no letter, number or line break, a mark, too.

use super::runs::{number, whitespace};
use crate::category::{Case, Class, class_at};

/// End of the pre-token at `at`: numbers up to `DIGITS` long. `case_at` gives the case of a letter (and of a mark, where
/// marks belong to words) and its length, `contraction` the length of one that ends a word at an apostrophe.
#[inline(always)]
pub(super) fn cased<const DIGITS: usize>(
    text: &str,
    at: usize,
    case_at: impl Fn(&str, usize) -> Option<(Case, usize)>,
    contraction: impl Fn(&str, usize) -> usize,
) -> usize {
    let Some((class, length)) = class_at(text, at) else { return text.len() };
    let next = at + length;
    let leads = matches!(class, Class::Other | Class::Space);
    let starts = [leads.then_some(next), Some(at)];
    let starts = || starts.into_iter().flatten();
    let word = starts()
        .find_map(|start| with_lower(text, start, &case_at))
        .or_else(|| starts().find_map(|start| upper_alone(text, start, &case_at)));
    if let Some(end) = word {
        let apostrophe = text.as_bytes().get(end) == Some(&b'\'');
        return if apostrophe { end + contraction(text, end) } else { end };
    }
    match class {
        Class::Number => number::<DIGITS>(text, next),
        // A lone letter of any case is a word.
        Class::Other | Class::Letter => signs(text, next),
        Class::Space => match class_at(text, next) {
            Some((Class::Other, length)) if text.as_bytes()[at] == b' ' => signs(text, next + length),
            _ => whitespace::<false>(text, at),
        },
        Class::Newline => whitespace::<false>(text, at),
    }
}

/// `U*L+` from `start`.
#[inline(always)]
fn with_lower(text: &str, start: usize, case_at: impl Fn(&str, usize) -> Option<(Case, usize)>) -> Option<usize> {
    let mut end = start;
    let mut last_of_both = None;
    loop {
        match case_at(text, end) {
            Some((Case::Lower, length)) => return Some(lower(text, end + length, case_at)),
            Some((case, length)) => {
                end += length;
                if case == Case::Both {
                    last_of_both = Some(end);
                }
            }
            None => return last_of_both,
        }
    }
}

/// `U+L*` from `start`, where `U*L+` did not match: no L is in it.
#[inline(always)]
fn upper_alone(text: &str, start: usize, case_at: impl Fn(&str, usize) -> Option<(Case, usize)>) -> Option<usize> {
    let mut end = start;
    while let Some((Case::Upper, length)) = case_at(text, end) {
        end += length;
    }
    (end > start).then_some(end)
}

/// End of the run of L that goes on at `end`.
#[inline(always)]
fn lower(text: &str, mut end: usize, case_at: impl Fn(&str, usize) -> Option<(Case, usize)>) -> usize {
    while let Some((Case::Lower | Case::Both, length)) = case_at(text, end) {
        end += length;
    }
    end
}

/// `[^\s\p{L}\p{N}]*[\r\n/]*` from `end`.
#[inline(always)]
fn signs(text: &str, mut end: usize) -> usize {
    while let Some((Class::Other, length)) = class_at(text, end) {
        end += length;
    }
    while let Some(b'\r' | b'\n' | b'/') = text.as_bytes().get(end) {
        end += 1;
    }
    end
}
