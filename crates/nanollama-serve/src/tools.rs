//! Tools that a request lets the model call, as OpenAI's clients bring them: `tools`, `tool_choice`, `parallel_tool_calls`.
//! No tool is run here: the answer says what to call with what.

use nanollama_grammar::{Calling, Grammar};
use nanollama_token::chat::Message;
use nanollama_token::chat::calls::{CallSyntax, Tool};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::fields::{Fields, mistyped};
use crate::state::Loaded;

/// Tools of a request.
const MOST: usize = 128;
/// Characters of a tool's name.
const LONGEST: usize = 64;

/// Tools that may be called.
pub(crate) struct Tools {
    /// All of them, as templates show them.
    pub(crate) shown: Vec<Value>,
    /// Those that may be called.
    pub(crate) list: Vec<Tool>,
    calling: Calling,
    several: bool,
}

/// Takes the tools of a chat; none where the model is not to call any.
///
/// # Errors
/// What is wrong, by its name.
pub(crate) fn take(fields: &mut Fields) -> Result<Option<Tools>, Failure> {
    // What came before tools.
    fields.only("functions", |functions| functions.as_array().is_some_and(Vec::is_empty))?;
    fields.only("function_call", |choice| *choice == "none" || *choice == "auto")?;
    let given = fields.list("tools")?.unwrap_or_default();
    let several = fields.flag("parallel_tool_calls")?.unwrap_or(true);
    let choice = fields.take("tool_choice");
    let shown = given
        .into_iter()
        .enumerate()
        .map(|(place, tool)| {
            nested(tool).map_err(|what| Failure::field("tools", format!("tool {}: {what}", place + 1)))
        })
        .collect::<Result<Vec<Value>, Failure>>()?;
    of(shown, choice, several)
}

/// The tools of these objects, each with its `function`.
///
/// # Errors
/// As [`take`].
pub(crate) fn of(shown: Vec<Value>, choice: Option<Value>, several: bool) -> Result<Option<Tools>, Failure> {
    if shown.len() > MOST {
        return Err(Failure::field("tools", format!("{} tools; at most {MOST}", shown.len())));
    }
    let mut list: Vec<Tool> = Vec::with_capacity(shown.len());
    for tool in &shown {
        let function = &tool["function"];
        let name = function["name"].as_str().unwrap_or_default().to_owned();
        if list.iter().any(|other| other.name == name) {
            return Err(Failure::field("tools", format!("two tools are called {name:?}")));
        }
        list.push(Tool { name, parameters: function["parameters"].clone() });
    }
    let calling = match choice {
        None => Calling::Free,
        Some(Value::String(choice)) => match choice.as_str() {
            "auto" => Calling::Free,
            "none" => return Ok(None),
            "required" => Calling::Required,
            _ => {
                let message = "tool_choice is none of none, auto, required and an object that names a function";
                return Err(Failure::unsupported("tool_choice", message));
            }
        },
        Some(Value::Object(choice)) => {
            if choice.get("type").is_none_or(|kind| kind != "function") {
                let message = "tool_choice: its `type` is not function";
                return Err(Failure::unsupported("tool_choice", message));
            }
            let name = choice.get("function").unwrap_or(&Value::Null).get("name").or(choice.get("name"));
            let Some(name) = name.and_then(Value::as_str) else {
                return Err(Failure::field("tool_choice", "tool_choice names no function"));
            };
            list.retain(|tool| tool.name == name);
            if list.is_empty() {
                return Err(Failure::field("tool_choice", format!("tool_choice: there is no tool {name:?}")));
            }
            Calling::Required
        }
        Some(other) => return Err(mistyped("tool_choice", &other, "a text or an object")),
    };
    if list.is_empty() {
        return match calling {
            Calling::Free => Ok(None),
            Calling::Required => Err(Failure::field("tool_choice", "tool_choice: there are no tools")),
        };
    }
    Ok(Some(Tools { shown, list, calling, several }))
}

/// A tool of a chat: an object with its `function`.
fn nested(tool: Value) -> Result<Value, String> {
    let Value::Object(mut tool) = tool else { return Err("it is no object".into()) };
    match tool.remove("type") {
        Some(kind) if kind == "function" => {}
        Some(kind) => return Err(format!("type {kind}; this server knows functions")),
        None => return Err("it has no `type`".into()),
    }
    let function = tool.remove("function").ok_or("it has no `function`")?;
    match tool.keys().next() {
        Some(name) => Err(format!("unknown field {name:?}")),
        None => whole(function),
    }
}

