//! Gopher's repetition rules: Rae et al. 2021 (arXiv:2112.11446), table A1. How much of a text says again what stands in it already:
//! lines, paragraphs, the run of words that comes most often, and all runs that come again.

use super::page::{Page, count, share};
use super::rule::Rule;
use super::words::runs;
use crate::rng::mix;

/// The most that lines and paragraphs which come again may be: of all of them, and of the characters.
const LINES: (f64, f64) = (0.30, 0.20);
/// Words of a run, and the most of all characters that the run which comes most often may have.
const MOST_OFTEN: [(usize, f64); 3] = [(2, 0.20), (3, 0.18), (4, 0.16)];
/// Words of a run, and the most of all characters that runs which come again may have.
const AGAIN: [(usize, f64); 6] = [(5, 0.15), (6, 0.14), (7, 0.13), (8, 0.12), (9, 0.11), (10, 0.10)];

/// The first rule that the document breaks.
pub(super) fn broken(page: &Page) -> Option<Rule> {
    let mut seen = Seen::default();
    if too_many(&page.lines, page.chars, &mut seen) {
        return Some(Rule::RepeatedLines);
    }
    let paragraphs: Vec<&str> = page.text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).collect();
    if too_many(&paragraphs, page.chars, &mut seen) {
        return Some(Rule::RepeatedParagraphs);
    }
    let words: Vec<u64> = page.words.iter().map(|word| hash(word)).collect();
    // Characters before each word, a blank behind each of them counted.
    let mut before = Vec::with_capacity(words.len() + 1);
    before.push(0);
    before.extend(page.words.iter().scan(0, |sum, word| {
        *sum += count(word) + 1;
        Some(*sum)
    }));
    let length = |at: usize, run: usize| before[at + run] - before[at] - 1;
    for (run, most) in MOST_OFTEN.into_iter().filter(|(run, _)| words.len() >= *run) {
        let runs = runs(&words, run);
        seen.clear(runs.len());
        let (mut times, mut first) = (0, 0);
        for (at, hash) in runs.iter().enumerate() {
            let now = seen.count(*hash);
            if now > times {
                (times, first) = (now, at);
            }
        }
        if times > 1 && share(u64::from(times) * length(first, run), page.chars) > most {
            return Some(Rule::RepeatedTopRun);
        }
    }
    for (run, most) in AGAIN.into_iter().filter(|(run, _)| words.len() >= *run) {
        let runs = runs(&words, run);
        seen.clear(runs.len());
        let (mut again, mut at) = (0, 0);
        while let Some(hash) = runs.get(at) {
            let is_again = seen.count(*hash) > 1;
            again += if is_again { length(at, run) } else { 0 };
            at += if is_again { run } else { 1 };
        }
        if share(again, page.chars) > most {
            return Some(Rule::RepeatedRuns);
        }
    }
    None
}

/// Whether too many pieces are there before, or too much of the text is in these.
fn too_many(pieces: &[&str], chars: u64, seen: &mut Seen) -> bool {
    seen.clear(pieces.len());
    let again: Vec<u64> = pieces.iter().filter(|piece| seen.count(hash(piece)) > 1).map(|piece| count(piece)).collect();
    share(again.len() as u64, pieces.len() as u64) > LINES.0 || share(again.iter().sum(), chars) > LINES.1
}

/// The characters of pieces that stand among the pieces before.
pub(super) fn repeated_chars(pieces: &[&str]) -> u64 {
    let mut seen = Seen::default();
    seen.clear(pieces.len());
    pieces.iter().filter(|piece| seen.count(hash(piece)) > 1).map(|piece| count(piece)).sum()
}

/// A hash of a piece as it stands there.
fn hash(piece: &str) -> u64 {
    let mut pieces = piece.as_bytes().chunks_exact(8);
    let mut state = piece.len() as u64;
    for eight in &mut pieces {
        state = mix(state ^ u64::from_le_bytes(eight.try_into().unwrap_or_default()));
    }
    let rest = pieces.remainder().iter().fold(0, |rest, byte| rest << 8 | u64::from(*byte));
    mix(state ^ rest)
}

/// How often each number was seen: open addressing, because a document asks for it nine times.
#[derive(Default)]
struct Seen {
    slots: Vec<(u64, u32)>,
}

impl Seen {
    /// Forgets all; there will be at most so many.
    fn clear(&mut self, most: usize) {
        self.slots.clear();
        self.slots.resize((2 * most).next_power_of_two(), (0, 0));
    }

    /// Counts one more, and says how often that was.
    fn count(&mut self, number: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut place = number as usize & mask;
        while self.slots[place].1 > 0 && self.slots[place].0 != number {
            place = (place + 1) & mask;
        }
        let (of, times) = &mut self.slots[place];
        *of = number;
        *times += 1;
        *times
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many lines, each of nine words that stand in no other.
    fn different(from: u64, count: u64) -> String {
        let word = |n: u64| format!("w{}", mix(n) % 100_000);
        let line = |line: u64| (0..9).map(|n| word(line * 9 + n)).collect::<Vec<_>>().join(" ") + ".\n";
        (from..from + count).map(line).collect()
    }

    #[test]
    fn each_rule_has_a_text_that_breaks_it() {
        let broken = |text: &str| broken(&Page::new(text));
        assert_eq!(broken(&different(0, 40)), None);
        assert_eq!(broken(""), None);
        assert_eq!(broken("one"), None);
        assert_eq!(broken(&(different(0, 40) + &"again and again\n".repeat(20))), Some(Rule::RepeatedLines));
        // Few lines, but long ones.
        let long = different(50, 12).replace('\n', " ");
        assert_eq!(broken(&(different(0, 20) + &format!("{long}\n{long}\n"))), Some(Rule::RepeatedLines));
        let paragraphs: String = (0..3).map(|n| different(n * 30, 30) + "\n").collect();
        assert_eq!(broken(&(paragraphs + &"once more\n\n".repeat(4))), Some(Rule::RepeatedParagraphs));
        assert_eq!(broken(&"quite so ".repeat(50)), Some(Rule::RepeatedTopRun));
        let told = "once upon a time there was a fisherman who lived beside the sea";
        let again: String =
            (0..30).map(|n| different(n, 1).replace('\n', " ") + if n % 3 == 0 { told } else { "" } + "\n").collect();
        assert_eq!(broken(&again), Some(Rule::RepeatedRuns));
    }

    #[test]
    fn paragraphs_that_come_again_are_counted() {
        let paragraphs = ["a", "b", "a", "c", "a"];
        assert!(too_many(&paragraphs, 1000, &mut Seen::default()));
        assert!(!too_many(&paragraphs[..2], 1000, &mut Seen::default()));
        assert_eq!(repeated_chars(&["one line", "two", "one line"]), 8);
    }
}
