//! The parts of a response, whole or as they begin.

use nanollama_engine::{Finished, Reason};
use serde_json::{Value, json};

use crate::calls::Reader;
use crate::request_id;
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

    pub(super) fn whole(&self, finished: &Finished) -> Value {
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
        self.response(status, self.output(status, finished), usage, incomplete, Value::Null)
    }

    /// What is said, and the calls.
    fn output(&self, status: &str, finished: &Finished) -> Vec<Value> {
        let Some(reader) = &self.reader else { return vec![self.item(status, vec![part(&finished.text)])] };
        let answer = reader.answer(&finished.tokens);
        let said =
            (!answer.said.is_empty() || answer.calls.is_empty()).then(|| self.item(status, vec![part(&answer.said)]));
        let calls = answer.calls.iter().map(|call| {
            json!({
                "id": request_id::name("fc"), "type": "function_call", "status": "completed",
                "call_id": request_id::name("call"), "name": call.name,
                "arguments": Value::Object(call.arguments.clone()).to_string(),
            })
        });
        said.into_iter().chain(calls).collect()
    }
}

pub(super) fn part(text: &str) -> Value {
    json!({"type": "output_text", "text": text, "annotations": []})
}
