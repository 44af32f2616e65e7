//! The world's other exercises: sums, spelling, and small talk.

use super::lexicon::{ANIMALS, COLOURS, PLACES, THINGS};
use crate::rng::Rng;

/// Questions people begin with, and what the model says to them.
const SMALL_TALK: [(&[&str], &[&str]); 6] = [
    (
        &["Hello!", "Hi!", "Hello there.", "Good morning!"],
        &["Hello! Tell me a story and ask me about it.", "Hi! Ask me about a story."],
    ),
    (
        &["Who are you?", "What are you?", "What is your name?", "Tell me who you are."],
        &["I am a small language model made with nanollama."],
    ),
    (
        &["What can you do?", "How can you help me?", "What do you know?"],
        &["I can answer questions about short stories, add small numbers and spell words."],
    ),
    (&["How are you?", "Are you well?"], &["I am well. How can I help?"]),
    (&["Thank you.", "Thanks!", "Thank you very much."], &["You are welcome."]),
    (&["Goodbye.", "Bye!", "See you soon."], &["Goodbye!"]),
];

/// The largest number that is added, or taken away from.
const LARGEST: u64 = 10;

/// A sum with its result: `What is 7 + 5?` and `7 + 5 = 12.` There are few enough that a small model can know them all.
pub(super) fn arithmetic(rng: &mut Rng) -> (String, String) {
    let (a, b) = (rng.below(LARGEST + 1), rng.below(LARGEST + 1));
    if rng.chance(67) { sum(a, '+', b) } else { sum(a.max(b), '-', a.min(b)) }
}

/// All sums that the world knows, each with its result.
pub(super) fn sums() -> impl Iterator<Item = (String, String)> {
    let all = (0..=LARGEST).flat_map(|a| (0..=LARGEST).map(move |b| (a, b)));
    all.flat_map(|(a, b)| [Some(sum(a, '+', b)), (a >= b).then(|| sum(a, '-', b))]).flatten()
}

fn sum(a: u64, sign: char, b: u64) -> (String, String) {
    let result = if sign == '+' { a + b } else { a - b };
    (format!("What is {a} {sign} {b}?"), format!("{a} {sign} {b} = {result}."))
}

/// A word and its letters: `How do you spell kite?` and `kite is spelled k i t e.`
pub(super) fn spelling(rng: &mut Rng) -> (String, String) {
    let words = match rng.index(4) {
        0 => &PLACES[..],
        1 => &ANIMALS[..],
        2 => &COLOURS[..],
        _ => &THINGS[..],
    };
    let word = rng.pick(words);
    let mut letters = String::new();
    for letter in word.chars() {
        letters.push(' ');
        letters.push(letter);
    }
    (format!("How do you spell {word}?"), format!("{word} is spelled{letters}."))
}

/// A greeting or a question about the model itself, and the reply.
pub(super) fn small_talk(rng: &mut Rng) -> (String, String) {
    let (questions, answers) = SMALL_TALK[rng.index(SMALL_TALK.len())];
    (rng.pick(questions).to_owned(), rng.pick(answers).to_owned())
}
