//! How words are spelled, and which words no text spells.

use super::super::held_out::is_held_out;
use super::super::phrases::{Gaps, Phrases, gaps};
use super::super::question::Use;
use super::super::texts::text;
use super::super::words::{capital, capitals, number};
use crate::rng::Rng;

/// One of so many words is never spelled in a text.
const HELD_OUT: u64 = 5;

/// The words that school knows; all of them are in the town's stories.
pub(super) fn words() -> Vec<&'static str> {
    let lines = text("school/spelled.txt").lines().filter(|line| !line.starts_with("//"));
    lines.flat_map(str::split_whitespace).collect()
}

/// Whether no text spells a word.
pub(super) fn is_never_spelled(word: &str) -> bool {
    is_held_out("spelling", word, HELD_OUT)
}

/// `K-I-T-E`
pub(super) fn spelled(word: &str) -> String {
    let letters: Vec<String> = word.chars().map(|letter| letter.to_uppercase().to_string()).collect();
    letters.join("-")
}

/// A word that training spells, or one that it never spells.
pub(super) fn draw(words: &[&'static str], usage: Use, rng: &mut Rng) -> &'static str {
    loop {
        let word = words[rng.index(words.len())];
        if is_never_spelled(word) == (usage == Use::Exam) {
            return word;
        }
    }
}

/// The gaps of a word.
pub(super) fn letters(word: &str) -> Gaps {
    let all = spelled(word);
    let (first, last) = (&all[..1], &all[all.len() - 1..]);
    gaps([("w", word), ("s", &all), ("k", &number(word.len() as u32)), ("a", first), ("z", last)])
}

/// A question for a word's spelling and its answer. `again` asks behind another one.
pub(super) fn asked(phrases: &Phrases, word: &str, again: bool, rng: &mut Rng) -> (String, String) {
    let gaps = letters(word);
    let question = phrases.sentence(if again { "and" } else { "ask" }, &gaps, rng);
    (question, phrases.sentence("answer", &gaps, rng))
}

/// A question for one of its letters, or how many there are.
pub(super) fn asked_letters(phrases: &Phrases, word: &str, rng: &mut Rng) -> (String, String) {
    let gaps = letters(word);
    let kind = rng.pick(&["count", "first", "last"]);
    let question = phrases.sentence(&format!("ask {kind}"), &gaps, rng);
    (question, phrases.sentence(kind, &gaps, rng))
}

/// A page of words. One with a heading about the number of letters keeps to it.
pub(super) fn page(phrases: &Phrases, words: &[&'static str], mut about: Gaps, rng: &mut Rng) -> String {
    let first = draw(words, Use::Practice, rng);
    about.insert("k".into(), number(first.len() as u32));
    let heading = phrases.say("page", &about, rng);
    let alike = heading.contains("letters");
    let mut chosen = vec![first];
    let count = 4 + rng.index(6);
    while chosen.len() < count {
        let word = draw(words, Use::Practice, rng);
        if !chosen.contains(&word) && (!alike || word.len() == first.len()) {
            chosen.push(word);
        }
    }
    // Each page has one form of line.
    let way = rng.clone();
    let mut lines = vec![capital(&heading)];
    for word in chosen {
        lines.push(capitals(&phrases.say("line", &letters(word), &mut way.clone())));
    }
    rng.next_u64();
    lines.join("\n")
}
