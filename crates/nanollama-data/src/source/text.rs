//! Plain text as documents: a whole file, or its pieces between separators, read in blocks so that memory holds one
//! document and one block, however long the file; or one part of a document, where that is asked for.

use std::io::Read;
use std::ops::Range;
use std::path::PathBuf;

use super::next::Next;
use super::separator::{Separator, without_outer_line_ends};
use crate::error::{Error, Result};

const BLOCK: usize = 1 << 20;

/// Documents of one text.
pub(super) struct TextDocuments<R> {
    name: PathBuf,
    reader: R,
    separator: Option<Separator>,
    limit: usize,
    /// Whether longer documents are given in parts.
    in_parts: bool,
    buffer: Vec<u8>,
    /// Where the document in hand begins in the buffer.
    start: usize,
    /// Up to where the buffer holds no separator.
    searched: usize,
    /// The text's byte at which the buffer begins.
    offset: u64,
    ended: bool,
}

impl<R: Read> TextDocuments<R> {
    pub(super) fn new(name: PathBuf, reader: R, separator: Option<&str>, limit: usize) -> Self {
        let separator = separator.map(Separator::new);
        let (buffer, start, searched) = (Vec::new(), 0, 0);
        Self { name, reader, separator, limit, in_parts: false, buffer, start, searched, offset: 0, ended: false }
    }

    /// Whether documents over the limit are given in parts.
    pub(super) fn in_parts(self, in_parts: bool) -> Self {
        Self { in_parts, ..self }
    }

    /// Bytes of the text in front of the document in hand.
    fn bytes_behind(&self) -> u64 {
        self.offset + self.start as u64
    }

    /// Puts the next piece into `into` (emptied first). Pieces may be empty.
    pub(super) fn next_into(&mut self, into: &mut String) -> Result<Next> {
        loop {
            if let Some(found) = self.find_separator() {
                self.take(found.start, into)?;
                self.start = found.end;
                self.searched = self.start;
                return Ok(Next::Text);
            }
            if let Some(end) = self.part_end() {
                self.take(end, into)?;
                self.start = end;
                self.searched = self.searched.max(end);
                return Ok(Next::Part);
            }
            if self.ended {
                if self.start == self.buffer.len() {
                    return Ok(Next::End);
                }
                let end = self.buffer.len();
                self.take(end, into)?;
                self.start = end;
                self.searched = end;
                return Ok(Next::Text);
            }
            if self.buffer.len() - self.start > self.limit && !self.in_parts {
                let offset = self.bytes_behind();
                return Err(Error::DocumentTooLong { path: self.name.clone(), offset, limit: self.limit });
            }
            self.fill()?;
        }
    }

    fn find_separator(&mut self) -> Option<Range<usize>> {
        let separator = self.separator.as_ref()?;
        let from = self.searched;
        let found = separator.find(&self.buffer, from);
        if found.is_none() {
            // A separator may have begun in the last bytes.
            self.searched = self.buffer.len().saturating_sub(separator.longest() - 1).max(from);
        }
        found
    }

    /// Where the part in hand ends, if the document goes on behind it.
    fn part_end(&self) -> Option<usize> {
        let known = if self.separator.is_some() && !self.ended { self.searched } else { self.buffer.len() };
        let most = self.start + self.limit;
        if !self.in_parts || known <= most {
            return None;
        }
        let bytes = &self.buffer[..most];
        let at_space = |&at: &usize| bytes[at] == b' ' && bytes[at - 1].is_ascii_alphanumeric();
        let at_character = |&at: &usize| bytes[at] & 0xc0 != 0x80;
        let places = || (self.start + 1..most).rev();
        places().find(at_space).or_else(|| places().find(at_character))
    }

    fn fill(&mut self) -> Result<()> {
        self.buffer.drain(..self.start);
        self.offset += self.start as u64;
        self.searched -= self.start;
        self.start = 0;
        let read = self.reader.by_ref().take(BLOCK as u64).read_to_end(&mut self.buffer);
        let read = read.map_err(|source| nanollama_store::Error::io(&self.name, "read", source))?;
        self.ended = read == 0;
        Ok(())
    }

