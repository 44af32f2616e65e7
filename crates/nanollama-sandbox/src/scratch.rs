//! A folder for one program: its own, empty, gone when it is dropped.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::{Error, Result};

/// Names that are tried.
const TRIES: u32 = 100;

/// The folder.
pub(crate) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// A new folder in the system's for temporary files, which nobody else may enter.
    ///
    /// # Errors
    /// When none can be made.
    pub(crate) fn new() -> Result<Scratch> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let temporary = std::env::temp_dir();
        // The real place: what is allowed is a place, and links lead elsewhere.
        let temporary = fs::canonicalize(&temporary).unwrap_or(temporary);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..TRIES {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = temporary.join(format!("nanollama-{}-{now:x}-{number}", std::process::id()));
            match private(&path) {
                Ok(()) => return Ok(Scratch { path }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                Err(source) => return Err(Error::Io { path, what: "make the folder", source }),
            }
        }
        Err(Error::Io { path: temporary, what: "make a folder in it", source: last })
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nobody can be told, and nothing depends on it.
        let _left_behind = fs::remove_dir_all(&self.path);
    }
}

#[cfg(unix)]
fn private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}
