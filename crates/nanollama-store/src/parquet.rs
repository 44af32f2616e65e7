//! Parquet: the texts of one string column, streamed row group by row group.
//!
//! Decoding is the `parquet` crate's (no arrow; uncompressed, snappy, zstd). It believes sizes that
//! a file claims, so `claims.rs` walks the footer and every page header first, `pages.rs` looks at
//! each page before it is decoded, and `guard.rs` turns what panics all the same into errors.
//! Nested columns (lists, structs) are not read.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::parquet::basic::{Compression, Type};
use ::parquet::column::reader::{ColumnReaderImpl, get_column_reader, get_typed_column_reader};
use ::parquet::data_type::{ByteArray, ByteArrayType};
use ::parquet::file::metadata::ParquetMetaData;
use ::parquet::file::reader::FileReader;
use ::parquet::file::serialized_reader::{SerializedFileReader, SerializedPageReader};
use ::parquet::schema::types::ColumnDescPtr;

use crate::error::{Error, Result};
use crate::map::Map;

mod claims;
mod guard;
mod pages;
mod thrift;

const FORMAT: &str = "parquet";
/// Rows decoded at once. Their texts are slices of one page, so this bounds nothing but bookkeeping.
const BATCH: usize = 256;

/// A column of a parquet file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name; of a nested column the path with dots.
    pub name: String,
    /// Its stored type, such as `BYTE_ARRAY` or `INT64`.
    pub kind: String,
    /// Whether it can be read as text: a flat column of byte arrays.
    pub is_text: bool,
}

/// An open file with one of its columns chosen. Row groups can be read from several threads at once.
pub struct TextColumn {
    path: PathBuf,
    map: Map,
    file: Arc<File>,
    metadata: Arc<ParquetMetaData>,
    column: usize,
}

/// The columns of a file, in its order.
///
/// # Errors
/// When it is no readable parquet file.
pub fn columns(path: &Path) -> Result<Vec<Column>> {
    Ok(describe(&open(path)?.2))
}

