//! Rows of JSON, however the file lays them out: one a line (JSONL), the items of one array, or values one after the other.
//! Which it is, its content says. One row is in memory at a time, and every failure has its place.

use std::io::{self, BufRead, Read};
use std::path::PathBuf;

use serde_json::Value;

use crate::error::{Error, Result};
use crate::place::{At, Place};

mod layout;
mod parse;
mod scan;

pub use parse::Row;

use layout::{LOOK, Layout};
use scan::Scan;

/// Bytes of the longest row that is read: 64 MiB. A file without line ends would otherwise be read into memory whole.
pub const LONGEST_ROW: usize = 64 << 20;

/// The rows of a text.
pub struct JsonRows<R> {
    path: PathBuf,
    reader: io::Chain<io::Cursor<Vec<u8>>, R>,
    layout: Layout,
    longest: usize,
    /// Line ends behind.
    line_ends: u64,
    /// Where the row returned last begins.
    line: u64,
    item: u64,
    row: Vec<u8>,
    /// Whether the array has begun, and whether it is over.
    begun: bool,
    over: bool,
}

impl<R: BufRead> JsonRows<R> {
    /// Rows of any reader of UTF-8; `path` (such as `stdin`) stands in messages. `is_row` says whether a list is one row when
    /// it is all there is; otherwise its items are the rows.
    ///
    /// # Errors
    /// When the reader fails.
    pub fn new(path: impl Into<PathBuf>, mut reader: R, is_row: fn(&Value) -> bool) -> Result<JsonRows<R>> {
        let (path, mut head) = (path.into(), Vec::new());
        let read = reader.by_ref().take(LOOK as u64).read_to_end(&mut head);
        read.map_err(|source| Error::io(&path, "read", source))?;
        let layout = Layout::of(&head, head.len() < LOOK, is_row);
        let reader = io::Cursor::new(head).chain(reader);
        let (line_ends, line, item, row) = (0, 0, 0, Vec::new());
        Ok(JsonRows {
            path,
            reader,
            layout,
            longest: LONGEST_ROW,
            line_ends,
            line,
            item,
            row,
            begun: false,
            over: false,
        })
    }

    /// Where the row returned last begins.
    pub fn place(&self) -> Place {
        Place { path: self.path.clone(), at: self.at() }
    }

    fn at(&self) -> At {
        match self.layout {
            Layout::Array => At::Item(self.item, self.line),
            Layout::Lines | Layout::Values => At::Line(self.line),
        }
    }

    /// The next row, or None at the end. Blank lines are no rows.
    ///
    /// # Errors
    /// [`Error::Row`] when it is no UTF-8: the rows behind it can still be read. Others when the reader fails, the row is too
    /// long, or an array is not ended.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>> {
        self.row.clear();
        let found = match self.layout {
            Layout::Lines => self.next_line()?,
            Layout::Values => self.next_value()?,
            Layout::Array => self.next_item()?,
        };
        if !found {
            return Ok(None);
        }
        self.item += 1;
        match std::str::from_utf8(&self.row) {
            Ok(text) => Ok(Some(Row { text, path: &self.path, at: self.at() })),
            Err(error) => {
                let what = format!("byte {} of the row is not UTF-8", error.valid_up_to() + 1);
                Err(Error::Row { place: self.place(), what })
            }
        }
    }

    fn next_line(&mut self) -> Result<bool> {
        loop {
            self.row.clear();
            self.line = self.line_ends + 1;
            // Two more than the longest, for its line end; one byte beyond tells a longer line.
            let most = (self.longest as u64).saturating_add(3);
            let read = self.reader.by_ref().take(most).read_until(b'\n', &mut self.row);
            if read.map_err(|source| Error::io(&self.path, "read", source))? == 0 {
                return Ok(false);
            }
            if self.row.last() == Some(&b'\n') {
                self.line_ends += 1;
                self.row.pop();
            }
            if self.row.last() == Some(&b'\r') {
                self.row.pop();
            }
            self.check_length()?;
            if !self.row.trim_ascii().is_empty() {
                return Ok(true);
            }
        }
    }

    fn next_value(&mut self) -> Result<bool> {
        match self.skip_blanks()? {
            None => Ok(false),
            Some(_) => self.take_value().map(|()| true),
        }
    }

    fn next_item(&mut self) -> Result<bool> {
        let mut separated = !self.begun;
        loop {
            let Some(next) = self.skip_blanks()? else {
                return if self.over {
                    Ok(false)
                } else {
                    Err(self.fail("the array is not ended: the file is cut off"))
                };
            };
            match next {
                _ if self.over => return Err(self.fail("something follows behind the end of the array")),
                b'[' if !self.begun => self.begun = true,
                b']' => self.over = true,
                b',' if !separated => {
                    separated = true;
                    self.consume(next);
                    continue;
                }
                _ if separated => return self.take_value().map(|()| true),
                _ => return Err(self.fail("a comma is missing in front of it")),
            }
            self.consume(next);
        }
    }

    /// Takes one value, which begins at the next byte.
    fn take_value(&mut self) -> Result<()> {
        self.line = self.line_ends + 1;
        let mut scan = Scan::new();
        loop {
            let fail = |source| Error::io(&self.path, "read", source);
            let block = self.reader.fill_buf().map_err(fail)?;
            if block.is_empty() {
                let ended = scan.at_end();
                return if ended { Ok(()) } else { Err(self.fail("the file ends inside of it: it is cut off")) };
            }
            let (taken, ended) = scan.take(block);
            self.line_ends += block[..taken].iter().filter(|byte| **byte == b'\n').count() as u64;
            self.row.extend_from_slice(&block[..taken]);
            self.reader.consume(taken);
            self.check_length()?;
            if ended {
                return Ok(());
            }
        }
    }

    /// The next byte that is not blank.
    fn skip_blanks(&mut self) -> Result<Option<u8>> {
        loop {
            let block = self.reader.fill_buf().map_err(|source| Error::io(&self.path, "read", source))?;
            let Some(&next) = block.first() else {
                self.line = self.line_ends + 1;
                return Ok(None);
            };
            if !next.is_ascii_whitespace() {
                self.line = self.line_ends + 1;
                return Ok(Some(next));
            }
            self.consume(next);
        }
    }

    fn consume(&mut self, byte: u8) {
        self.line_ends += u64::from(byte == b'\n');
        self.reader.consume(1);
    }

    fn check_length(&self) -> Result<()> {
        if self.row.len() <= self.longest {
            return Ok(());
        }
        Err(self.fail(&format!("the row is longer than {} bytes; are there rows at all?", self.longest)))
    }

    /// An error behind which nothing can be read.
    fn fail(&self, what: &str) -> Error {
        Error::Line { path: self.path.clone(), line: self.line, what: what.into() }
    }
}

#[cfg(test)]
mod tests;
