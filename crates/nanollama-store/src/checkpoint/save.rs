//! Saving a checkpoint: its files are hashed while they are written, and synced once.
//!
//! What is synced, and why: a kill of the process loses nothing that was written, but a power cut may lose whatever was
//! not synced, in any order. So before the folder gets its name, its files are durable (each is synced when it is
//! committed, the mark like the others) and so are their names (the folder is synced before the rename, by
//! [`atomic::replace_folder`]): a named folder is a whole checkpoint. After the rename the parent is synced, because a
//! caller who was told that the checkpoint is saved removes older ones. Inside the temporary folder nothing needs to be
//! atomic: before the rename it is garbage, whatever is in it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::mark::{DONE_FILE, Listed, Mark, check_file_name, folder_name};
use crate::atomic::{self, NewFile};
use crate::buffer::BUFFER;
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::hash::Hashing;

/// The files written so far.
type Files = Rc<RefCell<BTreeMap<String, Listed>>>;

/// Fills the folder of a checkpoint that is being saved. Each file is written once, through this
/// [`Folder`]: a name must be a plain file name that is not taken and not `DONE`. Another file that lies in the folder is no
/// part of the checkpoint.
#[derive(Debug)]
pub struct CheckpointWriter {
    folder: PathBuf,
    files: Files,
}

impl CheckpointWriter {
    /// Writes the mark.
    fn finish(&self, step: u64) -> Result<()> {
        let mark = Mark::new(step, self.files.take());
        let mut file = CheckpointFile::create(&self.folder, DONE_FILE, &self.files)?;
        file.put(&mark.to_json())?;
        file.sync().map(drop)
    }
}

impl Folder for CheckpointWriter {
    fn path(&self) -> &Path {
        &self.folder
    }

    fn create_file(&self, name: &str) -> Result<Box<dyn NewFile>> {
        check_file_name(name).map_err(|what| Error::unwritable(&self.folder.join(name), what))?;
        Ok(Box::new(CheckpointFile::create(&self.folder, name, &self.files)?))
    }
}

/// A file of a checkpoint that is being saved.
struct CheckpointFile {
    path: PathBuf,
    name: String,
    /// None once it is durable.
    writer: Option<BufWriter<Hashing<File>>>,
    files: Files,
}

impl CheckpointFile {
    fn create(folder: &Path, name: &str, files: &Files) -> Result<CheckpointFile> {
        let path = folder.join(name);
        let file = File::create_new(&path).map_err(|source| Error::io(&path, "create", source))?;
        let writer = Some(BufWriter::with_capacity(BUFFER, Hashing::new(file)));
        Ok(CheckpointFile { path, name: name.to_owned(), writer, files: files.clone() })
    }

    fn writer(&mut self) -> &mut BufWriter<Hashing<File>> {
        self.writer.as_mut().expect("the writer is taken only by sync, after which nothing is written")
    }

    /// Makes the file durable and tells what it is. When it fails, dropping the file removes it.
    fn sync(&mut self) -> Result<Listed> {
        let finished = self.writer().flush().and_then(|()| self.writer().get_ref().inner().sync_all());
        finished.map_err(|source| Error::io(&self.path, "write", source))?;
        let writer = self.writer.take().expect("it was there a line above");
        let (hashing, _empty) = writer.into_parts();
        let (bytes, sha256) = hashing.finish();
        Ok(Listed { bytes, sha256 })
    }
}

impl Write for CheckpointFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
    }
}

impl NewFile for CheckpointFile {
    fn path(&self) -> &Path {
        &self.path
    }

    fn commit(mut self: Box<Self>) -> Result<()> {
        let listed = self.sync()?;
        self.files.borrow_mut().insert(std::mem::take(&mut self.name), listed);
        Ok(())
    }
}

impl Drop for CheckpointFile {
    fn drop(&mut self) {
        if let Some(writer) = self.writer.take() {
            // Unwritten bytes of a failed flush must not be tried again by the buffer's own drop.
            let _parts = writer.into_parts();
            let _best_effort = fs::remove_file(&self.path);
        }
    }
}

/// Saves the checkpoint of a step into the folder of checkpoints; one of the same step is replaced.
pub(crate) fn save<E: From<Error>>(
    folder: &Path,
    step: u64,
    fill: impl FnOnce(&mut CheckpointWriter) -> Result<(), E>,
) -> Result<(), E> {
    let path = folder.join(folder_name(step));
    let mut writer = CheckpointWriter { folder: atomic::temporary_folder(&path)?, files: Files::default() };
    let filled = fill(&mut writer).and_then(|()| {
        writer.finish(step)?;
        atomic::replace_folder(&writer.folder, &path)?;
        Ok(())
    });
    if filled.is_err() {
        let _best_effort = fs::remove_dir_all(&writer.folder);
    }
    filled
}
