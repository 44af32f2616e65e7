//! A conversation as a request brings it: within its limits, and text alone.

use nanollama_token::chat::{Message, Part};
use serde_json::Value;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::settings::Limits;
use crate::state::Loaded;

/// Takes `messages`.
///
/// # Errors
/// When there are none, too many or too long ones, or one is wrong.
pub(crate) fn take(fields: &mut Fields, limits: &Limits) -> Result<Vec<Message>, Failure> {
    let list = fields.list("messages")?.ok_or_else(|| Failure::field("messages", "there are no messages"))?;
    of(list, "messages", limits)
}

/// The messages of a list, which the request calls `name`.
///
/// # Errors
/// As [`take`].
pub(crate) fn of(list: Vec<Value>, name: &str, limits: &Limits) -> Result<Vec<Message>, Failure> {
    let wrong = |what: String| Err(Failure::field(name, what));
    if list.is_empty() {
        return wrong(format!("{name} is empty"));
    }
    if list.len() > limits.messages {
        return wrong(format!("{} messages; at most {}", list.len(), limits.messages));
    }
    let (mut messages, mut all) = (Vec::with_capacity(list.len()), 0);
    for (place, mut value) in list.into_iter().enumerate() {
        value.get_mut("content").into_iter().for_each(join);
        let mut message = match Message::from_json(value) {
            Ok(message) => message,
            Err(what) => return wrong(format!("message {}: {what}", place + 1)),
        };
        let called: usize = message.tool_calls().iter().map(|call| call.to_string().chars().count()).sum();
        let (mut length, mut foreign) = (called, None);
        for part in message.parts() {
            match part {
                Part::Text(text) | Part::Code(text) | Part::Output(text) => length += text.chars().count(),
                Part::Other(kind) => foreign = Some(kind.to_owned()),
            }
        }
        if let Some(kind) = foreign {
            return wrong(format!("message {}: a part of type {kind:?}; this model reads text", place + 1));
        }
        if length > limits.message {
            return wrong(format!("message {} has {length} characters; at most {}", place + 1, limits.message));
        }
        all += length;
        if all > limits.conversation {
            return wrong(format!("the messages have more than {} characters", limits.conversation));
        }
        if message.role() == "developer" {
            message.set_role("system");
        }
        messages.push(message);
    }
    Ok(messages)
}

/// The messages as the model's template wants them where they call tools.
///
/// # Errors
/// When arguments are no JSON object.
pub(crate) fn prepared(model: &Loaded, messages: Vec<Message>) -> Result<Vec<Message>, Failure> {
    if messages.iter().all(|message| message.tool_calls().is_empty()) {
        return Ok(messages);
    }
    // Where the form is not known the template gets what came.
    let Ok(calls) = model.calls() else { return Ok(messages) };
    let wrong = |place: usize| {
        let message = format!("message {}: the arguments of a call are no JSON object", place + 1);
        Failure::field("messages", message)
    };
    let prepared = messages.iter().enumerate();
    prepared.map(|(place, message)| calls.syntax.prepared(message).ok_or_else(|| wrong(place))).collect()
}

/// Makes one text of parts that are all text, a line each, as llama.cpp and vLLM do: nearly every template wants a text.
fn join(content: &mut Value) {
    let text = |part: &Value| match part {
        Value::Object(part) if part.get("type")? == "text" => part.get("text")?.as_str().map(str::to_owned),
        _ => None,
    };
    let Some(parts) = content.as_array().filter(|parts| !parts.is_empty()) else { return };
    if let Some(texts) = parts.iter().map(text).collect::<Option<Vec<_>>>() {
        *content = Value::String(texts.join("\n"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn messages_keep_within_their_limits() {
        let limits = Limits { messages: 3, message: 5, conversation: 8, ..Limits::default() };
        let of = |list: Value| of(list.as_array().unwrap().clone(), "messages", &limits);
        let user = |text: &str| json!({"role": "user", "content": text});
        let good = of(json!([{"role": "developer", "content": "äöüßé"}, user("abc")])).unwrap();
        assert_eq!((good[0].role(), good[1].text().as_str()), ("system", "abc"));
        let part = |text: &str| json!({"type": "text", "text": text});
        let joined = of(json!([{"role": "user", "content": [part("ab"), part("ü")]}])).unwrap();
        assert_eq!(joined[0], Message::from_json(user("ab\nü")).unwrap());
        let cases = [
            (json!([{"role": "user", "content": [part("abc"), part("de")]}]), "message 1 has 6 characters; at most 5"),
            (json!([{"role": "user", "content": [{"type": "text", "text": 3}]}]), "message 1: "),
            (json!([]), "empty"),
            (json!([user(""), user(""), user(""), user("")]), "4 messages; at most 3"),
            (json!([user("abcdef")]), "message 1 has 6 characters; at most 5"),
            (json!([user("abcde"), user("abcd")]), "more than 8 characters"),
            (json!([{"role": "user"}]), "message 1: it has no `content`"),
            (json!([{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]), "\"image_url\""),
        ];
        for (list, part) in cases {
            let message = of(list).unwrap_err().message;
            assert!(message.contains(part), "{message}");
        }
    }
}
