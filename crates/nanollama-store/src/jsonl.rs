//! Text read line by line, JSONL or plain, from a file or from standard input.
//!
//! A byte-order mark is dropped, `\r\n` ends a line like `\n`, and every failure names file and
//! line. The longest line is bounded, because a file without line ends would otherwise be read into
//! memory whole.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// Bytes of the longest line that is read: 64 MiB.
pub const LONGEST_LINE: usize = 64 << 20;

/// The lines of a text, with their numbers.
pub struct Lines<R> {
    name: PathBuf,
    reader: R,
    longest: usize,
    number: u64,
    line: Vec<u8>,
}

impl Lines<BufReader<File>> {
    /// Opens a file.
    ///
    /// # Errors
    /// When it is missing or unreadable.
    pub fn open(path: &Path) -> Result<Lines<BufReader<File>>> {
        let file = File::open(path).map_err(|source| Error::io(path, "open", source))?;
        Ok(Lines::new(path, BufReader::with_capacity(256 * 1024, file)))
    }
}

impl<R: BufRead> Lines<R> {
    /// Lines of any reader; `name` (such as `stdin`) stands in messages.
    pub fn new(name: impl Into<PathBuf>, reader: R) -> Lines<R> {
        Lines { name: name.into(), reader, longest: LONGEST_LINE, number: 0, line: Vec::new() }
    }

    /// The number of the line returned last, from 1; 0 before the first.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The next line without its end, or None at the end of the text.
    ///
    /// # Errors
    /// When it is too long, no UTF-8, or the reader fails.
    pub fn next_line(&mut self) -> Result<Option<&str>> {
        self.line.clear();
        // Two more than the longest, for its line end; one byte beyond tells a longer line.
        let most = (self.longest as u64).saturating_add(3);
        let read = self.reader.by_ref().take(most).read_until(b'\n', &mut self.line);
        let read = read.map_err(|source| Error::io(&self.name, "read", source))?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        let mut line = self.line.as_slice();
        if self.number == 1 {
            line = self.without_mark(line)?;
        }
        line = line.strip_suffix(b"\n").unwrap_or(line);
        line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.len() > self.longest {
            return Err(
                self.fail(format!("the line is longer than {} bytes; is this a text of one line each?", self.longest))
            );
        }
        match std::str::from_utf8(line) {
            Ok(text) => Ok(Some(text)),
            Err(error) => Err(self.fail(format!(
                "byte {} of the line is no UTF-8; convert the file to UTF-8 first",
                error.valid_up_to() + 1
            ))),
        }
    }

    /// The next line that is not blank, parsed as JSON, or None at the end.
    ///
    /// # Errors
    /// As [`Lines::next_line`], and when the line is no JSON of this form.
    pub fn next_json<T: DeserializeOwned>(&mut self) -> Result<Option<T>> {
        loop {
            let parsed = match self.next_line()? {
                None => return Ok(None),
                Some(line) if line.trim().is_empty() => continue,
                Some(line) => serde_json::from_str(line),
            };
            return match parsed {
                Ok(value) => Ok(Some(value)),
                Err(error) => Err(self.fail(json_message(&error))),
            };
        }
    }

    /// An error that names this file and the line returned last.
    pub fn fail(&self, what: impl Into<String>) -> Error {
        Error::Line { path: self.name.clone(), line: self.number, what: what.into() }
    }

    fn without_mark<'l>(&self, line: &'l [u8]) -> Result<&'l [u8]> {
        match line {
            [0xef, 0xbb, 0xbf, rest @ ..] => Ok(rest),
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Err(self.fail("this is UTF-16; convert the file to UTF-8 first")),
            [0x1f, 0x8b, ..] => Err(self.fail("this is gzip; unpack it first")),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Err(self.fail("this is zstd; unpack it first")),
            _ => Ok(line),
        }
    }
}

/// Standard input as lines.
pub fn stdin() -> Lines<io::StdinLock<'static>> {
    Lines::new("stdin", io::stdin().lock())
}

/// serde_json says "line 1" of a one-line text, which would contradict the file's line.
fn json_message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    format!("column {}: {what}", error.column())
}

#[cfg(test)]
mod tests;
