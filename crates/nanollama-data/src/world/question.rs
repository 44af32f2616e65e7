//! Questions about a story, with the answer that the story gives and the rivals that it also names.

use serde::{Deserialize, Serialize};

use super::story::Combination;

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Who has the kite?
    WhoHas,
    /// Where is the kite?
    WhereIsThing,
    /// Where is Anna? Where is the dog?
    WhereIsSomeone,
    /// What does Anna have?
    WhatHas,
    /// What did Anna find, lose, make?
    WhatDid,
    /// What colour is the kite?
    WhatColour,
}

impl QuestionKind {
    /// Every kind, in the order in which reports print them.
    pub const ALL: [Self; 6] =
        [Self::WhoHas, Self::WhereIsThing, Self::WhereIsSomeone, Self::WhatHas, Self::WhatDid, Self::WhatColour];

    /// The kind as a report prints it.
    pub fn label(self) -> &'static str {
        match self {
            Self::WhoHas => "who has it",
            Self::WhereIsThing => "where is the thing",
            Self::WhereIsSomeone => "where is someone",
            Self::WhatHas => "what does someone have",
            Self::WhatDid => "what did someone find, lose or make",
            Self::WhatColour => "what colour is it",
        }
    }
}

/// One thing that a story settles.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) kind: QuestionKind,
    pub(super) question: String,
    pub(super) opening: String,
    pub(super) answer: &'static str,
    pub(super) choices: [&'static str; 3],
    pub(super) combination: Combination,
}

impl Fact {
    /// The reply: one sentence whose last word is the answer. It takes up the question's own words first, so that
    /// the answer is decided where the asked-about word stands close by.
    pub(super) fn reply(&self) -> String {
        format!("{} {}.", self.opening, self.answer)
    }
}

/// A question about a story, with everything that is needed to judge an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The story.
    pub story: String,
    /// The question, one line.
    pub question: String,
    /// The right reply without its last word: `The kite is in the`.
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
            opening: fact.opening.clone(),
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

    /// The index of the answer in [`Question::choices`].
    pub fn right_choice(&self) -> usize {
        self.choices.iter().position(|choice| *choice == self.answer).expect("a fact's answer is among its choices")
    }
}
