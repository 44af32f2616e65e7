//! What was found out about a personality, as `personality.json` has it.

use serde::Serialize;
use serde_json::Value;

use super::overlap::Overlap;
use super::statistics::Lengths;

/// The form of the file.
pub(super) const FORMAT: u32 = 1;

/// A text that stands there again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repeated {
    /// Where.
    pub place: String,
    /// Where it stood first.
    pub of: String,
}

/// What was found out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonalityReport {
    /// The form of this file, 1.
    pub format: u32,
    /// Where the texts came from.
    pub sources: String,
    /// Different texts.
    pub documents: u64,
    /// Rows that were conversations and became texts.
    pub conversations: u64,
    /// Rows that were left out because their text stands there before.
    pub repeated: Vec<Repeated>,
    /// Rows that could not be read, each with its place and why.
    pub bad: Vec<String>,
    /// Where rows without any text stand.
    pub empty: Vec<String>,
    /// There was one text: a stretch of it was held out.
    pub divided: bool,
    /// The folder held other texts before.
    pub anew: bool,
    /// What is learned from.
    pub train: Lengths,
    /// What is held out.
    pub validation: Lengths,
    /// Tokens of the vocabulary that occur, separators among them.
    pub different_tokens: u64,
    /// Tokens of the vocabulary.
    pub vocabulary: u64,
    /// How much of it stands in a corpus, where one was named.
    pub overlap: Option<Overlap>,
}

impl PersonalityReport {
    /// The same as JSON.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).expect("strings and whole numbers always serialise")
    }
}
