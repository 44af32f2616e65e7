//! Files and folders that appear whole or not at all.
//!
//! The trick is the old one: write under a temporary name in the same folder, fsync, rename over the final name, fsync the folder. A process that
//! is killed leaves at most something named `.tmp-…`, which [`clean`] removes. Live writers hold a lock on their temporary file, so cleaning never
//! takes a file from under another process.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Result};

const TEMPORARY: &str = ".tmp-";
const REPLACED: &str = ".tmp-old-";
const BUFFER: usize = 256 * 1024;

static COUNTER: AtomicU64 = AtomicU64::new(0);

/// A file being written. Dropped without [`AtomicFile::commit`], nothing of it remains.
#[derive(Debug)]
pub struct AtomicFile {
    path: PathBuf,
    temporary: PathBuf,
    writer: Option<BufWriter<File>>,
}

impl AtomicFile {
    /// Starts a file that will be `path`. Its folder must exist.
    ///
    /// # Errors
    /// When the folder is missing or not writable.
    pub fn create(path: &Path) -> Result<AtomicFile> {
        let (temporary, file) =
            unused(path, |temporary| File::options().read(true).write(true).create_new(true).open(temporary))?;
        // A file system without locks only loses the protection against `clean` of another process.
        let _unsupported = file.try_lock();
        Ok(AtomicFile { path: path.to_owned(), temporary, writer: Some(BufWriter::with_capacity(BUFFER, file)) })
    }

    /// The final name.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes bytes; an error names the final path.
    ///
    /// # Errors
    /// When the system refuses, a full disk above all.
    pub fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.buffer().write_all(bytes).map_err(|source| Error::io(&self.path, "write", source))
    }

    /// Overwrites `bytes` at the very start (a header whose counts are known only at the end); writing continues at the end.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn patch_start(&mut self, bytes: &[u8]) -> Result<()> {
        let patch = |writer: &mut BufWriter<File>| {
            writer.seek(SeekFrom::Start(0))?;
            writer.write_all(bytes)?;
            writer.seek(SeekFrom::End(0))
        };
        patch(self.buffer()).map(|_| ()).map_err(|source| Error::io(&self.path, "write", source))
    }

    /// Makes the file durable under its final name, replacing what was there.
    ///
    /// # Errors
    /// When the system refuses; then nothing of it remains and an older file of that name is untouched.
    pub fn commit(mut self) -> Result<()> {
        let mut writer = self.writer.take().expect("the writer is taken only here and in drop");
        let mut finish = || {
            writer.flush()?;
            writer.get_ref().sync_all()?;
            fs::rename(&self.temporary, &self.path)
        };
        let finished = finish();
        // Unwritten bytes of a failed flush must not be tried again by the buffer's own drop.
        let _parts = writer.into_parts();
        if let Err(source) = finished {
            let _best_effort = fs::remove_file(&self.temporary);
            return Err(Error::io(&self.path, "write", source));
        }
        sync_folder(folder_of(&self.path))
    }

    fn buffer(&mut self) -> &mut BufWriter<File> {
        self.writer.as_mut().expect("the writer is taken only by commit, which consumes self")
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.buffer().flush()
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        if let Some(writer) = self.writer.take() {
            let _parts = writer.into_parts();
            let _best_effort = fs::remove_file(&self.temporary);
        }
    }
}

/// Writes the file at `path` through `write`; it appears only when that succeeded.
///
/// # Errors
/// What `write` or the system reports; a full disk is [`Error::DiskFull`]. Nothing half-written is left.
pub fn write_file<T>(path: &Path, write: impl FnOnce(&mut AtomicFile) -> io::Result<T>) -> Result<T> {
    let mut file = AtomicFile::create(path)?;
    let value = write(&mut file).map_err(|source| Error::io(path, "write", source))?;
    file.commit()?;
    Ok(value)
}

/// [`write_file`] for bytes that lie ready.
///
/// # Errors
/// As [`write_file`].
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    write_file(path, |file| file.write_all(bytes))
}

/// Creates `path` and its parents.
///
/// # Errors
/// When the system refuses.
pub fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|source| Error::io(path, "create the folder", source))
}

/// A temporary folder beside `path`, to be filled and given to [`replace_folder`]. The caller owns everything in it.
///
/// # Errors
/// When the system refuses.
pub fn temporary_folder(path: &Path) -> Result<PathBuf> {
    create_folder(folder_of(path))?;
    let (temporary, ()) = unused(path, |temporary| fs::create_dir(temporary))?;
    Ok(temporary)
}

/// Makes the finished folder `temporary` the folder `path`. Its files must be synced already. A folder that was there is moved aside first and
/// removed last, so that one of the two always survives; [`clean`] repairs a kill in between.
///
/// # Errors
/// When the system refuses; then the old folder is in place.
pub fn replace_folder(temporary: &Path, path: &Path) -> Result<()> {
    sync_folder(temporary)?;
    let fail = |source| Error::io(path, "replace the folder", source);
    let parent = folder_of(path);
    let aside =
        parent.join(format!("{REPLACED}{}", path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default()));
    let replaces = path.exists();
    if replaces {
        if aside.exists() {
            fs::remove_dir_all(&aside).map_err(fail)?;
        }
        fs::rename(path, &aside).map_err(fail)?;
    }
    if let Err(source) = fs::rename(temporary, path) {
        if replaces {
            fs::rename(&aside, path).map_err(fail)?;
        }
        return Err(fail(source));
    }
    sync_folder(parent)?;
    if replaces {
        fs::remove_dir_all(&aside).map_err(fail)?;
    }
    Ok(())
}

/// Removes what killed writers left in `folder`, and puts back a folder whose replacement did not happen. Temporary folders have no lock of their
/// own: call this only where no other process writes folders (a run under its lock).
///
/// # Errors
/// When the folder cannot be listed or something in it cannot be removed.
pub fn clean(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(|source| Error::io(folder, "list", source))? {
        let entry = entry.map_err(|source| Error::io(folder, "list", source))?;
        let path = entry.path();
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        if !name.starts_with(TEMPORARY) {
            continue;
        }
        let fail = |source| Error::io(&path, "remove what an interrupted run left", source);
        let is_folder = entry.file_type().map_err(fail)?.is_dir();
        match name.strip_prefix(REPLACED) {
            Some(original) if is_folder && !folder.join(original).exists() => {
                fs::rename(&path, folder.join(original)).map_err(fail)?
            }
            _ if is_folder => fs::remove_dir_all(&path).map_err(fail)?,
            _ => {
                let in_use =
                    File::open(&path).is_ok_and(|file| matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)));
                if !in_use {
                    fs::remove_file(&path).map_err(fail)?;
                }
            }
        }
    }
    Ok(())
}

/// Whether a file name is one of an unfinished file or folder.
#[must_use]
pub fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY)
}

pub(crate) fn sync_file(path: &Path) -> Result<()> {
    // Write access: some systems refuse to sync a handle opened for reading only.
    let file = File::options().read(true).append(true).open(path).map_err(|source| Error::io(path, "open", source))?;
    file.sync_all().map_err(|source| Error::io(path, "sync", source))
}

pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|file| file.sync_all())
            .map_err(|source| Error::io(folder, "sync the folder", source))?;
    }
    Ok(())
}

/// Makes something under a temporary name nobody uses. A killed process of the same number (in a container it is always 1) may have left some.
fn unused<T>(path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> Result<(PathBuf, T)> {
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

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests;