    fn take(&self, end: usize, into: &mut String) -> Result<()> {
        into.clear();
        let text = std::str::from_utf8(&self.buffer[self.start..end]).map_err(|error| Error::NotUtf8 {
            path: self.name.clone(),
            offset: self.bytes_behind() + error.valid_up_to() as u64,
        })?;
        into.push_str(if self.separator.is_some() { without_outer_line_ends(text) } else { text });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes in reads of a few at a time, so that separators fall on every border.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(self.0.len()).min(into.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn documents(bytes: &[u8], separator: Option<&str>, limit: usize) -> Result<Vec<String>> {
        let mut documents = TextDocuments::new("t".into(), Trickle(bytes, 3), separator, limit);
        let (mut all, mut text) = (Vec::new(), String::new());
        while let Next::Text = documents.next_into(&mut text)? {
            all.push(text.clone());
        }
        Ok(all)
    }

    #[test]
    fn separators_split_and_lose_the_line_ends_around_them() {
        assert_eq!(documents(b"a\n\n\n\nb\n\n\nc\n", Some("\n\n\n"), 99).unwrap(), ["a", "b", "c"]);
        assert_eq!(documents(b"a\n<|x|>\nb<|x|><|x|>", Some("<|x|>"), 99).unwrap(), ["a", "b", ""]);
        assert_eq!(documents(b"aab", Some("ab"), 99).unwrap(), ["a"]);
        assert_eq!(documents(b"a\r\n\r\n\r\nb\r\nc\r\n\r\n\r\n", Some("\n\n\n"), 99).unwrap(), ["a", "b\r\nc"]);
        assert_eq!(documents(b"a\n\n\nb\n", None, 99).unwrap(), ["a\n\n\nb\n"]);
        assert!(documents(b"", None, 99).unwrap().is_empty());
    }

    #[test]
    fn a_long_text_is_read_in_blocks_and_gives_the_same_documents() {
        let text: String = (0..200_000).map(|i| format!("document {i}\n<|e|>\n")).collect();
        assert!(text.len() > 3 * BLOCK);
        let mut documents = TextDocuments::new("t".into(), text.as_bytes(), Some("<|e|>"), 1000);
        let (mut count, mut piece, mut most) = (0, String::new(), 0);
        while let Next::Text = documents.next_into(&mut piece).unwrap() {
            if !piece.is_empty() {
                assert_eq!(piece, format!("document {count}"));
                count += 1;
            }
            most = most.max(documents.buffer.capacity());
        }
        assert_eq!(count, 200_000);
        assert!(most <= 4 * BLOCK, "{most} bytes were held");
    }

    #[test]
    fn long_documents_come_in_parts() {
        let parts = |text: &str, separator: Option<&str>, limit: usize| {
            let mut documents =
                TextDocuments::new("t".into(), Trickle(text.as_bytes(), 3), separator, limit).in_parts(true);
            let (mut all, mut part) = (Vec::new(), String::new());
            loop {
                match documents.next_into(&mut part).unwrap() {
                    Next::Part => all.push(format!("{part}|")),
                    Next::Text => all.push(part.clone()),
                    _ => return all,
                }
            }
        };
        assert_eq!(parts("one two three, four", None, 8), ["one two|", " three,|", " four"]);
        assert_eq!(parts("\u{e9}\u{e9}\u{e9}\u{e9}", None, 3), ["\u{e9}|", "\u{e9}|", "\u{e9}|", "\u{e9}"]);
        // What lies whole in a block that was read is given whole.
        assert_eq!(parts("aa bb cc<>dd<>ee ff gg", Some("<>"), 6), ["aa bb cc", "dd", "ee ff|", " gg"]);
        assert_eq!(parts("short", None, 8), ["short"]);
        assert_eq!(parts("", None, 8), [""; 0]);
    }

    #[test]
    fn errors_name_the_byte_and_the_limit() {
        let error = documents(b"good<>b\xffd", Some("<>"), 99).unwrap_err();
        assert!(matches!(error, Error::NotUtf8 { offset: 7, .. }), "{error}");
        let long = vec![b'x'; 3 * BLOCK];
        let mut documents = TextDocuments::new("t".into(), &long[..], Some("<>"), BLOCK);
        assert!(matches!(documents.next_into(&mut String::new()), Err(Error::DocumentTooLong { offset: 0, .. })));
    }
}
