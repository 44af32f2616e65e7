//! The characters of a grammar's text, and where they stand.

use crate::error::{Error, Result};
use crate::limits;

/// Whether a character may be part of a rule's name.
pub(super) fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-'
}

pub(super) struct Reader<'a> {
    text: &'a str,
    /// In bytes.
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Reader<'a> {
        Reader { text, at: 0 }
    }

    pub(super) fn place(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    pub(super) fn starts(&self, wanted: char) -> bool {
        self.peek() == Some(wanted)
    }

    /// Whether the character behind the next is this one.
    pub(super) fn behind_starts(&self, wanted: char) -> bool {
        self.rest().chars().nth(1) == Some(wanted)
    }

    pub(super) fn take(&mut self, wanted: char) -> bool {
        let found = self.starts(wanted);
        if found {
            self.next();
        }
        found
    }

    /// Skips white space and comments, the ends of lines only where a rule goes on.
    pub(super) fn skip(&mut self, lines: bool) {
        while let Some(next) = self.peek() {
            match next {
                ' ' | '\t' => self.at += 1,
                '\r' | '\n' if lines => self.at += 1,
                '#' => self.at += self.rest().find(['\r', '\n']).unwrap_or(self.rest().len()),
                _ => break,
            }
        }
    }

    /// Skips white space within braces.
    pub(super) fn skip_nested(&mut self) {
        self.skip(true);
    }

    pub(super) fn expect(&mut self, wanted: &str) -> Result<()> {
        if !self.rest().starts_with(wanted) {
            return Err(self.expected(wanted));
        }
        self.at += wanted.len();
        Ok(())
    }

    pub(super) fn word(&mut self, what: &str) -> Result<String> {
        let end = self.rest().find(|character| !is_word(character)).unwrap_or(self.rest().len());
        if end == 0 {
            return Err(self.expected(what));
        }
        let word = self.rest()[..end].to_owned();
        self.at += end;
        Ok(word)
    }

    /// A number of repetitions.
    pub(super) fn number(&mut self, what: &str) -> Result<u32> {
        let place = self.at;
        let end = self.rest().find(|character: char| !character.is_ascii_digit()).unwrap_or(self.rest().len());
        if end == 0 {
            return Err(self.expected(what));
        }
        let digits = &self.rest()[..end];
        self.at += end;
        match digits.parse() {
            Ok(number) if number <= limits::REPETITION => Ok(number),
            _ => {
                let shown: String = digits.chars().take(20).collect();
                let problem = format!("{shown} repetitions; at most {} are counted", limits::REPETITION);
                Err(self.error_at(place, problem))
            }
        }
    }

    /// A code point within quotes or brackets.
    pub(super) fn character(&mut self) -> Result<u32> {
        let place = self.at;
        match self.next() {
            None => Err(self.expected("a character")),
            Some('\\') => match self.next() {
                Some('x') => self.digits(place, 2),
                Some('u') => self.digits(place, 4),
                Some('U') => self.digits(place, 8),
                Some('t') => Ok('\t' as u32),
                Some('r') => Ok('\r' as u32),
                Some('n') => Ok('\n' as u32),
                Some(itself @ ('\\' | '"' | '[' | ']')) => Ok(itself as u32),
                Some(other) => Err(self.error_at(
                    place,
                    format!(
                        "\\{other} is no escape; there are \\n \\r \\t \\\\ \\\" \\[ \\] \\xNN \\uNNNN \\UNNNNNNNN"
                    ),
                )),
                None => Err(self.expected("the rest of an escape")),
            },
            Some(plain) => Ok(plain as u32),
        }
    }

    fn digits(&mut self, place: usize, count: usize) -> Result<u32> {
        let digits = self.rest().get(..count).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let Some(code) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else {
            return Err(self.error_at(place, format!("an escape without its {count} hexadecimal digits")));
        };
        self.at += count;
        match code {
            0..=0x10ffff => Ok(code),
            _ => Err(self.error_at(place, format!("U+{code:X} is beyond U+10FFFF, the last character"))),
        }
    }

    /// That something else was expected here.
    pub(super) fn expected(&self, what: &str) -> Error {
        let found = match self.peek() {
            None => "the end".to_owned(),
            Some('\n' | '\r') => "the end of the line".to_owned(),
            Some(character) => format!("{character:?}"),
        };
        self.error(format!("expected {what}, found {found}"))
    }

    pub(super) fn error(&self, problem: impl Into<String>) -> Error {
        self.error_at(self.at, problem)
    }

    pub(super) fn error_at(&self, place: usize, problem: impl Into<String>) -> Error {
        let before = &self.text[..place];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Error::Text { line, column, problem: problem.into() }
    }
}
