//! Questions about a story, with the answer that the story gives and the rivals that it also names.

use super::combination::Combination;
use super::fact::{Fact, REPLY_START};
use super::kind::QuestionKind;

/// A question about a story, with everything that is needed to judge an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The story.
    pub story: String,
    /// The question, one line.
    pub question: String,
    /// The right reply without its last word: `I read that kites fill`.
    pub opening: String,
    /// The one word that is right.
    pub answer: &'static str,
    /// What is asked for.
    pub kind: QuestionKind,
    /// The three words of the right kind that the story names, the answer among them, in the story's order.
    pub choices: [&'static str; 3],
    /// Which skeleton, name, place and thing the question is about.
    pub combination: Combination,
}

impl Question {
    pub(super) fn new(story: &str, fact: &Fact) -> Self {
        Self {
            story: story.to_owned(),
            question: fact.question.clone(),
            opening: format!("{REPLY_START} {}", fact.opening),
            answer: fact.answer,
            kind: fact.kind,
            choices: fact.choices,
            combination: fact.combination,
        }
    }

    /// The story and the question, a line each: a user's message, and with a line break after it the beginning of a
    /// document that a base model can go on with.
    pub fn prompt(&self) -> String {
        format!("{}\n{}", self.story, self.question)
    }

    /// The reply that gives `choice`; with [`Question::answer`] it is the right one.
    pub fn reply(&self, choice: &str) -> String {
        format!("{} {choice}.", self.opening)
    }
}
