//! From what was typed to the files that are meant: files, folders (walked, in order of name), glob patterns, and `-` for
//! standard input. The list is the same on every machine, because everything after it counts documents by number.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use nanollama_store::Error as StoreError;

use crate::error::{Error, Result};

/// How a source is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Plain text or Markdown: the file is one document.
    Text,
    /// One JSON object a line.
    JsonLines,
    /// One row a document.
    Parquet,
}

/// One file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path; `stdin` for standard input.
    pub path: PathBuf,
    /// How it is read.
    pub kind: SourceKind,
    /// Its size; `None` for standard input.
    pub bytes: Option<u64>,
}

/// The sources that were meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    /// In the order typed; a folder's and a pattern's files in order of name. No file is there twice.
    pub files: Vec<Source>,
    /// Files in folders that were passed over, because their names are not of a known kind.
    pub passed_over: u64,
}

impl Sources {
    /// Finds the files that these paths, folders and patterns name. `-` is standard input: plain text, or JSON lines when
    /// `stdin_is_jsonl`.
    ///
    /// # Errors
    /// When one of them names nothing, or a named file is of an unknown kind.
    pub fn find(patterns: &[String], stdin_is_jsonl: bool) -> Result<Self> {
        let mut found = Self { files: Vec::new(), passed_over: 0 };
        for pattern in patterns {
            found.add(pattern, stdin_is_jsonl)?;
        }
        let mut seen = HashSet::new();
        found.files.retain(|source| seen.insert(source.path.clone()));
        if found.files.is_empty() {
            let what =
                "no source was named; give files, folders, patterns such as 'books/*.txt', or - for standard input";
            return Err(Error::NoSource { pattern: patterns.join(" "), what: what.into() });
        }
        Ok(found)
    }

    /// All bytes, where every size is known.
    pub fn bytes(&self) -> Option<u64> {
        self.files.iter().map(|source| source.bytes).sum()
    }

    /// The names in one line, for messages; long lists are cut.
    pub fn names(&self) -> String {
        let shown: Vec<String> = self.files.iter().take(3).map(|source| source.path.display().to_string()).collect();
        match self.files.len() {
            0..=3 => shown.join(", "),
            all => format!("{} and {} more", shown.join(", "), all - 3),
        }
    }

    fn add(&mut self, pattern: &str, stdin_is_jsonl: bool) -> Result<()> {
        if pattern == "-" {
            let kind = if stdin_is_jsonl { SourceKind::JsonLines } else { SourceKind::Text };
            self.files.push(Source { path: "stdin".into(), kind, bytes: None });
            return Ok(());
        }
        let path = Path::new(pattern);
        // A file whose name holds a bracket is a file, not a pattern: look before parsing.
        if path.exists() {
            return self.add_path(path, pattern);
        }
        if !pattern.contains(['*', '?', '[']) {
            return Err(Error::NoSource { pattern: pattern.into(), what: "no such file or folder".into() });
        }
        // As in a shell, and as in folders: `*` does not find hidden files.
        let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
        let matches = glob::glob_with(pattern, options)
            .map_err(|error| Error::NoSource { pattern: pattern.into(), what: error.to_string() })?;
        let before = self.files.len();
        for entry in matches {
            let path = entry.map_err(|error| {
                let path = error.path().to_owned();
                StoreError::io(&path, "list", error.into())
            })?;
            self.add_path(&path, pattern)?;
        }
        if self.files.len() == before {
            return Err(Error::NoSource { pattern: pattern.into(), what: "no file matches this pattern".into() });
        }
        Ok(())
    }

    fn add_path(&mut self, path: &Path, pattern: &str) -> Result<()> {
        if !path.is_dir() {
            let kind = kind_of(path).map_err(|extension| Error::UnknownFormat { path: path.into(), extension })?;
            let size = fs::metadata(path).map_err(|source| StoreError::io(path, "read", source))?.len();
            self.files.push(Source { path: path.into(), kind, bytes: Some(size) });
            return Ok(());
        }
        let before = self.files.len();
        self.walk(path)?;
        if self.files.len() == before {
            let what = format!("no .txt, .md, .jsonl or .parquet file in this folder ({} others)", self.passed_over);
            return Err(Error::NoSource { pattern: pattern.into(), what });
        }
        Ok(())
    }

    fn walk(&mut self, folder: &Path) -> Result<()> {
        let list = |source| StoreError::io(folder, "list", source);
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(list)? {
            let entry = entry.map_err(list)?;
            // Links are not followed: a link to a parent folder would never end.
            let kind = entry.file_type().map_err(list)?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !hidden && !kind.is_symlink() {
                paths.push((entry.path(), kind.is_dir()));
            }
        }
        paths.sort();
        for (path, is_folder) in paths {
            if is_folder {
                self.walk(&path)?;
            } else if let Ok(kind) = kind_of(&path) {
                let size = fs::metadata(&path).map_err(|source| StoreError::io(&path, "read", source))?.len();
                self.files.push(Source { path, kind, bytes: Some(size) });
            } else {
                self.passed_over += 1;
            }
        }
        Ok(())
    }
}

/// How a file is read, by its name; the extension when it is not known.
fn kind_of(path: &Path) -> Result<SourceKind, String> {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "txt" | "text" | "md" | "markdown" | "" => Ok(SourceKind::Text),
        "jsonl" | "ndjson" => Ok(SourceKind::JsonLines),
        "parquet" => Ok(SourceKind::Parquet),
        _ => Err(extension),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_patterns_and_files_in_order_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        fs::create_dir(folder.path().join("deep")).unwrap();
        for name in ["b.txt", "a.md", "deep/c.jsonl", "x.pdf", ".hidden.txt", "odd[1].txt"] {
            fs::write(folder.path().join(name), "text").unwrap();
        }
        let names = |patterns: &[String]| {
            let found = Sources::find(patterns, false).unwrap();
            let names: Vec<String> = found
                .files
                .iter()
                .map(|s| s.path.strip_prefix(folder.path()).unwrap_or(&s.path).display().to_string())
                .collect();
            (names, found.passed_over)
        };
        let all = ["a.md", "b.txt", "deep/c.jsonl", "odd[1].txt"].map(str::to_owned).to_vec();
        assert_eq!(names(&[at("")]), (all, 1));
        assert_eq!(names(&[at("b.txt"), at("*.txt"), "-".into()]).0, ["b.txt", "odd[1].txt", "stdin"]);
        assert_eq!(names(&[at("odd[1].txt")]).0, ["odd[1].txt"]);
    }

    #[test]
    fn what_is_not_there_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("x.pdf"), "text").unwrap();
        let at = |name: &str| vec![folder.path().join(name).display().to_string()];
        for (patterns, part) in [
            (at("none.txt"), "no such file"),
            (at("*.txt"), "no file matches"),
            (at("x.pdf"), ".pdf"),
            (at(""), "no .txt"),
            (at("[z-a"), "pattern"),
            (Vec::new(), "no source was named"),
        ] {
            let message = Sources::find(&patterns, false).unwrap_err().to_string();
            assert!(message.to_lowercase().contains(part), "{message}");
        }
    }
}
