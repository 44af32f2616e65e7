//! Sources of text: which files are meant ([`Sources`]) and the documents in them, one after the other ([`Documents`]).
//! One file, or one row of JSON or parquet is a document, unless a separator cuts it further.

mod find;
mod json;
mod kind;
mod next;
mod parquet;
mod reading;
mod separator;
mod text;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use nanollama_store::json_rows::JsonRows;
use nanollama_store::place::{At, Place};
use nanollama_store::text::Text;

pub use find::{Source, Sources};
pub use kind::SourceKind;
pub use reading::Reading;

use crate::error::Result;
use crate::left_out::{LeftOut, Why};
use json::JsonDocuments;
use next::Next;
use parquet::ParquetDocuments;
use separator::Separator;
use text::TextDocuments;

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
    /// Documents that are found and not given yet, each with its source.
    waiting: VecDeque<(usize, String)>,
    /// Whether what was read last is no whole document, and whether it goes on with what was read before it.
    part: bool,
    goes_on: bool,
    counts: Vec<SourceCount>,
    empty: u64,
    left_out: LeftOut,
    finished_bytes: u64,
}

struct Reader {
    rows: Rows,
    /// Bytes taken from the file, where that is counted.
    taken: Option<Arc<AtomicU64>>,
}

enum Rows {
    Text(TextDocuments<Text>),
    Json(Box<JsonDocuments<Text>>),
    Parquet(Box<ParquetDocuments>),
}

impl Documents {
    /// All documents of the sources; nothing is opened yet.
    pub fn new(sources: Sources, reading: Reading) -> Self {
        let counts = vec![SourceCount::default(); sources.files.len()];
        let left_out = LeftOut::new(reading.strict);
        let (waiting, empty, finished_bytes) = (VecDeque::new(), 0, 0);
        Self {
            sources,
            reading,
            reader: None,
            current: 0,
            waiting,
            part: false,
            goes_on: false,
            counts,
            empty,
            left_out,
            finished_bytes,
        }
    }

    /// Puts the next document that has any text into `into` and returns its source's index; `None` at the end.
    ///
    /// # Errors
    /// When a source cannot be read, or is not the text it should be; the message names file and place.
    pub fn next_into(&mut self, into: &mut String) -> Result<Option<usize>> {
        while self.waiting.is_empty() && self.read()? {}
        let Some((source, text)) = self.waiting.pop_front() else { return Ok(None) };
        let count = &mut self.counts[source];
        count.documents += u64::from(!self.goes_on);
        count.text_bytes += text.len() as u64;
        *into = text;
        Ok(Some(source))
    }

    /// Whether the text that was given last goes on with the one before it ([`Reading::in_parts`]).
    pub fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// The only document that there is; `None` when there are more, or none. It is still to come.
    ///
    /// # Errors
    /// As [`Documents::next_into`].
    pub(crate) fn only(&mut self) -> Result<Option<&str>> {
        while self.waiting.len() < 2 && self.read()? {}
        Ok(if self.waiting.len() == 1 { self.waiting.front().map(|(_, text)| text.as_str()) } else { None })
    }

    /// Cuts the next document at these bytes, those inside of it.
    pub(crate) fn cut_next(&mut self, at: &[usize]) {
        let Some((source, text)) = self.waiting.pop_front() else { return };
        let inside = || at.iter().copied().filter(|at| *at > 0 && *at < text.len());
        let (starts, ends) = ([0].into_iter().chain(inside()), inside().chain([text.len()]));
        let pieces: Vec<_> = starts.zip(ends).map(|(start, end)| (source, text[start..end].to_owned())).collect();
        pieces.into_iter().rev().for_each(|piece| self.waiting.push_front(piece));
    }

    /// Empty pieces between separators passed over so far: nothing is lost with them.
    pub fn empty(&self) -> u64 {
        self.empty
    }

    /// What was left out so far.
    pub fn left_out(&self) -> &LeftOut {
        &self.left_out
    }

    /// What each source has given so far, in the order of [`Sources::files`].
    pub fn counts(&self) -> &[SourceCount] {
        &self.counts
    }

