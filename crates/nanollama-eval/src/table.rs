//! The rows of a task's file, JSONL or parquet, packed or not, and their fields by name. Which file a task has is the task's matter.

use std::path::{Path, PathBuf};

use nanollama_store::json_rows::JsonRows;
use nanollama_store::parquet::Rows;
use nanollama_store::text::Text;
use serde_json::Value;

use crate::error::{Error, Result};

/// All rows of a file.
pub(crate) struct Table {
    path: PathBuf,
    rows: Vec<Value>,
}

impl Table {
    /// Reads the first of `names` that `folder` has.
    ///
    /// # Errors
    /// [`Error::Missing`] when it has none of them; what reading reports.
    pub(crate) fn find(task: &str, folder: &Path, names: &[&str]) -> Result<Table> {
        Table::read(&find(task, folder, names)?)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, or has a row that is no object.
    pub(crate) fn read(path: &Path) -> Result<Table> {
        let mut rows = Vec::new();
        if path.extension().is_some_and(|end| end == "parquet") {
            let mut found = Rows::open(path, |_| true)?;
            while let Some(row) = found.next_row()? {
                rows.push(row);
            }
        } else {
            let mut found = JsonRows::new(path, Text::open(path, None)?, |_| false)?;
            while let Some(row) = found.next_row()? {
                rows.push(row.value()?);
            }
        }
        Ok(Table { path: path.into(), rows })
    }

    /// How many rows.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// A field of a row; a dot leads into an object.
    fn field(&self, row: usize, name: &str) -> Result<&Value> {
        let found = name.split('.').try_fold(&self.rows[row], |value, part| value.get(part));
        found.ok_or_else(|| self.bad(row, format!("it has no field {name:?}")))
    }

    /// A text.
    pub(crate) fn text(&self, row: usize, name: &str) -> Result<&str> {
        self.field(row, name)?.as_str().ok_or_else(|| self.bad(row, format!("its field {name:?} is no text")))
    }

    /// A list of texts with at least one.
    pub(crate) fn texts(&self, row: usize, name: &str) -> Result<Vec<&str>> {
        let list = self.field(row, name)?.as_array().filter(|list| !list.is_empty());
        let texts = list.and_then(|list| list.iter().map(Value::as_str).collect());
        texts.ok_or_else(|| self.bad(row, format!("its field {name:?} is no list of texts")))
    }

    /// The place of the right one of `count` options: a whole number, or one written as a text.
    pub(crate) fn gold(&self, row: usize, name: &str, count: usize) -> Result<usize> {
        let value = self.field(row, name)?;
        let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
        let number = number.and_then(|number| usize::try_from(number).ok()).filter(|number| *number < count);
        number.ok_or_else(|| self.bad(row, format!("its field {name:?} is {value}, and there are {count} options")))
    }

    /// An error of a row.
    pub(crate) fn bad(&self, row: usize, what: String) -> Error {
        Error::Row { path: self.path.clone(), row: row + 1, what }
    }
}

/// The first of `names` that `folder` has.
///
/// # Errors
/// [`Error::Missing`].
pub(crate) fn find(task: &str, folder: &Path, names: &[&str]) -> Result<PathBuf> {
    let found = names.iter().map(|name| folder.join(name)).find(|path| path.is_file());
    found.ok_or_else(|| Error::Missing { task: task.into(), folder: folder.into(), wanted: names.join(" or ") })
}
