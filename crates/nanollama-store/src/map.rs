//! Read-only memory maps: the only `unsafe` of this crate.
//!
//! A map is trusted to stay as long as it was when opened. Our own writers keep that promise by
//! never changing a file in place ([`crate::atomic`] replaces by rename, and a replaced file lives
//! on under its maps).

#![allow(unsafe_code)]

use std::fs::File;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A whole file as bytes, paged in by the system on demand. Shared freely between threads.
#[derive(Debug)]
pub struct Map {
    path: PathBuf,
    bytes: memmap2::Mmap,
}

impl Map {
    /// Maps the file at `path`.
    ///
    /// # Errors
    /// When it is missing, unreadable, or no regular file.
    pub fn open(path: &Path) -> Result<Map> {
        let fail = |source| Error::io(path, "open", source);
        let file = File::open(path).map_err(fail)?;
        let metadata = file.metadata().map_err(fail)?;
        if !metadata.is_file() {
            return Err(fail(std::io::Error::new(std::io::ErrorKind::InvalidInput, "it is no regular file")));
        }
        // SAFETY: the map is read-only and private to this struct, and handed out only as a shared
        // slice that borrows it. The remaining duty of `Mmap::map`, that nobody shortens or
        // rewrites the file meanwhile, is the module's stated contract: every writer of this
        // program replaces files by rename. The length is taken once, by the map itself, and
        // checked against the metadata below.
        let bytes =
            unsafe { memmap2::Mmap::map(&file) }.map_err(|source| Error::io(path, "map into memory", source))?;
        if bytes.len() as u64 != metadata.len() {
            return Err(Error::format(
                path,
                "mapped",
                format!("it changed from {} to {} bytes while being opened", metadata.len(), bytes.len()),
            ));
        }
        Ok(Map { path: path.to_owned(), bytes })
    }

    /// The file that is mapped.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Deref for Map {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}
