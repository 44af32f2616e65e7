//! One of several schemas, or of several values.

use serde_json::{Map, Value};

use super::fault::{Keywords, fault};
use super::keywords::{self, Kind};
use super::{Reader, pointer, spelled};
use crate::error::Result;
use crate::expr::Expr;

impl Reader<'_> {
    /// `anyOf` and `oneOf`, each branch together with what stands beside them.
    pub(super) fn choices(&mut self, keywords: &Keywords, at: &str) -> Result<Expr> {
        let name = if keywords.contains_key("anyOf") { "anyOf" } else { "oneOf" };
        let below = pointer::below(at, name);
        if name == "anyOf" && keywords.contains_key("oneOf") {
            return fault(at, "anyOf beside oneOf");
        }
        let Some(branches) = keywords[name].as_array().filter(|branches| !branches.is_empty()) else {
            return fault(&below, "it is no list of schemas");
        };
        let mut beside: Keywords =
            keywords.iter().filter(|(key, _)| *key != name && !keywords::is_note(key)).map(own).collect();
        let tag = tag(beside.remove("discriminator").as_ref()).map(str::to_owned);
        let mut parts = Vec::with_capacity(branches.len());
        let mut seen: Vec<Keywords> = Vec::new();
        for (number, branch) in branches.iter().enumerate() {
            let at = format!("{below}/{number}");
            let alone = beside.is_empty() && name == "anyOf";
            if alone {
                parts.push(self.schema(branch, &at)?);
                continue;
            }
            let mut whole = beside.clone();
            if let (Some(tag), "oneOf") = (&tag, name) {
                whole.insert("required".into(), self.with_tag(&beside, tag));
            }
            let whole = if whole.is_empty() { branch.clone() } else { together(whole, branch.clone()) };
            if name == "oneOf" {
                let one = self.plain(&whole, &at)?;
                if let Some(other) = seen.iter().position(|other| !self.are_apart(other, &one, &at)) {
                    let problem =
                        format!("a value may be of this branch and of branch {other}; where that is meant, say anyOf");
                    return fault(&at, problem);
                }
                seen.push(one);
            }
            parts.push(self.schema(&whole, &at)?);
        }
        Ok(Expr::choice(parts))
    }

    /// Required properties with the one that tells branches apart among them.
    fn with_tag(&self, beside: &Keywords, tag: &str) -> Value {
        let mut required = beside.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        required.push(tag.into());
        Value::Array(required)
    }

    /// Whether no value is of both schemas, as far as can be seen.
    fn are_apart(&mut self, a: &Keywords, b: &Keywords, at: &str) -> bool {
        if let (Some(a), Some(b)) = (values(a), values(b)) {
            return a.iter().all(|value| !b.contains(value));
        }
        let (Some(of_a), Some(of_b)) = (self.kinds_of(a, at), self.kinds_of(b, at)) else { return false };
        if of_a.iter().all(|kind| !of_b.iter().any(|other| kind.meets(*other))) {
            return true;
        }
        if of_a != [Kind::Object] || of_b != [Kind::Object] {
            return false;
        }
        let required = |keywords: &Keywords, name: &str| {
            let names = keywords.get("required").and_then(Value::as_array);
            names.is_some_and(|names| names.iter().any(|other| other == name))
        };
        let properties = |keywords: &Keywords| keywords.get("properties").and_then(Value::as_object).cloned();
        let (Some(of_a), Some(of_b)) = (properties(a), properties(b)) else { return false };
        of_a.iter().any(|(name, schema)| {
            let Some(other) = of_b.get(name).filter(|_| required(a, name) && required(b, name)) else { return false };
            let (Ok(schema), Ok(other)) = (self.plain(schema, at), self.plain(other, at)) else { return false };
            // One step down is enough for what tells branches apart.
            matches!((values(&schema), values(&other)), (Some(a), Some(b)) if a.iter().all(|value| !b.contains(value)))
        })
    }

    /// The kinds of value that a schema may allow; none where it cannot be seen.
    fn kinds_of(&mut self, keywords: &Keywords, at: &str) -> Option<Vec<Kind>> {
        if keywords.contains_key("anyOf") || keywords.contains_key("oneOf") {
            return None;
        }
        if let Some(values) = values(keywords) {
            let all = [Kind::Null, Kind::Boolean, Kind::Number, Kind::String, Kind::Array, Kind::Object];
            return Some(all.into_iter().filter(|kind| values.iter().any(|value| kind.has(value))).collect());
        }
        keywords::kinds(keywords, at).ok().flatten()
    }

    /// `const` and `enum`: the values that are listed, of the types that are named.
    pub(super) fn listed(&mut self, keywords: &Keywords, at: &str) -> Result<Expr> {
        let Some(values) = values(keywords) else {
            return fault(&pointer::below(at, "enum"), "it is no list of values");
        };
        let beside = |name: &&String| {
            !keywords::is_note(name) && !["type", "enum", "const", "discriminator"].contains(&name.as_str())
        };
        if let Some(name) = keywords.keys().find(beside) {
            return fault(&pointer::below(at, name), "beside values that are listed only their type is read");
        }
        let kinds = if keywords.contains_key("type") { keywords::kinds(keywords, at)? } else { None };
        let fits = |value: &&Value| kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| kind.has(value)));
        let space = self.space()?;
        let parts: Vec<Expr> = values.iter().filter(fits).map(|value| spelled::value(value, &space)).collect();
        match parts.is_empty() {
            true => fault(at, "none of the values that are listed is allowed"),
            false => Ok(Expr::choice(parts)),
        }
    }
}

/// Two schemas that must both hold.
fn together(a: Keywords, b: Value) -> Value {
    let mut both = Map::new();
    both.insert("allOf".into(), Value::Array(vec![b, Value::Object(a)]));
    Value::Object(both)
}

fn own((name, value): (&String, &Value)) -> (String, Value) {
    (name.clone(), value.clone())
}

/// The property by which branches are told apart.
fn tag(discriminator: Option<&Value>) -> Option<&str> {
    discriminator?.get("propertyName")?.as_str()
}

/// The values that a schema lists.
fn values(keywords: &Keywords) -> Option<Vec<Value>> {
    let listed = keywords.get("enum").map(|list| list.as_array().cloned());
    match (keywords.get("const"), listed) {
        (Some(only), None) => Some(vec![only.clone()]),
        (Some(only), Some(Some(list))) => Some(list.into_iter().filter(|value| value == only).collect()),
        (None, Some(list)) => list,
        (Some(_), Some(None)) | (None, None) => None,
    }
}
