//! Which form a row has: a list of messages under one of its names, or a question and its answer.

use std::collections::BTreeSet;

use nanollama_token::chat::Message;
use serde_json::{Map, Value};

use super::message::{is_empty, message_of};
use super::role::Roles;

/// Names of lists of messages: OpenAI's and ShareGPT's.
const LISTS: [&str; 3] = ["messages", "conversations", "conversation"];

/// Names of a question, of what is added to it, and of its answer. Where the addition is not empty it stands on a line of its
/// own below the question, as LLaMA-Factory has it.
const PAIRS: &[(&str, &[&str], &[&str])] = &[
    ("instruction", &["input", "context"], &["output", "response", "completion"]),
    ("prompt", &["input"], &["completion", "response"]),
    ("question", &[], &["answer"]),
    ("input", &[], &["output", "response"]),
];

/// How many names of ignored fields are kept.
const MOST_IGNORED: usize = 12;

/// Whether a list is the messages of one conversation, not a list of rows.
pub(crate) fn is_list_of_messages(value: &Value) -> bool {
    let speaks = |first: &Value| first.get("role").or(first.get("from")).is_some();
    value.get(0).is_some_and(speaks)
}

/// Whether a row's field of this name is read.
pub(crate) fn is_known(name: &str) -> bool {
    let of_a_pair = |(question, more, answers): &(&str, &[&str], &[&str])| {
        *question == name || more.contains(&name) || answers.contains(&name)
    };
    LISTS.contains(&name) || ["system", "history"].contains(&name) || PAIRS.iter().any(of_a_pair)
}

/// The messages of a row, at least one; `ignored` is told which fields say nothing to us.
pub(crate) fn messages_of_row(
    row: Value,
    roles: &Roles,
    ignored: &mut BTreeSet<String>,
) -> Result<Vec<Message>, String> {
    let messages = match row {
        Value::Array(list) => messages_of(list, roles, ignored)?,
        Value::Object(object) => of_object(object, roles, ignored)?,
        _ => return Err("neither an object nor a list".into()),
    };
    if messages.is_empty() {
        return Err("the conversation has no message".into());
    }
    Ok(messages)
}

fn of_object(
    mut object: Map<String, Value>,
    roles: &Roles,
    ignored: &mut BTreeSet<String>,
) -> Result<Vec<Message>, String> {
    let system = match object.remove("system") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if text.trim().is_empty() => None,
        Some(Value::String(text)) => Some(text),
        Some(_) => return Err("`system` is no string".into()),
    };
    let mut messages = if let Some(name) =
        LISTS.iter().find(|name| object.get(**name).is_some_and(|list| !list.is_null()))
    {
        match object.remove(*name) {
            Some(Value::Array(list)) => messages_of(list, roles, ignored)?,
            _ => return Err(format!("`{name}` is no list")),
        }
    } else {
        let names = names(&object);
        pair(&mut object, roles, ignored)
            .unwrap_or_else(|| Err(format!("it has neither `messages` nor a question with its answer, but {names}")))?
    };
    if let Some(text) = system
        && messages.first().is_none_or(|first| first.role() != "system")
    {
        messages.insert(0, Message::new("system", text));
    }
    for name in object.into_iter().filter(|(_, value)| !is_empty(value)).map(|(name, _)| name) {
        ignore(ignored, name);
    }
    Ok(messages)
}

/// A question and its answer; None when the row has no such pair.
fn pair(
    object: &mut Map<String, Value>,
    roles: &Roles,
    ignored: &mut BTreeSet<String>,
) -> Option<Result<Vec<Message>, String>> {
    let has = |name: &str| object.get(name).is_some_and(|value| !value.is_null());
    let found = PAIRS.iter().find_map(|(question, more, answers)| {
        let answer = answers.iter().find(|answer| has(question) && has(answer))?;
        Some((*question, more.iter().find(|more| has(more)), *answer))
    });
    let (question, more, answer) = found?;
    let mut take = |name: &str| object.remove(name).unwrap_or(Value::Null);
    let (asked, added, said) = (take(question), more.map(|more| take(more)), take(answer));
    // TRL's prompt and completion may be lists of messages.
    if let (Value::Array(asked), Value::Array(said)) = (&asked, &said) {
        return Some(messages_of([asked.clone(), said.clone()].concat(), roles, ignored));
    }
    let text = |name: &str, value: Value| match value {
        Value::String(text) => Ok(text),
        Value::Null => Ok(String::new()),
        _ => Err(format!("`{name}` is no string")),
    };
    let read = || {
        let mut messages = history(take("history"))?;
        let mut lines = vec![text(question, asked)?];
        lines.extend(added.map(|added| text(more.expect("it was found"), added)).transpose()?);
        lines.retain(|line| !line.trim().is_empty());
        if lines.is_empty() {
            return Err(format!("`{question}` is empty"));
        }
        messages.push(Message::new("user", lines.join("\n")));
        messages.push(Message::new("assistant", text(answer, said)?));
        Ok(messages)
    };
    Some(read())
}

/// Earlier turns of an instruction: pairs of what was asked and said.
fn history(value: Value) -> Result<Vec<Message>, String> {
    let wrong = || "`history` is no list of pairs of strings".to_owned();
    let turns = match value {
        Value::Null => return Ok(Vec::new()),
        Value::Array(turns) => turns,
        _ => return Err(wrong()),
    };
    let mut messages = Vec::new();
    for turn in turns {
        let [Some(asked), Some(said)] = [turn[0].as_str(), turn[1].as_str()] else { return Err(wrong()) };
        messages.extend([Message::new("user", asked), Message::new("assistant", said)]);
    }
    Ok(messages)
}

fn messages_of(list: Vec<Value>, roles: &Roles, ignored: &mut BTreeSet<String>) -> Result<Vec<Message>, String> {
    let one = |(number, value)| {
        let (message, rest) = message_of(value, roles).map_err(|what| format!("message {}: {what}", number + 1))?;
        for name in rest {
            ignore(ignored, format!("messages' {name}"));
        }
        Ok(message)
    };
    list.into_iter().enumerate().map(one).collect()
}

fn ignore(ignored: &mut BTreeSet<String>, name: String) {
    if ignored.len() < MOST_IGNORED {
        ignored.insert(name);
    }
}

fn names(object: &Map<String, Value>) -> String {
    match object.len() {
        0 => "nothing".into(),
        _ => object.keys().take(8).map(String::as_str).collect::<Vec<_>>().join(", "),
    }
}
