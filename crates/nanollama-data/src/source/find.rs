//! From what was typed to the files that are meant: files, folders (walked, in order of name), glob patterns, and `-` for
//! standard input. The list is the same on every machine, because everything after it counts documents by number. Links
//! are followed, and no file is there twice.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use nanollama_store::Error as StoreError;

use super::kind::{SourceKind, kind_of};
use super::reading::Reading;
use crate::error::{Error, Result};
use crate::left_out::{LeftOut, Why};

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
    /// Files that were passed over.
    pub left_out: LeftOut,
}

/// The search under way.
struct Search {
    found: Sources,
    /// Real paths of the files that are in, and of the folders that were walked: links may lead to them again.
    seen: HashSet<PathBuf>,
}

impl Sources {
    /// Finds the files that these paths, folders and patterns name. `-` is standard input: plain text, or rows of JSON when
    /// the reading names a column.
    ///
    /// # Errors
    /// When one of them names nothing, a named file is of an unknown kind, or something would be left out that may not.
    pub fn find(patterns: &[String], reading: &Reading) -> Result<Self> {
        let found = Self { files: Vec::new(), left_out: LeftOut::new(reading.strict) };
        let mut search = Search { found, seen: HashSet::new() };
        for pattern in patterns {
            search.add(pattern, reading.text_column.is_some())?;
        }
        if search.found.files.is_empty() {
            let what =
                "no source was named; give files, folders, patterns such as 'books/*.txt', or - for standard input";
            return Err(Error::NoSource { pattern: patterns.join(" "), what: what.into() });
        }
        Ok(search.found)
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
}

impl Search {
    fn add(&mut self, pattern: &str, stdin_is_json: bool) -> Result<()> {
        if pattern == "-" {
            let kind = if stdin_is_json { SourceKind::Json } else { SourceKind::Text };
            if self.seen.insert("-".into()) {
                self.found.files.push(Source { path: "stdin".into(), kind, bytes: None });
            }
            return Ok(());
        }
        let path = Path::new(pattern);
        // A file whose name holds a bracket is a file, not a pattern: look before parsing.
        if path.is_dir() {
            return self.add_folder(path, pattern);
        }
        if path.exists() {
            let kind = kind_of(path).map_err(|extension| Error::UnknownFormat { path: path.into(), extension })?;
            return self.push(path.into(), kind);
        }
        if !pattern.contains(['*', '?', '[']) {
            let what = if path.is_symlink() { "this link leads to nothing" } else { "no such file or folder" };
            return Err(Error::NoSource { pattern: pattern.into(), what: what.into() });
        }
        self.add_matches(pattern)
    }

    fn add_matches(&mut self, pattern: &str) -> Result<()> {
        // As in a shell, and as in folders: `*` does not find hidden files.
        let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
        let matches = glob::glob_with(&with_literal_folders(pattern), options)
            .map_err(|error| Error::NoSource { pattern: pattern.into(), what: error.to_string() })?;
        let mut any = false;
        for entry in matches {
            let path = entry.map_err(|error| {
                let path = error.path().to_owned();
                StoreError::io(&path, "list", error.into())
            })?;
            any |= self.add_found(&path)?;
        }
        if any {
            return Ok(());
        }
        let others = self.found.left_out.count(Why::OtherKind);
        let what = match others {
            0 => "no file matches this pattern".to_owned(),
            _ => format!("no file of a known kind matches this pattern ({others} others)"),
        };
        Err(Error::NoSource { pattern: pattern.into(), what })
    }

    fn add_folder(&mut self, folder: &Path, pattern: &str) -> Result<()> {
        if self.walk(folder)? {
            return Ok(());
        }
        let others = self.found.left_out.count(Why::OtherKind);
        let what =
            format!("no .txt, .md, .jsonl, .json or .parquet file (packed or not) in this folder ({others} others)");
        Err(Error::NoSource { pattern: pattern.into(), what })
    }

    /// Takes in all of a folder; whether there is anything.
    fn walk(&mut self, folder: &Path) -> Result<bool> {
        let list = |source| StoreError::io(folder, "list", source);
        // A link to a folder around it would never end.
        if !self.seen.insert(fs::canonicalize(folder).map_err(list)?) {
            return Ok(true);
        }
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(list)? {
            let entry = entry.map_err(list)?;
            if !entry.file_name().to_string_lossy().starts_with('.') {
                paths.push(entry.path());
            }
        }
        paths.sort();
        let mut any = false;
        for path in paths {
            any |= self.add_found(&path)?;
        }
        Ok(any)
    }

    /// Takes in what was found and not named; whether it is anything.
    fn add_found(&mut self, path: &Path) -> Result<bool> {
        let place = || path.display().to_string();
        if path.is_dir() {
            return self.walk(path);
        }
        if !path.exists() {
            self.found.left_out.add(Why::Link, place)?;
            return Ok(false);
        }
        match kind_of(path) {
            Ok(kind) => self.push(path.into(), kind).map(|()| true),
            Err(_) => self.found.left_out.add(Why::OtherKind, place).map(|()| false),
        }
    }

