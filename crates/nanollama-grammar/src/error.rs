//! Why something is no grammar: facts with their place. What to do about it is the caller's to say.

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this crate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is no GBNF.
    #[error("grammar: line {line}, column {column}: {problem}")]
    Text {
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// What was expected and what stands there.
        problem: String,
    },
    /// A rule cannot be used.
    #[error("grammar: rule {rule:?}: {problem}")]
    Rule {
        /// Its name.
        rule: String,
        /// What is wrong.
        problem: String,
    },
    /// A part of a JSON schema is wrong, or is not done here.
    #[error("JSON schema: at {pointer:?}: {problem}")]
    Schema {
        /// A JSON pointer to it; empty for the whole.
        pointer: String,
        /// What is wrong.
        problem: String,
    },
    /// The text of a schema is no JSON.
    #[error("JSON schema: it is no JSON: {problem}")]
    Json {
        /// What, with line and column.
        problem: String,
    },
    /// It has more of something than may be.
    #[error("{of}: it has more than {most} {what}")]
    TooLarge {
        /// Grammar or schema.
        of: &'static str,
        /// What there is too much of.
        what: &'static str,
        /// How much there may be.
        most: usize,
    },
}

impl Error {
    pub(crate) fn rule(rule: &str, problem: impl Into<String>) -> Error {
        // Names come from strangers, and may be as long as the whole text.
        Error::Rule { rule: rule.chars().take(80).collect(), problem: problem.into() }
    }
}
