//! Letters of words, as tasks: how many there are of one (`SpellingBee`) and which they are (`SimpleSpelling`), of nanochat's kind
//! and in words of our own. A question has a number, by which alone it is made; those to be learned and those to be measured on
//! have different ones. An answer spells the word, counts by hand and then asks the calculator.

use std::path::Path;

use nanollama_token::chat::Message;
use serde_json::json;

use crate::error::{Error, Result};
use crate::rng::Rng;
use crate::town;

/// The name of the task that counts a letter.
pub const BEE: &str = "SpellingBee";
/// The name of the task that spells a word.
pub const SIMPLE: &str = "SimpleSpelling";
/// What names the words of the built-in town where a file is wanted.
pub const TOWN: &str = "town";

/// Keeps questions that are measured on apart from those that are learned.
const MEASURED: u64 = 0x6265_6573;
const LEARNED: u64 = 0x6c65_726e;
/// Letters of a word, at most.
const LONGEST: usize = 64;
/// In one question of so many the letter is any of the alphabet; in the others it is one of the word's.
const ANY_LETTER: u64 = 10;
/// How it is asked: `{l}` is the letter, `{w}` the word.
const ASKED: &[&str] = &[
    "How many {l} does {w} have",
    "How many {l} do you count in {w}",
    "How often is there a {l} in {w}",
    "How many times is {l} in {w}",
    "Count each {l} of {w}",
    "Count the letter {l} in {w}",
    "Look at {w}: how many {l}",
    "I need to know how many {l} are in the word {w}",
    "Please say how often {l} stands in {w}",
    "Of the letters of {w}, how many are {l}",
    "If I write {w}, how often do I write {l}",
    "{w}: how many {l}",
    "{l} in {w}, how many",
    "Could you count the {l} of {w} for me",
    "Wie viele {l} stehen in {w}",
    "Wie oft schreibt man {l} in {w}",
    "Combien de fois y a-t-il {l} dans {w}",
    "Cuántas veces aparece {l} en {w}",
    "Quante volte c'è {l} in {w}",
    "{w}には{l}がいくつありますか",
    "{w}中有多少个{l}",
    "{w}에는 {l}이 몇 개 있습니까",
];

/// Words to be spelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(Vec<String>);

/// A question and the answer to learn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelled {
    /// What is asked.
    pub question: String,
    /// The answer, its call and the result apart.
    pub answer: Message,
    /// What is right: the count, or the whole answer.
    pub right: String,
}

