//! One message of a file as one of ours: the role under its plain name, a text under `content`, calls of tools under
//! `tool_calls`. All other fields stay as they came.

use nanollama_token::chat::Message;
use serde_json::{Map, Value, json};

use super::role::Roles;

/// Fields that mean something here, whichever form of chat is trained.
const READ: [&str; 9] =
    ["role", "content", "tool_calls", "reasoning_content", "reasoning", "thinking", "weight", "train", "loss"];

/// The message, and the names of fields that say nothing to us.
pub(super) fn message_of(value: Value, roles: &Roles) -> Result<(Message, Vec<String>), String> {
    let Value::Object(mut object) = value else { return Err("it is no object".into()) };
    let role = match first(&mut object, &["role", "from"]) {
        Some((_, Value::String(role))) => roles.of(&role)?,
        Some((name, _)) => return Err(format!("`{name}` is no string")),
        None => return Err("it has no `role`".into()),
    };
    let mut fields = Map::new();
    fields.insert("role".into(), role.into());
    if let Some((name, value)) = first(&mut object, &["content", "value"]) {
        fields.insert("content".into(), said(name, value)?);
    }
    fields.extend(object);
    if let Some(call) = fields.shift_remove("function_call").filter(|call| !call.is_null()) {
        let calls = fields.entry("tool_calls").or_insert(Value::Null);
        if !calls.is_null() {
            return Err("it has both `tool_calls` and `function_call`".into());
        }
        *calls = json!([{ "type": "function", "function": call }]);
    }
    let rest = fields.iter().filter(|(name, value)| !READ.contains(&name.as_str()) && !is_empty(value));
    let rest = rest.map(|(name, _)| name.clone()).collect();
    let message = Message::from_json(Value::Object(fields))?;
    message.tool_calls().iter().try_for_each(check_call)?;
    Ok((message, rest))
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
    name.and_then(|name| object.shift_remove(*name).map(|value| (*name, value)))
}

/// What is said: a list that holds nothing but text is one text, one part after the other.
fn said(name: &str, value: Value) -> Result<Value, String> {
    let parts = match value {
        Value::String(_) | Value::Null => return Ok(value),
        Value::Array(parts) => parts,
        _ => return Err(format!("`{name}` is neither a string nor a list of parts")),
    };
    let text = |part: &Value| match part {
        Value::String(text) => Some(text.clone()),
        Value::Object(fields) if matches!(fields.get("type").map(Value::as_str), None | Some(Some("text"))) => {
            fields.get("text").and_then(Value::as_str).map(str::to_owned)
        }
        _ => None,
    };
    Ok(match parts.iter().map(text).collect::<Option<String>>() {
        Some(whole) => whole.into(),
        None => Value::Array(parts),
    })
}

/// A call names its tool, and its arguments are an object or, as OpenAI has them, JSON inside a string.
fn check_call(call: &Value) -> Result<(), String> {
    let function = call.get("function").filter(|function| function.is_object()).unwrap_or(call);
    let name = function.get("name").and_then(Value::as_str).ok_or("a call of a tool has no `name`")?;
    match function.get("arguments") {
        Some(Value::String(text)) if !text.is_empty() => match serde_json::from_str::<Value>(text) {
            Ok(_) => Ok(()),
            Err(_) => Err(format!("the arguments of the call of {name:?} are no JSON: {text:?}")),
        },
        _ => Ok(()),
    }
}
