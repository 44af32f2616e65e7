//! Calls of tools as Llama 3 writes them: `{"name": …, "parameters": …}`, each on a line of its own behind what is said.

use serde_json::Value as Json;

use super::template;

/// What a message says, its calls included. A call is an object with `name` and `arguments`, or has such a one as
/// `function`; arguments that are a text are JSON already, as in OpenAI's files.
pub(super) fn after(said: &str, calls: &[Json]) -> String {
    let said = (!said.is_empty()).then(|| said.to_owned());
    said.into_iter().chain(calls.iter().map(written)).collect::<Vec<_>>().join("\n")
}

fn written(call: &Json) -> String {
    let function = call.get("function").filter(|function| function.is_object()).unwrap_or(call);
    let name = function.get("name").map_or_else(|| "null".to_owned(), template::to_json);
    let arguments = match function.get("arguments") {
        None | Some(Json::Null) => "{}".to_owned(),
        Some(Json::String(text)) if text.is_empty() => "{}".to_owned(),
        Some(Json::String(text)) => text.clone(),
        Some(other) => template::to_json(other),
    };
    format!("{{\"name\": {name}, \"parameters\": {arguments}}}")
}
