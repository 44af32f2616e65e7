//! Texts that stand as files in the source and are built into the program: a build script packs a folder of them, a static
//! unpacks it when the first is asked for. They take a quarter to a third of their bytes that way. What the texts are is
//! for those who ask; bytes that are no text are not packed.
//!
//! Packed is one deflated stream; in it for each file, in the order of the names, a line `PATH BYTES` and its text.

#![forbid(unsafe_code)]

use std::env;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::OnceLock;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

const WHOLE: &str = "the program holds what its build packed";

/// For a build script: packs the files below `root`, a folder beside its Cargo.toml, whose names end in a dot and one of
/// `kinds`, into the file `packed` of `OUT_DIR`, and asks to be run again when the folder changes.
///
/// # Errors
/// A file cannot be read or written, or there is no `OUT_DIR`.
pub fn pack(root: &str, kinds: &[&str]) -> io::Result<()> {
    println!("cargo::rerun-if-changed={root}");
    let mut names = Vec::new();
    collect(Path::new(root), "", kinds, &mut names)?;
    names.sort_unstable();
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let mut packed = DeflateEncoder::new(File::create(Path::new(&out).join("packed"))?, Compression::best());
    for name in names {
        let text = fs::read_to_string(Path::new(root).join(&name))?;
        writeln!(packed, "{name} {}", text.len())?;
        packed.write_all(text.as_bytes())?;
    }
    packed.finish()?;
    Ok(())
}

/// The names of all texts in a folder, from the root, with `/` between on every system.
fn collect(folder: &Path, within: &str, kinds: &[&str], names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{within}{}", entry.file_name().display());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), kinds, names)?;
        } else if name.rsplit_once('.').is_some_and(|(_, kind)| kinds.contains(&kind)) {
            names.push(name);
        }
    }
    Ok(())
}

/// The texts of one folder.
///
/// ```ignore
/// static TEXTS: Packed = Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/packed")));
/// ```
pub struct Packed {
    bytes: &'static [u8],
    stream: OnceLock<String>,
    texts: OnceLock<Vec<(&'static str, &'static str)>>,
}

impl Packed {
    /// What [`pack`] has written.
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Packed {
        Packed { bytes, stream: OnceLock::new(), texts: OnceLock::new() }
    }

    /// All paths and texts, in the order of the paths.
    pub fn all(&'static self) -> &'static [(&'static str, &'static str)] {
        self.texts.get_or_init(|| {
            let stream = self.stream.get_or_init(|| {
                let mut stream = String::new();
                DeflateDecoder::new(self.bytes).read_to_string(&mut stream).expect(WHOLE);
                stream
            });
            let mut rest = stream.as_str();
            let mut texts = Vec::new();
            while let Some((head, behind)) = rest.split_once('\n') {
                let (path, bytes) = head.rsplit_once(' ').expect(WHOLE);
                let (text, behind) = behind.split_at(bytes.parse().expect(WHOLE));
                texts.push((path, text));
                rest = behind;
            }
            texts
        })
    }

    /// The text of a path; None if there is none.
    pub fn find(&'static self, path: &str) -> Option<&'static str> {
        let all = self.all();
        Some(all[all.binary_search_by_key(&path, |&(path, _)| path).ok()?].1)
    }

    /// The text of a path that stands in the source. A name of no file is a mistake of the program's, which any use finds.
    ///
    /// # Panics
    /// There is none.
    pub fn text(&'static self, path: &str) -> &'static str {
        self.find(path).unwrap_or_else(|| panic!("no text of the program is called {path}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_found() {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed.write_all("a/one.txt 4\ntwo\nb.txt 0\nc d.txt 3\nä\n".as_bytes()).unwrap();
        let packed: &'static Packed = Box::leak(Box::new(Packed::new(packed.finish().unwrap().leak())));
        assert_eq!(packed.all(), [("a/one.txt", "two\n"), ("b.txt", ""), ("c d.txt", "ä\n")]);
        assert_eq!((packed.text("c d.txt"), packed.find("c")), ("ä\n", None));
    }
}
