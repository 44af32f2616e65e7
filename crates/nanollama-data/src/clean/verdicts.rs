//! The verdicts on all documents, in their order, in a file of two bytes each behind a mark of what they belong to: so that a
//! preparation that was killed need not find them again.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use nanollama_store::Error as StoreError;

use crate::error::{Error, Result};

/// The file's name in the folder that is being prepared.
pub(crate) const VERDICTS_FILE: &str = "clean.bin";

/// The verdicts, read one after the other.
pub(crate) struct Verdicts {
    path: PathBuf,
    reader: BufReader<File>,
}

impl Verdicts {
    /// Those of a folder, if they are there and have this mark.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn open(folder: &Path, mark: &str) -> Result<Option<Self>> {
        let path = folder.join(VERDICTS_FILE);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::io(&path, "open", error).into()),
        };
        let (mut reader, mut found) = (BufReader::new(file), vec![0; mark.len()]);
        let is_ours = reader.read_exact(&mut found).is_ok() && found == mark.as_bytes();
        Ok(is_ours.then_some(Self { path, reader }))
    }

    /// The next one.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn next(&mut self) -> Result<u16> {
        let mut bytes = [0; 2];
        self.reader.read_exact(&mut bytes).map_err(|error| match error.kind() {
            std::io::ErrorKind::UnexpectedEof => {
                let folder = self.path.parent().unwrap_or(Path::new("")).to_owned();
                Error::Corpus {
                    folder,
                    what: format!("its {VERDICTS_FILE} has fewer verdicts than there are documents"),
                }
            }
            _ => StoreError::io(&self.path, "read", error).into(),
        })?;
        Ok(u16::from_le_bytes(bytes))
    }
}