    /// Bytes of the sources that are behind, for progress.
    pub fn bytes_read(&self) -> u64 {
        let inside = match &self.reader {
            None => 0,
            Some(Reader { rows: Rows::Parquet(rows), .. }) => {
                rows.share_of(self.sources.files[self.current].bytes.unwrap_or(0))
            }
            Some(Reader { taken, .. }) => taken.as_ref().map_or(0, |taken| taken.load(Ordering::Relaxed)),
        };
        self.finished_bytes + inside
    }

    /// Reads one text, row or piece; what it holds is waiting then. False at the end of the last source.
    fn read(&mut self) -> Result<bool> {
        let Some(source) = self.sources.files.get(self.current) else { return Ok(false) };
        let reader = match &mut self.reader {
            Some(reader) => reader,
            slot => slot.insert(open(source, &self.reading)?),
        };
        let mut text = String::new();
        let next = match &mut reader.rows {
            Rows::Text(text_documents) => text_documents.next_into(&mut text),
            Rows::Json(rows) => rows.next_into(&mut text),
            Rows::Parquet(rows) => rows.next_into(&mut text),
        };
        let place = || match &reader.rows {
            Rows::Text(_) => Place { path: source.path.clone(), at: At::Whole },
            Rows::Json(rows) => rows.place(),
            Rows::Parquet(rows) => rows.place(),
        };
        if matches!(next, Ok(Next::Text | Next::Part)) {
            self.goes_on = std::mem::replace(&mut self.part, matches!(next, Ok(Next::Part)));
        }
        match next {
            Err(error) => self.left_out.bad_row(error, self.reading.skip_bad)?,
            Ok(Next::Null) => self.left_out.add(Why::NoText, || place().to_string())?,
            Ok(Next::End) => {
                self.finished_bytes += source.bytes.unwrap_or_else(|| self.bytes_read());
                self.reader = None;
                self.part = false;
                self.current += 1;
            }
            // A part, blank or not, belongs to what is around it.
            Ok(Next::Part) => self.waiting.push_back((self.current, text)),
            Ok(Next::Text) if self.goes_on => self.waiting.push_back((self.current, text)),
            Ok(Next::Text) => match (&reader.rows, &self.reading.separator) {
                (Rows::Text(_), Some(_)) if is_blank(&text) => self.empty += 1,
                (Rows::Text(_), None) if is_blank(&text) => {
                    self.left_out.add(Why::EmptyFile, || place().to_string())?;
                }
                (_, _) if is_blank(&text) => self.left_out.add(Why::NoText, || place().to_string())?,
                (Rows::Json(_) | Rows::Parquet(_), Some(separator)) => {
                    for piece in Separator::new(separator).split(&text) {
                        match is_blank(piece) {
                            true => self.empty += 1,
                            false => self.waiting.push_back((self.current, piece.to_owned())),
                        }
                    }
                }
                (_, _) => self.waiting.push_back((self.current, text)),
            },
        }
        Ok(true)
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn open(source: &Source, reading: &Reading) -> Result<Reader> {
    let Source { path, kind, bytes } = source;
    let column = reading.text_column.as_deref();
    if *kind == SourceKind::Parquet {
        let rows = ParquetDocuments::open(path, column.unwrap_or("text"))?;
        return Ok(Reader { rows: Rows::Parquet(Box::new(rows)), taken: None });
    }
    let text = match bytes {
        Some(_) => Text::open(path, reading.encoding)?,
        None => Text::stdin(reading.encoding)?,
    };
    let taken = Some(text.taken());
    let rows = match kind {
        SourceKind::Json => {
            let rows = JsonRows::new(path, text, |_| false)?;
            Rows::Json(Box::new(JsonDocuments::new(rows, column)))
        }
        _ => {
            let separator = reading.separator.as_deref();
            let documents = TextDocuments::new(path.clone(), text, separator, reading.largest_document);
            Rows::Text(documents.in_parts(reading.in_parts))
        }
    };
    Ok(Reader { rows, taken })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_several_sources_are_counted_and_empty_ones_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::write(at("a.txt"), "one\n--\n \n--\ntwo").unwrap();
        std::fs::write(at("b.jsonl"), "{\"text\": \"x--y\"}\n{\"text\": \"\"}\n{\"text\": null}\n{\"text\": \"z\"}\n")
            .unwrap();
        std::fs::write(at("c.txt"), "").unwrap();
        let read = |separator: Option<&str>| {
            let reading = Reading { separator: separator.map(str::to_owned), ..Reading::default() };
            let sources = Sources::find(&[at("")], &reading).unwrap();
            let mut documents = Documents::new(sources, reading);
            let (mut all, mut text) = (Vec::new(), String::new());
            while let Some(source) = documents.next_into(&mut text).unwrap() {
                all.push((source, text.clone()));
            }
            let left_out = documents.left_out().iter().map(|(why, tally)| (why, tally.count)).collect::<Vec<_>>();
            (all, documents.empty(), left_out, documents.counts().to_vec(), documents.bytes_read())
        };
        let own = |list: &[(usize, &str)]| list.iter().map(|(s, t)| (*s, (*t).to_owned())).collect::<Vec<_>>();
        let (all, empty, left_out, counts, bytes) = read(Some("--"));
        assert_eq!(all, own(&[(0, "one"), (0, "two"), (1, "x"), (1, "y"), (1, "z")]));
        assert_eq!((empty, bytes), (1, 15 + 59));
        assert_eq!(left_out, [(Why::NoText, 2)]);
        assert_eq!(counts[1], SourceCount { documents: 3, text_bytes: 3 });
        let (all, empty, left_out, ..) = read(None);
        assert_eq!(all, own(&[(0, "one\n--\n \n--\ntwo"), (1, "x--y"), (1, "z")]));
        assert_eq!((empty, left_out), (0, vec![(Why::NoText, 2)]));
    }

    #[test]
    fn bad_rows_are_skipped_up_to_a_bound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl").display().to_string();
        std::fs::write(&path, "{\"text\": \"a\"}\n{\"body\": 1}\n{\"text\": \"\\ud800\"}\n{\"text\": \"b\"}\n")
            .unwrap();
        let read = |skip_bad| {
            let reading = Reading { skip_bad, ..Reading::default() };
            let sources = Sources::find(std::slice::from_ref(&path), &reading).unwrap();
            let mut documents = Documents::new(sources, reading);
            let (mut all, mut text) = (String::new(), String::new());
            while documents.next_into(&mut text)?.is_some() {
                all += &text;
            }
            let tally = documents.left_out().iter().next().map(|(_, tally)| tally.clone()).unwrap();
            Ok::<_, crate::Error>((all, tally))
        };
        let (all, tally) = read(2).unwrap();
        assert_eq!((all.as_str(), tally.count), ("ab", 2));
        assert!(tally.first[1].contains("a.jsonl:3: no valid JSON, column"), "{tally:?}");
        assert!(read(1).unwrap_err().to_string().contains("a.jsonl:3:"));
        assert!(read(0).unwrap_err().to_string().contains("a.jsonl:2: no text in `text`: the row has body"));
    }

    #[test]
    fn the_only_document_can_be_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt").display().to_string();
        std::fs::write(&path, "abcdef").unwrap();
        let documents = |patterns: &[String]| {
            Documents::new(Sources::find(patterns, &Reading::default()).unwrap(), Reading::default())
        };
        let mut one = documents(std::slice::from_ref(&path));
        assert_eq!(one.only().unwrap(), Some("abcdef"));
        one.cut_next(&[0, 2, 5]);
        let (mut all, mut text) = (Vec::new(), String::new());
        while one.next_into(&mut text).unwrap().is_some() {
            all.push(text.clone());
        }
        assert_eq!(all, ["ab", "cde", "f"]);
        std::fs::write(folder.path().join("b.txt"), "b").unwrap();
        let mut two = documents(&[folder.path().display().to_string()]);
        assert_eq!(two.only().unwrap(), None);
        assert_eq!(two.next_into(&mut text).unwrap(), Some(0));
    }
}