impl TextColumn {
    /// Opens a file at a text column.
    ///
    /// # Errors
    /// When it is no readable parquet file, or has no such text column; the message lists those it has.
    pub fn open(path: &Path, column: &str) -> Result<TextColumn> {
        let (map, file, metadata) = open(path)?;
        let columns = describe(&metadata);
        let found = columns.iter().position(|known| known.name == column && known.is_text);
        let missing = || {
            let columns = columns
                .iter()
                .map(|column| format!("{} ({})", column.name, column.kind))
                .collect::<Vec<_>>()
                .join(", ");
            Error::MissingColumn { path: path.to_owned(), column: column.to_owned(), columns }
        };
        Ok(TextColumn {
            path: path.to_owned(),
            map,
            file: Arc::new(file),
            column: found.ok_or_else(missing)?,
            metadata,
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Rows of the file, nulls included.
    pub fn rows(&self) -> u64 {
        self.metadata
            .row_groups()
            .iter()
            .map(|group| u64::try_from(group.num_rows()).unwrap_or(0))
            .fold(0, u64::saturating_add)
    }

    /// Row groups of the file.
    pub fn groups(&self) -> usize {
        self.metadata.num_row_groups()
    }

    /// The texts of a row group.
    ///
    /// # Errors
    /// When there is no such group, its compression is not supported, or what its pages claim cannot be true.
    pub fn group(&self, index: usize) -> Result<Texts> {
        let bad = |what: String| Error::format(&self.path, FORMAT, format!("row group {index}: {what}"));
        let group =
            self.metadata.row_groups().get(index).ok_or_else(|| bad(format!("there are only {}", self.groups())))?;
        let chunk = group.columns().get(self.column).ok_or_else(|| bad("it lacks the column".into()))?;
        match chunk.compression() {
            Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::ZSTD(_) => {}
            other => return Err(bad(format!("compression {other}; write the file with zstd, snappy or none"))),
        }
        let descriptor = chunk.column_descr_ptr();
        let has_nulls = descriptor.max_def_level() > 0;
        claims::check_chunk(&self.map, chunk, group.num_rows()).map_err(bad)?;
        let reader = guard::caught(|| {
            let pages = SerializedPageReader::new(self.file.clone(), chunk, group.num_rows() as usize, None)?;
            Ok(reader_of(descriptor, pages::Checked::new(pages, has_nulls)))
        });
        let reader = reader.map_err(bad)?;
        Ok(Texts {
            path: self.path.clone(),
            group: index,
            reader,
            has_nulls,
            values: Vec::new(),
            levels: Vec::new(),
            at: 0,
            rows: 0,
            nulls: 0,
        })
    }

    /// Calls `each` with every text of the file in order, and returns how many rows were null and skipped.
    ///
    /// # Errors
    /// As [`TextColumn::group`] and [`Texts::next_text`], and whatever `each` returns.
    pub fn for_each<E: From<Error>>(&self, mut each: impl FnMut(&str) -> Result<(), E>) -> Result<u64, E> {
        let mut nulls = 0;
        for index in 0..self.groups() {
            let mut texts = self.group(index)?;
            while let Some(text) = texts.next_text()? {
                each(text)?;
            }
            nulls += texts.nulls();
        }
        Ok(nulls)
    }
}

/// The texts of a row group, one after the other.
pub struct Texts {
    path: PathBuf,
    group: usize,
    reader: ColumnReaderImpl<ByteArrayType>,
    has_nulls: bool,
    values: Vec<ByteArray>,
    levels: Vec<i16>,
    at: usize,
    rows: u64,
    nulls: u64,
}

impl Texts {
    /// The next text, or None after the last. Null rows are skipped and counted.
    ///
    /// # Errors
    /// When a page is damaged or a text is no UTF-8.
    pub fn next_text(&mut self) -> Result<Option<&str>> {
        while self.at == self.values.len() {
            if !self.decode()? {
                return Ok(None);
            }
        }
        let at = self.at;
        self.at += 1;
        match std::str::from_utf8(self.values[at].data()) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(self.bad(format!("value {at} of the {BATCH} rows before row {} is no UTF-8", self.rows))),
        }
    }

    /// Null rows met so far.
    pub fn nulls(&self) -> u64 {
        self.nulls
    }

    fn decode(&mut self) -> Result<bool> {
        self.values.clear();
        self.levels.clear();
        self.at = 0;
        let (reader, values, levels) = (&mut self.reader, &mut self.values, self.has_nulls.then_some(&mut self.levels));
        let read = guard::caught(|| reader.read_records(BATCH, levels, None, values));
        let (rows, values, _) = read.map_err(|what| self.bad(what))?;
        self.rows += rows as u64;
        self.nulls += rows.saturating_sub(values) as u64;
        Ok(rows > 0)
    }

    fn bad(&self, what: String) -> Error {
        Error::format(&self.path, FORMAT, format!("row group {}: {what}", self.group))
    }
}

fn open(path: &Path) -> Result<(Map, File, Arc<ParquetMetaData>)> {
    let map = Map::open(path)?;
    let bad = |what: String| Error::format(path, FORMAT, what);
    claims::check_footer(&map).map_err(bad)?;
    let file = File::open(path).map_err(|source| Error::io(path, "open", source))?;
    let again = file.try_clone().map_err(|source| Error::io(path, "open", source))?;
    let metadata = guard::caught(|| SerializedFileReader::new(again).map(|reader| Arc::new(reader.metadata().clone())));
    Ok((map, file, metadata.map_err(bad)?))
}

fn describe(metadata: &ParquetMetaData) -> Vec<Column> {
    let describe = |column: &ColumnDescPtr| Column {
        name: column.path().string(),
        kind: column.physical_type().to_string(),
        is_text: column.physical_type() == Type::BYTE_ARRAY
            && column.max_rep_level() == 0
            && column.max_def_level() <= 1
            && column.path().parts().len() == 1,
    };
    metadata.file_metadata().schema_descr().columns().iter().map(describe).collect()
}

fn reader_of(descriptor: ColumnDescPtr, pages: pages::Checked) -> ColumnReaderImpl<ByteArrayType> {
    get_typed_column_reader(get_column_reader(descriptor, Box::new(pages)))
}
