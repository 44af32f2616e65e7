//! The bytes of a tokenizer's file, read whole once its size is known to be bearable.

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};

/// The largest known tokenizer.json has 35 MB.
const MOST_BYTES: u64 = 512 << 20;

/// Reads a file.
pub(in crate::file) fn read(path: &Path) -> Result<Vec<u8>> {
    let size = fs::metadata(path).map_err(Error::io(path))?.len();
    if size > MOST_BYTES {
        let file = path.display().to_string();
        return Err(Error::field(&file, "the file's size", format!("{size} bytes"), format!("at most {MOST_BYTES}")));
    }
    fs::read(path).map_err(Error::io(path))
}
