//! SHA-256 of what a file of tensors holds, and the fixture that says what it was.
//!
//! The readers are written here again, in a few lines, on purpose: a change of the library's readers
//! must not be able to change what is compared. They trust the file. Metadata and order do not count,
//! only names, dtypes, shapes and bytes.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest, Sha256};

/// Set to 1, the tests write what they find into the fixture instead of comparing.
const RECORD: &str = "NANOLLAMA_RECORD_BITS";

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Tensors by name: what says their kind, and their bytes.
type Tensors = BTreeMap<String, (String, Vec<u8>)>;

fn hash(tensors: &Tensors) -> String {
    let mut hasher = Sha256::new();
    for (name, (kind, bytes)) in tensors {
        hasher.update(format!("{name} {kind} {}\n", bytes.len()));
        hasher.update(bytes);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of a safetensors file's tensors.
pub(crate) fn safetensors(path: impl AsRef<Path>) -> String {
    let file = fs::read(path).unwrap();
    let data = 8 + u64::from_le_bytes(file[..8].try_into().unwrap()) as usize;
    let header: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&file[8..data]).unwrap();
    let tensors = header.into_iter().filter(|(name, _)| name != "__metadata__").map(|(name, entry)| {
        let at = |end: usize| data + entry["data_offsets"][end].as_u64().unwrap() as usize;
        let kind = format!("{} {}", entry["dtype"].as_str().unwrap(), entry["shape"]);
        (name, (kind, file[at(0)..at(1)].to_vec()))
    });
    hash(&tensors.collect())
}

/// The hash of a GGUF file's tensors.
pub(crate) fn gguf(path: impl AsRef<Path>) -> String {
    let file = fs::read(path).unwrap();
    let mut cursor = Cursor { file: &file, at: 4 };
    assert_eq!((&file[..4], cursor.u32()), (&b"GGUF"[..], 3));
    let (tensors, pairs) = (cursor.u64(), cursor.u64());
    let mut alignment = 32;
    for _ in 0..pairs {
        let key = cursor.text();
        let kind = cursor.u32();
        if key == "general.alignment" {
            alignment = Cursor { ..cursor }.u32() as usize;
        }
        cursor.skip(kind);
    }
    let infos: Vec<(String, Vec<u64>, u32, u64)> = (0..tensors)
        .map(|_| {
            let name = cursor.text();
            let dimensions = cursor.u32();
            let shape = (0..dimensions).map(|_| cursor.u64()).collect();
            (name, shape, cursor.u32(), cursor.u64())
        })
        .collect();
    let data = cursor.at.next_multiple_of(alignment);
    let tensors = infos.into_iter().map(|(name, shape, kind, offset)| {
        let numbers = shape.iter().product::<u64>() as usize;
        let (kind, length) = match kind {
            0 => ("F32", 4 * numbers),
            1 => ("F16", 2 * numbers),
            2 => ("Q4_0", numbers / 32 * 18),
            8 => ("Q8_0", numbers / 32 * 34),
            30 => ("BF16", 2 * numbers),
            other => panic!("{name}: type {other}"),
        };
        let start = data + offset as usize;
        (name, (format!("{kind} {shape:?}"), file[start..start + length].to_vec()))
    });
    hash(&tensors.collect())
}

struct Cursor<'a> {
    file: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn u32(&mut self) -> u32 {
        self.at += 4;
        u32::from_le_bytes(self.file[self.at - 4..self.at].try_into().unwrap())
    }

    fn u64(&mut self) -> u64 {
        u64::from(self.u32()) | u64::from(self.u32()) << 32
    }

    fn text(&mut self) -> String {
        let length = self.u64() as usize;
        self.at += length;
        String::from_utf8(self.file[self.at - length..self.at].to_vec()).unwrap()
    }

    /// Passes over a value of a metadata type.
    fn skip(&mut self, kind: u32) {
        match kind {
            0 | 1 | 7 => self.at += 1,
            2 | 3 => self.at += 2,
            4..=6 => self.at += 4,
            8 => drop(self.text()),
            9 => {
                let (kind, count) = (self.u32(), self.u64());
                (0..count).for_each(|_| self.skip(kind));
            }
            10..=12 => self.at += 8,
            other => panic!("metadata of type {other}"),
        }
    }
}

/// What one test found, by name; all names of a book begin with its own.
pub(crate) struct Book {
    name: &'static str,
    found: BTreeMap<String, String>,
}

/// The tests of one binary record into one file, side by side.
static WRITING: Mutex<()> = Mutex::new(());

impl Book {
    pub(crate) fn new(name: &'static str) -> Book {
        Book { name, found: BTreeMap::new() }
    }

    pub(crate) fn note(&mut self, what: impl AsRef<str>, value: impl Into<String>) {
        let name = format!("{}: {}", self.name, what.as_ref());
        assert!(self.found.insert(name.clone(), value.into()).is_none(), "{name} is noted twice");
    }

    /// Compares all that was noted with the fixture, or writes it there when that was asked for.
    pub(crate) fn settle(self, fixture: &str, made_by: &str) {
        let path = fixtures().join(fixture);
        let _writing = WRITING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let read = || serde_json::from_slice::<BTreeMap<String, String>>(&fs::read(&path).unwrap()).unwrap();
        let own = format!("{}: ", self.name);
        if std::env::var(RECORD).is_ok_and(|value| value == "1") {
            let mut all = if path.exists() { read() } else { BTreeMap::new() };
            all.retain(|name, _| !name.starts_with(&own));
            all.extend(self.found);
            let text = serde_json::to_string_pretty(&all).unwrap() + "\n";
            fs::write(&path, &text).unwrap();
            list(fixture, made_by, &text);
            return;
        }
        let mut recorded = read();
        recorded.retain(|name, _| name.starts_with(&own));
        let names: Vec<&String> =
            recorded.keys().chain(self.found.keys().filter(|n| !recorded.contains_key(*n))).collect();
        let differ: Vec<String> = names
            .into_iter()
            .filter(|name| recorded.get(*name) != self.found.get(*name))
            .map(|name| format!("{name}\n  recorded {:?}\n  found    {:?}", recorded.get(name), self.found.get(name)))
            .collect();
        assert!(
            differ.is_empty(),
            "{} of {} differ from {fixture} (to record them anew: {RECORD}=1):\n{}",
            differ.len(),
            recorded.len(),
            differ.join("\n")
        );
    }
}

/// The fixture's line in the list of fixtures, with its new hash.
fn list(fixture: &str, made_by: &str, text: &str) {
    let path = fixtures().join("MANIFEST.tsv");
    let old = fs::read_to_string(&path).unwrap();
    let (header, lines) = old.split_once('\n').unwrap();
    let version = concat!("nanollama ", env!("CARGO_PKG_VERSION"));
    let line = format!("{fixture}\t{made_by}\t{version}\t{}\tMIT OR Apache-2.0", sha256(text.as_bytes()));
    let mut lines: Vec<&str> = lines.lines().filter(|line| line.split('\t').next() != Some(fixture)).collect();
    lines.push(&line);
    lines.sort_unstable();
    fs::write(&path, format!("{header}\n{}\n", lines.join("\n"))).unwrap();
}
