//! Parquet rows as documents: one text column, row group by row group.

use std::path::Path;

use nanollama_store::parquet::{TextColumn, Texts};

use crate::error::Result;

/// Documents of one parquet file.
pub(super) struct ParquetDocuments {
    column: TextColumn,
    /// The row group in hand, and its rows.
    group: usize,
    texts: Option<Texts>,
    nulls: u64,
}

impl ParquetDocuments {
    pub(super) fn open(path: &Path, column: &str) -> Result<Self> {
        Ok(Self { column: TextColumn::open(path, column)?, group: 0, texts: None, nulls: 0 })
    }

    /// Rows without a text so far.
    pub(super) fn nulls(&self) -> u64 {
        self.nulls
    }

    /// How much of `bytes` is behind, by whole row groups.
    pub(super) fn share_of(&self, bytes: u64) -> u64 {
        let share = u128::from(bytes) * self.group as u128 / self.column.groups().max(1) as u128;
        // A share of a u64 is one.
        share as u64
    }

    /// Puts the next row's text into `into` (emptied first); false at the end. Rows of null are passed over and counted.
    pub(super) fn next_into(&mut self, into: &mut String) -> Result<bool> {
        into.clear();
        while self.group < self.column.groups() {
            let texts = match &mut self.texts {
                Some(texts) => texts,
                slot => slot.insert(self.column.group(self.group)?),
            };
            if let Some(text) = texts.next_text()? {
                into.push_str(text);
                return Ok(true);
            }
            self.nulls += texts.nulls();
            self.texts = None;
            self.group += 1;
        }
        Ok(false)
    }
}
