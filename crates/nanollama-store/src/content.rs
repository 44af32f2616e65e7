//! What a file is, by its first bytes: how a text is packed and encoded, and what is no text at all. Names are not
//! believed: people rename files, and servers answer with pages.

/// How many first bytes tell.
pub const HEAD: usize = 512;

/// What the first bytes of a file say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Packed with gzip.
    Gzip,
    /// Packed with zstd.
    Zstd,
    /// Text behind a byte-order mark of UTF-8.
    Utf8Mark,
    /// Text behind a byte-order mark of UTF-16, the low byte first.
    Utf16Low,
    /// Text behind a byte-order mark of UTF-16, the high byte first.
    Utf16High,
    /// A page of the web.
    Html,
    /// The few lines that stand for a large file in a Git repository.
    LfsPointer,
    /// A format that is no text, by its name.
    Binary(&'static str),
    /// Bytes of which many are zero: numbers, or text in UTF-16 without a mark.
    Zeros,
    /// Nothing that is known: text, as far as one can tell.
    Other,
}

/// Formats that are no text: how they begin, and what they are called.
const BINARY: &[(&[u8], &str)] = &[
    (b"PAR1", "a parquet file"),
    (b"GGUF", "a GGUF model"),
    (b"PK\x03\x04", "a ZIP archive (or what is one inside: .docx, .epub, .pt)"),
    (b"%PDF-", "a PDF document"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x80\x02", "a Python pickle"),
    (b"\x80\x03", "a Python pickle"),
    (b"\x80\x04", "a Python pickle"),
    (b"\x80\x05", "a Python pickle"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"ARROW1", "an Arrow file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
];

impl Content {
    /// What a file is that begins with `head`: at best [`HEAD`] bytes, fewer when it has no more.
    pub fn of(head: &[u8]) -> Content {
        let begins = |magic: &[u8]| head.starts_with(magic);
        if begins(b"\x1f\x8b") {
            return Content::Gzip;
        }
        if begins(b"\x28\xb5\x2f\xfd") {
            return Content::Zstd;
        }
        if begins(b"\xef\xbb\xbf") {
            return Content::Utf8Mark;
        }
        if begins(b"\xff\xfe") {
            return Content::Utf16Low;
        }
        if begins(b"\xfe\xff") {
            return Content::Utf16High;
        }
        if begins(b"version https://git-lfs.github.com/spec/") {
            return Content::LfsPointer;
        }
        if let Some((_, name)) = BINARY.iter().find(|(magic, _)| begins(magic)) {
            return Content::Binary(name);
        }
        let text = head.trim_ascii_start();
        let page = [&b"<!doctype html"[..], b"<html"];
        if page.iter().any(|tag| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))) {
            return Content::Html;
        }
        // Text of this size in UTF-16 has a zero in nearly every second byte; UTF-8 has next to none.
        let zeros = head.iter().filter(|byte| **byte == 0).count();
        if zeros > 0 && zeros * 4 >= head.len() {
            return Content::Zeros;
        }
        Content::Other
    }

    /// Its name, where it is nothing that is read as text.
    pub fn foreign(self) -> Option<&'static str> {
        match self {
            Content::Html => Some("a page of the web (HTML)"),
            Content::LfsPointer => Some("a Git LFS pointer, which only stands for the file"),
            Content::Binary(name) => Some(name),
            Content::Zeros => Some("bytes of which many are zero, as in UTF-16 without a mark"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell() {
        for (head, content) in [
            (&b"\x1f\x8b\x08"[..], Content::Gzip),
            (b"\x28\xb5\x2f\xfd\0", Content::Zstd),
            (b"\xef\xbb\xbftext", Content::Utf8Mark),
            (b"\xff\xfet\0", Content::Utf16Low),
            (b"\xfe\xff\0t", Content::Utf16High),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 12\n", Content::LfsPointer),
            (b" \n<!DOCTYPE html><html>", Content::Html),
            (b"<HTML>", Content::Html),
            (b"PAR1\x15", Content::Binary("a parquet file")),
            (b"t\0e\0x\0t\0", Content::Zeros),
            (b"\0t\0e\0x\0t", Content::Zeros),
            (b"a text\0with one", Content::Other),
            (b"<p>text", Content::Other),
            (b"version 2 of a story", Content::Other),
            (b"", Content::Other),
        ] {
            assert_eq!(Content::of(head), content, "{head:?}");
        }
        assert_eq!(Content::Gzip.foreign(), None);
        assert!(Content::LfsPointer.foreign().unwrap().contains("LFS"));
    }
}
