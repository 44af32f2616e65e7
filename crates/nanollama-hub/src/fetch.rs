//! A file into the cache: whole and of the right hash, or not at all. What came before a failure or a kill is gone on with.
//!
//! A blob is named by the hash of its bytes, so the hash decides: no ETag of the storage need be remembered to know that the
//! rest of a file belongs to its beginning. Bytes that turn out wrong are thrown away and fetched anew from the start.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use nanollama_store::{Error as StoreError, atomic};

use crate::ask::{Ask, Failure, Hub, Patience};
use crate::error::{Error, Result};
use crate::hash::Hasher;
use crate::http::{Answer, Payload};
use crate::tree::{Entry, Tree};

/// How much is read at once.
const PIECE: usize = 128 << 10;

/// What came so far: a file that grows, and the hash of what is in it.
struct Growing<'a> {
    path: PathBuf,
    file: File,
    hasher: Hasher,
    have: u64,
    entry: &'a Entry,
}

impl<'a> Growing<'a> {
    /// Goes on with what lies there.
    fn open(path: PathBuf, entry: &'a Entry) -> Result<Growing<'a>> {
        let fail = |source| StoreError::io(&path, "write", source);
        // Not for appending: Windows does not let such a file be cut.
        let mut file = File::options().create(true).truncate(false).write(true).open(&path).map_err(fail)?;
        let mut hasher = entry.hash.hasher(entry.bytes);
        let have = hasher.read(&path)?;
        file.seek(SeekFrom::Start(have)).map_err(fail)?;
        let mut growing = Growing { path, file, hasher, have, entry };
        if have > entry.bytes {
            growing.restart()?;
        }
        Ok(growing)
    }

    /// Throws away what came.
    fn restart(&mut self) -> Result<()> {
        let emptied = self.file.set_len(0).and_then(|()| self.file.rewind());
        emptied.map_err(|source| StoreError::io(&self.path, "write", source))?;
        self.hasher = self.entry.hash.hasher(self.entry.bytes);
        self.have = 0;
        Ok(())
    }

    fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(|source| StoreError::io(&self.path, "write", source))?;
        self.hasher.update(bytes);
        self.have += bytes.len() as u64;
        Ok(())
    }
}

