//! Documents that a list says to leave out: what a search over a corpus larger than one machine has found.
//!
//! A row names a file and a document in it, counted from 0: the columns `file` and `document` of parquet or JSON rows.

use std::path::Path;

use nanollama_store::json_rows::JsonRows;
use nanollama_store::parquet::Rows;
use nanollama_store::place::Place;
use nanollama_store::text::Text;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::source::Sources;

/// Bits of a document's number in its file.
const BITS: u32 = 40;

/// The documents of these sources that are listed, in ascending order.
#[derive(Debug, Default)]
pub(super) struct Listed {
    documents: Vec<u64>,
    /// Rows of the list that name a file which is not here.
    pub(super) elsewhere: u64,
}

impl Listed {
    /// Reads a list; files count through all of `lists`.
    ///
    /// # Errors
    /// When it cannot be read, or a row says nothing of file or document.
    pub(super) fn read(path: &Path, lists: &[&Sources]) -> Result<Self> {
        let mut names: Vec<(String, u64)> = Vec::new();
        for source in lists.iter().flat_map(|sources| &sources.files) {
            names.push((source.path.display().to_string(), names.len() as u64));
        }
        names.sort_unstable();
        let mut listed = Listed::default();
        if path.extension().is_some_and(|end| end == "parquet") {
            let mut rows = Rows::open(path, |name| name == "file" || name == "document")?;
            while let Some(row) = rows.next_row()? {
                listed.take(&row, &names, &rows.place())?;
            }
        } else {
            let mut rows = JsonRows::new(path, Text::open(path, None)?, |_| false)?;
            while let Some(row) = rows.next_row()? {
                let row = row.value()?;
                listed.take(&row, &names, &rows.place())?;
            }
        }
        listed.documents.sort_unstable();
        Ok(listed)
    }

    fn take(&mut self, row: &Value, names: &[(String, u64)], place: &Place) -> Result<()> {
        let what = |what: &str| Error::Cleaning { name: place.to_string(), what: what.into() };
        let file = row.get("file").and_then(Value::as_str).ok_or_else(|| what("no text in `file`"))?;
        let document = row.get("document").and_then(Value::as_u64).filter(|number| *number < 1 << BITS);
        let document = document.ok_or_else(|| what("no number of a document in `document`"))?;
        match names.binary_search_by(|(name, _)| name.as_str().cmp(file)) {
            Ok(found) => self.documents.push(names[found].1 << BITS | document),
            Err(_) => self.elsewhere += 1,
        }
        Ok(())
    }

    /// Whether a file's document is listed.
    pub(super) fn has(&self, file: usize, document: u64) -> bool {
        self.documents.binary_search(&((file as u64) << BITS | document)).is_ok()
    }

    /// How many rows name files that are here.
    pub(super) fn here(&self) -> u64 {
        self.documents.len() as u64
    }
}
