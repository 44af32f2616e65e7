//! Parquet: the texts of one string column, streamed row group by row group.
//!
//! Decoding is the `parquet` crate's (no arrow). It believes sizes that a file claims, so
//! `claims.rs` walks the footer and every page header first, `pages.rs` unpacks each page and looks
//! at it before it is decoded, and `guard.rs` turns what panics all the same into errors.
//! Structs are looked into by dotted names; whole rows, lists included, are `rows.rs`'s. `write.rs` writes small files of our own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::parquet::basic::Type;
use ::parquet::column::reader::{ColumnReaderImpl, get_column_reader, get_typed_column_reader};
use ::parquet::data_type::{ByteArray, ByteArrayType};
use ::parquet::file::metadata::ParquetMetaData;
use ::parquet::schema::types::ColumnDescPtr;

use crate::error::{Error, Result};
use crate::map::Map;
use crate::place::{At, Place};

mod claims;
mod codec;
mod delta;
mod guard;
mod opened;
mod pages;
mod rows;
mod thrift;
mod write;

pub use rows::Rows;
pub use write::{Cell, Kind, Writer};

use opened::{FORMAT, Opened, open};

/// Rows decoded at once. Their texts are slices of one page, so this bounds nothing but bookkeeping.
const BATCH: usize = 256;

/// A column of a parquet file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name; of a nested column the path with dots.
    pub name: String,
    /// Its stored type, such as `BYTE_ARRAY` or `INT64`.
    pub kind: String,
    /// Whether it can be read as text: a column of byte arrays, inside of structs too, but not of lists.
    pub is_text: bool,
}

/// An open file with one of its columns chosen. Row groups can be read from several threads at once.
pub struct TextColumn {
    path: PathBuf,
    map: Arc<Map>,
    metadata: ParquetMetaData,
    column: usize,
}

/// The columns of a file, in its order.
///
/// # Errors
/// When it is no readable parquet file.
pub fn columns(path: &Path) -> Result<Vec<Column>> {
    Ok(describe(&open(path)?.metadata))
}

impl TextColumn {
    /// Opens a file at a text column.
    ///
    /// # Errors
    /// When it is no readable parquet file, or has no such text column; the message lists those it has.
    pub fn open(path: &Path, column: &str) -> Result<TextColumn> {
        let Opened { path, map, metadata } = open(path)?;
        let columns = describe(&metadata);
        let found = columns.iter().position(|known| known.name == column && known.is_text);
        let missing = || {
            let columns = columns
                .iter()
                .map(|column| format!("{} ({})", column.name, column.kind))
                .collect::<Vec<_>>()
                .join(", ");
            Error::MissingColumn { path: path.clone(), column: column.to_owned(), columns }
        };
        let column = found.ok_or_else(missing)?;
        Ok(TextColumn { path, map, metadata, column })
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
        let descriptor = chunk.column_descr_ptr();
        let most = descriptor.max_def_level();
        let has_nulls = most > 0;
        claims::check_chunk(&self.map, chunk, group.num_rows()).map_err(bad)?;
        let pages = pages::Pages::new(self.map.clone(), chunk).map_err(bad)?;
        let reader = guard::caught(|| Ok(reader_of(descriptor, pages)));
        let reader = reader.map_err(bad)?;
        Ok(Texts {
            path: self.path.clone(),
            group: index,
            reader,
            whole: has_nulls.then_some(most),
            values: Vec::new(),
            levels: Vec::new(),
            at: 0,
            rows: self.first_row(index),
            end: self.first_row(index + 1),
            left: 0,
        })
    }

    /// Calls `each` with every text of the file in order, and returns how many rows were null and skipped.
    ///
    /// # Errors
    /// As [`TextColumn::group`] and [`Texts::next_row`], and whatever `each` returns.
    pub fn for_each<E: From<Error>>(&self, mut each: impl FnMut(&str) -> Result<(), E>) -> Result<u64, E> {
        let mut nulls = 0;
        for index in 0..self.groups() {
            let mut texts = self.group(index)?;
            while let Some(text) = texts.next_row()? {
                match text {
                    Some(text) => each(text)?,
                    None => nulls += 1,
                }
            }
        }
        Ok(nulls)
    }

    /// Rows in front of a row group.
    fn first_row(&self, group: usize) -> u64 {
        let rows = self.metadata.row_groups().iter().take(group).map(|group| u64::try_from(group.num_rows()));
        rows.fold(0, |sum, rows| sum.saturating_add(rows.unwrap_or(0)))
    }
}

/// The texts of a row group, one after the other.
pub struct Texts {
    path: PathBuf,
    group: usize,
    reader: ColumnReaderImpl<ByteArrayType>,
    /// The definition level of a text that is there, where some may be null.
    whole: Option<i16>,
    values: Vec<ByteArray>,
    /// Of the rows decoded at once; empty where none may be null.
    levels: Vec<i16>,
    /// The next of `values`.
    at: usize,
    /// Rows given, those of earlier row groups included.
    rows: u64,
    /// Those that will have been given in the end.
    end: u64,
    /// Rows decoded and not yet given.
    left: usize,
}

impl Texts {
    /// The next row, or None after the last; its text, or None where it is null.
    ///
    /// # Errors
    /// When a page is damaged; [`Error::Row`] when the text is no UTF-8: the rows behind it can still be read.
    pub fn next_row(&mut self) -> Result<Option<Option<&str>>> {
        if self.left == 0 && !self.decode()? {
            return match self.end == self.rows {
                true => Ok(None),
                false => Err(self.bad(format!("{} of its rows are in no page", self.end - self.rows))),
            };
        }
        let level = self.levels.len().checked_sub(self.left).map(|row| self.levels[row]);
        self.left -= 1;
        self.rows += 1;
        if self.whole.is_some() && level != self.whole {
            return Ok(Some(None));
        }
        let value = self.values.get(self.at).ok_or("fewer texts than its levels say");
        let value = value.map_err(|what| self.bad(what.to_owned()))?;
        self.at += 1;
        match std::str::from_utf8(value.data()) {
            Ok(text) => Ok(Some(Some(text))),
            Err(_) => Err(Error::Row { place: self.place(), what: "its text is not UTF-8".into() }),
        }
    }

    /// Where the row given last stands.
    pub fn place(&self) -> Place {
        Place { path: self.path.clone(), at: At::Row(self.rows) }
    }

    fn decode(&mut self) -> Result<bool> {
        self.values.clear();
        self.levels.clear();
        self.at = 0;
        let levels = self.whole.is_some().then_some(&mut self.levels);
        let (reader, values) = (&mut self.reader, &mut self.values);
        let read = guard::caught(|| reader.read_records(BATCH, levels, None, values));
        let (rows, ..) = read.map_err(|what| self.bad(what))?;
        self.left = rows;
        Ok(rows > 0)
    }

    fn bad(&self, what: String) -> Error {
        Error::format(&self.path, FORMAT, format!("row group {}: {what}", self.group))
    }
}

fn describe(metadata: &ParquetMetaData) -> Vec<Column> {
    let describe = |column: &ColumnDescPtr| Column {
        name: column.path().string(),
        kind: column.physical_type().to_string(),
        is_text: column.physical_type() == Type::BYTE_ARRAY && column.max_rep_level() == 0,
    };
    metadata.file_metadata().schema_descr().columns().iter().map(describe).collect()
}

fn reader_of(descriptor: ColumnDescPtr, pages: pages::Pages) -> ColumnReaderImpl<ByteArrayType> {
    get_typed_column_reader(get_column_reader(descriptor, Box::new(pages)))
}
