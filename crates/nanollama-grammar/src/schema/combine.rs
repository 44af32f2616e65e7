//! Schemas that must all hold become one, where that is simple: `allOf`, and what stands beside a `$ref`.

use serde_json::{Value, json};

use super::fault::{Keywords, fault};
use super::keywords::{self, Kind};
use super::{Reader, pointer};
use crate::error::{Error, Result};
use crate::limits;

impl Reader<'_> {
    /// The keywords of a schema without `$ref` and `allOf`.
    pub(super) fn plain(&mut self, schema: &Value, at: &str) -> Result<Keywords> {
        match schema {
            Value::Object(keywords) => self.combined(keywords, at),
            Value::Bool(true) => Ok(Keywords::new()),
            Value::Bool(false) => fault(at, "false allows nothing"),
            _ => fault(at, "a schema is an object, true or false"),
        }
    }

    /// The same for keywords.
    pub(super) fn combined(&mut self, keywords: &Keywords, at: &str) -> Result<Keywords> {
        self.count()?;
        self.nesting += 1;
        if self.nesting > limits::NESTING {
            return Err(Error::TooLarge { of: super::OF, what: "schemas within schemas", most: limits::NESTING });
        }
        let mut one: Keywords = keywords
            .iter()
            .filter(|(name, _)| *name != "$ref" && *name != "allOf" && !keywords::is_note(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let below = pointer::below(at, "allOf");
        if let Some(target) = keywords.get("$ref") {
            let pointer = pointer::of_reference(target, at)?;
            let other = self.plain(&pointer::find(self.whole, &pointer)?.clone(), &pointer)?;
            keywords::check(&other, &pointer)?;
            one = self.both(one, other, at)?;
        }
        match keywords.get("allOf") {
            None => {}
            Some(Value::Array(parts)) => {
                for (number, part) in parts.iter().enumerate() {
                    let at = format!("{below}/{number}");
                    let other = self.plain(part, &at)?;
                    keywords::check(&other, &at)?;
                    one = self.both(one, other, &at)?;
                }
            }
            Some(_) => return fault(&below, "it is no list of schemas"),
        }
        self.nesting -= 1;
        Ok(one)
    }

    /// What allows what both allow.
    fn both(&mut self, mut a: Keywords, b: Keywords, at: &str) -> Result<Keywords> {
        closed(&a, &b, at)?;
        closed(&b, &a, at)?;
        for (name, value) in b {
            self.count()?;
            let joined = match a.get(&name) {
                Some(other) if *other != value => join(&name, other, &value, at)?,
                _ => value,
            };
            a.insert(name, joined);
        }
        Ok(a)
    }
}

/// Refuses a schema that says what other properties may be, where another one names properties that it does not: which of them
/// are others would be lost.
fn closed(a: &Keywords, b: &Keywords, at: &str) -> Result<()> {
    let named = |keywords: &Keywords, name: &str| keywords.get("properties").is_some_and(|all| all.get(name).is_some());
    let others = a.get("additionalProperties").is_some_and(|others| *others != true);
    let unknown = b.get("properties").and_then(Value::as_object);
    match unknown.into_iter().flat_map(|all| all.keys()).find(|name| others && !named(a, name)) {
        Some(name) => {
            let shown: String = name.chars().take(60).collect();
            fault(
                at,
                format!(
                    "additionalProperties of one schema and the property {shown:?} of another are not combined here"
                ),
            )
        }
        None => Ok(()),
    }
}

/// A keyword that both schemas have.
fn join(name: &str, a: &Value, b: &Value, at: &str) -> Result<Value> {
    let at = pointer::below(at, name);
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    Ok(match name {
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => {
            if number(a) >= number(b) {
                a.clone()
            } else {
                b.clone()
            }
        }
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => {
            if number(a) <= number(b) {
                a.clone()
            } else {
                b.clone()
            }
        }
        "required" => match (a, b) {
            (Value::Array(a), Value::Array(b)) => Value::Array(a.iter().chain(b).cloned().collect()),
            _ => return fault(&at, "it is no list of names"),
        },
        "properties" => match (a, b) {
            (Value::Object(a), Value::Object(b)) => {
                let mut all = a.clone();
                for (name, schema) in b {
                    let both = a.get(name).filter(|other| *other != schema);
                    let schema = both.map_or_else(|| schema.clone(), |other| json!({"allOf": [other, schema]}));
                    all.insert(name.clone(), schema);
                }
                Value::Object(all)
            }
            _ => return fault(&at, "it is no object"),
        },
        "items" | "additionalProperties" if !a.is_array() && !b.is_array() => json!({"allOf": [a, b]}),
        "enum" => match (a, b) {
            (Value::Array(a), Value::Array(b)) => {
                Value::Array(a.iter().filter(|value| b.contains(value)).cloned().collect())
            }
            _ => return fault(&at, "it is no list of values"),
        },
        "type" => types(a, b, &at)?,
        _ => return fault(&at, "two schemas say this keyword differently, and it is not combined here"),
    })
}

/// The types that both allow.
fn types(a: &Value, b: &Value, at: &str) -> Result<Value> {
    let kinds = |value: &Value| {
        let keywords: Keywords = [("type".to_owned(), value.clone())].into_iter().collect();
        keywords::kinds(&keywords, at).map(Option::unwrap_or_default)
    };
    let (a, b) = (kinds(a)?, kinds(b)?);
    let narrow = |kind: &Kind| match kind {
        Kind::Number if !b.contains(kind) => Kind::Integer,
        kind => *kind,
    };
    let common: Vec<Value> = a
        .iter()
        .filter(|kind| b.iter().any(|other| kind.meets(*other)))
        .map(|kind| Value::from(narrow(kind).name()))
        .collect();
    match common.is_empty() {
        true => fault(at, "no value is of both types"),
        false => Ok(Value::Array(common)),
    }
}
