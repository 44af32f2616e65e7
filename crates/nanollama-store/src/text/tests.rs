use std::io::Write;

use super::*;

fn read(bytes: &[u8], encoding: Option<&str>) -> Result<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.txt");
    std::fs::write(&path, bytes).unwrap();
    let mut text = String::new();
    let mut opened = Text::open(&path, encoding.map(|name| Encoding::named(name).unwrap()))?;
    opened.read_to_string(&mut text).map_err(|source| Error::io(&path, "read", source))?;
    Ok(text)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn utf16(text: &str, swap: bool) -> Vec<u8> {
    let marked = format!("\u{feff}{text}");
    marked.encode_utf16().flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn a_text_is_what_its_first_bytes_say() {
    let text = "Zoë said: 你好 🦊\n".repeat(20_000);
    let two = [gzip(text.as_bytes()), gzip(b"more")].concat();
    for (bytes, expected) in [
        (text.as_bytes().to_vec(), text.clone()),
        (format!("\u{feff}{text}").into_bytes(), text.clone()),
        (utf16(&text, false), text.clone()),
        (utf16(&text, true), text.clone()),
        (gzip(text.as_bytes()), text.clone()),
        (gzip(&utf16(&text, false)), text.clone()),
        (two, text.clone() + "more"),
        (zstd::encode_all(text.as_bytes(), 3).unwrap(), text.clone()),
        (Vec::new(), String::new()),
    ] {
        assert!(read(&bytes, None).unwrap() == expected);
    }
}

#[test]
fn encodings_have_their_names_and_marks_win() {
    assert_eq!(read(b"caf\xe9", Some("latin1")).unwrap(), "café");
    assert_eq!(read(b"\xef\xf0\xe8", Some("windows-1251")).unwrap(), "при");
    assert_eq!(read(b"\x82\xb1", Some("shift_jis")).unwrap(), "こ");
    assert_eq!(read(b"a\0b\0", Some("utf-16le")).unwrap(), "ab");
    assert_eq!(read("\u{feff}é".as_bytes(), Some("latin1")).unwrap(), "é");
    assert_eq!(Encoding::named("utf-7"), None);
    assert_eq!(Encoding::named("latin1").map(Encoding::name), Some("windows-1252"));
}

#[test]
fn what_is_no_text_or_is_cut_is_named() {
    let whole = gzip("text ".repeat(500).as_bytes());
    for (bytes, encoding, part) in [
        (b"version https://git-lfs.github.com/spec/v1\n".to_vec(), None, "a Git LFS pointer"),
        (b"<!doctype html><title>404".to_vec(), None, "a page of the web"),
        (b"PK\x03\x04".to_vec(), None, "a ZIP archive"),
        (gzip(b"PAR1"), None, "a parquet file"),
        (whole[..whole.len() / 2].to_vec(), None, "cannot read"),
        (b"ab\x81\xff".to_vec(), Some("shift_jis"), "byte 2 is not Shift_JIS"),
        (b"a\0b".to_vec(), Some("utf-16le"), "byte 2 is not UTF-16LE"),
    ] {
        let message = read(&bytes, encoding).unwrap_err().to_string();
        assert!(message.contains(part) && message.contains("x.txt"), "{message}");
    }
}
