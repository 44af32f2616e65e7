//! What somebody says in a conversation: the JSON object it came as, its known fields checked once and read by name.
//! Chat templates see the object itself, so a field that means nothing here still reaches a template that reads it.

use serde_json::{Map, Value};

/// One message. Equal messages have the same fields in the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Holds a `role`; every known field is of its type.
    fields: Map<String, Value>,
}

/// A stretch of a message whose content is a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// What the speaker says: `{"type": "text", "text": …}`, or a bare string.
    Text(&'a str),
    /// What the speaker asks the tool to run: `{"type": "python", "text": …}`.
    Code(&'a str),
    /// What the tool answered: `{"type": "python_output", "text": …}`.
    Output(&'a str),
    /// Anything else (an image, a sound), by its `type`.
    Other(&'a str),
}

/// The names a message's reasoning goes by; the first is the one that templates read.
const REASONING: [&str; 3] = ["reasoning_content", "thinking", "reasoning"];

/// The names of fields that keep a message from being learned when they are false or 0.
const UNLEARNED: [&str; 3] = ["weight", "train", "loss"];

impl Message {
    /// A message of plain text.
    pub fn new(role: impl Into<String>, content: impl Into<String>) -> Message {
        let fields = [("role", role.into()), ("content", content.into())];
        Message { fields: fields.into_iter().map(|(key, text)| (key.to_owned(), Value::String(text))).collect() }
    }

    /// A message from its JSON object: `role` (a string), `content` (a string, null or absent, or a list of parts), `name`,
    /// `reasoning_content` (also `thinking` or `reasoning`), `tool_calls`, and whatever else is there.
    ///
    /// # Errors
    /// What is wrong with it, naming the field.
    pub fn from_json(value: Value) -> Result<Message, String> {
        let Value::Object(fields) = value else { return Err("it is no object".into()) };
        match fields.get("role") {
            Some(Value::String(_)) => {}
            Some(_) => return Err("`role` is no string".into()),
            None => return Err("it has no `role`".into()),
        }
        for name in ["name", "tool_call_id"].iter().chain(&REASONING) {
            if !matches!(fields.get(*name), None | Some(Value::String(_) | Value::Null)) {
                return Err(format!("`{name}` is no string"));
            }
        }
        match fields.get("tool_calls") {
            None | Some(Value::Null) => {}
            Some(Value::Array(calls)) if calls.iter().all(Value::is_object) => {}
            Some(_) => return Err("`tool_calls` is no list of objects".into()),
        }
        for name in UNLEARNED {
            let says =
                |value: &Value| value.is_null() || value.is_boolean() || matches!(value.as_f64(), Some(0.0 | 1.0));
            if let Some(value) = fields.get(name)
                && !says(value)
            {
                return Err(format!("`{name}` is {value}; a message is learned (1) or not (0)"));
            }
        }
        match fields.get("content") {
            None if fields.get("tool_calls").is_none_or(Value::is_null) => return Err("it has no `content`".into()),
            None | Some(Value::Null | Value::String(_)) => {}
            Some(Value::Array(parts)) => check_parts(parts)?,
            Some(_) => return Err("`content` is neither a string nor a list of parts".into()),
        }
        Ok(Message { fields })
    }

    /// The object, as it came.
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// The message as a JSON object.
    pub fn to_json(&self) -> Value {
        Value::Object(self.fields.clone())
    }

    /// Who says it.
    pub fn role(&self) -> &str {
        self.text_of("role").unwrap_or_default()
    }

    /// The same message by another speaker.
    pub fn set_role(&mut self, role: impl Into<String>) {
        self.fields.insert("role".to_owned(), Value::String(role.into()));
    }

    /// The speaker's or the tool's name.
    pub fn name(&self) -> Option<&str> {
        self.text_of("name")
    }

    /// What was thought before it was said.
    pub fn reasoning(&self) -> Option<&str> {
        REASONING.iter().find_map(|name| self.text_of(name))
    }

    /// The tools it calls; empty when none.
    pub fn tool_calls(&self) -> &[Value] {
        self.fields.get("tool_calls").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// Whether it is to be learned where a file says so: OpenAI's `weight`, axolotl's `train`, `loss`. What says nothing
    /// is learned.
    pub fn is_learned(&self) -> bool {
        let off =
            |name: &&str| self.fields.get(*name).is_some_and(|value| *value == false || value.as_f64() == Some(0.0));
        !UNLEARNED.iter().any(off)
    }

    /// The content in order. Plain text is one part, no content none.
    pub fn parts(&self) -> Vec<Part<'_>> {
        match self.fields.get("content") {
            Some(Value::String(text)) => vec![Part::Text(text)],
            Some(Value::Array(parts)) => parts.iter().map(part).collect(),
            _ => Vec::new(),
        }
    }

    /// All text of the content, code and answers of tools included.
    pub fn text(&self) -> String {
        let text = |part| match part {
            Part::Text(text) | Part::Code(text) | Part::Output(text) => text,
            Part::Other(_) => "",
        };
        self.parts().into_iter().map(text).collect()
    }

    /// The object with `change` applied to every string in it but the names of fields and the role.
    #[must_use]
    pub fn map_texts(&self, change: &mut impl FnMut(&str) -> String) -> Message {
        let mut fields = self.fields.clone();
        for (name, value) in &mut fields {
            if name != "role" {
                map_strings(value, change);
            }
        }
        Message { fields }
    }

    fn text_of(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
    }

    /// The object as templates see it: reasoning under the names that they read, whichever it came by.
    pub(crate) fn for_template(&self) -> Value {
        let Some(reasoning) = self.reasoning() else { return self.to_json() };
        let mut fields = Map::new();
        fields.insert("thinking".to_owned(), reasoning.into());
        fields.extend(self.fields.clone());
        fields.insert(REASONING[0].to_owned(), reasoning.into());
        Value::Object(fields)
    }
}

fn map_strings(value: &mut Value, change: &mut impl FnMut(&str) -> String) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Array(values) => values.iter_mut().for_each(|value| map_strings(value, change)),
        Value::Object(fields) => fields.values_mut().for_each(|value| map_strings(value, change)),
        _ => {}
    }
}

fn check_parts(parts: &[Value]) -> Result<(), String> {
    for (index, part) in parts.iter().enumerate() {
        let problem = match part {
            Value::String(_) => continue,
            Value::Object(fields) => match fields.get("type") {
                Some(Value::String(kind)) => match (kind.as_str(), fields.get("text")) {
                    ("text" | "python" | "python_output", Some(Value::String(_))) => continue,
                    ("text" | "python" | "python_output", _) => "has no string `text`",
                    _ => continue,
                },
                _ => "has no string `type`",
            },
            _ => "is neither a string nor an object",
        };
        return Err(format!("part {} of `content` {problem}", index + 1));
    }
    Ok(())
}

fn part(value: &Value) -> Part<'_> {
    let field = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
    match value {
        Value::String(text) => Part::Text(text),
        _ => match field("type") {
            "text" => Part::Text(field("text")),
            "python" => Part::Code(field("text")),
            "python_output" => Part::Output(field("text")),
            other => Part::Other(other),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_object_stays_as_it_came() {
        let object =
            json!({"weight": 0, "content": null, "role": "assistant", "thinking": "hm", "tool_calls": [{"a": 1}]});
        let message = Message::from_json(object.clone()).unwrap();
        assert_eq!(message.to_json().to_string(), object.to_string());
        assert_eq!((message.role(), message.reasoning(), message.name()), ("assistant", Some("hm"), None));
        assert_eq!(message.tool_calls(), [json!({"a": 1})]);
        assert_eq!((message.parts(), message.text()), (vec![], String::new()));
        let shown = message.for_template();
        assert_eq!((shown["thinking"].as_str(), shown["reasoning_content"].as_str()), (Some("hm"), Some("hm")));
    }

    #[test]
    fn parts_have_kinds() {
        let parts = json!(["a", {"type": "text", "text": "b"}, {"type": "python", "text": "c"},
            {"type": "python_output", "text": "d"}, {"type": "image", "url": "x"}]);
        let message = Message::from_json(json!({"role": "user", "content": parts})).unwrap();
        let expected = [Part::Text("a"), Part::Text("b"), Part::Code("c"), Part::Output("d"), Part::Other("image")];
        assert_eq!(message.parts(), expected);
        assert_eq!(message.text(), "abcd");
        let marked = message.map_texts(&mut |text| format!("<{text}>"));
        assert_eq!(marked.role(), "user");
        assert_eq!(marked.fields()["content"][0], "<a>");
    }

    #[test]
    fn a_field_of_another_type_is_named() {
        for (object, problem) in [
            (json!(1), "it is no object"),
            (json!({"content": "a"}), "it has no `role`"),
            (json!({"role": 1, "content": "a"}), "`role` is no string"),
            (json!({"role": "user"}), "it has no `content`"),
            (json!({"role": "user", "content": 3}), "`content` is neither a string nor a list of parts"),
            (json!({"role": "user", "content": [1]}), "part 1 of `content` is neither a string nor an object"),
            (json!({"role": "user", "content": ["", {"text": "a"}]}), "part 2 of `content` has no string `type`"),
            (json!({"role": "user", "content": [{"type": "text"}]}), "part 1 of `content` has no string `text`"),
            (json!({"role": "user", "content": "a", "name": 1}), "`name` is no string"),
            (json!({"role": "user", "content": "a", "reasoning": []}), "`reasoning` is no string"),
            (
                json!({"role": "user", "content": "a", "weight": 0.5}),
                "`weight` is 0.5; a message is learned (1) or not (0)",
            ),
            (json!({"role": "user", "tool_calls": {}}), "`tool_calls` is no list of objects"),
        ] {
            assert_eq!(Message::from_json(object).unwrap_err(), problem);
        }
    }
}
