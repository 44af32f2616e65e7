//! `POST /v1/responses`: OpenAI's newer form, without memory. A request brings its whole conversation; nothing is stored, no
//! earlier response is looked up, no tool is run, and whoever asks for that is told so by name.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::Response;
use nanollama_engine::{Finished, Reason, Report};
use nanollama_grammar::Grammar;
use nanollama_token::chat::Message;
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::fields::{Fields, mistyped};
use crate::news::News;
use crate::sampling::Asked;
use crate::settings::{Limits, short};
use crate::sse::{self, named_event};
use crate::state::State;
use crate::usage::Usage;
use crate::{body, form, messages, reply, request_id};

/// Answers.
pub(crate) async fn answer(Shared(state): Shared<Arc<State>>, request: Request) -> Result<Response<Body>, Failure> {
    let limits = &state.settings.limits;
    let mut fields = body::object(request, limits).await?;
    let model = state.model()?;
    model.check_name(fields.text("model")?.as_deref())?;
    let instructions = fields.text("instructions")?;
    let messages = take_input(&mut fields, instructions.as_deref(), limits)?;
    refuse(&mut fields)?;
    let mut defaults = state.settings.defaults.clone();
    if let Some(most) = fields.whole("max_output_tokens", 1, u32::MAX.into())? {
        defaults.sampling.max_tokens = most as usize;
    }
    for name in ["max_tokens", "max_completion_tokens", "n", "stream_options", "return_token_ids"] {
        fields.only(name, Value::is_null)?;
    }
    let (shown, grammar) = take_text(&mut fields)?;
    let metadata = fields.take("metadata").unwrap_or_else(|| json!({}));
    for name in ["response_format", "grammar", "json_schema"] {
        fields.only(name, |_| false)?;
    }
    let asked = Asked { grammar, ..Asked::take(&mut fields, &defaults, limits)? };
    if asked.grammar.is_some() && asked.ignore_eos {
        return Err(Failure::field("ignore_eos", "ignore_eos beside a form: an answer ends where its form does"));
    }
    fields.end()?;
    let prompt = model.prompts.chat(&messages)?;
    let mut texts = model.desk.submit(asked.requests(model, &prompt, Report::Nothing).collect()).await?;
    let form = Form {
        id: request_id::name("resp"),
        message: request_id::name("msg"),
        created: request_id::now(),
        model: model.card.id.clone(),
        fixed: json!({
            "instructions": instructions,
            "max_output_tokens": asked.sampling.max_tokens,
            "temperature": short(asked.sampling.temperature),
            "top_p": short(asked.sampling.top_p),
            "metadata": metadata,
            "text": {"format": shown},
        }),
    };
    if asked.stream {
        let mut events = Events { form, number: 0, text: String::new(), over: false };
        let mut first = String::new();
        events.begin(&mut first);
        return Ok(sse::response(texts, events, first, limits));
    }
    while let Some((_, news)) = texts.next().await {
        match news {
            News::Finished { finished, .. } => return Ok(reply::json(&form.whole(&finished))),
            News::Failed(failure) => return Err(failure),
            News::Accepted | News::Piece { .. } | News::Scored { .. } => {}
        }
    }
    Err(Failure::stopping())
}

/// What the answer has to look like, as it was said and as a grammar.
fn take_text(fields: &mut Fields) -> Result<(Value, Option<Grammar>), Failure> {
    let plain = || json!({"type": "text"});
    let Some(mut text) = fields.object("text")? else { return Ok((plain(), None)) };
    let format = text.take("format");
    text.end()?;
    match format {
        None => Ok((plain(), None)),
        Some(format @ Value::Object(_)) => {
            let grammar = form::of_format("text.format", Fields::of(format.clone())?)?;
            Ok((format, grammar))
        }
        Some(other) => Err(mistyped("text.format", &other, "an object")),
    }
}

/// What needs a memory or a tool.
fn refuse(fields: &mut Fields) -> Result<(), Failure> {
    fields.only("tools", |tools| tools.as_array().is_some_and(Vec::is_empty))?;
    fields.only("tool_choice", |choice| *choice == "none" || *choice == "auto")?;
    fields.only("truncation", |truncation| *truncation == "disabled")?;
    fields.only("background", |background| *background == false)?;
    fields.only("include", |include| include.as_array().is_some_and(Vec::is_empty))?;
    for name in ["previous_response_id", "conversation", "prompt", "reasoning", "max_tool_calls", "top_logprobs"] {
        fields.only(name, Value::is_null)?;
    }
    Ok(())
}