/// A tool from its function: name, description, parameters. Its schema is kept to whether `strict` or not.
pub(crate) fn whole(function: Value) -> Result<Value, String> {
    let Value::Object(mut function) = function else { return Err("`function` is no object".into()) };
    function.remove("strict");
    let known = ["name", "description", "parameters"];
    if let Some(name) = function.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("unknown field {name:?}"));
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    match function.get("name").and_then(Value::as_str) {
        Some(name) if (1..=LONGEST).contains(&name.len()) && name.bytes().all(plain) => {}
        Some(_) => return Err(format!("its name is not 1 to {LONGEST} letters, digits, _ and -")),
        None => return Err("it has no `name`".into()),
    }
    if !matches!(function.get("description"), None | Some(Value::String(_) | Value::Null)) {
        return Err("its description is no text".into());
    }
    // Templates read both fields.
    function.entry("description").or_insert_with(|| "".into());
    let parameters = function.entry("parameters").or_insert(Value::Null);
    match parameters {
        Value::Null => *parameters = json!({"type": "object", "properties": {}}),
        Value::Object(schema) if schema.is_empty() => *parameters = json!({"type": "object", "properties": {}}),
        Value::Object(schema) => {
            if *schema.entry("type").or_insert_with(|| "object".into()) != "object" {
                return Err("its parameters are not of type object".into());
            }
        }
        _ => return Err("its parameters are no schema".into()),
    }
    Ok(json!({"type": "function", "function": function}))
}

/// The prompt of a conversation, with tools where there are any.
///
/// # Errors
/// When the template refuses them.
pub(crate) fn prompt(model: &Loaded, messages: &[Message], tools: Option<&Tools>) -> Result<Vec<u32>, Failure> {
    Ok(match tools {
        Some(tools) => model.prompts.chat_with_tools(messages, &tools.shown)?,
        None => model.prompts.chat(messages)?,
    })
}

impl Tools {
    /// The answers of a model that writes calls in this form.
    ///
    /// # Errors
    /// When a schema asks for what is not done here.
    pub(crate) fn grammar(&self, syntax: &CallSyntax) -> Result<Grammar, Failure> {
        let grammar = Grammar::calls(syntax, &self.list, self.calling, self.several);
        grammar.map_err(|error| Failure::field("tools", format!("tools: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tools(body: Value) -> Result<Option<Tools>, Failure> {
        let mut fields = Fields::of(body)?;
        let taken = take(&mut fields)?;
        fields.end()?;
        Ok(taken)
    }

    fn tool(name: &str) -> Value {
        json!({"type": "function", "function": {"name": name, "strict": true}})
    }

    #[test]
    fn choices_say_what_may_be_called() {
        let of = |choice: Value| tools(json!({"tools": [tool("a"), tool("b")], "tool_choice": choice})).unwrap();
        let all = of(Value::Null).unwrap();
        assert_eq!((all.shown.len(), all.list.len(), all.calling, all.several), (2, 2, Calling::Free, true));
        assert_eq!(all.list[0].parameters, json!({"type": "object", "properties": {}}));
        assert!(of(json!("none")).is_none());
        assert_eq!(of(json!("required")).unwrap().calling, Calling::Required);
        let one = of(json!({"type": "function", "function": {"name": "b"}})).unwrap();
        assert_eq!((one.shown.len(), one.list[0].name.as_str(), one.calling), (2, "b", Calling::Required));
        assert!(tools(json!({"tools": [], "tool_choice": "auto", "parallel_tool_calls": false})).unwrap().is_none());
        assert!(tools(json!({"functions": [], "function_call": "none"})).unwrap().is_none());
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let one = tool("a");
        for (body, param, part) in [
            (json!({"tools": {}}), "tools", "not a list"),
            (json!({"tools": [1]}), "tools", "tool 1: it is no object"),
            (json!({"tools": [one, {"type": "web_search"}]}), "tools", "tool 2: type \"web_search\""),
            (json!({"tools": [{"type": "function"}]}), "tools", "no `function`"),
            (json!({"tools": [tool("a b")]}), "tools", "its name"),
            (json!({"tools": [one, one]}), "tools", "two tools are called \"a\""),
            (json!({"tools": [{"type": "function", "function": {"name": "a", "x": 1}}]}), "tools", "\"x\""),
            (
                json!({"tools": [{"type": "function", "function": {"name": "a", "parameters": {"type": "string"}}}]}),
                "tools",
                "not of type object",
            ),
            (json!({"tools": vec![one.clone(); 129]}), "tools", "at most 128"),
            (json!({"tools": [one], "tool_choice": "any"}), "tool_choice", "none of none"),
            (json!({"tools": [one], "tool_choice": {"type": "allowed_tools"}}), "tool_choice", "not function"),
            (json!({"tools": [one], "tool_choice": {"type": "function", "name": "c"}}), "tool_choice", "no tool \"c\""),
            (json!({"tool_choice": "required"}), "tool_choice", "there are no tools"),
            (json!({"functions": [{"name": "a"}]}), "functions", "does not do it"),
        ] {
            let failure = tools(body.clone()).err().unwrap_or_else(|| panic!("{body} was taken"));
            assert_eq!(failure.json()["error"]["param"], param, "{body}");
            assert!(failure.message.contains(part) && failure.status.as_u16() == 400, "{body}: {}", failure.message);
        }
    }
}
