//! The parts of a response, whole or as they begin.

use nanollama_engine::{Finished, Reason};
use serde_json::{Value, json};

use crate::calls::Reader;
use crate::growing::Called;
use crate::usage::Usage;

/// What all parts of a response have in common.
pub(super) struct Form {
    pub(super) id: String,
    pub(super) message: String,
    pub(super) created: u64,
    pub(super) model: String,
    pub(super) fixed: Value,
    /// Where the answer may call tools.
    pub(super) reader: Option<Reader>,
}

impl Form {
    pub(super) fn response(
        &self,
        status: &str,
        output: Vec<Value>,
        usage: Value,
        incomplete: Value,
        error: Value,
    ) -> Value {
        let mut response = json!({
            "id": self.id, "object": "response", "created_at": self.created, "status": status, "error": error,
            "incomplete_details": incomplete, "model": self.model, "output": output,
            "previous_response_id": null, "reasoning": {"effort": null, "summary": null}, "store": false,
            "truncation": "disabled", "usage": usage,
        });
        if let (Some(response), Some(fixed)) = (response.as_object_mut(), self.fixed.as_object()) {
            response.extend(fixed.clone());
        }
        response
    }

    pub(super) fn begun(&self) -> Value {
        self.response("in_progress", Vec::new(), Value::Null, Value::Null, Value::Null)
    }

    pub(super) fn item(&self, status: &str, content: Vec<Value>) -> Value {
        json!({"id": self.message, "type": "message", "status": status, "role": "assistant", "content": content})
    }

    /// The response that said this and made these calls.
    pub(super) fn whole(&self, finished: &Finished, said: &str, calls: &[Called]) -> Value {
        let (status, incomplete) = match finished.reason {
            Reason::Eos | Reason::Stop => ("completed", Value::Null),
            Reason::Length | Reason::Context | Reason::Cancelled => {
                ("incomplete", json!({"reason": "max_output_tokens"}))
            }
        };
        let mut usage = Usage::default();
        usage.add(finished, true);
        let usage = json!({
            "input_tokens": usage.prompt,
            "input_tokens_details": {"cached_tokens": usage.cached},
            "output_tokens": usage.completion,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": usage.prompt + usage.completion,
        });
        // What is said before a call has come to its end.
        let of_message = if calls.is_empty() { status } else { "completed" };
        let message = (!said.is_empty() || calls.is_empty()).then(|| self.item(of_message, vec![part(said)]));
        let output = message.into_iter().chain(calls.iter().map(|call| item_of(call, &call.arguments, ended(call))));
        self.response(status, output.collect(), usage, incomplete, Value::Null)
    }
}

/// A call as an item.
pub(super) fn item_of(call: &Called, arguments: &str, status: &str) -> Value {
    json!({
        "id": item_id(call), "type": "function_call", "status": status,
        "call_id": call.id, "name": call.name, "arguments": arguments,
    })
}

/// The name of a call's item, made of the call's.
pub(super) fn item_id(call: &Called) -> String {
    call.id.replacen("call", "fc", 1)
}

/// How a call ended.
pub(super) fn ended(call: &Called) -> &'static str {
    if call.whole { "completed" } else { "incomplete" }
}

pub(super) fn part(text: &str) -> Value {
    json!({"type": "output_text", "text": text, "annotations": []})
}
