//! Questions about a story, with the answer that the story gives and the rivals that it also names.

use serde::{Deserialize, Serialize};

use super::story::Combination;

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Who has the kites?
    WhoHas,
    /// Where are the kites?
    WhereIsThing,
    /// Where did Anna go? Which city does Anna like?
    WhereIsSomeone,
    /// What does Anna have?
    WhatHas,
    /// What did Anna find, lose, hide, make? What did the dogs take?
    WhatDid,
    /// What colour does Anna wear?
    WhatColour,
}

impl QuestionKind {
    /// Every kind, in the order in which reports print them.
    pub const ALL: [Self; 6] =
        [Self::WhoHas, Self::WhereIsThing, Self::WhereIsSomeone, Self::WhatHas, Self::WhatDid, Self::WhatColour];

    /// The kind as a report prints it.
    pub fn label(self) -> &'static str {
        match self {
            Self::WhoHas => "who has the things",
            Self::WhereIsThing => "where are the things",
            Self::WhereIsSomeone => "where is someone",
            Self::WhatHas => "what does someone have",
            Self::WhatDid => "what did someone find, lose, make",
            Self::WhatColour => "what colour does someone wear",
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
    /// The reply: one sentence whose last word is the answer. It names the one asked about first, so that the answer
    /// is decided where that word stands close by.
    pub(super) fn reply(&self) -> String {
        format!("{READ} {} {}.", self.opening, self.answer)
    }
}

/// How every reply begins: behind it, the asked-about word has a space before it as in the story, and is the same token.
const READ: &str = "I read that";

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
            opening: format!("{READ} {}", fact.opening),
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
