//! A response as typed events, as it grows.

use serde_json::{Map, Value, json};

use super::parts::{Form, part};
use crate::calls::Growing;
use crate::news::News;
use crate::sse::{self, named_event};

/// The events of a response.
pub(super) struct Events {
    form: Form,
    /// Of the next event.
    number: u64,
    /// What was said, once something is.
    text: Option<String>,
    /// The answer so far, where it may call tools.
    growing: Growing,
}

impl Events {
    pub(super) fn new(form: Form) -> Events {
        Events { form, number: 0, text: None, growing: Growing::default() }
    }

    fn send(&mut self, out: &mut String, kind: &str, more: Value) {
        let mut data = Map::new();
        data.insert("type".into(), json!(kind));
        data.insert("sequence_number".into(), json!(self.number));
        if let Value::Object(more) = more {
            data.extend(more);
        }
        self.number += 1;
        named_event(out, kind, &Value::Object(data));
    }

    /// Where in the response something of what is said is.
    fn place(&self, more: Value) -> Value {
        let mut place = json!({"item_id": self.form.message, "output_index": 0, "content_index": 0});
        if let (Some(place), Value::Object(more)) = (place.as_object_mut(), more) {
            place.extend(more);
        }
        place
    }

    pub(super) fn begin(&mut self, out: &mut String) {
        let begun = self.form.begun();
        self.send(out, "response.created", json!({"response": begun}));
        self.send(out, "response.in_progress", json!({"response": begun}));
        // Where tools may be called it may be that nothing is said.
        if self.form.reader.is_none() {
            self.say(out, "");
        }
    }

    /// Adds to what is said.
    fn say(&mut self, out: &mut String, more: &str) {
        if self.text.is_none() {
            self.text = Some(String::new());
            let item = self.form.item("in_progress", Vec::new());
            self.send(out, "response.output_item.added", json!({"output_index": 0, "item": item}));
            let place = self.place(json!({"part": part("")}));
            self.send(out, "response.content_part.added", place);
        }
        if !more.is_empty() {
            let place = self.place(json!({"delta": more, "logprobs": []}));
            self.send(out, "response.output_text.delta", place);
            self.text.get_or_insert_default().push_str(more);
        }
    }

    /// The ends of all items, and of the response.
    fn finish(&mut self, out: &mut String, whole: &Value) {
        let items = whole["output"].as_array().cloned().unwrap_or_default();
        for (place, item) in items.iter().enumerate() {
            if item["type"] == "message" {
                let text = item["content"][0]["text"].as_str().unwrap_or_default();
                // What became clear at the end.
                let rest = text.strip_prefix(self.text.as_deref().unwrap_or_default()).unwrap_or_default().to_owned();
                self.say(out, &rest);
                let text = self.text.clone().unwrap_or_default();
                let place = self.place(json!({"text": text, "logprobs": []}));
                self.send(out, "response.output_text.done", place);
                let place = self.place(json!({"part": part(&text)}));
                self.send(out, "response.content_part.done", place);
            } else {
                let mut begun = item.clone();
                begun["status"] = "in_progress".into();
                begun["arguments"] = "".into();
                self.send(out, "response.output_item.added", json!({"output_index": place, "item": begun}));
                let of = |more: &str| json!({"item_id": item["id"], "output_index": place, more: item["arguments"]});
                self.send(out, "response.function_call_arguments.delta", of("delta"));
                self.send(out, "response.function_call_arguments.done", of("arguments"));
            }
            self.send(out, "response.output_item.done", json!({"output_index": place, "item": item}));
        }
        let kind = if whole["status"] == "completed" { "response.completed" } else { "response.incomplete" };
        self.send(out, kind, json!({"response": whole}));
    }
}

impl sse::Write for Events {
    fn write(&mut self, _: usize, news: News, out: &mut String) {
        match news {
            News::Piece { text, tokens } => {
                let text = match &self.form.reader {
                    Some(reader) => self.growing.push(reader, tokens.iter().map(|token| token.id)),
                    None => text,
                };
                if !text.is_empty() {
                    self.say(out, &text);
                }
            }
            News::Finished { finished, .. } => {
                let whole = self.form.whole(&finished);
                self.finish(out, &whole);
            }
            News::Failed(failure) => {
                let error = json!({"code": "server_error", "message": failure.message});
                let failed = self.form.response("failed", Vec::new(), Value::Null, Value::Null, error);
                self.send(out, "response.failed", json!({"response": failed}));
            }
            News::Accepted | News::Scored { .. } => {}
        }
    }

    fn end(&mut self, _: &mut String) {}
}
