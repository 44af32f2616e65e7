//! Encodings of text, by the names of the web's standard, and a reader that turns one into UTF-8. What does not belong to
//! the encoding is an error with its place, never a replacement character.

use std::io::{self, Read};

use encoding_rs::DecoderResult;
use serde::{Deserialize, Serialize};

const BLOCK: usize = 1 << 16;

/// An encoding of text; stored by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Encoding = Encoding(encoding_rs::UTF_8);
    pub(super) const UTF_16_LOW: Encoding = Encoding(encoding_rs::UTF_16LE);
    pub(super) const UTF_16_HIGH: Encoding = Encoding(encoding_rs::UTF_16BE);

    /// The encoding of a name such as `latin1`, `windows-1251`, `shift_jis` or `utf-16le`; the names and what they mean are
    /// those of <https://encoding.spec.whatwg.org/#names-and-labels>.
    pub fn named(name: &str) -> Option<Encoding> {
        let found = encoding_rs::Encoding::for_label_no_replacement(name.as_bytes());
        found.map(Encoding)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl TryFrom<String> for Encoding {
    type Error = String;

    fn try_from(name: String) -> Result<Encoding, String> {
        Encoding::named(&name).ok_or_else(|| format!("no encoding is called {name:?}"))
    }
}

impl From<Encoding> for String {
    fn from(encoding: Encoding) -> String {
        encoding.name().to_owned()
    }
}

/// A reader of another encoding as UTF-8.
pub(super) struct Decoding<R> {
    inner: R,
    name: &'static str,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    /// How much of `raw` is decoded.
    at: usize,
    /// Bytes that were decoded before those of `raw`.
    offset: u64,
    ended: bool,
    text: Vec<u8>,
    /// How much of `text` is given away.
    given: usize,
}

impl<R: Read> Decoding<R> {
    pub(super) fn new(inner: R, Encoding(encoding): Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        let (raw, text) = (Vec::new(), Vec::new());
        Self { inner, name: encoding.name(), decoder, raw, at: 0, offset: 0, ended: false, text, given: 0 }
    }

    /// Decodes what there is; false at the end.
    fn decode(&mut self) -> io::Result<bool> {
        if self.at == self.raw.len() {
            if self.ended {
                return Ok(false);
            }
            self.offset += self.raw.len() as u64;
            self.at = 0;
            self.raw.resize(BLOCK, 0);
            let count = self.inner.read(&mut self.raw)?;
            self.raw.truncate(count);
            self.ended = count == 0;
        }
        let left = &self.raw[self.at..];
        let most = self.decoder.max_utf8_buffer_length_without_replacement(left.len()).unwrap_or(4 * BLOCK);
        self.text.resize(most, 0);
        self.given = 0;
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(left, &mut self.text, self.ended);
        self.text.truncate(written);
        self.at += read;
        if let DecoderResult::Malformed(bad, behind) = result {
            let at = (self.offset + self.at as u64).saturating_sub(u64::from(bad) + u64::from(behind));
            let what = format!("byte {at} is not {}", self.name);
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        Ok(true)
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            if !self.decode()? {
                return Ok(0);
            }
        }
        let count = into.len().min(self.text.len() - self.given);
        into[..count].copy_from_slice(&self.text[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
