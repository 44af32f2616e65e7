//! One row parsed. Python writes NaN and infinities into JSON, which is none then; its own reader takes them, and so does
//! ours, as null: no field that is a text or a role can be one.

use std::path::Path;

use serde_json::Value;

use crate::error::{Error, Result};
use crate::place::{At, Place};

/// One row: its text, and where it begins.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    /// The text.
    pub text: &'r str,
    pub(super) path: &'r Path,
    pub(super) at: At,
}

impl Row<'_> {
    /// Where it begins.
    pub fn place(&self) -> Place {
        Place { path: self.path.into(), at: self.at }
    }

    /// All that it holds.
    ///
    /// # Errors
    /// As [`Row::parse`].
    pub fn value(&self) -> Result<Value> {
        self.parse(|text| serde_json::from_str(text))
    }

    /// Parses it by `read`, which is called again with another text where the first is not quite JSON.
    ///
    /// # Errors
    /// [`Error::Row`] with the line inside the file and the column.
    pub fn parse<T>(&self, mut read: impl FnMut(&str) -> Result<T, serde_json::Error>) -> Result<T> {
        let first = match read(self.text) {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        match without_bare_words(self.text).map(|text| read(&text)) {
            Some(Ok(value)) => Ok(value),
            _ => Err(self.failed(&first)),
        }
    }

    /// serde_json counts lines inside the row, which would contradict the file's.
    fn failed(&self, error: &serde_json::Error) -> Error {
        let text = error.to_string();
        let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
        let below = error.line().saturating_sub(1) as u64;
        let at = match self.at {
            At::Line(line) => At::Line(line + below),
            At::Item(item, line) => At::Item(item, line + below),
            other => other,
        };
        let place = Place { path: self.path.into(), at };
        Error::Row { place, what: format!("no valid JSON, column {}: {what}", error.column()) }
    }
}

/// The text with Python's words for what is no number as null; None when there are none outside of strings.
fn without_bare_words(text: &str) -> Option<String> {
    const WORDS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];
    let (mut patched, mut found) = (String::with_capacity(text.len()), false);
    let mut rest = text;
    while let Some(at) = rest.find(['"', '-', 'I', 'N']) {
        let (before, behind) = rest.split_at(at);
        patched.push_str(before);
        let (kept, taken) = match WORDS.iter().find(|word| behind.starts_with(**word)) {
            Some(word) => ("null", word.len()),
            None if behind.starts_with('"') => {
                let end = string_end(behind);
                (&behind[..end], end)
            }
            None => (&behind[..1], 1),
        };
        found |= kept == "null";
        patched.push_str(kept);
        rest = &behind[taken..];
    }
    patched.push_str(rest);
    found.then_some(patched)
}

/// The length of the string that begins here, quotes included.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}
