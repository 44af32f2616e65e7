//! Files that are kept for the next start.

use std::path::Path;

/// Writes a file whole or not at all. What cannot be written is made again by the next start, no more.
pub(crate) fn keep(file: &Path, bytes: &[u8]) {
    let own = file.with_extension(format!("{}.part", std::process::id()));
    let written = file.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok())
        && std::fs::write(&own, bytes).is_ok()
        && std::fs::rename(&own, file).is_ok();
    if !written {
        let _absent = std::fs::remove_file(own);
    }
}
