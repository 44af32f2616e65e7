//! Parquet against pyarrow: whole rows as JSON, and each column of texts as the reader of documents has it.

use std::path::Path;

use nanollama_store::Error;
use nanollama_store::parquet::{Rows, TextColumn, columns};
use serde_json::{Value, json};

use crate::base64;
use crate::kind::{Difference, Kind, Verdict, refusal};

pub(crate) struct Parquet;

/// What the reader refuses by name though the reference reads it.
const REFUSALS: &[(&str, &str)] = &[];

impl Kind for Parquet {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn judge(&self, _case: &Value, theirs: &Value) -> Verdict {
        let written = tempfile::tempdir().and_then(|folder| {
            let path = folder.path().join("x.parquet");
            std::fs::write(&path, base64::decode(theirs["file"].as_str().unwrap_or_default())).map(|()| (folder, path))
        });
        let (_folder, path) = match written {
            Ok(written) => written,
            Err(error) => return Verdict::Unanswered(error.to_string()),
        };
        for found in [rows(&path, &theirs["rows"]), texts(&path, &theirs["texts"])] {
            match found {
                Ok(None) => {}
                Ok(Some(difference)) => return Verdict::Differs(difference),
                Err(error) => return refusal(&error.to_string(), REFUSALS, &json!("a file that it wrote")),
            }
        }
        Verdict::Same
    }
}

/// Where the rows of a file differ.
fn rows(path: &Path, theirs: &Value) -> Result<Option<Difference>, Error> {
    let mut rows = Rows::open(path, |_| true)?;
    let mut number = 0;
    loop {
        let (ours, theirs) = (rows.next_row()?, theirs.get(number));
        let same = match (&ours, theirs) {
            (None, None) => return Ok(None),
            (Some(ours), Some(theirs)) => same(ours, theirs),
            _ => false,
        };
        if !same {
            let shown = |row: Option<&Value>| row.map_or("no such row".to_owned(), Value::to_string);
            let (ours, theirs) = (shown(ours.as_ref()), shown(theirs));
            return Ok(Some(Difference { what: "row", input: number.to_string(), ours, theirs }));
        }
        number += 1;
    }
}

/// What has no JSON of its own is there, or is null.
fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (_, Value::Object(_)) if *theirs == json!({"other": true}) => !ours.is_null(),
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Object(ours), Value::Object(theirs)) => {
            let there = |(key, ours): (&String, &Value)| theirs.get(key).is_some_and(|theirs| same(ours, theirs));
            ours.len() == theirs.len() && ours.iter().all(there)
        }
        _ => ours == theirs,
    }
}

/// Where a column of texts differs.
fn texts(path: &Path, theirs: &Value) -> Result<Option<Difference>, Error> {
    let theirs: Vec<(&str, &Value)> =
        theirs.as_array().into_iter().flatten().filter_map(|pair| Some((pair[0].as_str()?, &pair[1]))).collect();
    let ours: Vec<String> =
        columns(path)?.into_iter().filter(|column| column.is_text).map(|column| column.name).collect();
    let named: Vec<&str> = theirs.iter().map(|(name, _)| *name).collect();
    if ours != named {
        let (ours, theirs) = (ours.join(", "), named.join(", "));
        return Ok(Some(Difference { what: "columns of texts", input: "the schema".to_owned(), ours, theirs }));
    }
    for (name, theirs) in theirs {
        let ours = column(path, name)?;
        if ours != *theirs {
            let input = format!("column {name}");
            return Ok(Some(Difference { what: "texts", input, ours: ours.to_string(), theirs: theirs.to_string() }));
        }
    }
    Ok(None)
}

/// The texts of a column, null where there is none; `{"bad": true}` for what is no UTF-8.
fn column(path: &Path, name: &str) -> Result<Value, Error> {
    let column = TextColumn::open(path, name)?;
    let mut found = Vec::new();
    for group in 0..column.groups() {
        let mut texts = column.group(group)?;
        loop {
            match texts.next_row() {
                Ok(None) => break,
                Ok(Some(text)) => found.push(json!(text)),
                Err(Error::Row { .. }) => found.push(json!({"bad": true})),
                Err(error) => return Err(error),
            }
        }
    }
    Ok(found.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_json_is_there_or_null() {
        let theirs = json!({"a": [1, {"other": true}], "b": null});
        assert!(same(&json!({"b": null, "a": [1, "2025-01-02"]}), &theirs));
        for wrong in [json!({"a": [1, null], "b": null}), json!({"a": [1], "b": null}), json!({"a": [1, "x"]})] {
            assert!(!same(&wrong, &theirs), "{wrong}");
        }
    }
}
