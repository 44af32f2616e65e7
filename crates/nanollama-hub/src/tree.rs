//! What a repository holds at a commit: the paths, lengths and hashes of its files.

use serde_json::Value;

use crate::ask::{Ask, Hub};
use crate::encoded::encoded;
use crate::error::{Error, Result};
use crate::hash::Hash;
use crate::http::Payload;
use crate::name::{RepoName, is_plain_path};

/// A file of a repository.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its path, with `/` between folders.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    pub(crate) hash: Hash,
}

impl Entry {
    /// The hash that the Hub names: a SHA-256 of large files, git's name of the blob of small ones.
    pub fn hash(&self) -> &str {
        self.hash.text()
    }
}

/// The files of a repository at a commit.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The repository.
    pub repo: RepoName,
    /// What was asked for: a branch, a tag or a commit.
    pub revision: String,
    /// The commit that is.
    pub commit: String,
    /// All files, sorted by path.
    pub entries: Vec<Entry>,
}

impl Tree {
    /// The file of that path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.path == path)
    }
}

impl Hub<'_> {
    /// Asks what a repository holds at a branch, a tag or a commit.
    ///
    /// # Errors
    /// When there is no such repository or revision, when it is gated, and when the Hub cannot be reached.
    pub fn tree(&self, repo: &RepoName, revision: &str) -> Result<Tree> {
        let of = |target| Ask {
            method: "GET",
            target,
            head: String::new(),
            payload: Payload::None,
            repo,
            revision,
            path: "",
        };
        let target = format!("{}/revision/{}", repo.api(), encoded(revision, false));
        let url = || format!("{}{target}", self.settings.endpoint);
        let (info, _) = self.json(&of(target.clone()))?;
        let commit = info["sha"].as_str().filter(|sha| Hash::is_hex(sha, 40));
        let commit = commit.ok_or_else(|| Error::Protocol { url: url(), what: "it names no commit (`sha`)".into() })?;
        let mut entries = Vec::new();
        let mut next = Some(format!("{}/tree/{commit}?recursive=true&expand=false", repo.api()));
        while let Some(target) = next {
            let (page, link) = self.json(&of(target))?;
            let refuse = |what| Error::Protocol { url: url(), what };
            let page = page.as_array().ok_or_else(|| refuse("its tree is no list".into()))?;
            for value in page.iter().filter(|value| value["type"] == "file") {
                entries.push(entry(value).map_err(|what| refuse(format!("{what}: {value}")))?);
            }
            // A mirror may send on to the Hub that it mirrors; pages are asked of the same.
            next = match link {
                Some(link) if !page.is_empty() => Some(self.address("/")?.join(&link)?.target),
                _ => None,
            };
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        entries.dedup_by(|a, b| a.path == b.path);
        Ok(Tree { repo: repo.clone(), revision: revision.to_owned(), commit: commit.to_owned(), entries })
    }
}

/// A file as a page of the tree says it.
fn entry(value: &Value) -> Result<Entry, &'static str> {
    let path = value["path"].as_str().filter(|path| is_plain_path(path)).ok_or("a path that no file here can have")?;
    let (large, bytes) = match value.get("lfs") {
        Some(lfs) if lfs.is_object() => (lfs["oid"].as_str(), lfs["size"].as_u64()),
        _ => (None, value["size"].as_u64()),
    };
    let bytes = bytes.ok_or("a file without a size")?;
    let hash = match (large, value["oid"].as_str()) {
        (Some(oid), _) if Hash::is_hex(oid, 64) => Hash::Sha256(oid.to_owned()),
        (None, Some(oid)) if Hash::is_hex(oid, 40) && value.get("lfs").is_none_or(Value::is_null) => {
            Hash::Git(oid.to_owned())
        }
        _ => return Err("a file without a hash (`oid`)"),
    };
    Ok(Entry { path: path.to_owned(), bytes, hash })
}
