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

/// A sum with its result: `What is 7 + 5?` and `7 + 5 = 12.`
pub(super) fn arithmetic(rng: &mut Rng) -> (String, String) {
    let (left, sign, right, result) = match rng.index(4) {
        0 | 1 => {
            let (a, b) = (rng.below(21), rng.below(21));
            (a, '+', b, a + b)
        }
        2 => {
            let (a, b) = (rng.below(21), rng.below(21));
            let (a, b) = (a.max(b), a.min(b));
            (a, '-', b, a - b)
        }
        _ => {
            let (a, b) = (rng.below(11), rng.below(11));
            (a, '*', b, a * b)
        }
    };
    (format!("What is {left} {sign} {right}?"), format!("{left} {sign} {right} = {result}."))
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