/// The conversation: instructions, then a text or items.
fn take_input(fields: &mut Fields, instructions: Option<&str>, limits: &Limits) -> Result<Vec<Message>, Failure> {
    let said = |role: &str, text: &str| json!({"role": role, "content": text});
    let mut list: Vec<Value> = instructions.map(|text| said("system", text)).into_iter().collect();
    match fields.take("input") {
        None => return Err(Failure::field("input", "there is no input")),
        Some(Value::String(text)) => list.push(said("user", &text)),
        Some(Value::Array(items)) => {
            for (place, item) in items.into_iter().enumerate() {
                list.push(
                    message(item).map_err(|what| Failure::field("input", format!("item {}: {what}", place + 1)))?,
                );
            }
        }
        Some(other) => return Err(mistyped("input", &other, "a text or a list of items")),
    }
    messages::of(list, "input", limits)
}

/// The message that an item is.
fn message(item: Value) -> Result<Value, String> {
    let Value::Object(mut item) = item else { return Err("it is no object".into()) };
    match item.remove("type") {
        None => {}
        Some(kind) if kind == "message" => {}
        Some(kind) => return Err(format!("an item of type {kind}; this server takes messages")),
    }
    // An answer that is sent back says these of itself.
    for name in ["id", "status"] {
        item.remove(name);
    }
    if let Some(Value::Array(parts)) = item.get_mut("content") {
        for part in parts {
            // What is text has its own names for who said it.
            if let Some("input_text" | "output_text") = part["type"].as_str() {
                *part = json!({"type": "text", "text": part["text"]});
            }
        }
    }
    Ok(Value::Object(item))
}

/// What all parts of a response have in common.
struct Form {
    id: String,
    message: String,
    created: u64,
    model: String,
    fixed: Value,
}

impl Form {
    fn response(&self, status: &str, output: Vec<Value>, usage: Value, incomplete: Value, error: Value) -> Value {
        let mut response = json!({
            "id": self.id, "object": "response", "created_at": self.created, "status": status, "error": error,
            "incomplete_details": incomplete, "model": self.model, "output": output, "parallel_tool_calls": true,
            "previous_response_id": null, "reasoning": {"effort": null, "summary": null}, "store": false,
            "tool_choice": "auto", "tools": [], "truncation": "disabled",
            "usage": usage,
        });
        if let (Some(response), Some(fixed)) = (response.as_object_mut(), self.fixed.as_object()) {
            response.extend(fixed.clone());
        }
        response
    }

    fn begun(&self) -> Value {
        self.response("in_progress", Vec::new(), Value::Null, Value::Null, Value::Null)
    }

    fn item(&self, status: &str, content: Vec<Value>) -> Value {
        json!({"id": self.message, "type": "message", "status": status, "role": "assistant", "content": content})
    }

    fn whole(&self, finished: &Finished) -> Value {
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
        self.response(status, vec![self.item(status, vec![part(&finished.text)])], usage, incomplete, Value::Null)
    }
}

fn part(text: &str) -> Value {
    json!({"type": "output_text", "text": text, "annotations": []})
}

/// The response as typed events.
struct Events {
    form: Form,
    /// Of the next event.
    number: u64,
    text: String,
    over: bool,
}

impl Events {
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

    /// Where in the response something is.
    fn place(&self, more: Value) -> Value {
        let mut place = json!({"item_id": self.form.message, "output_index": 0, "content_index": 0});
        if let (Some(place), Value::Object(more)) = (place.as_object_mut(), more) {
            place.extend(more);
        }
        place
    }

    fn begin(&mut self, out: &mut String) {
        let begun = self.form.begun();
        self.send(out, "response.created", json!({"response": begun}));
        self.send(out, "response.in_progress", json!({"response": begun}));
        let item = self.form.item("in_progress", Vec::new());
        self.send(out, "response.output_item.added", json!({"output_index": 0, "item": item}));
        let place = self.place(json!({"part": part("")}));
        self.send(out, "response.content_part.added", place);
    }
}

impl sse::Write for Events {
    fn write(&mut self, _: usize, news: News, out: &mut String) {
        match news {
            News::Piece { text, .. } if !text.is_empty() => {
                let place = self.place(json!({"delta": text, "logprobs": []}));
                self.send(out, "response.output_text.delta", place);
                self.text.push_str(&text);
            }
            News::Finished { finished, .. } => {
                let place = self.place(json!({"text": self.text, "logprobs": []}));
                self.send(out, "response.output_text.done", place);
                let place = self.place(json!({"part": part(&self.text)}));
                self.send(out, "response.content_part.done", place);
                let whole = self.form.whole(&finished);
                self.send(out, "response.output_item.done", json!({"output_index": 0, "item": whole["output"][0]}));
                let kind = if whole["status"] == "completed" { "response.completed" } else { "response.incomplete" };
                self.send(out, kind, json!({"response": whole}));
                self.over = true;
            }
            News::Failed(failure) => {
                let error = json!({"code": "server_error", "message": failure.message});
                let failed = self.form.response("failed", Vec::new(), Value::Null, Value::Null, error);
                self.send(out, "response.failed", json!({"response": failed}));
                self.over = true;
            }
            News::Accepted | News::Piece { .. } | News::Scored { .. } => {}
        }
    }

    fn end(&mut self, _: &mut String) {}
}
