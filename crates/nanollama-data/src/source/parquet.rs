//! Parquet rows as documents: one text column, row group by row group.

use std::path::Path;

use nanollama_store::parquet::{TextColumn, Texts};
use nanollama_store::place::{At, Place};

use super::next::Next;
use crate::error::Result;

/// Documents of one parquet file.
pub(super) struct ParquetDocuments {
    column: TextColumn,
    /// The row group in hand, and its rows.
    group: usize,
    texts: Option<Texts>,
}

impl ParquetDocuments {
    pub(super) fn open(path: &Path, column: &str) -> Result<Self> {
        Ok(Self { column: TextColumn::open(path, column)?, group: 0, texts: None })
    }

    /// Where the row read last stands.
    pub(super) fn place(&self) -> Place {
        let all = || Place { path: self.column.path().into(), at: At::Whole };
        self.texts.as_ref().map_or_else(all, Texts::place)
    }

    /// How much of `bytes` is behind, by whole row groups.
    pub(super) fn share_of(&self, bytes: u64) -> u64 {
        let share = u128::from(bytes) * self.group as u128 / self.column.groups().max(1) as u128;
        // A share of a u64 is one.
        share as u64
    }

    /// Puts the next row's text into `into` (emptied first).
    pub(super) fn next_into(&mut self, into: &mut String) -> Result<Next> {
        into.clear();
        while self.group < self.column.groups() {
            let texts = match &mut self.texts {
                Some(texts) => texts,
                slot => slot.insert(self.column.group(self.group)?),
            };
            match texts.next_row()? {
                Some(Some(text)) => {
                    into.push_str(text);
                    return Ok(Next::Text);
                }
                Some(None) => return Ok(Next::Null),
                None => (self.texts, self.group) = (None, self.group + 1),
            }
        }
        Ok(Next::End)
    }
}
