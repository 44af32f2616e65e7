//! A response as typed events, as it grows.

use nanollama_engine::Finished;
use serde_json::{Map, Value, json};

use super::parts::{Form, ended, item_id, item_of, part};
use crate::growing::{Growing, More, Piece};
use crate::news::News;
use crate::sse::{self, named_event};

/// The events of a response.
pub(super) struct Events {
    form: Form,
    /// Of the next event.
    number: u64,
    /// What was said, once something is.
    text: Option<String>,
    /// Whether all of it was.
    said: bool,
    /// The answer so far, where it may call tools.
    growing: Growing,
}

impl Events {
    pub(super) fn new(form: Form) -> Events {
        Events { form, number: 0, text: None, said: false, growing: Growing::default() }
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

    /// Ends what is said, where something is.
    fn end_message(&mut self, out: &mut String, status: &str) {
        let Some(text) = self.text.clone().filter(|_| !self.said) else { return };
        self.said = true;
        let place = self.place(json!({"text": text, "logprobs": []}));
        self.send(out, "response.output_text.done", place);
        let place = self.place(json!({"part": part(&text)}));
        self.send(out, "response.content_part.done", place);
        let item = self.form.item(status, vec![part(&text)]);
        self.send(out, "response.output_item.done", json!({"output_index": 0, "item": item}));
    }

    /// Tells what was added: what is said, which has ended where calls begin, then calls piece by piece.
    fn tell(&mut self, out: &mut String, piece: Piece) {
        if !piece.said.is_empty() {
            self.say(out, &piece.said);
        }
        for more in piece.calls {
            self.end_message(out, "completed");
            self.call(out, &more);
        }
    }

    fn call(&mut self, out: &mut String, more: &More) {
        let call = &self.growing.calls()[more.place];
        let index = more.place + usize::from(self.text.is_some());
        let begun = item_of(call, "", "in_progress");
        let of = |name: &str, text: &str| json!({"item_id": item_id(call), "output_index": index, name: text});
        let (delta, done) = (of("delta", &more.arguments), of("arguments", &call.arguments));
        let item = item_of(call, &call.arguments, ended(call));
        if more.begins {
            self.send(out, "response.output_item.added", json!({"output_index": index, "item": begun}));
        }
        if !more.arguments.is_empty() {
            self.send(out, "response.function_call_arguments.delta", delta);
        }
        if more.ends {
            self.send(out, "response.function_call_arguments.done", done);
            self.send(out, "response.output_item.done", json!({"output_index": index, "item": item}));
        }
    }

    /// The ends of all items that have none yet, and of the response.
    fn finish(&mut self, out: &mut String, finished: &Finished) {
        if let Some(reader) = &self.form.reader {
            let rest = self.growing.end(reader);
            self.tell(out, rest);
        } else if let Some(rest) = finished.text.strip_prefix(self.text.as_deref().unwrap_or_default()) {
            // What became clear at the end.
            self.say(out, rest);
        }
        if self.growing.calls().is_empty() {
            // An answer without a call is a message, be it an empty one.
            self.say(out, "");
        }
        let said = self.text.clone().unwrap_or_default();
        let whole = self.form.whole(finished, &said, self.growing.calls());
        self.end_message(out, whole["output"][0]["status"].as_str().unwrap_or_default());
        // A call that was cut off has no `arguments.done`: they are not.
        if let Some(call) = self.growing.calls().last().filter(|call| !call.whole) {
            let index = self.growing.calls().len() - 1 + usize::from(self.text.is_some());
            let item = item_of(call, &call.arguments, ended(call));
            self.send(out, "response.output_item.done", json!({"output_index": index, "item": item}));
        }
        let kind = if whole["status"] == "completed" { "response.completed" } else { "response.incomplete" };
        self.send(out, kind, json!({"response": whole}));
    }
}

impl sse::Write for Events {
    fn write(&mut self, _: usize, news: News, out: &mut String) {
        match news {
            News::Piece { text, tokens } => {
                let piece = match &self.form.reader {
                    Some(reader) => self.growing.push(reader, tokens.iter().map(|token| token.id)),
                    None => Piece { said: text, calls: Vec::new() },
                };
                self.tell(out, piece);
            }
            News::Finished { finished, .. } => self.finish(out, &finished),
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
