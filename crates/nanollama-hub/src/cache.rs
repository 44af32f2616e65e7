//! The cache on disk, laid out as `huggingface_hub` and transformers read and write it, so that a file is fetched once for all:
//!
//! ```text
//! models--USER--REPO/
//!   blobs/HASH                      the bytes, by their ETag
//!   blobs/HASH.incomplete           what came of them so far
//!   snapshots/COMMIT/PATH           a link to ../../blobs/HASH
//!   refs/main                       the commit that main was when it was last asked for
//! .locks/models--USER--REPO/HASH.lock
//! ```

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use nanollama_store::{Error as StoreError, atomic};

use crate::error::Result;
use crate::hash::Hash;
use crate::name::{RepoName, is_plain_path};

/// The cache.
#[derive(Clone, Debug)]
pub struct Cache {
    root: PathBuf,
}

impl Cache {
    /// The cache in that folder; it need not be there.
    #[must_use]
    pub fn new(root: &Path) -> Cache {
        Cache { root: root.to_owned() }
    }

    /// The commit that a branch, a tag or a commit was when it was last asked for.
    #[must_use]
    pub fn commit(&self, repo: &RepoName, revision: &str) -> Option<String> {
        if Hash::is_hex(revision, 40) {
            return self.snapshot(repo, revision).is_dir().then(|| revision.to_owned());
        }
        let path = is_plain_path(revision).then(|| self.folder(repo).join("refs").join(revision))?;
        let commit = fs::read_to_string(path).ok()?.trim().to_owned();
        Hash::is_hex(&commit, 40).then_some(commit)
    }

    /// The folder of a commit's files.
    #[must_use]
    pub fn snapshot(&self, repo: &RepoName, commit: &str) -> PathBuf {
        self.folder(repo).join("snapshots").join(commit)
    }

    /// The paths of those files of a commit that are there, sorted.
    #[must_use]
    pub fn paths(&self, repo: &RepoName, commit: &str) -> Vec<String> {
        let (root, mut found) = (self.snapshot(repo, commit), Vec::new());
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.is_file()
                    && let Ok(below) = path.strip_prefix(&root)
                {
                    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                    found.push(parts.join("/"));
                }
            }
        }
        found.sort();
        found
    }

    fn folder(&self, repo: &RepoName) -> PathBuf {
        self.root.join(repo.folder())
    }

    pub(crate) fn blob(&self, repo: &RepoName, hash: &str) -> PathBuf {
        self.folder(repo).join("blobs").join(hash)
    }

    /// Waits for the right to write a blob, until what is given is dropped. The lock is the one that `huggingface_hub` takes.
    pub(crate) fn lock(&self, repo: &RepoName, hash: &str, stops: &dyn Fn() -> bool) -> Result<Option<File>> {
        let path = self.root.join(".locks").join(repo.folder()).join(format!("{hash}.lock"));
        atomic::create_folder(path.parent().unwrap_or(&self.root))?;
        let open = File::options().create(true).truncate(false).write(true).open(&path);
        let file = open.map_err(|source| StoreError::io(&path, "write", source))?;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(file)),
                Err(fs::TryLockError::WouldBlock) if stops() => return Ok(None),
                Err(fs::TryLockError::WouldBlock) => std::thread::sleep(std::time::Duration::from_millis(100)),
                // A file system without locks only loses the protection against another process.
                Err(fs::TryLockError::Error(_)) => return Ok(Some(file)),
            }
        }
    }

    /// Gives a blob its path in a commit's snapshot.
    pub(crate) fn link(&self, repo: &RepoName, commit: &str, path: &str, hash: &str) -> Result<PathBuf> {
        let blob = self.blob(repo, hash);
        let link = self.snapshot(repo, commit).join(path);
        if is_same(&link, &blob) {
            return Ok(link);
        }
        let folder = link.parent().unwrap_or(&self.root);
        atomic::create_folder(folder)?;
        let fail = |source| StoreError::io(&link, "link", source);
        let new = folder.join(format!(".tmp-{}-{hash}", std::process::id()));
        let _left_by_a_killed_one = fs::remove_file(&new);
        let up = "../".repeat(path.split('/').count() + 1);
        join(Path::new(&format!("{up}blobs/{hash}")), &blob, &new).map_err(fail)?;
        fs::rename(&new, &link).map_err(fail)?;
        Ok(link)
    }

    /// Removes a blob and its path in a commit's snapshot.
    pub(crate) fn remove(&self, repo: &RepoName, commit: &str, path: &str, hash: &str) -> Result<()> {
        for path in [self.snapshot(repo, commit).join(path), self.blob(repo, hash)] {
            match fs::remove_file(&path) {
                Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                    return Err(StoreError::io(&path, "remove", source).into());
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Notes what commit a branch or a tag is.
    pub(crate) fn note(&self, repo: &RepoName, revision: &str, commit: &str) -> Result<()> {
        if Hash::is_hex(revision, 40) || !is_plain_path(revision) {
            return Ok(());
        }
        let path = self.folder(repo).join("refs").join(revision);
        atomic::create_folder(path.parent().unwrap_or(&self.root))?;
        Ok(atomic::write_bytes(&path, commit.as_bytes())?)
    }
}

/// Whether a path leads to a blob already. Files of one length and one hash in the name are taken for one where links are copies.
fn is_same(link: &Path, blob: &Path) -> bool {
    match (link.canonicalize(), blob.canonicalize()) {
        (Ok(link), Ok(blob)) => link == blob,
        _ => false,
    }
}

/// A symbolic link where the system has them.
#[cfg(unix)]
fn join(target: &Path, _blob: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

/// Elsewhere links need rights that people lack: the same file under a second name, or a copy.
#[cfg(not(unix))]
fn join(_target: &Path, blob: &Path, link: &Path) -> std::io::Result<()> {
    fs::hard_link(blob, link).or_else(|_| fs::copy(blob, link).map(|_| ()))
}
