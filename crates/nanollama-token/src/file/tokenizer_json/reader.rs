//! The reader's state (the file's name, which stands in every message), and one step of the file: an object whose every
//! field is read, or refused by its name.

use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// Reads one file.
pub(super) struct Reader<'a> {
    pub(super) name: &'a str,
}

/// An object with a `type`, and where it stands.
pub(super) struct StepJson<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) field: String,
    pub(super) object: &'a Map<String, Value>,
}

impl Reader<'_> {
    /// A field that holds what is not read.
    pub(super) fn error(&self, field: impl Into<String>, found: impl Into<String>, expected: &str) -> Error {
        Error::field(self.name, field, found, expected)
    }

    /// The steps of a value: none where it is null, those of a `Sequence` (its list is called `list`), or the one it is.
    pub(super) fn steps<'a>(&'a self, field: &str, value: &'a Value, list: &str) -> Result<Vec<StepJson<'a>>> {
        let mut steps = Vec::new();
        self.add_steps(field.to_owned(), value, list, &mut steps)?;
        Ok(steps)
    }

    fn add_steps<'a>(&'a self, field: String, value: &'a Value, list: &str, out: &mut Vec<StepJson<'a>>) -> Result<()> {
        let object = match value {
            Value::Null => return Ok(()),
            Value::Object(object) => object,
            other => return Err(self.error(field, other.to_string(), "an object with a type, or null")),
        };
        let step = StepJson { reader: self, field, object };
        if step.kind() != "Sequence" {
            out.push(step);
            return Ok(());
        }
        step.only(&[list])?;
        let Some(Value::Array(values)) = object.get(list) else {
            return Err(step.refused(list, "a list of steps"));
        };
        for (index, value) in values.iter().enumerate() {
            self.add_steps(format!("{}.{list}[{index}]", step.field), value, list, out)?;
        }
        Ok(())
    }
}

impl<'a> StepJson<'a> {
    pub(super) fn kind(&self) -> &'a str {
        self.object.get("type").and_then(Value::as_str).unwrap_or_default()
    }

    /// Refuses fields other than `type` and these.
    pub(super) fn only(&self, known: &[&str]) -> Result<()> {
        let unknown = self.object.keys().find(|key| *key != "type" && !known.contains(&key.as_str()));
        match unknown {
            Some(key) => Err(self.refused(key, "no such field")),
            None => Ok(()),
        }
    }

    /// A field of the step that holds what is not read.
    pub(super) fn refused(&self, key: &str, expected: &str) -> Error {
        let found = self.object.get(key).map_or("missing".to_owned(), Value::to_string);
        self.reader.error(format!("{}.{key}", self.field), found, expected)
    }

    /// A step of a kind that is not read.
    pub(super) fn unknown(&self, expected: &str) -> Error {
        self.refused("type", expected)
    }

    pub(super) fn flag(&self, key: &str, default: bool) -> Result<bool> {
        match self.object.get(key) {
            None => Ok(default),
            Some(Value::Bool(value)) => Ok(*value),
            Some(_) => Err(self.refused(key, "true or false")),
        }
    }

    pub(super) fn text(&self, key: &str) -> Result<&'a str> {
        self.object.get(key).and_then(Value::as_str).ok_or_else(|| self.refused(key, "a text"))
    }

    pub(super) fn character(&self, key: &str) -> Result<char> {
        let text = self.text(key)?;
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(character),
            _ => Err(self.refused(key, "one character")),
        }
    }

    pub(super) fn count(&self, key: &str) -> Result<usize> {
        let count = self.object.get(key).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
        count.ok_or_else(|| self.refused(key, "a number of characters"))
    }

    /// A `pattern` that is a plain text, never empty.
    pub(super) fn plain_pattern(&self) -> Option<&'a str> {
        let pattern = self.object.get("pattern")?.as_object()?;
        let text = pattern.get("String").and_then(Value::as_str).filter(|text| !text.is_empty());
        text.filter(|_| pattern.len() == 1)
    }
}
