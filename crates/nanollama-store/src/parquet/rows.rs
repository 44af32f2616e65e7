//! Whole rows of chosen columns as JSON values, lists and structs included: the shape that conversations have.

use std::sync::Arc;

use ::parquet::bloom_filter::Sbbf;
use ::parquet::column::page::PageReader;
use ::parquet::errors::{ParquetError, Result as DecoderResult};
use ::parquet::file::metadata::RowGroupMetaData;
use ::parquet::file::reader::RowGroupReader;
use ::parquet::record::reader::{ReaderIter, RowIter, TreeBuilder};
use ::parquet::record::{Field, Row};
use ::parquet::schema::types::{SchemaDescPtr, SchemaDescriptor, Type};
use serde_json::{Map as Object, Value};

use super::opened::{FORMAT, Opened, open};
use super::{claims, guard, pages};
use crate::error::{Error, Result};
use crate::place::{At, Place};

/// The rows of a file, one after the other.
pub struct Rows {
    file: Arc<Opened>,
    /// Columns that are read, as a schema.
    projection: SchemaDescPtr,
    /// Names of all columns of the topmost level.
    columns: Vec<String>,
    /// The next row group.
    group: usize,
    rows: Option<ReaderIter>,
    row: u64,
}

impl Rows {
    /// Opens a file at those of its topmost columns that `wanted` chooses.
    ///
    /// # Errors
    /// When it is no readable parquet file, or has none of them; the message lists those it has.
    pub fn open(path: &std::path::Path, wanted: impl Fn(&str) -> bool) -> Result<Rows> {
        let file = Arc::new(open(path)?);
        let root = file.metadata.file_metadata().schema_descr().root_schema();
        let columns: Vec<String> = root.get_fields().iter().map(|field| field.name().to_owned()).collect();
        let chosen: Vec<_> = root.get_fields().iter().filter(|field| wanted(field.name())).cloned().collect();
        if chosen.is_empty() {
            let (path, columns) = (path.to_owned(), columns.join(", "));
            return Err(Error::MissingColumn { path, column: "messages".into(), columns });
        }
        let projection = Type::group_type_builder(root.name()).with_fields(chosen).build();
        let projection = projection.map_err(|error| Error::format(path, FORMAT, error.to_string()))?;
        let projection = Arc::new(SchemaDescriptor::new(Arc::new(projection)));
        Ok(Rows { file, projection, columns, group: 0, rows: None, row: 0 })
    }

    /// Names of all columns of the topmost level.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The next row, or None after the last.
    ///
    /// # Errors
    /// When a page is damaged or claims what cannot be true.
    pub fn next_row(&mut self) -> Result<Option<Value>> {
        loop {
            if let Some(rows) = &mut self.rows {
                let next = guard::caught(|| rows.next().transpose());
                if let Some(row) = next.map_err(|what| self.bad(what))? {
                    self.row += 1;
                    return Ok(Some(object(&row)));
                }
                self.rows = None;
            }
            if self.group == self.file.metadata.num_row_groups() {
                return Ok(None);
            }
            let group = Group { file: self.file.clone(), index: self.group };
            self.group += 1;
            let rows = guard::caught(|| TreeBuilder::new().as_iter(self.projection.clone(), &group));
            self.rows = Some(rows.map_err(|what| self.bad(what))?);
        }
    }

    /// Where the row read last stands.
    pub fn place(&self) -> Place {
        Place { path: self.file.path.clone(), at: At::Row(self.row) }
    }

    fn bad(&self, what: String) -> Error {
        Error::format(&self.file.path, FORMAT, format!("row group {}: {what}", self.group.saturating_sub(1)))
    }
}

/// One row group, for the decoder: its pages come through our checks.
struct Group {
    file: Arc<Opened>,
    index: usize,
}

impl RowGroupReader for Group {
    fn metadata(&self) -> &RowGroupMetaData {
        self.file.metadata.row_group(self.index)
    }

    fn num_columns(&self) -> usize {
        self.metadata().num_columns()
    }

    fn get_column_page_reader(&self, column: usize) -> DecoderResult<Box<dyn PageReader>> {
        let (rows, chunk) = (self.metadata().num_rows(), self.metadata().column(column));
        let checked = claims::check_chunk(&self.file.map, chunk, rows);
        let pages = checked.and_then(|()| pages::Pages::new(self.file.map.clone(), chunk));
        Ok(Box::new(pages.map_err(|what| ParquetError::General(format!("{}: {what}", chunk.column_path())))?))
    }

    fn get_column_bloom_filter(&self, _: usize) -> Option<&Sbbf> {
        None
    }

    fn get_row_iter(&self, projection: Option<Type>) -> DecoderResult<RowIter<'_>> {
        RowIter::from_row_group(projection, self)
    }
}

fn object(row: &Row) -> Value {
    Value::Object(row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect::<Object<_, _>>())
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(flag) => (*flag).into(),
        Field::Byte(number) => (*number).into(),
        Field::Short(number) => (*number).into(),
        Field::Int(number) => (*number).into(),
        Field::Long(number) => (*number).into(),
        Field::UByte(number) => (*number).into(),
        Field::UShort(number) => (*number).into(),
        Field::UInt(number) => (*number).into(),
        Field::ULong(number) => (*number).into(),
        Field::Float16(number) => number.to_f32().into(),
        Field::Float(number) => (*number).into(),
        Field::Double(number) => (*number).into(),
        Field::Str(text) => text.as_str().into(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into(),
        Field::Group(row) => object(row),
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        // Times, decimals and maps say nothing that is a message; they are there to be named.
        other => other.to_string().into(),
    }
}
