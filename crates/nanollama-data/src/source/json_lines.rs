//! JSON lines as documents: one text field a line. Only that field is built; the others are passed over while parsing.

use std::fmt;
use std::io::BufRead;
use std::path::PathBuf;

use nanollama_store::jsonl::Lines;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::error::{Error, Result};

/// Documents of one JSONL text.
pub(super) struct JsonLineDocuments<R> {
    name: PathBuf,
    lines: Lines<R>,
    column: String,
    /// Whether the column was typed: then a line of conversations may be read for it.
    column_was_named: bool,
    bytes_read: u64,
}

impl<R: BufRead> JsonLineDocuments<R> {
    pub(super) fn new(name: PathBuf, lines: Lines<R>, column: Option<&str>) -> Self {
        let column_was_named = column.is_some();
        Self { name, lines, column: column.unwrap_or("text").to_owned(), column_was_named, bytes_read: 0 }
    }

    /// Bytes of the lines read so far.
    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Puts the next line's text into `into` (emptied first); false at the end. Blank lines are passed over.
    pub(super) fn next_into(&mut self, into: &mut String) -> Result<bool> {
        into.clear();
        loop {
            let Some(line) = self.lines.next_line()? else { return Ok(false) };
            self.bytes_read += line.len() as u64 + 1;
            if line.trim().is_empty() {
                continue;
            }
            let mut parser = serde_json::Deserializer::from_str(line);
            let field = TextField { column: &self.column, into };
            let found = field.deserialize(&mut parser).and_then(|found| parser.end().map(|()| found));
            let found = match found {
                Ok(found) => found,
                Err(error) => {
                    let what = format!("no JSON object: {error}");
                    return Err(self.lines.fail(what).into());
                }
            };
            if found.text {
                return Ok(true);
            }
            let (path, line) = (self.name.clone(), self.lines.number());
            if found.fields.iter().any(|field| field == "messages") && !self.column_was_named {
                return Err(Error::ConversationsAsText { path, line });
            }
            let found = match (found.other_type, found.fields.as_slice()) {
                (true, _) => "the field holds no string".to_owned(),
                (false, []) => "the object is empty".to_owned(),
                (false, fields) => format!("the line has {}", fields.join(", ")),
            };
            return Err(Error::NoText { path, line, column: self.column.clone(), found });
        }
    }
}

/// Picks one string out of an object.
struct TextField<'a> {
    column: &'a str,
    into: &'a mut String,
}

/// What an object held.
#[derive(Default)]
struct Found {
    text: bool,
    other_type: bool,
    /// Names of the other fields, at most a handful, for messages.
    fields: Vec<String>,
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
        let mut found = Found::default();
        while let Some(key) = map.next_key::<String>()? {
            if key == self.column {
                let value = map.next_value::<StringOrOther>()?;
                (found.text, found.other_type) = (value.0.is_some(), value.0.is_none());
                if let Some(text) = value.0 {
                    *self.into = text;
                }
            } else {
                map.next_value::<IgnoredAny>()?;
                if found.fields.len() < 12 {
                    found.fields.push(key);
                }
            }
        }
        Ok(found)
    }
}

/// A string, or the news that the value was something else.
struct StringOrOther(Option<String>);

impl<'de> serde::Deserialize<'de> for StringOrOther {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(text) => Self(Some(text)),
            _ => Self(None),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, column: Option<&str>) -> Result<Vec<String>> {
        let mut documents = JsonLineDocuments::new("f.jsonl".into(), Lines::new("f.jsonl", text.as_bytes()), column);
        let (mut all, mut into) = (Vec::new(), String::new());
        while documents.next_into(&mut into)? {
            all.push(into.clone());
        }
        Ok(all)
    }

    #[test]
    fn one_field_of_each_line() {
        let text = "{\"id\": [1, {}], \"text\": \"a\\nb\"}\n\n{\"text\":\"c\",\"body\":\"d\"}\r\n";
        assert_eq!(read(text, None).unwrap(), ["a\nb", "c"]);
        assert_eq!(read("{\"messages\":[], \"body\":\"d\"}", Some("body")).unwrap(), ["d"]);
    }

    #[test]
    fn every_failure_names_its_line() {
        for (text, part) in [
            ("{\"text\":\"a\"}\n{\"body\":1,\"id\":2}", "f.jsonl:2: no text in `text`: the line has body, id"),
            ("{\"text\":7}", "holds no string"),
            ("{}", "the object is empty"),
            ("{\"messages\":[]}", "f.jsonl:1: these are conversations"),
            ("[1]", "f.jsonl:1: no JSON object"),
            ("{\"text\":\"a\"} x", "f.jsonl:1: no JSON object"),
            ("{\"text\":\"a", "f.jsonl:1: no JSON object"),
        ] {
            let message = read(text, None).unwrap_err().to_string();
            assert!(message.contains(part), "{message}");
        }
    }
}
