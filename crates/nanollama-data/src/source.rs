//! Sources of text: which files are meant ([`Sources`]) and the documents in them, one after the other ([`Documents`]).
//! One file, one JSONL line or one parquet row is a document, unless a separator cuts it further.

mod find;
mod json_lines;
mod parquet;
mod reading;
mod text;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use nanollama_store::Error as StoreError;
use nanollama_store::jsonl::Lines;

pub use find::{Source, SourceKind, Sources};
pub use reading::Reading;

use crate::error::Result;
use json_lines::JsonLineDocuments;
use parquet::ParquetDocuments;
use text::{TextDocuments, without_outer_line_ends};

/// What one source gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceCount {
    /// Documents with any text.
    pub documents: u64,
    /// UTF-8 bytes of their text.
    pub text_bytes: u64,
}

/// The documents of sources, in order, streamed: memory holds one document at a time.
pub struct Documents {
    sources: Sources,
    reading: Reading,
    /// The source in hand, once it is open.
    reader: Option<Reader>,
    current: usize,
    /// Documents cut from one line or row that are still to come, last first.
    pieces: Vec<String>,
    counts: Vec<SourceCount>,
    empty: u64,
    finished_bytes: u64,
}

enum Reader {
    Text(TextDocuments<Box<dyn Read + Send>>),
    JsonLines(JsonLineDocuments<Box<dyn BufRead + Send>>),
    Parquet(Box<ParquetDocuments>),
}

impl Documents {
    /// All documents of the sources; nothing is opened yet.
    pub fn new(sources: Sources, reading: Reading) -> Self {
        let counts = vec![SourceCount::default(); sources.files.len()];
        Self { sources, reading, reader: None, current: 0, pieces: Vec::new(), counts, empty: 0, finished_bytes: 0 }
    }

    /// Puts the next document that has any text into `into` and returns its source's index; `None` at the end.
    ///
    /// # Errors
    /// When a source cannot be read, or is not the text it should be; the message names file and place.
    pub fn next_into(&mut self, into: &mut String) -> Result<Option<usize>> {
        while self.next_piece(into)? {
            if into.trim().is_empty() {
                self.empty += 1;
                continue;
            }
            let count = &mut self.counts[self.current];
            count.documents += 1;
            count.text_bytes += into.len() as u64;
            return Ok(Some(self.current));
        }
        Ok(None)
    }

    /// Empty documents passed over so far.
    pub fn empty(&self) -> u64 {
        self.empty
    }

    /// What each source has given so far, in the order of [`Sources::files`].
    pub fn counts(&self) -> &[SourceCount] {
        &self.counts
    }

    /// Bytes of the sources that are behind, for progress.
    pub fn bytes_read(&self) -> u64 {
        let inside = match &self.reader {
            None => 0,
            Some(Reader::Text(text)) => text.bytes_read(),
            Some(Reader::JsonLines(lines)) => lines.bytes_read(),
            Some(Reader::Parquet(rows)) => rows.share_of(self.sources.files[self.current].bytes.unwrap_or(0)),
        };
        self.finished_bytes + inside
    }

    /// The next document, empty ones included; false at the end of the last source.
    fn next_piece(&mut self, into: &mut String) -> Result<bool> {
        loop {
            if let Some(piece) = self.pieces.pop() {
                *into = piece;
                return Ok(true);
            }
            let Some(source) = self.sources.files.get(self.current) else { return Ok(false) };
            let reader = match &mut self.reader {
                Some(reader) => reader,
                slot => slot.insert(open(source, &self.reading)?),
            };
            let found = match reader {
                Reader::Text(text) => text.next_into(into)?,
                Reader::JsonLines(lines) => lines.next_into(into)?,
                Reader::Parquet(rows) => rows.next_into(into)?,
            };
            if !found {
                if let Reader::Parquet(rows) = reader {
                    self.empty += rows.nulls();
                }
                self.finished_bytes += source.bytes.unwrap_or(0);
                self.reader = None;
                self.current += 1;
                continue;
            }
            match (&self.reading.separator, reader) {
                (Some(separator), Reader::JsonLines(_) | Reader::Parquet(_)) => {
                    let pieces = into.split(separator.as_str()).map(|piece| without_outer_line_ends(piece).to_owned());
                    self.pieces = pieces.collect();
                    self.pieces.reverse();
                }
                _ => return Ok(true),
            }
        }
    }
}

fn open(source: &Source, reading: &Reading) -> Result<Reader> {
    let Source { path, kind, bytes } = source;
    let column = reading.text_column.as_deref();
    let file = |path: &Path| File::open(path).map_err(|error| StoreError::io(path, "open", error));
    Ok(match (kind, bytes) {
        (SourceKind::Text, bytes) => {
            let input: Box<dyn Read + Send> =
                if bytes.is_some() { Box::new(file(path)?) } else { Box::new(io::stdin()) };
            Reader::Text(TextDocuments::new(
                path.clone(),
                input,
                reading.separator.as_deref(),
                reading.largest_document,
            ))
        }
        (SourceKind::JsonLines, bytes) => {
            let input: Box<dyn BufRead + Send> = match bytes {
                Some(_) => Box::new(BufReader::with_capacity(1 << 18, file(path)?)),
                None => Box::new(BufReader::with_capacity(1 << 18, io::stdin())),
            };
            Reader::JsonLines(JsonLineDocuments::new(path.clone(), Lines::new(path, input), column))
        }
        (SourceKind::Parquet, _) => Reader::Parquet(Box::new(ParquetDocuments::open(path, column.unwrap_or("text"))?)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_several_sources_are_counted_and_empty_ones_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::write(at("a.txt"), "one\n--\n \n--\ntwo").unwrap();
        std::fs::write(at("b.jsonl"), "{\"text\": \"x--y\"}\n{\"text\": \"\"}\n{\"text\": \"z\"}\n").unwrap();
        let read = |separator: Option<&str>| {
            let sources = Sources::find(&[at("")], false).unwrap();
            let reading = Reading { separator: separator.map(str::to_owned), ..Reading::default() };
            let mut documents = Documents::new(sources, reading);
            let (mut all, mut text) = (Vec::new(), String::new());
            while let Some(source) = documents.next_into(&mut text).unwrap() {
                all.push((source, text.clone()));
            }
            (all, documents.empty(), documents.counts().to_vec(), documents.bytes_read())
        };
        let own = |list: &[(usize, &str)]| list.iter().map(|(s, t)| (*s, (*t).to_owned())).collect::<Vec<_>>();
        let (all, empty, counts, bytes) = read(Some("--"));
        assert_eq!(all, own(&[(0, "one"), (0, "two"), (1, "x"), (1, "y"), (1, "z")]));
        assert_eq!((empty, bytes), (2, 15 + 44));
        assert_eq!(counts[1], SourceCount { documents: 3, text_bytes: 3 });
        let (all, empty, ..) = read(None);
        assert_eq!(all, own(&[(0, "one\n--\n \n--\ntwo"), (1, "x--y"), (1, "z")]));
        assert_eq!(empty, 1);
    }
}
