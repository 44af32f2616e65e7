//! Arguments that are written each by itself: a tool's parameters in their order, each kind of value in its form.

use nanollama_token::chat::calls::{FieldForm, Fields, Spelling, ValueKind, branches};
use serde_json::Value;

use super::stretch;
use crate::error::Result;
use crate::expr::Expr;
use crate::schema::{Reader, check, fault, is_note, pointer};

/// Keywords that combine schemas.
const COMBINING: [&str; 4] = ["$ref", "anyOf", "oneOf", "allOf"];
/// How often they may stand within each other.
const DEEPEST: usize = 16;

/// Refuses what stands beside schemas that are combined: which of their kinds it speaks of cannot be told here.
fn alone(schema: &Value, whole: &Value, at: &str, depth: usize) -> Result<()> {
    let Some(keywords) = schema.as_object() else { return Ok(()) };
    let Some(name) = COMBINING.into_iter().find(|name| keywords.contains_key(*name)) else { return Ok(()) };
    if let Some(other) = keywords.keys().find(|other| *other != name && !is_note(other)) {
        let problem = format!("in this model's form of calls nothing may stand beside {name}");
        return fault(&pointer::below(at, other), problem);
    }
    let below = pointer::below(at, name);
    if let ("$ref", Some(target)) = (name, keywords[name].as_str()) {
        // As `branches` finds it.
        return match target.strip_prefix('#').and_then(|pointer| whole.pointer(pointer)) {
            Some(schema) if depth < DEEPEST => alone(schema, whole, at, depth + 1),
            _ => fault(&below, "in this model's form of calls this reference is not followed"),
        };
    }
    let parts = keywords[name].as_array().map_or(&[][..], Vec::as_slice);
    if name == "allOf" && parts.len() != 1 || depth == DEEPEST {
        return fault(&below, "in this model's form of calls schemas are not combined so");
    }
    parts.iter().enumerate().try_for_each(|(place, part)| alone(part, whole, &format!("{below}/{place}"), depth + 1))
}

/// Keywords of a string that a text without quotes is not held to.
const UNHELD: [&str; 4] = ["pattern", "format", "minLength", "maxLength"];

impl Reader<'_> {
    /// The fields of an object.
    pub(super) fn fields(&mut self, form: &Fields, parameters: &Value) -> Result<Expr> {
        alone(parameters, parameters, "", 0)?;
        let of_objects = branches(parameters, parameters).into_iter().find(|(kind, _)| *kind == ValueKind::Object);
        let Some((_, parameters)) = of_objects else { return fault("", "arguments are an object") };
        parameters.as_object().map_or(Ok(()), |keywords| check(keywords, ""))?;
        if let Some(name) = ["minProperties", "maxProperties"].into_iter().find(|name| parameters.get(*name).is_some())
        {
            return fault(&pointer::below("", name), "in this model's form of calls arguments are not counted");
        }
        let empty = serde_json::Map::new();
        let named = parameters.get("properties").and_then(Value::as_object).unwrap_or(&empty);
        let required: Vec<&str> = parameters
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        if let Some(name) = required.iter().find(|name| !named.contains_key(**name)) {
            let shown: String = name.chars().take(60).collect();
            return fault("/required", format!("{shown:?} is no property"));
        }
        if named.is_empty()
            && parameters.get("additionalProperties").is_some_and(|others| *others != Value::Bool(false))
        {
            return fault("", "in this model's form of calls only properties that are named can be given");
        }
        // From the last to the first: what may come behind a property, and with which the fields may begin.
        let mut behind = Expr::empty();
        let mut firsts = Vec::new();
        for (name, schema) in named.iter().rev() {
            let at = pointer::below("/properties", name);
            let value = self.field_value(form, schema, &at)?;
            let here = self.rule(&at, "field", Expr::sequence([Expr::text(name), value, behind.clone()]))?;
            let next = Expr::sequence([Expr::text(&form.joiner), here.clone()]);
            if required.contains(&name.as_str()) {
                (behind, firsts) = (next, vec![here]);
            } else {
                behind = self.rule(&at, "rest", Expr::choice([next, behind]))?;
                firsts.push(here);
            }
        }
        let nothing = Expr::text(&form.empty);
        if firsts.is_empty() {
            return Ok(nothing);
        }
        let some = Expr::sequence([Expr::text(&form.open), Expr::choice(firsts)]);
        Ok(if required.is_empty() { Expr::Choice(vec![some, nothing]) } else { some })
    }

    /// A property's value with what stands around it, in each kind that it may be of and the form has a place for.
    fn field_value(&mut self, form: &Fields, schema: &Value, at: &str) -> Result<Expr> {
        alone(schema, self.whole(), at, 0)?;
        let (mut parts, mut missing) = (Vec::new(), None);
        for (kind, schema) in branches(schema, self.whole()) {
            match form.forms.iter().find(|form| form.kind == kind) {
                Some(form) => parts.push(self.spelled_value(form, &schema, at)?),
                None => missing = Some(kind),
            }
        }
        match missing {
            Some(kind) if parts.is_empty() => {
                fault(at, format!("this model's form of calls has no place for values of type {}", kind.name()))
            }
            _ if parts.is_empty() => fault(at, "it allows nothing"),
            _ => Ok(Expr::choice(parts)),
        }
    }

    fn spelled_value(&mut self, form: &FieldForm, schema: &Value, at: &str) -> Result<Expr> {
        schema.as_object().map_or(Ok(()), |keywords| check(keywords, at))?;
        let listed = schema.get("enum").and_then(Value::as_array);
        let value = match &form.spelling {
            Spelling::Json => self.schema(schema, at)?,
            Spelling::Words(words) => {
                let allowed = |word: &usize| match form.kind {
                    ValueKind::Boolean => listed.is_none_or(|values| values.contains(&Value::Bool(*word == 0))),
                    _ => true,
                };
                Expr::choice((0..words.len()).filter(allowed).map(|word| Expr::text(&words[word])))
            }
            Spelling::Raw => match listed {
                Some(values) => {
                    let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
                    if let Some(text) = texts.iter().find(|text| text.contains(&form.after)) {
                        let shown: String = text.chars().take(60).collect();
                        return fault(at, format!("this model's form of calls cannot write {shown:?}"));
                    }
                    Expr::choice(texts.into_iter().map(Expr::text))
                }
                None => {
                    if let Some(name) = UNHELD.iter().find(|name| schema.get(**name).is_some()) {
                        let problem = "this model writes texts without quotes in calls, which are not held to it";
                        return fault(&pointer::below(at, name), problem);
                    }
                    let name = self.reserved_name(at, "text");
                    let text = stretch::up_to(self.rules(), &name, &form.after, None)?;
                    return Ok(Expr::sequence([Expr::text(&form.before), text]));
                }
            },
        };
        Ok(Expr::sequence([Expr::text(&form.before), value, Expr::text(&form.after)]))
    }
}
