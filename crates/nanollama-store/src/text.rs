//! A text from outside: a file or standard input, unpacked and decoded as its first bytes say, so that what comes out is
//! UTF-8 or an error. Its lines and documents are others' matter.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::content::{Content, HEAD};
use crate::error::{Error, Result};

mod encoding;

use encoding::Decoding;
pub use encoding::Encoding;

const BLOCK: usize = 1 << 18;
/// Bytes of the largest window that a zstd file may ask for, as a power of two: 128 MiB, what the format's own tool takes.
const WINDOW: u32 = 27;

/// A text, opened.
pub struct Text {
    reader: Box<dyn BufRead + Send>,
    taken: Arc<AtomicU64>,
}

impl Text {
    /// Opens a file. `encoding` is that of a text without a byte-order mark; UTF-8 when it is not given.
    ///
    /// # Errors
    /// When it cannot be read, or is by its content no text (named).
    pub fn open(path: &Path, encoding: Option<Encoding>) -> Result<Text> {
        let file = File::open(path).map_err(|source| Error::io(path, "open", source))?;
        let (text, content) = Text::new(file, encoding).map_err(|source| Error::io(path, "read", source))?;
        match content.foreign().filter(|_| content != Content::Zeros || encoding.is_none()) {
            Some(what) => Err(Error::Foreign { path: path.into(), what, wanted: "text" }),
            None => Ok(text),
        }
    }

    /// Standard input. What it is not is not guessed: whoever pipes a page means a page.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn stdin(encoding: Option<Encoding>) -> Result<Text> {
        let opened = Text::new(io::stdin(), encoding);
        opened.map(|(text, _)| text).map_err(|source| Error::io(Path::new("stdin"), "read", source))
    }

    /// Bytes taken from the file so far, packed as they are there.
    pub fn taken(&self) -> Arc<AtomicU64> {
        self.taken.clone()
    }

    fn new(reader: impl Read + Send + 'static, encoding: Option<Encoding>) -> io::Result<(Text, Content)> {
        let taken = Arc::new(AtomicU64::new(0));
        let counting = Counting { inner: reader, taken: taken.clone() };
        let (content, reader) = look(Box::new(BufReader::with_capacity(BLOCK, counting)))?;
        let (content, reader) = match content {
            Content::Gzip => look(Box::new(flate2::bufread::MultiGzDecoder::new(reader)))?,
            Content::Zstd => {
                let mut decoder = zstd::Decoder::with_buffer(reader)?;
                decoder.window_log_max(WINDOW)?;
                look(Box::new(decoder))?
            }
            other => (other, reader),
        };
        let reader: Box<dyn Read + Send> = match (content, encoding) {
            (Content::Utf8Mark, _) => Box::new(without(3, reader)?),
            (Content::Utf16Low, _) => Box::new(Decoding::new(without(2, reader)?, Encoding::UTF_16_LOW)),
            (Content::Utf16High, _) => Box::new(Decoding::new(without(2, reader)?, Encoding::UTF_16_HIGH)),
            (_, Some(encoding)) if encoding != Encoding::UTF_8 => Box::new(Decoding::new(reader, encoding)),
            _ => Box::new(reader),
        };
        Ok((Text { reader: Box::new(BufReader::with_capacity(BLOCK, reader)), taken }, content))
    }
}

impl Read for Text {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.reader.read(into)
    }
}

impl BufRead for Text {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.reader.consume(count);
    }
}

/// What the reader begins with, and the reader as it was.
fn look<'r>(mut reader: Box<dyn Read + Send + 'r>) -> io::Result<(Content, Box<dyn BufRead + Send + 'r>)> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let content = Content::of(&head);
    Ok((content, Box::new(Cursor::new(head).chain(BufReader::with_capacity(BLOCK, reader)))))
}

fn without<R: Read>(count: usize, mut reader: R) -> io::Result<R> {
    reader.read_exact(&mut vec![0; count])?;
    Ok(reader)
}

/// Counts what is taken.
struct Counting<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
