//! Whether a run is being written, as anybody may ask. Who writes holds the lock: `locked.rs`.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::layout::LOCK_FILE;
use crate::error::{Error, Result};

/// Whether a process has the lock of the run in that folder.
pub(super) fn is_locked(folder: &Path) -> Result<bool> {
    let path = folder.join(LOCK_FILE);
    let fail = |source| Error::io(&path, "look at", source);
    let lock = match File::open(&path) {
        Ok(lock) => lock,
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(source) => return Err(fail(source)),
    };
    match lock.try_lock_shared() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(source)) => Err(fail(source)),
    }
}