    /// Puts a file into the list, if it is not there yet under this name or another.
    fn push(&mut self, path: PathBuf, kind: SourceKind) -> Result<()> {
        let read = |source| StoreError::io(&path, "read", source);
        if self.seen.insert(fs::canonicalize(&path).map_err(read)?) {
            let bytes = Some(fs::metadata(&path).map_err(read)?.len());
            self.found.files.push(Source { path, kind, bytes });
        }
        Ok(())
    }
}

/// The pattern with the folders at its beginning that are there by these very names taken as names: `my [old] books/*.txt`.
fn with_literal_folders(pattern: &str) -> String {
    let mut borders = pattern.match_indices('/').map(|(at, _)| at);
    let literal = borders.rfind(|at| Path::new(&pattern[..*at]).is_dir());
    let (folder, rest) = pattern.split_at(literal.unwrap_or(0));
    glob::Pattern::escape(folder) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(patterns: &[String]) -> Result<Sources> {
        Sources::find(patterns, &Reading::default())
    }

    /// The files by their names below a folder, and how many were passed over.
    fn names(folder: &Path, patterns: &[String]) -> (Vec<String>, u64) {
        let found = find(patterns).unwrap();
        let name = |s: &Source| s.path.strip_prefix(folder).unwrap_or(&s.path).display().to_string();
        (found.files.iter().map(name).collect(), found.left_out.count(Why::OtherKind))
    }

    #[test]
    fn folders_patterns_and_files_in_order_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        fs::create_dir_all(folder.path().join("my [old] books/deep")).unwrap();
        for name in ["b.txt", "a.md", "my [old] books/c.jsonl.gz", "x.pdf", ".hidden.txt", "odd[1].txt"] {
            fs::write(folder.path().join(name), "text").unwrap();
        }
        fs::write(folder.path().join("my [old] books/deep/d e.txt"), "text").unwrap();
        let names = |patterns: &[String]| names(folder.path(), patterns);
        let (c, d) = ("my [old] books/c.jsonl.gz", "my [old] books/deep/d e.txt");
        let all = ["a.md", "b.txt", c, d, "odd[1].txt"].map(str::to_owned).to_vec();
        assert_eq!(names(&[at("")]), (all.clone(), 1));
        assert_eq!(names(&[at("*")]), (all, 1));
        assert_eq!(names(&[at("b.txt"), at("*.txt"), "-".into()]).0, ["b.txt", "odd[1].txt", "stdin"]);
        assert_eq!(names(&[at("odd[1].txt")]).0, ["odd[1].txt"]);
        assert_eq!(names(&[at("my [old] books/*.gz")]).0, [c]);
        assert_eq!(names(&[at("my [old] books/*/*.txt")]).0, [d]);
        assert_eq!(names(&[at("**/*.txt")]).0, ["b.txt", d, "odd[1].txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_each_file_is_read_once() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("hub/snapshots/abc")).unwrap();
        fs::create_dir_all(at("hub/blobs")).unwrap();
        fs::create_dir_all(at("mix")).unwrap();
        fs::write(at("hub/blobs/123"), "text").unwrap();
        symlink("../../blobs/123", at("hub/snapshots/abc/train.txt")).unwrap();
        symlink("../../../mix", at("hub/snapshots/abc/more")).unwrap();
        fs::write(at("mix/a.txt"), "text").unwrap();
        symlink("a.txt", at("mix/b.txt")).unwrap();
        symlink("nowhere.txt", at("mix/c.txt")).unwrap();
        symlink("..", at("mix/up")).unwrap();
        let typed = |name: &str| vec![at(name).display().to_string()];
        let snapshot = names(folder.path(), &typed("hub/snapshots/abc")).0;
        assert_eq!(snapshot, ["hub/snapshots/abc/more/a.txt", "hub/snapshots/abc/more/up/hub/blobs/123"]);
        assert_eq!(names(folder.path(), &typed("mix")).0[0], "mix/a.txt");
        let found = find(&typed("mix/*.txt")).unwrap();
        assert_eq!((found.files.len(), found.left_out.count(Why::Link)), (1, 1));
        let strict = Reading { strict: true, ..Reading::default() };
        let message = Sources::find(&typed("mix/*.txt"), &strict).unwrap_err().to_string();
        assert!(message.contains("c.txt: links that lead nowhere"), "{message}");
        assert!(find(&typed("mix/c.txt")).unwrap_err().to_string().contains("leads to nothing"));
    }

    #[test]
    fn what_is_not_there_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("x.pdf"), "text").unwrap();
        let at = |name: &str| vec![folder.path().join(name).display().to_string()];
        for (patterns, part) in [
            (at("none.txt"), "no such file"),
            (at("*.txt"), "no file matches"),
            (at("x.*"), "no file of a known kind matches this pattern (1 others)"),
            (at("x.pdf"), ".pdf"),
            (at(""), "no .txt"),
            (at("[z-a"), "pattern"),
            (Vec::new(), "no source was named"),
        ] {
            let message = find(&patterns).unwrap_err().to_string();
            assert!(message.to_lowercase().contains(part), "{message}");
        }
    }
}
