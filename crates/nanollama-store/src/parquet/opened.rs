//! A parquet file, open: mapped, with a footer that was checked before it was believed.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::parquet::file::metadata::ParquetMetaData;
use ::parquet::file::reader::FileReader;
use ::parquet::file::serialized_reader::SerializedFileReader;

use super::{claims, guard};
use crate::content::{Content, HEAD};
use crate::error::{Error, Result};
use crate::map::Map;

/// The format's name in errors.
pub(super) const FORMAT: &str = "parquet";

/// An open file, and what its footer says.
pub(super) struct Opened {
    pub(super) path: PathBuf,
    pub(super) map: Arc<Map>,
    pub(super) metadata: ParquetMetaData,
}

pub(super) fn open(path: &Path) -> Result<Opened> {
    let map = Map::open(path)?;
    if let what @ (Content::LfsPointer | Content::Html) = Content::of(&map[..map.len().min(HEAD)])
        && let Some(what) = what.foreign()
    {
        return Err(Error::Foreign { path: path.to_owned(), what, wanted: FORMAT });
    }
    let bad = |what: String| Error::format(path, FORMAT, what);
    claims::check_footer(&map).map_err(bad)?;
    let file = File::open(path).map_err(|source| Error::io(path, "open", source))?;
    let metadata = guard::caught(|| SerializedFileReader::new(file).map(|reader| reader.metadata().clone()));
    Ok(Opened { path: path.to_owned(), map: Arc::new(map), metadata: metadata.map_err(bad)? })
}
