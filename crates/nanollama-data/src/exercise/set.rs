//! What exercises are, however they were read.

use nanollama_token::Tokenizer;
use nanollama_token::chat::{Form, Message};

use super::grader::Grader;
use crate::error::Result;
use crate::rng::hash;

/// Files of a folder without a `task.toml`.
pub(super) const FILES: [&str; 2] = ["train.jsonl", "test.jsonl"];

/// A question and what is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exercise {
    /// What is asked: the messages before the assistant speaks, at least one.
    pub question: Vec<Message>,
    /// An answer as an assistant may learn to give it.
    pub answer: String,
    /// What the grader compares a reply with.
    pub right: String,
}

/// Exercises of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercises {
    /// Their name in reports.
    pub name: String,
    /// How a reply is judged.
    pub grader: Grader,
    /// What is practised.
    pub train: Vec<Exercise>,
    /// What is only measured on.
    pub test: Vec<Exercise>,
}

impl Exercises {
    /// What tells these exercises from others.
    pub fn fingerprint(&self) -> u64 {
        let text = |state, text: &str| text.bytes().fold(state, |state, byte| hash(&[state, u64::from(byte)]));
        self.train.iter().chain(&self.test).fold(self.train.len() as u64, |state, exercise| {
            let asked = exercise.question.iter().fold(state, |state, message| text(state, &message.text()));
            text(text(asked, &exercise.right), &exercise.answer)
        })
    }
}

impl Exercise {
    /// The prompt that asks a model, in its form of chat.
    ///
    /// # Errors
    /// As [`Form::prompt`].
    pub fn prompt(&self, tokenizer: &Tokenizer, form: &Form) -> Result<Vec<u32>> {
        Ok(form.prompt(tokenizer, &self.question)?)
    }
}
