//! The keywords that are read, and which kinds of value they speak of.

pub(super) use nanollama_token::chat::calls::ValueKind as Kind;
use serde_json::Value;

use super::fault::{Keywords, fault};
use super::pointer;
use crate::error::Result;

/// Keywords that allow and forbid nothing.
const NOTES: &[&str] = &[
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "$comment",
    "$schema",
    "$id",
    "id",
    "$defs",
    "definitions",
];

/// Keywords of all kinds.
const GENERAL: &[&str] = &["type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref", "discriminator"];

/// Keywords that speak of one kind alone.
const OF_KINDS: &[(Kind, &[&str])] = &[
    (Kind::Object, &["properties", "required", "additionalProperties", "minProperties", "maxProperties"]),
    (Kind::Array, &["items", "prefixItems", "additionalItems", "minItems", "maxItems"]),
    (Kind::String, &["minLength", "maxLength", "pattern", "format"]),
    (Kind::Number, &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]),
];

/// Whether a keyword allows and forbids nothing.
pub(crate) fn is_note(name: &str) -> bool {
    NOTES.contains(&name)
}

/// Refuses keywords that are not read.
pub(crate) fn check(keywords: &Keywords, at: &str) -> Result<()> {
    for (name, value) in keywords {
        let known = is_note(name)
            || GENERAL.contains(&name.as_str())
            || OF_KINDS.iter().any(|(_, names)| names.contains(&name.as_str()))
            // What says that nothing is asked for asks for nothing.
            || (name == "uniqueItems" && *value == false);
        if !known {
            let shown: String = name.chars().take(60).collect();
            return fault(&pointer::below(at, name), format!("the keyword {shown:?} is not done here"));
        }
    }
    Ok(())
}

/// The kinds of value that are allowed: those that `type` names, else the one that the keywords speak of; none where they
/// speak of none.
pub(super) fn kinds(keywords: &Keywords, at: &str) -> Result<Option<Vec<Kind>>> {
    let named = match keywords.get("type") {
        None => return implied(keywords, at),
        Some(Value::String(name)) => vec![name.as_str()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        Some(_) => vec![],
    };
    let at = pointer::below(at, "type");
    let mut kinds = Vec::new();
    for name in &named {
        let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == *name) else {
            let shown: String = name.chars().take(60).collect();
            return fault(
                &at,
                format!("{shown:?} is no type; there are null, boolean, integer, number, string, array, object"),
            );
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    // Every integer is a number.
    if kinds.contains(&Kind::Number) {
        kinds.retain(|kind| *kind != Kind::Integer);
    }
    let count = keywords.get("type").and_then(Value::as_array).map_or(1, Vec::len);
    match kinds.is_empty() || count != named.len() {
        true => fault(&at, "a type is a name, or a list of names"),
        false => Ok(Some(kinds)),
    }
}

fn implied(keywords: &Keywords, at: &str) -> Result<Option<Vec<Kind>>> {
    let speaks = |names: &[&str]| keywords.keys().any(|name| names.contains(&name.as_str()));
    let kinds: Vec<Kind> = OF_KINDS.iter().filter(|(_, names)| speaks(names)).map(|(kind, _)| *kind).collect();
    match kinds.len() {
        0 => Ok(None),
        1 => Ok(Some(kinds)),
        _ => fault(at, "it has keywords for several types and names none"),
    }
}

/// A count that a keyword gives.
pub(super) fn count(keywords: &Keywords, name: &str, at: &str) -> Result<Option<u32>> {
    let Some(value) = keywords.get(name) else { return Ok(None) };
    let whole = value.as_u64().or_else(|| value.as_f64().filter(|n| n.fract() == 0.0 && *n >= 0.0).map(|n| n as u64));
    match whole {
        Some(count) if count <= crate::limits::REPETITION.into() => Ok(Some(count as u32)),
        Some(_) => fault(&pointer::below(at, name), format!("at most {} are counted", crate::limits::REPETITION)),
        None => fault(&pointer::below(at, name), "it is no whole number from 0 on"),
    }
}

/// The least and the most that two keywords give.
pub(super) fn counts(keywords: &Keywords, least: &str, most: &str, at: &str) -> Result<(u32, Option<u32>)> {
    let (low, high) = (count(keywords, least, at)?.unwrap_or(0), count(keywords, most, at)?);
    match high {
        Some(high) if high < low => fault(at, format!("{least} {low} and {most} {high}: nothing has so many")),
        _ => Ok((low, high)),
    }
}
