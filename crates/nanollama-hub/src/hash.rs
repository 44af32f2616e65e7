//! The hash that names a file: of large ones the SHA-256, of small ones git's name of the blob, a SHA-1 over its length and its
//! bytes.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha1::{Digest, Sha1};
use sha2::Sha256;

use nanollama_store::Error as StoreError;

use crate::error::{Error, Result};

/// How much is read at once.
const PIECE: usize = 256 << 10;

/// A hash that the Hub names, as lower-case hex. It is the file's ETag and the name of its blob in the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha256(String),
    Git(String),
}

impl Hash {
    pub(crate) fn text(&self) -> &str {
        let (Hash::Sha256(text) | Hash::Git(text)) = self;
        text
    }

    /// Reads one of that many digits.
    pub(crate) fn is_hex(text: &str, digits: usize) -> bool {
        text.len() == digits && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
    }

    /// What computes a hash of the same kind over a file of so many bytes.
    pub(crate) fn hasher(&self, bytes: u64) -> Hasher {
        match self {
            Hash::Sha256(_) => Hasher::Sha256(Sha256::new()),
            Hash::Git(_) => Hasher::git(bytes),
        }
    }
}

/// A hash that is being computed.
#[derive(Clone)]
pub(crate) enum Hasher {
    Sha256(Sha256),
    Git(Sha1),
}

impl Hasher {
    fn git(bytes: u64) -> Hasher {
        let mut hasher = Sha1::new();
        hasher.update(format!("blob {bytes}\0"));
        Hasher::Git(hasher)
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Hasher::Sha256(hasher) => hasher.update(bytes),
            Hasher::Git(hasher) => hasher.update(bytes),
        }
    }

    pub(crate) fn finish(self) -> String {
        match self {
            Hasher::Sha256(hasher) => hex(&hasher.finalize()),
            Hasher::Git(hasher) => hex(&hasher.finalize()),
        }
    }

    /// Takes in a whole file; gives how many bytes it has.
    pub(crate) fn read(&mut self, path: &Path) -> Result<u64> {
        each(path, &mut |piece, _| {
            self.update(piece);
            Ok(())
        })
    }
}

/// Both hashes of a file, its SHA-256 and its name as a blob of git; `go_on` is told how many bytes were read, and ends it by
/// saying no.
pub(crate) fn both(path: &Path, bytes: u64, go_on: &dyn Fn(u64) -> bool) -> Result<(String, String)> {
    let (mut sha256, mut git) = (Hasher::Sha256(Sha256::new()), Hasher::git(bytes));
    each(path, &mut |piece, done| {
        sha256.update(piece);
        git.update(piece);
        if go_on(done) { Ok(()) } else { Err(Error::Stopped) }
    })?;
    Ok((sha256.finish(), git.finish()))
}

/// Reads a file piece by piece, each with how many bytes were read by then; gives how many it has.
fn each(path: &Path, take: &mut dyn FnMut(&[u8], u64) -> Result<()>) -> Result<u64> {
    let fail = |source| StoreError::io(path, "read", source);
    let mut file = File::open(path).map_err(fail)?;
    let mut piece = vec![0; PIECE];
    let mut bytes = 0;
    loop {
        let count = file.read(&mut piece).map_err(fail)?;
        if count == 0 {
            return Ok(bytes);
        }
        bytes += count as u64;
        take(&piece[..count], bytes)?;
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_is_named_as_git_names_it() {
        // `printf 'hello\n' | git hash-object --stdin`
        let mut hasher = Hasher::git(6);
        hasher.update(b"hello\n");
        assert_eq!(hasher.finish(), "ce013625030ba8dba906f756967f9e9ca394464a");
    }
}
