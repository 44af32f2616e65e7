//! A row: the cuts of a pattern, and what is made of them once.

use std::sync::OnceLock;

use crate::pattern::groups::Groups;
use crate::pattern::matcher::Matcher;

pub(super) struct Row {
    /// The first of its names at llama.cpp.
    pub(super) name: &'static str,
    pub(super) cuts: &'static [Cut],
    /// A piece begins at every plain space behind an ASCII letter or digit.
    pub(super) cuts_at_spaces: bool,
    matchers: OnceLock<Vec<Matcher>>,
}

/// A way to divide a piece.
pub(super) enum Cut {
    /// What matches, and what lies between.
    Regex(&'static str),
    /// As a pattern whose scanner gives the end of the piece at a place.
    Scanner(fn(&str, usize) -> usize),
    /// Digits.
    Groups(Groups),
}

impl Row {
    pub(super) const fn new(name: &'static str, cuts: &'static [Cut]) -> Row {
        Row { name, cuts, cuts_at_spaces: true, matchers: OnceLock::new() }
    }

    /// Its pieces may have spaces in their middle.
    pub(super) const fn with_spaces(name: &'static str, cuts: &'static [Cut]) -> Row {
        Row { name, cuts, cuts_at_spaces: false, matchers: OnceLock::new() }
    }

    /// The matchers of its regexes in their order, made when they are first wanted.
    pub(super) fn matchers(&self) -> &[Matcher] {
        let matcher = |cut: &Cut| match cut {
            Cut::Regex(regex) => Some(Matcher::new(regex)),
            Cut::Scanner(_) | Cut::Groups(_) => None,
        };
        self.matchers.get_or_init(|| self.cuts.iter().filter_map(matcher).collect())
    }
}
