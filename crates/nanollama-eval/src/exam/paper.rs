//! The paper of the exam: how much of each area is asked, and how a question is put.

use nanollama_data::town::{Area, Question};

/// How many questions of each area are put.
pub const ASKED: [(Area, u64); 7] = [
    (Area::KnownPhrasing, 500),
    (Area::NewPhrasing, 500),
    (Area::LookUp, 120),
    (Area::Plot, 120),
    (Area::Sum, 100),
    (Area::Spelling, 100),
    (Area::Unknown, 240),
];

/// What a user types: the text, if there is one, and the question behind it.
pub fn prompt(question: &Question) -> String {
    match &question.text {
        Some(text) => format!("{text}\n{}", question.question),
        None => question.question.clone(),
    }
}
