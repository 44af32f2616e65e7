//! How text is read from sources: what divides documents, which field holds the text, how long one may be.

use nanollama_store::text::Encoding;

use crate::error::{Error, Result};

const LARGEST_DOCUMENT: usize = 256 << 20;

/// How text is read from sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What stands between two documents inside a file, line or row. The line ends around it are no part of the documents.
    pub separator: Option<String>,
    /// The field or column that holds the text, with dots where it is inside of others; `text` when not given.
    pub text_column: Option<String>,
    /// The encoding of texts whose beginning does not say it; UTF-8 when not given.
    pub encoding: Option<Encoding>,
    /// The most rows that may be left out because they cannot be read.
    pub skip_bad: u64,
    /// Whether whatever is left out is an error.
    pub strict: bool,
    /// The most bytes of a text file's document.
    pub largest_document: usize,
    /// Whether a longer one is given in parts of about so many bytes instead of refused. Where it can be, a part begins with a
    /// space behind an ASCII letter or digit, which no word goes over.
    pub in_parts: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            separator: None,
            text_column: None,
            encoding: None,
            skip_bad: 0,
            strict: false,
            largest_document: LARGEST_DOCUMENT,
            in_parts: false,
        }
    }
}

impl Reading {
    /// The separator as it is typed: `\n`, `\r`, `\t` and `\\` stand for the characters.
    ///
    /// # Errors
    /// When it is empty or holds another escape.
    pub fn parse_separator(typed: &str) -> Result<String> {
        let refuse = |what| Err(Error::Setting { name: "separator", value: format!("{typed:?}"), what });
        let mut separator = String::new();
        let mut characters = typed.chars();
        while let Some(character) = characters.next() {
            separator.push(match (character, character == '\\') {
                (plain, false) => plain,
                _ => match characters.next() {
                    Some('n') => '\n',
                    Some('r') => '\r',
                    Some('t') => '\t',
                    Some('\\') => '\\',
                    _ => return refuse("after a backslash only n, r, t or another backslash may follow"),
                },
            });
        }
        if separator.is_empty() {
            return refuse("it must not be empty; leave it out to take each file as one document");
        }
        Ok(separator)
    }

    pub(crate) fn check(&self) -> Result<()> {
        if self.separator.as_deref() == Some("") {
            let what = "it must not be empty; leave it out to take each file as one document";
            return Err(Error::Setting { name: "separator", value: "\"\"".into(), what });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_as_they_are_typed() {
        assert_eq!(Reading::parse_separator(r"\n\n\n").unwrap(), "\n\n\n");
        assert_eq!(Reading::parse_separator("<|endoftext|>").unwrap(), "<|endoftext|>");
        assert_eq!(Reading::parse_separator(r"a\\n\t").unwrap(), "a\\n\t");
        assert!(Reading::parse_separator("").is_err());
        assert!(Reading::parse_separator(r"\x").is_err());
        assert!(Reading::parse_separator("\\").is_err());
    }
}
