//! What became of a request that was done.

use crate::finished::Finished;

/// The result of a request: a text that was continued, or scores of one that was given.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Of [`crate::Request::generate`].
    Text(Finished),
    /// Of [`crate::Request::score`]: ln p of each scored token.
    Scores(Vec<f32>),
}

impl Outcome {
    /// What was written; nothing where a text was scored.
    pub fn text(&self) -> &str {
        match self {
            Outcome::Text(finished) => &finished.text,
            Outcome::Scores(_) => "",
        }
    }
}
