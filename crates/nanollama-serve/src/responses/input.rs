//! What a request for a response brings: its conversation as a text or as items, and its tools.

use serde_json::{Map, Value, json};

use nanollama_token::chat::Message;

use crate::failure::Failure;
use crate::fields::{Fields, mistyped};
use crate::messages;
use crate::settings::Limits;
use crate::tools::{self, Tools};

/// The conversation: instructions, then a text or items.
///
/// # Errors
/// What is wrong with it, by its place.
pub(super) fn take(fields: &mut Fields, instructions: Option<&str>, limits: &Limits) -> Result<Vec<Message>, Failure> {
    let said = |role: &str, text: &str| json!({"role": role, "content": text});
    let mut list: Vec<Value> = instructions.map(|text| said("system", text)).into_iter().collect();
    match fields.take("input") {
        None => return Err(Failure::field("input", "there is no input")),
        Some(Value::String(text)) => list.push(said("user", &text)),
        Some(Value::Array(items)) => {
            for (place, item) in items.into_iter().enumerate() {
                add(item, &mut list).map_err(|what| Failure::field("input", format!("item {}: {what}", place + 1)))?;
            }
        }
        Some(other) => return Err(mistyped("input", &other, "a text or a list of items")),
    }
    messages::of(list, "input", limits)
}

/// Adds an item to the messages: a message, a call that an answer made, or what came of it.
fn add(item: Value, list: &mut Vec<Value>) -> Result<(), String> {
    let Value::Object(mut item) = item else { return Err("it is no object".into()) };
    let kind = item.remove("type");
    // An answer that is sent back says these of itself.
    for name in ["id", "status"] {
        item.remove(name);
    }
    match kind.as_ref().map(|kind| kind.as_str()) {
        None | Some(Some("message")) => {
            if let Some(Value::Array(parts)) = item.get_mut("content") {
                for part in parts {
                    // What is text has its own names for who said it.
                    if let Some("input_text" | "output_text") = part["type"].as_str() {
                        *part = json!({"type": "text", "text": part["text"]});
                    }
                }
            }
            list.push(Value::Object(item));
        }
        Some(Some("function_call")) => {
            let call = json!({
                "id": text(&mut item, "call_id")?,
                "type": "function",
                "function": {"name": text(&mut item, "name")?, "arguments": text(&mut item, "arguments")?},
            });
            nothing_else(&item)?;
            // Calls of one answer are one message's, as are calls behind what it said.
            match list.last_mut().filter(|last| last["role"] == "assistant") {
                Some(last) => match last["tool_calls"].as_array_mut() {
                    Some(calls) => calls.push(call),
                    None => last["tool_calls"] = json!([call]),
                },
                None => list.push(json!({"role": "assistant", "content": null, "tool_calls": [call]})),
            }
        }
        Some(Some("function_call_output")) => {
            let (id, output) = (text(&mut item, "call_id")?, text(&mut item, "output")?);
            nothing_else(&item)?;
            list.push(json!({"role": "tool", "tool_call_id": id, "content": output}));
        }
        Some(_) => {
            let kind = kind.unwrap_or_default();
            return Err(format!(
                "an item of type {kind}; this server takes messages, calls of functions and their outputs"
            ));
        }
    }
    Ok(())
}

fn text(item: &mut Map<String, Value>, name: &str) -> Result<String, String> {
    match item.remove(name) {
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(format!("`{name}` is no text")),
        None => Err(format!("it has no `{name}`")),
    }
}

fn nothing_else(item: &Map<String, Value>) -> Result<(), String> {
    match item.iter().find(|(_, value)| !value.is_null()) {
        Some((name, _)) => Err(format!("unknown field {name:?}")),
        None => Ok(()),
    }
}

/// The tools, and how tools and choice were said.
///
/// # Errors
/// What is wrong, by its name.
pub(super) fn take_tools(fields: &mut Fields) -> Result<(Option<Tools>, Value), Failure> {
    let given = fields.list("tools")?.unwrap_or_default();
    let several = fields.flag("parallel_tool_calls")?.unwrap_or(true);
    let choice = fields.take("tool_choice");
    let said = json!({
        "tools": given,
        "tool_choice": choice.clone().unwrap_or_else(|| "auto".into()),
        "parallel_tool_calls": several,
    });
    let flat = |(place, tool): (usize, &Value)| {
        let wrong = |what: String| Failure::field("tools", format!("tool {}: {what}", place + 1));
        let Some(mut tool) = tool.as_object().cloned() else { return Err(wrong("it is no object".into())) };
        match tool.remove("type") {
            Some(kind) if kind == "function" => tools::whole(Value::Object(tool)).map_err(wrong),
            Some(kind) => Err(wrong(format!("type {kind}; this server knows functions"))),
            None => Err(wrong("it has no `type`".into())),
        }
    };
    let shown = given.iter().enumerate().map(flat).collect::<Result<Vec<Value>, Failure>>()?;
    Ok((tools::of(shown, choice, several)?, said))
}