impl Hub<'_> {
    /// Brings a file of a tree into the cache, if it is not there, and gives its path in the snapshot.
    ///
    /// # Errors
    /// When it cannot be had, its bytes stay wrong, or the disk refuses; [`Error::Stopped`] where the watcher wants to stop,
    /// and what came is kept.
    pub fn fetch(&self, tree: &Tree, entry: &Entry) -> Result<PathBuf> {
        let blob = self.cache.blob(&tree.repo, entry.hash());
        if !is_whole(&blob, entry) {
            atomic::create_folder(blob.parent().unwrap_or(Path::new(".")))?;
            let stops = || self.watch.stops();
            let _lock = self.cache.lock(&tree.repo, entry.hash(), &stops)?.ok_or(Error::Stopped)?;
            // Another process may have brought it while this one waited.
            if !is_whole(&blob, entry) {
                self.bring(tree, entry, &blob)?;
            }
        }
        self.cache.link(&tree.repo, &tree.commit, &entry.path, entry.hash())
    }

    /// Whether a file of a tree is in the cache.
    #[must_use]
    pub fn has(&self, tree: &Tree, entry: &Entry) -> bool {
        is_whole(&self.cache.blob(&tree.repo, entry.hash()), entry)
    }

    /// Takes a file of a tree out of the cache, for whoever brought it and needs it no more.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget(&self, tree: &Tree, entry: &Entry) -> Result<()> {
        self.cache.remove(&tree.repo, &tree.commit, &entry.path, entry.hash())
    }

    /// Notes that the branch or tag of a tree is its commit, once all that is wanted of it is there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn note(&self, tree: &Tree) -> Result<()> {
        self.cache.note(&tree.repo, &tree.revision, &tree.commit)
    }

    fn bring(&self, tree: &Tree, entry: &Entry, blob: &Path) -> Result<()> {
        let incomplete = blob.with_file_name(format!("{}.incomplete", entry.hash()));
        let mut growing = Growing::open(incomplete.clone(), entry)?;
        self.watch.begins(&entry.path, entry.bytes, growing.have);
        let mut patience = Patience::default();
        loop {
            let before = growing.have;
            let failure = match self.go_on(tree, &mut growing) {
                Ok(()) if growing.have < entry.bytes => Failure::Passing(cut(tree, entry, growing.have), None),
                Ok(()) => {
                    let found = growing.hasher.clone().finish();
                    if found == entry.hash() {
                        drop(growing);
                        return Ok(atomic::place(&incomplete, blob)?);
                    }
                    growing.restart()?;
                    let (path, expected) = (entry.path.clone(), entry.hash().to_owned());
                    Failure::Passing(Error::Damaged { path, found, expected }, None)
                }
                Err(failure) => failure,
            };
            // Bytes that came are a step forward; that they are the right ones is seen at the end.
            if growing.have > before {
                patience.renew();
            }
            patience.after(failure, self)?;
            self.watch.reached(growing.have);
        }
    }

    /// One try: asks for what is lacking and takes what comes.
    fn go_on(&self, tree: &Tree, growing: &mut Growing<'_>) -> Result<(), Failure> {
        let entry = growing.entry;
        if growing.have == entry.bytes {
            return Ok(());
        }
        let head = if growing.have > 0 { format!("Range: bytes={}-\r\n", growing.have) } else { String::new() };
        let ask = Ask {
            method: "GET",
            target: tree.repo.file(&tree.commit, &entry.path),
            head,
            payload: Payload::None,
            repo: &tree.repo,
            revision: &tree.commit,
            path: &entry.path,
        };
        let address = self.address(&ask.target)?;
        let mut answer = match self.once(&ask, address.clone()) {
            // What lies here is none of it: from the start, and without a word.
            Err(Failure::Final(Error::Status { status: 416, url, what })) => {
                growing.restart()?;
                return Err(Failure::Passing(Error::Status { status: 416, url, what }, None));
            }
            Err(Failure::Passing(Error::Status { status: 416, url, what }, after)) => {
                growing.restart()?;
                return Err(Failure::Passing(Error::Status { status: 416, url, what }, after));
            }
            other => other?,
        };
        begins_where_it_should(&answer, growing)
            .map_err(|what| Failure::Passing(Error::Protocol { url: address.shown(), what }, None))?;
        let mut piece = vec![0; PIECE];
        loop {
            let count = answer.body.read(&mut piece).map_err(|error| self.passing(&address, &error))?;
            if count == 0 {
                return Ok(());
            }
            if growing.have + count as u64 > entry.bytes {
                growing.restart()?;
                let what = format!("more came than the {} bytes of {}", entry.bytes, entry.path);
                return Err(Failure::Passing(Error::Protocol { url: address.shown(), what }, None));
            }
            growing.push(&piece[..count])?;
            self.watch.reached(growing.have);
            if self.watch.stops() {
                return Err(Error::Stopped.into());
            }
        }
    }
}

/// Whether an answer goes on where what is here ends; what is here is thrown away where it begins anew.
fn begins_where_it_should(answer: &Answer<'_>, growing: &mut Growing<'_>) -> Result<(), String> {
    let bytes = growing.entry.bytes;
    if let Some(packed) = answer.header("content-encoding").filter(|how| !how.eq_ignore_ascii_case("identity")) {
        return Err(format!("the file comes packed by {packed}, which was not asked for"));
    }
    if answer.status != 206 {
        if let Some(length) = answer.body.length().filter(|length| *length != bytes) {
            return Err(format!("{length} bytes are announced, and the file has {bytes}"));
        }
        return growing.restart().map_err(|error| error.to_string());
    }
    let range = answer.header("content-range").unwrap_or_default();
    let expected = format!("bytes {}-", growing.have);
    if !range.starts_with(&expected) || !range.ends_with(&format!("/{bytes}")) {
        return Err(format!("the range {range:?} comes, and {expected}/{bytes} was asked for"));
    }
    Ok(())
}

/// A blob of the right length is whole: it has its name only when its hash was right.
fn is_whole(blob: &Path, entry: &Entry) -> bool {
    fs::metadata(blob).is_ok_and(|metadata| metadata.len() == entry.bytes)
}

fn cut(tree: &Tree, entry: &Entry, have: u64) -> Error {
    let what = format!("{have} of the {} bytes came", entry.bytes);
    Error::Network { host: format!("{} of {}", entry.path, tree.repo), what }
}
