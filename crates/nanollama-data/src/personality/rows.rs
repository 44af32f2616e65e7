//! The rows of one file of a personality: each a text, or a conversation that becomes one.

use nanollama_store::json_rows::JsonRows;
use nanollama_store::parquet;
use nanollama_store::place::{At, Place};
use nanollama_store::text::Text;
use serde_json::Value;

use super::document::Document;
use super::plain::plain;
use super::{Personality, PersonalityReading};
use crate::conversation::{is_known, is_list_of_messages, messages_of_row};
use crate::error::{Error, Result};
use crate::source::{Documents, Reading, Source, SourceKind, Sources};

/// The field that holds the text, unless another is named.
const TEXT: &str = "text";

impl Personality {
    /// Takes in all of a file.
    pub(super) fn take_file(&mut self, source: Source, reading: &PersonalityReading, plain: &Reading) -> Result<()> {
        match source.kind {
            SourceKind::Text => self.take_text(source, plain),
            SourceKind::Json => {
                let text = match source.bytes {
                    Some(_) => Text::open(&source.path, reading.encoding)?,
                    None => Text::stdin(reading.encoding)?,
                };
                let mut rows = JsonRows::new(&source.path, text, is_list_of_messages)?;
                loop {
                    let row = match rows.next_row() {
                        Ok(None) => return Ok(()),
                        Ok(Some(row)) => row.value(),
                        Err(error) => Err(error),
                    };
                    self.take_row(rows.place(), row.map_err(Error::from), reading)?;
                }
            }
            SourceKind::Parquet => {
                let column = reading.text_column.as_deref().unwrap_or(TEXT);
                let mut rows = parquet::Rows::open(&source.path, |name| name == column || is_known(name))?;
                while let Some(row) = rows.next_row()? {
                    self.take_row(rows.place(), Ok(row), reading)?;
                }
                Ok(())
            }
        }
    }

    /// A plain text: a document, or what stands between separators.
    fn take_text(&mut self, source: Source, reading: &Reading) -> Result<()> {
        let place = Place { path: source.path.clone(), at: At::Whole };
        let left_out = crate::left_out::LeftOut::new(reading.strict);
        let mut documents = Documents::new(Sources { files: vec![source], left_out }, reading.clone());
        let mut text = String::new();
        let before = self.documents.len();
        while documents.next_into(&mut text)?.is_some() {
            self.documents.push(Document { text: std::mem::take(&mut text), place: place.clone() });
        }
        if self.documents.len() == before {
            self.empty.push(place.to_string());
        }
        Ok(())
    }

    /// Takes a row in, or notes why it cannot be.
    fn take_row(&mut self, place: Place, row: Result<Value>, reading: &PersonalityReading) -> Result<()> {
        let read = match row {
            Ok(row) => self.text_of(row, reading).map_err(|what| format!("{place}: {what}")),
            Err(error) if error.is_of_a_row() => Err(error.to_string()),
            Err(error) => return Err(error),
        };
        match read {
            Ok(text) if !text.trim().is_empty() => self.documents.push(Document { text, place }),
            Ok(_) if reading.strict => {
                return Err(Error::LeftOut { place: place.to_string(), what: "rows without text" });
            }
            Ok(_) => self.empty.push(place.to_string()),
            Err(what) => self.bad.push(what),
        }
        Ok(())
    }

    /// The text of a row; a row may be the text itself.
    fn text_of(&mut self, row: Value, reading: &PersonalityReading) -> Result<String, String> {
        let column = reading.text_column.as_deref();
        if let Value::String(text) = row {
            return match column {
                None => Ok(text),
                Some(column) => Err(format!("no text in `{column}`: the row is a text")),
            };
        }
        let field = column.unwrap_or(TEXT);
        match at_path(&row, field) {
            Some(Value::String(text)) => return Ok(text.clone()),
            Some(Value::Null) if column.is_some() => return Ok(String::new()),
            None | Some(Value::Null) => {}
            Some(_) => return Err(format!("no text in `{field}`: it is no string")),
        }
        if column.is_some() {
            return Err(format!("no text in `{field}`: there is no such field"));
        }
        // A row that has the field and nothing in it, and no conversation either, says nothing.
        let empty = at_path(&row, field).is_some();
        match messages_of_row(row, &reading.roles, &mut self.ignored) {
            Ok(messages) => {
                self.conversations += 1;
                plain(&messages)
            }
            Err(_) if empty => Ok(String::new()),
            Err(what) => Err(format!("no `text`, and no conversation: {what}")),
        }
    }
}

/// The value of a field, or of one inside of others, with dots between.
fn at_path<'a>(row: &'a Value, path: &str) -> Option<&'a Value> {
    let object = row.as_object()?;
    let inside = |(at, _)| at_path(object.get(&path[..at])?, &path[at + 1..]);
    object.get(path).or_else(|| path.match_indices('.').find_map(inside))
}
