//! What was left out of what a person gave: how often, why, and where first. Nothing goes missing without a line here.

use std::collections::BTreeMap;

use crate::error::{Error, Result};

/// How many places of a kind are remembered.
const FIRST: usize = 3;

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A row that cannot be read as what it should be.
    BadRow,
    /// A row whose text is null or blank.
    NoText,
    /// A file without any text.
    EmptyFile,
    /// A file of a folder whose name is of no known kind.
    OtherKind,
    /// A link to nothing.
    Link,
    /// A conversation in which the assistant says nothing.
    NoAnswer,
    /// A conversation whose answers all begin behind the end of a row.
    LateAnswer,
}

impl Why {
    /// What of this kind is called, many of them.
    pub fn name(self) -> &'static str {
        match self {
            Why::BadRow => "bad rows",
            Why::NoText => "rows without text",
            Why::EmptyFile => "empty files",
            Why::OtherKind => "files of other kinds",
            Why::Link => "links that lead nowhere",
            Why::NoAnswer => "conversations without an answer",
            Why::LateAnswer => "conversations whose answer begins behind the context",
        }
    }
}

/// How often, and the first places, as messages name them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often.
    pub count: u64,
    /// The first places.
    pub first: Vec<String>,
}

/// All that was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    tallies: BTreeMap<Why, Tally>,
    strict: bool,
}

impl LeftOut {
    /// Nothing yet; when `strict`, whatever would come is an error.
    pub fn new(strict: bool) -> Self {
        Self { tallies: BTreeMap::new(), strict }
    }

    /// Counts one.
    ///
    /// # Errors
    /// [`Error::LeftOut`] when nothing may be left out.
    pub fn add(&mut self, why: Why, place: impl FnOnce() -> String) -> Result<()> {
        if self.strict {
            return Err(Error::LeftOut { place: place(), what: why.name() });
        }
        let tally = self.tallies.entry(why).or_default();
        tally.count += 1;
        if tally.first.len() < FIRST {
            tally.first.push(place());
        }
        Ok(())
    }

    /// Counts a row that failed, if it is only the row that did and fewer than `allowed` have failed yet.
    ///
    /// # Errors
    /// The error itself otherwise.
    pub(crate) fn bad_row(&mut self, error: Error, allowed: u64) -> Result<()> {
        if !error.is_of_a_row() || self.count(Why::BadRow) >= allowed {
            return Err(error);
        }
        self.add(Why::BadRow, || error.to_string())
    }

    /// How often for this reason.
    pub fn count(&self, why: Why) -> u64 {
        self.tallies.get(&why).map_or(0, |tally| tally.count)
    }

    /// Every reason there was.
    pub fn iter(&self) -> impl Iterator<Item = (Why, &Tally)> {
        self.tallies.iter().map(|(why, tally)| (*why, tally))
    }

    /// Takes in what was left out elsewhere, behind this.
    pub fn merge(&mut self, other: &LeftOut) {
        for (why, tally) in &other.tallies {
            let mine = self.tallies.entry(*why).or_default();
            mine.count += tally.count;
            let room = FIRST.saturating_sub(mine.first.len());
            mine.first.extend(tally.first.iter().take(room).cloned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_places_are_kept_and_strictness_is_an_error() {
        let mut left_out = LeftOut::default();
        (1..=5).for_each(|line| left_out.add(Why::NoText, || format!("f:{line}")).unwrap());
        let all: Vec<_> = left_out.iter().collect();
        assert_eq!(all[0].1, &Tally { count: 5, first: vec!["f:1".into(), "f:2".into(), "f:3".into()] });
        let message = LeftOut::new(true).add(Why::NoText, || "f:7".into()).unwrap_err().to_string();
        assert_eq!(message, "f:7: rows without text: nothing may be left out");
    }
}
