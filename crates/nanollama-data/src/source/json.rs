//! Rows of JSON as documents: one text field a row, or a row that is a text. Only that field is built; the others are passed over while parsing.

use std::fmt;
use std::io::BufRead;

use nanollama_store::json_rows::JsonRows;
use nanollama_store::place::Place;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::next::Next;
use crate::error::{Error, Result};

/// Documents of one text of JSON rows.
pub(super) struct JsonDocuments<R> {
    rows: JsonRows<R>,
    column: String,
    /// Whether the column was typed: then a row of conversations may be read for it.
    column_was_named: bool,
}

impl<R: BufRead> JsonDocuments<R> {
    pub(super) fn new(rows: JsonRows<R>, column: Option<&str>) -> Self {
        Self { rows, column: column.unwrap_or("text").to_owned(), column_was_named: column.is_some() }
    }

    /// Where the row read last stands.
    pub(super) fn place(&self) -> Place {
        self.rows.place()
    }

    /// Puts the next row's text into `into` (emptied first).
    pub(super) fn next_into(&mut self, into: &mut String) -> Result<Next> {
        into.clear();
        let Some(row) = self.rows.next_row()? else { return Ok(Next::End) };
        let mut fields = Vec::new();
        let found = row.parse(|text| {
            into.clear();
            fields.clear();
            let mut parser = serde_json::Deserializer::from_str(text);
            let bare = !self.column_was_named;
            let field = TextField { path: Some(&self.column), bare, into, fields: &mut fields };
            let found = field.deserialize(&mut parser)?;
            parser.end().map(|()| found)
        })?;
        let found = match found {
            Found::Text => return Ok(Next::Text),
            Found::Null => return Ok(Next::Null),
            Found::Other(what) => what.to_owned(),
            Found::Nothing if fields.iter().any(|name| name == "messages") && !self.column_was_named => {
                return Err(Error::ConversationsAsText { place: row.place() });
            }
            Found::Nothing if fields.is_empty() => "the object is empty".to_owned(),
            Found::Nothing => format!("the row has {}", fields.join(", ")),
        };
        Err(Error::NoText { place: row.place(), column: self.column.clone(), found })
    }
}

/// What is at the end of a path.
enum Found {
    Text,
    Null,
    Nothing,
    Other(&'static str),
}

/// Picks one string out of an object.
struct TextField<'a> {
    /// What is left of the way: a field, or fields of objects inside each other with dots between; None at its end.
    path: Option<&'a str>,
    /// Whether a row may be the text itself.
    bare: bool,
    into: &'a mut String,
    /// Names of the other fields, at most a handful, for messages.
    fields: &'a mut Vec<String>,
}

/// What is left of `path` behind the field `key`; None when the way does not lead there.
fn behind<'p>(path: Option<&'p str>, key: &str) -> Option<Option<&'p str>> {
    match path?.strip_prefix(key)? {
        "" => Some(None),
        rest => rest.strip_prefix('.').map(Some),
    }
}

impl TextField<'_> {
    fn other(&self, what: &'static str) -> Found {
        match self.path {
            None => Found::Other(what),
            Some(_) => Found::Other("the row is no object, or not one down to there"),
        }
    }
}

impl<'de> DeserializeSeed<'de> for TextField<'_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TextField<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Found, M::Error> {
        let mut found = match self.path {
            None => Found::Other("the field holds an object"),
            Some(_) => Found::Nothing,
        };
        while let Some(key) = map.next_key::<String>()? {
            if let Some(path) = behind(self.path, &key) {
                let inside =
                    map.next_value_seed(TextField { path, bare: false, into: self.into, fields: self.fields })?;
                // A name with a dot may be a field of its own beside one that only begins like it.
                if !matches!(inside, Found::Nothing) {
                    found = inside;
                }
            } else {
                map.next_value::<IgnoredAny>()?;
                if self.fields.len() < 12 {
                    self.fields.push(key);
                }
            }
        }
        Ok(found)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Found, S::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(self.other("the field holds a list"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Found, E> {
        if self.path.is_some() && !self.bare {
            return Ok(self.other(""));
        }
        self.into.clear();
        self.into.push_str(text);
        Ok(Found::Text)
    }

    fn visit_unit<E>(self) -> Result<Found, E> {
        Ok(Found::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Found, E> {
        Ok(self.other("the field holds true or false"))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Found, E> {
        Ok(self.other("the field holds a number"))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Found, E> {
        Ok(self.other("the field holds a number"))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Found, E> {
        Ok(self.other("the field holds a number"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, column: Option<&str>) -> Result<Vec<String>> {
        let rows = JsonRows::new("f.jsonl", text.as_bytes(), |_| false)?;
        let mut documents = JsonDocuments::new(rows, column);
        let (mut all, mut into) = (Vec::new(), String::new());
        loop {
            match documents.next_into(&mut into)? {
                Next::End => return Ok(all),
                Next::Text | Next::Part => all.push(into.clone()),
                Next::Null => all.push("null".into()),
            }
        }
    }

    #[test]
    fn one_field_of_each_row() {
        let text = "{\"id\": [1, {}], \"text\": \"a\\nb\"}\n\n{\"text\":\"c\",\"body\":\"d\"}\r\n{\"text\": null}";
        assert_eq!(read(text, None).unwrap(), ["a\nb", "c", "null"]);
        assert_eq!(read("{\"messages\":[], \"body\":\"d\"}", Some("body")).unwrap(), ["d"]);
        assert_eq!(read("[{\"text\":\"a\"},\n {\"text\":\"b\", \"n\": NaN}]", None).unwrap(), ["a", "b"]);
        assert_eq!(read("[\"a\", \"b\\n\"]", None).unwrap(), ["a", "b\n"]);
        assert_eq!(read("\"a\"\n{\"text\":\"b\"}", None).unwrap(), ["a", "b"]);
        let nested = "{\"meta\": {\"text\": \"a\", \"n\": 1}, \"metal\": {\"text\": \"b\"}}";
        assert_eq!(read(nested, Some("meta.text")).unwrap(), ["a"]);
        assert_eq!(read("{\"a.b\": \"c\", \"a\": {\"x\": 1}}", Some("a.b")).unwrap(), ["c"]);
    }

    #[test]
    fn every_failure_names_its_line() {
        for (text, part) in [
            ("{\"text\":\"a\"}\n{\"body\":1,\"id\":2}", "f.jsonl:2: no text in `text`: the row has body, id"),
            ("{\"text\":7}", "holds a number"),
            ("{\"text\":{}}", "holds an object"),
            ("{}", "the object is empty"),
            ("{\"messages\":[]}", "f.jsonl:1: these are conversations"),
            ("{\"a\":{\"text\":\"b\"}}", "the row has a"),
            ("[1]", "f.jsonl:1 (item 1): no text in `text`: the row is no object"),
            ("{\"text\":\"a\"} x", "f.jsonl:1: no valid JSON, column 14"),
            ("{\"text\":\"a", "f.jsonl:1: no valid JSON, column 10"),
        ] {
            let message = read(text, None).unwrap_err().to_string();
            assert!(message.contains(part), "{message}");
        }
        assert!(read("\"a\"", Some("body")).unwrap_err().to_string().contains("the row is no object"));
    }
}
