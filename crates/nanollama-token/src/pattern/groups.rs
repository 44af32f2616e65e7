//! Digits in groups of three, counted from the last one, as numbers are written.

use crate::category::{Class, class_of};

/// How a pattern groups digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Groups {
    /// `(?=(\d{3})+(?!\d))`: a cut before each group.
    Before,
    /// What llama.cpp does for `\d{1,3}(?=(?:\d{3})*\b)`: a cut behind each group of numbers of any script, so that the text
    /// before them belongs to the first group.
    Behind,
}

impl Groups {
    /// Calls `cut` with each place to cut at, ascending.
    pub(super) fn cuts(self, text: &[char], mut cut: impl FnMut(usize)) {
        let is_digit = |character: &char| match self {
            Groups::Behind => class_of(*character) == Class::Number,
            Groups::Before => character.is_ascii_digit(),
        };
        let mut at = 0;
        while at < text.len() {
            let run = text[at..].iter().take_while(|&character| is_digit(character)).count();
            if run == 0 {
                at += 1;
                continue;
            }
            let end = at + run;
            let first = at + run % 3;
            if self == Groups::Before && first == at {
                cut(at);
            }
            (first..end).step_by(3).filter(|&place| place > at).for_each(&mut cut);
            if self == Groups::Behind {
                cut(end);
            }
            at = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(groups: Groups, text: &str) -> Vec<usize> {
        let (text, mut cuts) = (text.chars().collect::<Vec<char>>(), Vec::new());
        groups.cuts(&text, |place| cuts.push(place));
        cuts
    }

    #[test]
    fn digits_are_grouped_from_the_last() {
        for (text, before, behind) in [
            ("", &[][..], &[][..]),
            ("12", &[], &[2]),
            ("123", &[0], &[3]),
            ("a1234", &[2], &[2, 5]),
            ("12345678 9", &[2, 5], &[2, 5, 8, 10]),
            ("1234x", &[1], &[1, 4]),
            ("1٣٤٥", &[], &[1, 4]),
        ] {
            let found = [Groups::Before, Groups::Behind].map(|groups| cuts(groups, text));
            assert_eq!(found, [before, behind], "{text}");
        }
    }
}
