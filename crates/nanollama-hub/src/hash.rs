//! The hash that names a file: of large ones the SHA-256, of small ones git's name of the blob, a SHA-1 over its length and its
//! bytes.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha1::{Digest, Sha1};
use sha2::Sha256;

use nanollama_store::Error as StoreError;

use crate::error::Result;

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
        let fail = |source| StoreError::io(path, "read", source);
        let mut file = File::open(path).map_err(fail)?;
        let mut piece = vec![0; PIECE];
        let mut bytes = 0;
        loop {
            let count = file.read(&mut piece).map_err(fail)?;
            if count == 0 {
                return Ok(bytes);
            }
            self.update(&piece[..count]);
            bytes += count as u64;
        }
    }
}

/// Both hashes of a file: by its SHA-256 and as a blob of git.
pub(crate) fn both(path: &Path, bytes: u64) -> Result<(String, String)> {
    let mut sha256 = Hasher::Sha256(Sha256::new());
    sha256.read(path)?;
    let mut git = Hasher::git(bytes);
    git.read(path)?;
    Ok((sha256.finish(), git.finish()))
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
