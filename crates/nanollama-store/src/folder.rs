//! A folder that several files are written into, as their writers see it.
//!
//! Writers of models, tokenizers and configurations take a [`Folder`], so the same code fills a
//! folder in place, where each file appears whole or not at all, and a checkpoint that is being
//! saved, whose files are hashed as they are written ([`crate::checkpoint::CheckpointWriter`]).

use std::path::{Path, PathBuf};

use crate::atomic::{self, AtomicFile, NewFile};
use crate::error::Result;

/// Where the files of a model go.
pub trait Folder {
    /// The folder, for messages.
    fn path(&self) -> &Path;

    /// Starts the file `name`. It is there once it is committed.
    ///
    /// # Errors
    /// When the name cannot be a file's here, or the disk refuses.
    fn create_file(&self, name: &str) -> Result<Box<dyn NewFile>>;

    /// Writes the file `name`, whose bytes lie ready.
    ///
    /// # Errors
    /// As [`Folder::create_file`], and when the disk refuses.
    fn put_file(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let mut file = self.create_file(name)?;
        file.put(bytes)?;
        file.commit()
    }
}

/// A folder in place, made when it is missing. Each of its files appears whole or not at all.
impl Folder for Path {
    fn path(&self) -> &Path {
        self
    }

    fn create_file(&self, name: &str) -> Result<Box<dyn NewFile>> {
        atomic::create_folder(self)?;
        Ok(Box::new(AtomicFile::create(&self.join(name))?))
    }
}

impl Folder for PathBuf {
    fn path(&self) -> &Path {
        self
    }

    fn create_file(&self, name: &str) -> Result<Box<dyn NewFile>> {
        self.as_path().create_file(name)
    }
}
