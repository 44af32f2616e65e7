//! What an answer has to look like: OpenAI's `response_format`, and llama.cpp's `grammar` and `json_schema`.

use nanollama_grammar::{Error, Grammar};
use serde_json::Value;

use crate::failure::Failure;
use crate::fields::{Fields, mistyped};

/// Takes the form that a request asks for, if any.
///
/// # Errors
/// When it is none, or there are several.
pub(crate) fn take(fields: &mut Fields) -> Result<Option<Grammar>, Failure> {
    let format = match fields.object("response_format")? {
        Some(format) => of_format("response_format", format)?,
        None => None,
    };
    let text = match fields.text("grammar")? {
        // llama.cpp's clients send an empty one for none.
        Some(text) if !text.is_empty() => Some(Grammar::gbnf(&text).map_err(|error| wrong("grammar", &error))?),
        _ => None,
    };
    let schema = match fields.take("json_schema") {
        Some(schema) => Some(of_schema("json_schema", &schema)?),
        None => None,
    };
    let names = [("response_format", format.is_some()), ("grammar", text.is_some()), ("json_schema", schema.is_some())];
    let given: Vec<&str> = names.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect();
    match given[..] {
        [first, second, ..] => Err(Failure::field(second, format!("{second} beside {first}: an answer has one form"))),
        _ => Ok(format.or(text).or(schema)),
    }
}

/// The form that OpenAI's object asks for: its schema stands in `json_schema` or, for `/v1/responses`, beside its type.
///
/// # Errors
/// When it is none.
pub(crate) fn of_format(param: &str, mut format: Fields) -> Result<Option<Grammar>, Failure> {
    let kind = format.text("type")?.unwrap_or_default();
    let grammar = match kind.as_str() {
        "text" => None,
        // llama.cpp takes a schema here, too.
        "json_object" => Some(match format.take("schema") {
            Some(schema) => of_schema(param, &schema)?,
            None => Grammar::json_object().map_err(|error| wrong(param, &error))?,
        }),
        "json_schema" => {
            let mut inner = if format.has("json_schema") { format.object("json_schema")? } else { None };
            let place = inner.as_mut().unwrap_or(&mut format);
            let schema = place.take("schema");
            // Every schema is kept to, asked for strictly or not.
            place.flag("strict")?;
            place.pass(&["name", "description"]);
            if let Some(inner) = inner {
                inner.end()?;
            }
            let schema = schema.ok_or_else(|| Failure::field(param, format!("{param}: there is no `schema`")))?;
            Some(of_schema(param, &schema)?)
        }
        _ => {
            let message = format!("{param}: its `type` is none of text, json_object and json_schema");
            return Err(Failure::unsupported(param, message));
        }
    };
    format.end()?;
    Ok(grammar)
}

fn of_schema(param: &str, schema: &Value) -> Result<Grammar, Failure> {
    match schema {
        Value::Object(_) | Value::Bool(_) => Grammar::json_schema(schema).map_err(|error| wrong(param, &error)),
        other => Err(mistyped(param, other, "a schema")),
    }
}

fn wrong(param: &str, error: &Error) -> Failure {
    Failure::field(param, format!("{param}: {error}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn take(body: Value) -> Result<Option<Grammar>, Failure> {
        let mut fields = Fields::of(body)?;
        let taken = super::take(&mut fields)?;
        fields.end()?;
        Ok(taken)
    }

    #[test]
    fn forms_are_taken_in_every_spelling() {
        let schema = json!({"type": "object", "properties": {"a": {"type": "integer"}}});
        for (body, some) in [
            (json!({}), false),
            (json!({"response_format": {"type": "text"}, "grammar": ""}), false),
            (json!({"response_format": {"type": "json_object"}}), true),
            (json!({"response_format": {"type": "json_object", "schema": schema}}), true),
            (
                json!({"response_format": {"type": "json_schema", "json_schema": {"name": "x", "strict": true, "schema": schema}}}),
                true,
            ),
            (json!({"response_format": {"type": "json_schema", "schema": schema}}), true),
            (json!({"grammar": "root ::= \"a\""}), true),
            (json!({"json_schema": schema}), true),
        ] {
            assert_eq!(take(body.clone()).unwrap().is_some(), some, "{body}");
        }
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        for (body, param, part) in [
            (json!({"grammar": "root ::= [a"}), "grammar", "line 1, column 10"),
            (json!({"grammar": 1}), "grammar", "not a string"),
            (json!({"json_schema": {"items": {"not": {}}}}), "json_schema", "\"/items/not\""),
            (json!({"json_schema": "x"}), "json_schema", "not a schema"),
            (json!({"response_format": {"type": "xml"}}), "response_format", "none of text"),
            (json!({"response_format": {}}), "response_format", "none of text"),
            (json!({"response_format": {"type": "json_schema"}}), "response_format", "no `schema`"),
            (json!({"response_format": {"type": "json_object", "more": 1}}), "more", "unknown field"),
            (json!({"response_format": {"type": "json_object"}, "grammar": "root ::= \"a\""}), "grammar", "one form"),
        ] {
            let failure = take(body.clone()).err().unwrap_or_else(|| panic!("{body} was taken"));
            let told = failure.json();
            assert_eq!(told["error"]["param"], param, "{body}");
            assert!(failure.message.contains(part) && failure.status.as_u16() == 400, "{body}: {}", failure.message);
        }
    }
}
