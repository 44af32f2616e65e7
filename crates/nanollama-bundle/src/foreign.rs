//! Files that are taken for models and are something else, told by their first bytes: what a name says is often wrong.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use nanollama_store::torch::Torch;

/// What a file is instead of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Foreign {
    /// The text that Git keeps in a large file's place.
    LfsPointer {
        /// Size of the file it stands for, in bytes.
        size: Option<u64>,
    },
    /// A bare pickle of Python's.
    Pickle,
    /// What torch wrote before version 1.6: several bare pickles.
    OldTorch,
    /// A page that a server sent instead of the file.
    WebPage,
    /// Compressed, by what.
    Compressed(&'static str),
    /// A model of llama2.c's own format.
    LlamaC,
    /// One of the files that a safetensors model or its configuration is made of.
    OneOfAFolder,
    /// Nothing at all.
    Empty,
}

impl fmt::Display for Foreign {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Foreign::LfsPointer { size: Some(size) } => {
                write!(out, "it is a Git LFS pointer: the file itself, of {size} bytes, was not fetched")
            }
            Foreign::LfsPointer { size: None } => {
                write!(out, "it is a Git LFS pointer: the file itself was not fetched")
            }
            Foreign::Pickle => write!(out, "it is a Python pickle, which runs code when it is opened"),
            Foreign::OldTorch => {
                write!(
                    out,
                    "it is of torch before version 1.6, or saved in its format: a bare pickle, which is not read here"
                )
            }
            Foreign::WebPage => write!(out, "it is a web page (HTML), saved under this name"),
            Foreign::Compressed(by) => write!(out, "it is compressed by {by}"),
            Foreign::LlamaC => write!(out, "it is a model in llama2.c's own format, which is not read here"),
            Foreign::OneOfAFolder => write!(out, "it is one file of a model's folder"),
            Foreign::Empty => write!(out, "it is empty"),
        }
    }
}

/// Bytes that tell.
const HEAD: usize = 512;
const LFS: &[u8] = b"version https://git-lfs.github.com/spec/";
/// A number, pickled in protocol 2, that old versions of torch put before everything.
const OLD_TORCH: &[u8] = b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.";
/// llama2.c's versions 1 and 2 begin with "ak42", written as a number.
const LLAMA_C: [u8; 4] = 0x616b_3432u32.to_le_bytes();

/// What the file is, if it is one of those; None for a file that cannot be read.
pub(crate) fn recognise(path: &Path) -> Option<Foreign> {
    let file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    let mut head = Vec::with_capacity(HEAD);
    file.take(HEAD as u64).read_to_end(&mut head).ok()?;
    // torch's zip has its pickle first, with the folder's name before it; packed again it may be anywhere.
    let torch = || head.windows(8).any(|window| window == b"data.pkl") || Torch::is_one(path);
    of_bytes(&head, length).filter(|what| *what != Foreign::Compressed("zip") || !torch())
}

fn of_bytes(head: &[u8], length: u64) -> Option<Foreign> {
    let begins = |bytes: &[u8]| head.starts_with(bytes);
    if length == 0 {
        return Some(Foreign::Empty);
    }
    if begins(LFS) {
        let text = String::from_utf8_lossy(head);
        let size = text.lines().find_map(|line| line.strip_prefix("size ")?.trim().parse().ok());
        return Some(Foreign::LfsPointer { size });
    }
    if begins(b"PK\x03\x04") {
        return Some(Foreign::Compressed("zip"));
    }
    if begins(OLD_TORCH) {
        return Some(Foreign::OldTorch);
    }
    // Protocols 2 to 5.
    if matches!(head, [0x80, 2..=5, ..]) {
        return Some(Foreign::Pickle);
    }
    for (magic, by) in
        [(&b"\x1f\x8b"[..], "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"\xfd7zXZ", "xz"), (b"BZh", "bzip2")]
    {
        if begins(magic) {
            return Some(Foreign::Compressed(by));
        }
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start().to_ascii_lowercase();
    if text.starts_with(b"<!doctype html") || text.starts_with(b"<html") {
        return Some(Foreign::WebPage);
    }
    if begins(&LLAMA_C) || is_llama_c(head, length) {
        return Some(Foreign::LlamaC);
    }
    let (&size, rest) = head.split_first_chunk::<8>()?;
    // The header's length, then the header, an object.
    let safetensors = u64::from_le_bytes(size) <= length.saturating_sub(8) && rest.first() == Some(&b'{');
    safetensors.then_some(Foreign::OneOfAFolder)
}

/// Version 0 has no magic: seven whole numbers and the weights that follow from them.
fn is_llama_c(head: &[u8], length: u64) -> bool {
    let Some(numbers) = head.get(..28) else { return false };
    let number = |at: usize| i64::from(i32::from_le_bytes(numbers.as_chunks::<4>().0[at]));
    let [dim, ffn, layers, heads, kv_heads, vocabulary, context] = std::array::from_fn(number);
    let sizes = [dim, ffn, layers, heads, kv_heads, context];
    if sizes.iter().any(|&size| !(1..=1 << 20).contains(&size)) || vocabulary == 0 || dim % heads != 0 {
        return false;
    }
    // A negative vocabulary says that the head is not the table.
    let rows = i128::from(vocabulary.abs());
    let [dim, ffn, layers, heads, kv_heads, context] = sizes.map(i128::from);
    let (head_dim, head) = (dim / heads, if vocabulary < 0 { rows * dim } else { 0 });
    let layer = 2 * dim + 2 * dim * dim + 2 * dim * kv_heads * head_dim + 3 * dim * ffn;
    let floats = rows * dim + layers * layer + dim + context * head_dim + head;
    i128::from(length) == 28 + 4 * floats
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_bytes() {
        let pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4242\n";
        let mut tiny: Vec<u8> = [8i32, 16, 1, 2, 1, -10, 4].iter().flat_map(|number| number.to_le_bytes()).collect();
        tiny.resize(28 + 4 * (80 + 16 + 128 + 64 + 384 + 8 + 16 + 80), 0);
        let table: [(&[u8], Option<Foreign>); 14] = [
            (b"", Some(Foreign::Empty)),
            (pointer, Some(Foreign::LfsPointer { size: Some(4242) })),
            (b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80", Some(Foreign::OldTorch)),
            (b"PK\x03\x04..........model.gguf", Some(Foreign::Compressed("zip"))),
            (b"\x80\x02}q\x00", Some(Foreign::Pickle)),
            (b"\x1f\x8b\x08", Some(Foreign::Compressed("gzip"))),
            (b"\x28\xb5\x2f\xfd\x00", Some(Foreign::Compressed("zstd"))),
            (b"\n <!DOCTYPE html><html>", Some(Foreign::WebPage)),
            (b"\xef\xbb\xbf<HTML lang=en>", Some(Foreign::WebPage)),
            (b"24ka\x01\0\0\0", Some(Foreign::LlamaC)),
            (&tiny, Some(Foreign::LlamaC)),
            (&tiny[..tiny.len() - 4], None),
            (b"\x02\0\0\0\0\0\0\0{}", Some(Foreign::OneOfAFolder)),
            (b"GGUF\x03\0\0\0", None),
        ];
        for (bytes, expected) in table {
            assert_eq!(
                of_bytes(&bytes[..bytes.len().min(HEAD)], bytes.len() as u64),
                expected,
                "{}",
                bytes[..bytes.len().min(40)].escape_ascii()
            );
        }
    }
}
