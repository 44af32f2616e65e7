//! The name of a run, and how a run and one of its checkpoints are typed.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};

const LONGEST_NAME: usize = 100;

/// Which checkpoint of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one of the highest step.
    Newest,
    /// That of a step.
    Step(u64),
    /// The one `best.json` points to.
    Best,
}

impl fmt::Display for Which {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Which::Newest => formatter.write_str("at all"),
            Which::Step(step) => write!(formatter, "@{step}"),
            Which::Best => formatter.write_str("@best"),
        }
    }
}

/// What stands behind a name where the averaged weights are meant.
const AVERAGE: &str = "@average";

/// A run and a checkpoint as typed: `NAME`, `NAME@STEP`, `NAME@best`, each with `@average` behind it or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunName {
    /// The run.
    pub name: String,
    /// The checkpoint.
    pub which: Which,
    /// Whether its averaged weights are meant.
    pub average: bool,
}

impl FromStr for RunName {
    type Err = Error;

    fn from_str(text: &str) -> Result<RunName> {
        let (of, average) = text.strip_suffix(AVERAGE).map_or((text, false), |of| (of, true));
        let (name, which) = match of.split_once('@') {
            None => (of, Which::Newest),
            Some((name, "best")) => (name, Which::Best),
            Some((name, step)) => {
                let bad = |_| Error::Name {
                    name: text.to_owned(),
                    what: "after @ comes a step's number, `best` or `average`",
                };
                (name, Which::Step(step.parse().map_err(bad)?))
            }
        };
        check_name(name)?;
        Ok(RunName { name: name.to_owned(), which, average })
    }
}

/// Checks that a name is one folder's name on every system: letters, digits, `-`, `_` and `.`, not first a `.` or `-`.
///
/// # Errors
/// With the rule it breaks.
pub fn check_name(name: &str) -> Result<()> {
    let rule = if name.is_empty() {
        "it is empty"
    } else if name.len() > LONGEST_NAME {
        "it has more than 100 characters"
    } else if name.starts_with(['.', '-']) {
        "it starts with `.` or `-`"
    } else if !name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')) {
        "only letters, digits, `-`, `_` and `.` may stand in it"
    } else {
        return Ok(());
    };
    Err(Error::Name { name: name.to_owned(), what: rule })
}
