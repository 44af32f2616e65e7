//! What the mirror holds: repositories, their commits and files, and the storage of large files.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha1::{Digest, Sha1};
use sha2::Sha256;

use crate::fault::{Fault, On};
use crate::seen::Seen;

/// Models or datasets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A model.
    Model,
    /// A dataset.
    Dataset,
}

/// A file of a commit.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) bytes: Arc<[u8]>,
    /// Kept in the storage, and named by its SHA-256.
    pub(crate) large: bool,
}

impl Entry {
    /// What git calls the blob: of a large file, the blob of its pointer.
    pub(crate) fn oid(&self) -> String {
        if self.large { blob(self.pointer().as_bytes()) } else { blob(&self.bytes) }
    }

    /// The ETag without its quotes.
    pub(crate) fn etag(&self) -> String {
        if self.large { sha256(&self.bytes) } else { self.oid() }
    }

    /// What a tree says of it.
    pub(crate) fn described(&self, path: &str) -> serde_json::Value {
        let size = self.bytes.len();
        let mut value = serde_json::json!({ "type": "file", "oid": self.oid(), "size": size, "path": path });
        if self.large {
            let pointer = self.pointer().len();
            value["lfs"] = serde_json::json!({ "oid": self.etag(), "size": size, "pointerSize": pointer });
            value["xetHash"] = self.etag().into();
        }
        value
    }

    /// The text that git keeps in place of a large file.
    pub(crate) fn pointer(&self) -> String {
        let (oid, size) = (sha256(&self.bytes), self.bytes.len());
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n")
    }
}

/// A commit: all files there are then.
#[derive(Clone, Debug)]
pub(crate) struct Commit {
    pub(crate) oid: String,
    pub(crate) files: BTreeMap<String, Entry>,
}

/// A repository with one branch, `main`.
#[derive(Debug)]
pub(crate) struct Repo {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) private: bool,
    pub(crate) gated: bool,
    pub(crate) commits: Vec<Commit>,
}

impl Repo {
    pub(crate) fn new(kind: Kind, name: &str) -> Repo {
        let mut repo = Repo { kind, name: name.to_owned(), private: false, gated: false, commits: Vec::new() };
        repo.commit("initial commit", BTreeMap::new());
        repo
    }

    pub(crate) fn newest(&self) -> &Commit {
        self.commits.last().expect("a repository begins with a commit")
    }

    /// The commit that a branch, a tag or the beginning of a hash names.
    pub(crate) fn at(&self, revision: &str) -> Option<&Commit> {
        if ["main", "refs/heads/main", "HEAD"].contains(&revision) {
            return Some(self.newest());
        }
        let is_hash = revision.len() >= 7 && revision.bytes().all(|digit| digit.is_ascii_hexdigit());
        self.commits.iter().find(|commit| is_hash && commit.oid.starts_with(revision))
    }

    pub(crate) fn commit(&mut self, title: &str, files: BTreeMap<String, Entry>) -> &Commit {
        let mut said = format!("{:?} {} {} {title}\n", self.kind, self.name, self.commits.len());
        for (path, entry) in &files {
            said.push_str(&format!("{path} {}\n", entry.oid()));
        }
        let oid = hex(&Sha1::digest(said.as_bytes()));
        self.commits.push(Commit { oid, files });
        self.newest()
    }
}

/// Everything.
#[derive(Debug)]
pub(crate) struct World {
    /// Addresses of the Hub and of the storage.
    pub(crate) url: String,
    pub(crate) storage_url: String,
    pub(crate) repos: Vec<Repo>,
    pub(crate) renamed: Vec<(Kind, String, String)>,
    /// Large files by SHA-256.
    pub(crate) storage: HashMap<String, Arc<[u8]>>,
    /// Parts of large files that are being sent, by SHA-256 and number.
    pub(crate) parts: HashMap<(String, usize), Vec<u8>>,
    pub(crate) page_length: usize,
    pub(crate) part_length: usize,
    pub(crate) faults: VecDeque<(On, Fault)>,
    pub(crate) seen: Vec<Seen>,
}

impl World {
    pub(crate) fn new(url: &str, storage_url: &str) -> World {
        World {
            url: url.to_owned(),
            storage_url: storage_url.to_owned(),
            repos: Vec::new(),
            renamed: Vec::new(),
            storage: HashMap::new(),
            parts: HashMap::new(),
            page_length: 1000,
            part_length: 1 << 30,
            faults: VecDeque::new(),
            seen: Vec::new(),
        }
    }

    pub(crate) fn find(&self, kind: Kind, name: &str) -> Option<&Repo> {
        self.repos.iter().find(|repo| repo.kind == kind && repo.name == name)
    }

    /// The repository of that name, made where it is not there.
    pub(crate) fn repo(&mut self, kind: Kind, name: &str) -> &mut Repo {
        let at = self.repos.iter().position(|repo| repo.kind == kind && repo.name == name).unwrap_or_else(|| {
            self.repos.push(Repo::new(kind, name));
            self.repos.len() - 1
        });
        &mut self.repos[at]
    }

    pub(crate) fn put(&mut self, kind: Kind, name: &str, path: &str, bytes: &[u8], large: bool) -> String {
        let bytes: Arc<[u8]> = bytes.into();
        if large {
            self.storage.insert(sha256(&bytes), Arc::clone(&bytes));
        }
        let repo = self.repo(kind, name);
        let mut files = repo.newest().files.clone();
        files.insert(path.to_owned(), Entry { bytes, large });
        repo.commit(&format!("put {path}"), files).oid.clone()
    }
}

/// What git calls a blob of these bytes.
pub(crate) fn blob(bytes: &[u8]) -> String {
    let mut hasher = Sha1::new();
    hasher.update(format!("blob {}\0", bytes.len()));
    hasher.update(bytes);
    hex(&hasher.finalize())
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A test that failed while it held the lock is no reason for another to fail.
pub(crate) fn lock(world: &Mutex<World>) -> MutexGuard<'_, World> {
    world.lock().unwrap_or_else(PoisonError::into_inner)
}
