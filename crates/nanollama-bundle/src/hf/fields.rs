//! The fields of a JSON object, with messages that name file and field.

use std::path::Path;

use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// An object whose fields are read with messages that name file and field.
pub(crate) struct Fields<'a> {
    pub(crate) path: &'a Path,
    pub(crate) object: &'a Map<String, Value>,
}

impl<'a> Fields<'a> {
    /// The field, unless it is absent or null.
    pub(crate) fn get(&self, field: &str) -> Option<&'a Value> {
        self.object.get(field).filter(|value| !value.is_null())
    }

    pub(crate) fn wrong(&self, field: &str, value: &Value, wanted: &str) -> Error {
        let text: String = value.to_string().chars().take(80).collect();
        Error::Field {
            path: self.path.to_owned(),
            field: field.to_owned(),
            what: format!("{text} where {wanted} is wanted"),
        }
    }

    pub(crate) fn whole(&self, field: &str) -> Result<Option<usize>> {
        let Some(value) = self.get(field) else { return Ok(None) };
        let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
        number.map(Some).ok_or_else(|| self.wrong(field, value, "a whole number"))
    }

    pub(crate) fn real(&self, field: &str) -> Result<Option<f64>> {
        let Some(value) = self.get(field) else { return Ok(None) };
        value.as_f64().map(Some).ok_or_else(|| self.wrong(field, value, "a number"))
    }

    /// A number that may be absent, but not null: transformers has a default for the one and no number for the other.
    pub(crate) fn real_or(&self, field: &str, default: f64) -> Result<f64> {
        match self.object.get(field) {
            None => Ok(default),
            Some(value) => value.as_f64().ok_or_else(|| self.wrong(field, value, "a number")),
        }
    }

    pub(crate) fn truth(&self, field: &str) -> Result<Option<bool>> {
        let Some(value) = self.get(field) else { return Ok(None) };
        value.as_bool().map(Some).ok_or_else(|| self.wrong(field, value, "true or false"))
    }

    /// One token id or a list of them; ids below zero, which no token has, are left out and noted.
    pub(crate) fn ids(&self, field: &str, passed_over: &mut Vec<String>) -> Result<Vec<u32>> {
        let Some(value) = self.get(field) else { return Ok(Vec::new()) };
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let mut ids = Vec::with_capacity(values.len());
        for one in values {
            match (one.as_u64().and_then(|id| u32::try_from(id).ok()), one.as_i64()) {
                (Some(id), _) => ids.push(id),
                (None, Some(below)) if below < 0 => passed_over.push(format!("{field} {below}")),
                _ => return Err(self.wrong(field, value, "a token id or a list of them")),
            }
        }
        Ok(ids)
    }

    pub(crate) fn required(&self, field: &str) -> Result<usize> {
        let missing =
            || Error::Field { path: self.path.to_owned(), field: field.to_owned(), what: "it is missing".into() };
        self.whole(field)?.ok_or_else(missing)
    }

    pub(crate) fn unsupported(&self, field: &str, value: impl ToString, reason: &str) -> Error {
        Error::Unsupported {
            path: self.path.to_owned(),
            field: field.to_owned(),
            value: value.to_string(),
            reason: reason.to_owned(),
        }
    }
}
