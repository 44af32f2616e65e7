//! One file: written under a temporary name, renamed when it is whole and durable.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::folder::sync_folder;
use super::name::{folder_of, unused};
use crate::buffer::BUFFER;
use crate::error::{Error, Result};

/// A file being written. Dropped without [`NewFile::commit`], nothing of it remains.
pub trait NewFile: Write {
    /// What it will be, for messages.
    fn path(&self) -> &Path;

    /// Writes bytes; an error names the file.
    ///
    /// # Errors
    /// When the system refuses, a full disk above all.
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.write_all(bytes);
        written.map_err(|source| Error::io(self.path(), "write", source))
    }

    /// Makes the file durable under its name.
    ///
    /// # Errors
    /// When the system refuses; then nothing of it remains.
    fn commit(self: Box<Self>) -> Result<()>;
}

/// A file being written. Dropped without [`AtomicFile::commit`], nothing of it remains.
#[derive(Debug)]
pub struct AtomicFile {
    pub(super) path: PathBuf,
    pub(super) temporary: PathBuf,
    pub(super) writer: Option<BufWriter<File>>,
}

impl AtomicFile {
    /// Starts a file that will be `path`. Its folder must exist.
    ///
    /// # Errors
    /// When the folder is missing or not writable.
    pub fn create(path: &Path) -> Result<AtomicFile> {
        let (temporary, file) =
            unused(path, |temporary| File::options().read(true).write(true).create_new(true).open(temporary))?;
        // A file system without locks only loses the protection against `clean` of another process. So does Windows, where a
        // lock would keep this process from reading what it wrote (`temporary`).
        if cfg!(unix) {
            let _unsupported = file.try_lock();
        }
        Ok(AtomicFile { path: path.to_owned(), temporary, writer: Some(BufWriter::with_capacity(BUFFER, file)) })
    }

    /// Overwrites `bytes` at the very start (a header whose counts are known only at the end);
    /// writing continues at the end.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn patch_start(&mut self, bytes: &[u8]) -> Result<()> {
        self.patch(0, bytes)
    }

    /// Overwrites `bytes` from `at`, what is written already; writing continues at the end.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn patch(&mut self, at: u64, bytes: &[u8]) -> Result<()> {
        let patch = |writer: &mut BufWriter<File>| {
            writer.seek(SeekFrom::Start(at))?;
            writer.write_all(bytes)?;
            writer.seek(SeekFrom::End(0))
        };
        patch(self.buffer()).map(|_| ()).map_err(|source| Error::io(&self.path, "write", source))
    }

    /// Hands all that was written to the system, so that a reader of [`AtomicFile::temporary`] sees it.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn settle(&mut self) -> Result<()> {
        self.buffer().flush().map_err(|source| Error::io(&self.path, "write", source))
    }

    /// Where it lies until it has its name.
    pub fn temporary(&self) -> &Path {
        &self.temporary
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

impl NewFile for AtomicFile {
    fn path(&self) -> &Path {
        &self.path
    }

    fn commit(self: Box<Self>) -> Result<()> {
        AtomicFile::commit(*self)
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

/// Makes a file that is finished, under whatever name it was written, durable as `path`. Both lie on one file system.
///
/// # Errors
/// When the system refuses; then it lies where it was.
pub fn place(finished: &Path, path: &Path) -> Result<()> {
    // Windows syncs what is open for writing only.
    let opened = File::options().read(true).write(cfg!(windows)).open(finished);
    let placed = opened.and_then(|file| file.sync_all()).and_then(|()| fs::rename(finished, path));
    placed.map_err(|source| Error::io(path, "write", source))?;
    sync_folder(folder_of(path))
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
