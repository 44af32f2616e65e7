//! What stands between two documents: where it is found in a text, and what belongs to it.

use std::ops::Range;

/// A separator; not empty. Its line ends are found as the text has them: `\n` is also `\r\n`.
pub(super) struct Separator(Vec<u8>);

impl Separator {
    pub(super) fn new(text: &str) -> Separator {
        Separator(text.as_bytes().to_vec())
    }

    /// Bytes of the longest form of it.
    pub(super) fn longest(&self) -> usize {
        self.0.len() + self.0.iter().filter(|byte| **byte == b'\n').count()
    }

    /// The first place of it in `hay` that begins at `from` or later.
    pub(super) fn find(&self, hay: &[u8], mut from: usize) -> Option<Range<usize>> {
        let first = *self.0.first()?;
        let begins = |byte: &u8| *byte == first || (first == b'\n' && *byte == b'\r');
        while let Some(at) = hay.get(from..)?.iter().position(begins) {
            let start = from + at;
            if let Some(length) = self.at(&hay[start..]) {
                return Some(start..start + length);
            }
            from = start + 1;
        }
        None
    }

    /// Its length where `hay` begins with it.
    fn at(&self, hay: &[u8]) -> Option<usize> {
        let mut length = 0;
        for &byte in &self.0 {
            let rest = &hay[length..];
            length += match rest {
                [b'\r', b'\n', ..] if byte == b'\n' => 2,
                [found, ..] if *found == byte => 1,
                _ => return None,
            };
        }
        Some(length)
    }

    /// The pieces of a text.
    pub(super) fn split<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let (mut pieces, mut start) = (Vec::new(), 0);
        while let Some(found) = self.find(text.as_bytes(), start) {
            pieces.push(without_outer_line_ends(&text[start..found.start]));
            start = found.end;
        }
        pieces.push(without_outer_line_ends(&text[start..]));
        pieces
    }
}

/// A separator usually stands on lines of its own: the line ends around it belong to it, not to the documents.
pub(super) fn without_outer_line_ends(text: &str) -> &str {
    text.trim_matches(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_found_as_the_text_has_them() {
        for (text, separator, pieces) in [
            ("a\n\n\nb", "\n\n\n", &["a", "b"][..]),
            ("a\r\n\r\n\r\nb\r\nc", "\n\n\n", &["a", "b\r\nc"]),
            ("a\r\n\n\r\nb", "\n\n\n", &["a", "b"]),
            ("a\r\r\n\n\nb", "\n\n\n", &["a", "b"]),
            ("a\r\n---\r\nb", "\n---\n", &["a", "b"]),
            ("a\n\nb", "\r\n", &["a\n\nb"]),
            ("a\r\nb", "\r\n", &["a", "b"]),
            ("éxé", "x", &["é", "é"]),
            ("", "x", &[""]),
        ] {
            assert_eq!(Separator::new(separator).split(text), pieces, "{text:?} by {separator:?}");
        }
        assert_eq!(Separator::new("\n---\n").longest(), 7);
    }
}
