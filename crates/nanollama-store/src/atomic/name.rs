//! The names of unfinished files and folders: `.tmp-PROCESS-NUMBER-NAME`, and `.tmp-old-NAME` for a
//! folder that is being replaced.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Result};

const TEMPORARY: &str = ".tmp-";
/// How the name of a folder begins that was moved aside; the original name follows.
pub(super) const REPLACED: &str = ".tmp-old-";

static COUNTER: AtomicU64 = AtomicU64::new(0);

/// Whether a file name is one of an unfinished file or folder.
#[must_use]
pub fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY)
}

/// Makes something under a temporary name nobody uses. A killed process of the same number (in a
/// container it is always 1) may have left some.
pub(super) fn unused<T>(path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> Result<(PathBuf, T)> {
    let name = path.file_name().ok_or_else(|| Error::unwritable(path, "this: the path ends in no name"))?;
    loop {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let temporary =
            folder_of(path).join(format!("{TEMPORARY}{}-{number}-{}", std::process::id(), name.to_string_lossy()));
        match make(&temporary) {
            Ok(made) => return Ok((temporary, made)),
            Err(source) if source.kind() == io::ErrorKind::AlreadyExists => {}
            Err(source) if source.kind() == io::ErrorKind::NotFound => {
                return Err(Error::io(path, "create (make its folder first)", source));
            }
            Err(source) => return Err(Error::io(path, "create", source)),
        }
    }
}

/// The folder in which a path lies.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