impl Words {
    /// Reads a list, a word a line, or takes the town's words ([`TOWN`]).
    ///
    /// # Errors
    /// When it cannot be read, has a line that is no word, or has none.
    pub fn open(path: &Path) -> Result<Words> {
        if path == Path::new(TOWN) {
            return Ok(Words(town::words_to_spell().into_iter().map(str::to_owned).collect()));
        }
        let wrong = |what: String| Error::Exercises { name: path.display().to_string(), what };
        let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
        let mut words = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let word = line.trim();
            if word.is_empty() {
                continue;
            }
            if word.chars().count() > LONGEST || !word.chars().all(char::is_alphabetic) {
                let shown: String = word.chars().take(LONGEST).collect();
                let what = format!("line {}: {shown:?} is no word of at most {LONGEST} letters", number + 1);
                return Err(wrong(what));
            }
            words.push(word.to_owned());
        }
        if words.is_empty() { Err(wrong("it has no words".into())) } else { Ok(Words(words)) }
    }

    fn rng(&self, number: u64, is_measured: bool) -> Rng {
        Rng::of(&[if is_measured { MEASURED } else { LEARNED }, number])
    }

    fn draw(&self, rng: &mut Rng) -> &str {
        &self.0[rng.index(self.0.len())]
    }

    /// A question of a task, by its number; `None` where there is no such task.
    pub fn question(&self, task: &str, number: u64, is_measured: bool) -> Option<Spelled> {
        match task {
            BEE => Some(self.bee(number, is_measured)),
            SIMPLE => Some(self.simple(number, is_measured)),
            _ => None,
        }
    }

    fn bee(&self, number: u64, is_measured: bool) -> Spelled {
        let mut rng = self.rng(number, is_measured);
        let word = self.draw(&mut rng);
        let letters: Vec<char> = word.chars().collect();
        let letter = if rng.below(ANY_LETTER) == 0 {
            char::from(b'a' + rng.index(26) as u8)
        } else {
            letters[rng.index(letters.len())]
        };
        let mut question = ASKED[rng.index(ASKED.len())].to_owned();
        // People are in a hurry.
        if rng.below(10) < 3 {
            question = question.to_lowercase();
        }
        let mut quoted = |text: &str| {
            let quote = ["", "'", "\""][rng.index(3)];
            format!("{quote}{text}{quote}")
        };
        let (letter_quoted, word_quoted) = (quoted(&letter.to_string()), quoted(word));
        question = question.replace("{l}", &letter_quoted).replace("{w}", &word_quoted);
        if rng.below(2) == 0 {
            question.push('?');
        }
        let mut count = 0;
        let mut text = format!("First I spell it:\n{}\n\nNow I look for '{letter}':\n", letters_of(word));
        // No space before a letter: with one it would be another token than in the spelling.
        for (at, found) in letters.iter().enumerate() {
            text += &format!("{}:{found}", at + 1);
            if *found == letter {
                count += 1;
                text += &format!(" yes, that is {count}");
            }
            text.push('\n');
        }
        text += &format!("\nSo I count {count}. The calculator says:\n\n");
        let right = count.to_string();
        let part = |kind: &str, text: &str| json!({ "type": kind, "text": text });
        let parts = json!([
            part("text", &text),
            part("python", &format!("'{word}'.count('{letter}')")),
            part("python_output", &right),
            part("text", &format!("\n\nThat is the answer.\n\n#### {right}")),
        ]);
        Spelled { question, answer: said(parts), right }
    }

    fn simple(&self, number: u64, is_measured: bool) -> Spelled {
        let mut rng = self.rng(number, is_measured);
        let word = self.draw(&mut rng);
        let right = letters_of(word);
        Spelled {
            question: format!("Spell this word: {word}"),
            answer: Message::new("assistant", right.as_str()),
            right,
        }
    }
}

fn said(parts: serde_json::Value) -> Message {
    Message::from_json(json!({ "role": "assistant", "content": parts })).expect("all parts are texts")
}

/// `word:w,o,r,d`
fn letters_of(word: &str) -> String {
    let letters: Vec<String> = word.chars().map(String::from).collect();
    format!("{word}:{}", letters.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_made_by_its_number_alone() {
        let words = Words::open(Path::new(TOWN)).unwrap();
        let mut some = 0;
        for number in 0..400 {
            let spelled = words.question(BEE, number, false).unwrap();
            assert_eq!(words.question(BEE, number, false).unwrap(), spelled);
            assert_ne!(words.question(BEE, number, true).unwrap().question, spelled.question);
            let parts = spelled.answer.to_json()["content"].clone();
            let call = parts[1]["text"].as_str().unwrap();
            let (word, rest) = call[1..].split_once('\'').unwrap();
            let letter = rest.trim_start_matches(".count('").chars().next().unwrap();
            assert_eq!(word.matches(letter).count().to_string(), spelled.right);
            assert!(spelled.question.contains(word) && !spelled.question.contains(['{', '}']), "{}", spelled.question);
            assert!(parts[0]["text"].as_str().unwrap().contains(&format!("So I count {}.", spelled.right)));
            assert_eq!(parts[3]["text"], format!("\n\nThat is the answer.\n\n#### {}", spelled.right));
            some += usize::from(spelled.right != "0");
            let simple = words.question(SIMPLE, number, true).unwrap();
            assert_eq!(simple.answer.text(), simple.right);
        }
        assert!((340..400).contains(&some), "{some}");
        assert_eq!(words.question("Spelling", 0, true), None);
    }

    #[test]
    fn a_list_is_a_word_a_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("words.txt");
        let open = |text: &str| {
            std::fs::write(&path, text).unwrap();
            Words::open(&path).map_err(|error| error.to_string())
        };
        assert_eq!(open("kite\n\n école \r\n").unwrap(), Words(vec!["kite".into(), "école".into()]));
        assert!(open("kite\ntwo words\n").unwrap_err().contains("line 2: \"two words\""));
        assert!(open("\n").unwrap_err().contains("no words"));
        let words = Words(vec!["egg".into()]);
        assert_eq!(words.question(SIMPLE, 7, false).unwrap().right, "egg:e,g,g");
    }
}
