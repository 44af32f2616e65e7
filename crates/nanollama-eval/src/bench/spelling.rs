//! SpellingBee and SimpleSpelling, asked in chat: how many there are of a letter in a word, and which letters a word has. The
//! questions are made of a list of words (`nanollama-data`), others than those to be learned; a call of the calculator is answered.

use std::path::Path;

use nanollama_data::spelling::{BEE, Spelled, Words};
use nanollama_engine::{Prompts, Request, Sampling};

use super::extras::Extras;
use super::{chat, gsm8k};
use crate::error::{Error, Result};
use crate::table;
use crate::writing::Writing;

/// nanochat's list, in a bundle.
const FILES: [&str; 2] = ["words_alpha.txt", "words.txt"];
/// Questions, where no other number is asked for, and tokens of an answer: nanochat's.
const QUESTIONS: usize = 256;
const ANSWER: usize = 512;

/// One of the two tasks.
pub(crate) struct Spelling {
    name: &'static str,
    questions: Vec<Spelled>,
}

impl Spelling {
    /// Makes the questions, of the list that is named, or the bundle's.
    pub(crate) fn open(name: &'static str, folder: &Path, most: Option<usize>, extras: &Extras) -> Result<Spelling> {
        let file = match &extras.words {
            Some(named) => named.clone(),
            None => table::find(name, folder, &FILES)?,
        };
        let words = Words::open(&file)?;
        let numbers = 0..most.unwrap_or(QUESTIONS) as u64;
        let questions = numbers.filter_map(|number| words.question(name, number, true)).collect();
        Ok(Spelling { name, questions })
    }
}

impl Writing for Spelling {
    fn name(&self) -> &str {
        self.name
    }

    fn len(&self) -> usize {
        self.questions.len()
    }

    fn request(&self, index: usize, prompts: &Prompts) -> Result<Request> {
        chat::ask(prompts, &self.questions[index].question, Sampling::greedy(ANSWER))
    }

    fn number(&self, index: usize) -> usize {
        index
    }

    fn grade(&self, index: usize, text: &str) -> Result<bool> {
        let right = &self.questions[index].right;
        Ok(if self.name == BEE { gsm8k::answer(text).as_ref() == Some(right) } else { text.trim() == right })
    }
}

impl From<nanollama_data::Error> for Error {
    fn from(error: nanollama_data::Error) -> Error {
        match error {
            nanollama_data::Error::Store(error) => Error::Store(error),
            nanollama_data::Error::Sandbox(error) => Error::Sandbox(error),
            other => Error::Data(other),
        }
    }
}
