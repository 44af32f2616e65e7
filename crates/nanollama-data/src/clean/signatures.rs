//! The signatures of documents as a parquet file: what an engine that spans machines finds duplicates by.
//!
//! A row is a document that the other rules leave: `file` as it is named on this machine, `document` (its number in the file, from
//! 0), `minima` (a list of 120 32-bit numbers; two documents agree in about that share of them which their sets of five-word runs
//! have in common).

use std::path::Path;

use nanollama_store::parquet::{Cell, Kind, Writer};

use super::cleaner::{Cleaner, KEPT};
use super::duplicates::RUN;
use super::groups::{Found, Text, Texts, Told, each};
use super::sketch::minima;
use super::words::{runs, words};
use crate::error::Result;
use crate::source::{Reading, Sources};

/// Writes them, and gives how many there are and how many documents were read.
///
/// # Errors
/// When a source cannot be read, or the disk refuses.
pub(crate) fn write(
    cleaner: &Cleaner,
    (lists, reading): (&[&Sources], &Reading),
    path: &Path,
    told: &mut Told<'_>,
) -> Result<(u64, u64)> {
    let columns = [("file", Kind::Text), ("document", Kind::Integer), ("minima", Kind::Integers)];
    let mut writer = Writer::create(path, &columns)?;
    let names: Vec<String> =
        lists.iter().flat_map(|sources| &sources.files).map(|source| source.path.display().to_string()).collect();
    let work = |text: &mut Text| {
        let verdict = cleaner.listed(text.file, text.in_file).unwrap_or_else(|| cleaner.judge(&mut text.text).0);
        let of = || minima(&runs(&words(&text.text), RUN)).map(|minima| minima.map(u64::from).to_vec());
        Found { verdict, numbers: (verdict == KEPT).then(of).flatten().unwrap_or_default() }
    };
    let (mut written, mut read) = (0, 0);
    let mut take = |text: &Text, found: Found| {
        read += 1;
        if found.numbers.is_empty() {
            return Ok(());
        }
        written += 1;
        let minima: Vec<i32> = found.numbers.iter().map(|number| *number as u32 as i32).collect();
        let row = [Cell::Text(&names[text.file]), Cell::Integer(text.in_file as i64), Cell::Integers(&minima)];
        Ok(writer.row(&row)?)
    };
    each(&mut Texts::new(lists, reading), &|_| true, &work, &mut take, told)?;
    writer.finish()?;
    Ok((written, read))
}
