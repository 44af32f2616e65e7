//! One message of a file as one of ours. All that files say in other ways than a role and a text becomes these here: parts
//! are joined, calls of tools are written as Llama 3 writes them.

use nanollama_token::chat::Message;
use serde_json::{Map, Value};

use super::role::Roles;

/// Fields that keep an answer from being learned, where we would learn it.
const UNLEARNED: [&str; 3] = ["weight", "train", "loss"];

/// The message, and the names of fields that say nothing to us.
pub(super) fn message_of(value: Value, roles: &Roles) -> Result<(Message, Vec<String>), String> {
    let Value::Object(mut object) = value else { return Err("it is no object".into()) };
    let role = match first(&mut object, &["role", "from"]) {
        Some((_, Value::String(role))) => roles.of(&role)?,
        Some((name, _)) => return Err(format!("`{name}` is no string")),
        None => return Err("it has no `role`".into()),
    };
    let calls = calls(&mut object)?;
    let text = match first(&mut object, &["content", "value"]) {
        Some((name, value)) => text_of(name, value)?,
        None if !calls.is_empty() => String::new(),
        None => return Err("it has no `content`".into()),
    };
    for name in UNLEARNED {
        let off = object.remove(name).is_some_and(|value| value == false || value.as_f64() == Some(0.0));
        if off && role == "assistant" {
            return Err(format!("its `{name}` says that it is not to be learned, and every answer is"));
        }
    }
    let said = [text].into_iter().chain(calls).filter(|said| !said.is_empty()).collect::<Vec<_>>().join("\n");
    let rest = object.into_iter().filter(|(_, value)| !is_empty(value)).map(|(name, _)| name).collect();
    Ok((Message::new(role, said), rest))
}

/// Whether a field that is not read says nothing: null, or empty.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

/// The first of these fields that is there, taken out; one that is not null, if there is one.
fn first(object: &mut Map<String, Value>, names: &[&'static str]) -> Option<(&'static str, Value)> {
    let says = |name: &&&'static str| object.get(**name).is_some_and(|value| !value.is_null());
    let name = names.iter().find(says).or_else(|| names.iter().find(|name| object.contains_key(**name)));
    name.and_then(|name| object.remove(*name).map(|value| (*name, value)))
}

/// What is said: a text, nothing, or parts one after the other.
fn text_of(name: &str, value: Value) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text),
        Value::Null => Ok(String::new()),
        Value::Array(parts) => {
            let one = |(number, part): (usize, Value)| match &part {
                Value::String(text) => Ok(text.clone()),
                Value::Object(fields) => match (fields.get("text"), fields.get("type").and_then(Value::as_str)) {
                    (Some(Value::String(text)), None | Some("text")) => Ok(text.clone()),
                    (_, kind) => {
                        let kind = kind.unwrap_or("thing without a type");
                        Err(format!("part {} of `{name}` is of the kind {kind:?}; only text is read", number + 1))
                    }
                },
                _ => Err(format!("part {} of `{name}` is no text", number + 1)),
            };
            parts.into_iter().enumerate().map(one).collect()
        }
        _ => Err(format!("`{name}` is neither a string nor a list of parts")),
    }
}

/// Calls of tools, each as Llama 3 writes one: `{"name": …, "parameters": …}`.
fn calls(object: &mut Map<String, Value>) -> Result<Vec<String>, String> {
    let mut calls = match object.remove("tool_calls") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(calls)) => calls,
        Some(_) => return Err("`tool_calls` is no list".into()),
    };
    calls.extend(object.remove("function_call").filter(|call| !call.is_null()));
    calls.into_iter().map(call).collect()
}

fn call(call: Value) -> Result<String, String> {
    let function = call.get("function").unwrap_or(&call);
    let name = function.get("name").and_then(Value::as_str).ok_or("a call of a tool has no `name`")?;
    let arguments = function.get("arguments").cloned().unwrap_or(Value::Null);
    let arguments = match arguments {
        // OpenAI's are JSON inside a string.
        Value::String(text) => serde_json::from_str(&text)
            .map_err(|_| format!("the arguments of the call of {name:?} are no JSON: {text:?}"))?,
        Value::Null => Value::Object(Map::new()),
        other => other,
    };
    Ok(format!("{{\"name\": {}, \"parameters\": {arguments}}}", Value::from(name)))
}
