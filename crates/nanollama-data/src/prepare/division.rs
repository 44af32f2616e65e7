//! A corpus of one text: a stretch of whole paragraphs is held out of it for validation.

use std::ops::Range;

use crate::rng::hash;

/// Keeps the choice apart from other uses of the hash.
const DIVISION: u64 = 0x6f6e_6521;

/// The bytes of `text` to hold out: whole paragraphs (whole lines, where it has one paragraph), at least one and about
/// `fraction` of the text, at a place that the seed chooses. Something is always left to learn from; `None` when the text
/// has one line.
pub(super) fn held_out(text: &str, fraction: f64, seed: u64) -> Option<Range<usize>> {
    let mut borders = borders(text, true);
    if borders.len() < 3 {
        borders = self::borders(text, false);
    }
    let last = borders.len().checked_sub(1).filter(|last| *last >= 2)?;
    let wanted = (text.len() as f64 * fraction) as usize;
    let from = hash(&[DIVISION, seed]) % (text.len() - wanted.min(text.len() - 1)) as u64;
    let first = borders.partition_point(|border| (*border as u64) < from).min(last - 1);
    let end = borders.partition_point(|border| *border < borders[first] + wanted).clamp(first + 1, last);
    let end = if first == 0 { end.min(last - 1) } else { end };
    Some(borders[first]..borders[end])
}

/// Where paragraphs (or lines) with any text begin, from 0, and the text's end.
fn borders(text: &str, paragraphs: bool) -> Vec<usize> {
    let (mut borders, mut at) = (vec![0], 0);
    let (mut any, mut blank) = (false, false);
    for line in text.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if !is_blank {
            if any && (blank || !paragraphs) {
                borders.push(at);
            }
            any = true;
        }
        blank = is_blank;
        at += line.len();
    }
    borders.push(text.len());
    borders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_paragraphs_of_about_the_share_are_held_out() {
        let text: String = (0..500).map(|n| format!("Paragraph {n}\r\nhas two lines.\r\n \r\n")).collect();
        let mut places = std::collections::BTreeSet::new();
        for seed in 0..50 {
            for fraction in [0.001, 0.01, 0.2] {
                let held = held_out(&text, fraction, seed).unwrap();
                assert!(text[held.clone()].starts_with("Paragraph "));
                assert!(text[held.end..].is_empty() || text[held.end..].starts_with("Paragraph "));
                let share = held.len() as f64 / text.len() as f64;
                assert!(share < fraction + 0.003 && (share > 0.001 || held.end == text.len()), "{share}");
                places.insert(held.start);
            }
        }
        assert!(places.len() > 40);
    }

    #[test]
    fn lines_serve_where_there_is_one_paragraph_and_something_is_always_left() {
        for text in ["a\nb", "\n\na\n\nb\n", "a\n\n\nb\n\n", "one\ntwo\nthree"] {
            for seed in 0..20 {
                for fraction in [1e-9, 0.5] {
                    let held = held_out(text, fraction, seed).unwrap();
                    let rest = text[..held.start].to_owned() + &text[held.end..];
                    assert!(!text[held].trim().is_empty() && !rest.trim().is_empty(), "{text:?}");
                }
            }
        }
        assert_eq!(held_out("one line\n", 0.1, 0), None);
    }
}
