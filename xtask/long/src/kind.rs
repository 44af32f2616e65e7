//! What is fuzzed: one implementation of [`Kind`] a reader.

use std::fmt;
use std::path::Path;

use serde_json::Value;

/// A reader of ours that has a reference.
pub(crate) trait Kind {
    /// As `oracle/differences` calls it.
    fn name(&self) -> &'static str;

    /// What ours adds to a case before the reference can answer it, in a folder that is empty; or how the case went already.
    /// `None`: the reference's answer came with the case.
    fn complete(&self, _case: &mut Value, _folder: &Path) -> Option<Result<(), Verdict>> {
        None
    }

    /// What ours says of a case, held against the reference's answer.
    fn judge(&self, case: &Value, theirs: &Value) -> Verdict;
}

/// How a case went.
pub(crate) enum Verdict {
    Same,
    Differs(Difference),
    /// Ours refuses what it does not do, by a known name.
    Refused(&'static str),
    /// The reference does not say, or the case is a departure of ours.
    Unanswered(String),
}

/// Where the two differ.
#[derive(Clone)]
pub(crate) struct Difference {
    /// What was compared.
    pub(crate) what: &'static str,
    /// Of which input.
    pub(crate) input: String,
    pub(crate) ours: String,
    pub(crate) theirs: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Difference { what, input, ours, theirs } = self;
        write!(formatter, "{what} of {input}\n  ours   {ours}\n  theirs {theirs}")
    }
}

/// What differs where ours refuses what the reference reads.
pub(crate) const REFUSAL: &str = "refusal";

/// The reason in a table of known refusals, or the difference that an unknown refusal is.
pub(crate) fn refusal(error: &str, known: &[(&'static str, &'static str)], theirs: &Value) -> Verdict {
    match known.iter().find(|(part, _)| error.contains(part)) {
        Some((_, reason)) => Verdict::Refused(reason),
        None => Verdict::Differs(Difference {
            what: REFUSAL,
            input: "what the reference reads".to_owned(),
            ours: error.to_owned(),
            theirs: theirs.to_string().chars().take(300).collect(),
        }),
    }
}
