//! `POST /v1/chat/completions`: the assistant's next message, whole or as a stream.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::Response;
use nanollama_engine::{Finished, Reason, Report, Weighed};
use nanollama_token::Tokenizer;
use serde_json::{Value, json};

use crate::calls::Reader;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::growing::{Called, Growing, More, Piece, listed};
use crate::news::News;
use crate::sampling::{Asked, MOST_OTHERS};
use crate::sse::{self, event};
use crate::state::State;
use crate::texts::Texts;
use crate::usage::{Usage, timings};
use crate::{body, logprobs, messages, reply, request_id, tools};

/// Answers.
pub(crate) async fn answer(Shared(state): Shared<Arc<State>>, request: Request) -> Result<Response<Body>, Failure> {
    let fields = body::object(request, &state.settings.limits).await?;
    complete(&state, fields).await
}

/// Answers a request whose fields were read.
pub(crate) async fn complete(state: &State, mut fields: Fields) -> Result<Response<Body>, Failure> {
    let model = state.model()?;
    let limits = &state.settings.limits;
    model.check_name(fields.text("model")?.as_deref())?;
    let messages = messages::prepared(model, messages::take(&mut fields, limits)?)?;
    let tools = tools::take(&mut fields)?;
    fields.only("modalities", |kinds| *kinds == json!(["text"]))?;
    let mut asked = Asked::take(&mut fields, &state.settings.defaults, limits)?;
    let likely = take_logprobs(&mut fields)?;
    fields.end()?;
    if asked.sampling.max_tokens == 0 {
        return Err(Failure::field("max_tokens", "max_tokens = 0: an answer has at least one token"));
    }
    let reader = tools.as_ref().map(|tools| asked.let_call(model, tools)).transpose()?;
    let prompt = tools::prompt(model, &messages, tools.as_ref())?;
    let report = match likely {
        Some(count) => Report::Likely(count),
        None if asked.ids || reader.is_some() => Report::Ids,
        None => Report::Nothing,
    };
    let texts = model.desk.submit(asked.requests(model, &prompt, report).collect()).await?;
    let form = Form {
        id: request_id::name("chatcmpl"),
        created: request_id::now(),
        model: model.card.id.clone(),
        tokenizer: model.prompts.tokenizer().clone(),
        likely: likely.is_some(),
        ids: asked.ids,
        reader,
    };
    match asked.stream {
        true => {
            let growing = (0..asked.count).map(|_| Growing::default()).collect();
            let writer = Chunks { usage: asked.usage.then(Usage::default), last: None, growing, form };
            let first = (0..asked.count).fold(String::new(), |mut first, number| {
                writer.form.chunk(&mut first, number, json!({"role": "assistant", "content": ""}), &[]);
                first
            });
            Ok(sse::response(texts, writer, first, limits))
        }
        false => form.whole(texts, asked.count).await,
    }
}

/// How many of the likeliest tokens are told beside each, where any are.
fn take_logprobs(fields: &mut Fields) -> Result<Option<usize>, Failure> {
    let asked = fields.flag("logprobs")?.unwrap_or(false);
    let others = fields.whole("top_logprobs", 0, MOST_OTHERS)?;
    match (asked, others) {
        (false, Some(1..)) => Err(Failure::field("top_logprobs", "top_logprobs needs `logprobs`: true")),
        (false, _) => Ok(None),
        (true, others) => Ok(Some(others.unwrap_or(0) as usize)),
    }
}

/// OpenAI's word for how an answer ended.
pub(crate) fn finish_reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Eos | Reason::Stop => "stop",
        Reason::Length | Reason::Context | Reason::Cancelled => "length",
    }
}

/// The same of an answer that made these calls. One that was cut off within a call asks for nothing to be run.
fn reason_with_calls(reason: Reason, calls: &[Called]) -> &'static str {
    match finish_reason(reason) {
        "stop" if calls.last().is_some_and(|last| last.whole) => "tool_calls",
        other => other,
    }
}

/// What all parts of an answer have in common.
struct Form {
    id: String,
    created: u64,
    model: String,
    tokenizer: Tokenizer,
    likely: bool,
    ids: bool,
    /// Where answers may call tools.
    reader: Option<Reader>,
}

impl Form {
    fn frame(&self, object: &str, choices: Vec<Value>) -> Value {
        json!({"id": self.id, "object": object, "created": self.created, "model": self.model, "choices": choices})
    }

    fn logprobs(&self, tokens: &[Weighed]) -> Value {
        match self.likely {
            true => json!({"content": logprobs::entries(&self.tokenizer, tokens, self.ids), "refusal": null}),
            false => Value::Null,
        }
    }

    /// An event with a piece of an answer.
    fn chunk(&self, out: &mut String, number: usize, delta: Value, tokens: &[Weighed]) {
        let mut choice = json!({"index": number, "delta": delta, "logprobs": null, "finish_reason": null});
        if !tokens.is_empty() {
            choice["logprobs"] = self.logprobs(tokens);
            if self.ids {
                choice["token_ids"] = tokens.iter().map(|token| token.id).collect();
            }
        }
        event(out, &self.frame("chat.completion.chunk", vec![choice]));
    }

    /// The answers in one piece.
    async fn whole(&self, mut texts: Texts, count: usize) -> Result<Response<Body>, Failure> {
        let mut answers: Vec<(Vec<Weighed>, Option<Finished>)> = vec![(Vec::new(), None); count];
        while let Some((number, news)) = texts.next().await {
            match news {
                News::Piece { tokens, .. } => answers[number].0.extend(tokens),
                News::Finished { finished, .. } => answers[number].1 = Some(finished),
                News::Failed(failure) => return Err(failure),
                News::Accepted | News::Scored { .. } => {}
            }
        }
        let (mut usage, mut choices, mut last) = (Usage::default(), Vec::new(), Value::Null);
        for (number, (tokens, finished)) in answers.iter().enumerate() {
            let Some(finished) = finished else { return Err(Failure::stopping()) };
            usage.add(finished, number == 0);
            last = timings(finished);
            let mut message = json!({"role": "assistant", "content": finished.text, "refusal": null});
            let mut reason = finish_reason(finished.reason);
            if let Some(reader) = &self.reader {
                let (said, calls) = Growing::whole(reader, &finished.tokens);
                reason = reason_with_calls(finished.reason, &calls);
                if !calls.is_empty() {
                    message["tool_calls"] = listed(&calls).into();
                }
                message["content"] = if said.is_empty() && !calls.is_empty() { Value::Null } else { said.into() };
            }
            let mut choice = json!({
                "index": number,
                "message": message,
                "logprobs": self.logprobs(tokens),
                "finish_reason": reason,
            });
            if self.ids {
                choice["token_ids"] = json!(finished.tokens);
            }
            choices.push(choice);
        }
        let mut answer = self.frame("chat.completion", choices);
        answer["usage"] = usage.json();
        answer["timings"] = last;
        Ok(reply::json(&answer))
    }
}

/// The answers in pieces.
struct Chunks {
    form: Form,
    /// Counted where it is asked for.
    usage: Option<Usage>,
    /// Of the answer that ended last.
    last: Option<Value>,
    /// The answers so far, where they may call tools.
    growing: Vec<Growing>,
}

impl Chunks {
    /// Tells what was added to an answer: what is said, then calls piece by piece, each with id and name first. Tokens stand beside
    /// the first of it.
    fn tell(&self, number: usize, piece: Piece, tokens: &[Weighed], out: &mut String) {
        let tokens = if self.form.likely || self.form.ids { tokens } else { &[] };
        // What the text of tokens waits for comes with others.
        if !piece.said.is_empty() || !tokens.is_empty() {
            let delta = if piece.said.is_empty() { json!({}) } else { json!({"content": piece.said}) };
            self.form.chunk(out, number, delta, tokens);
        }
        for More { place, begins, arguments, .. } in piece.calls {
            if begins {
                let mut call = listed(&self.growing[number].calls()[place..=place]).remove(0);
                call["index"] = place.into();
                call["function"]["arguments"] = "".into();
                self.form.chunk(out, number, json!({"tool_calls": [call]}), &[]);
            }
            if !arguments.is_empty() {
                let call = json!({"index": place, "function": {"arguments": arguments}});
                self.form.chunk(out, number, json!({"tool_calls": [call]}), &[]);
            }
        }
    }
}

impl sse::Write for Chunks {
    fn write(&mut self, number: usize, news: News, out: &mut String) {
        match news {
            News::Piece { text, tokens } => {
                let piece = match &self.form.reader {
                    Some(reader) => self.growing[number].push(reader, tokens.iter().map(|token| token.id)),
                    None => Piece { said: text, calls: Vec::new() },
                };
                self.tell(number, piece, &tokens, out);
            }
            News::Finished { finished, .. } => {
                let mut reason = finish_reason(finished.reason);
                if let Some(reader) = &self.form.reader {
                    let rest = self.growing[number].end(reader);
                    self.tell(number, rest, &[], out);
                    reason = reason_with_calls(finished.reason, self.growing[number].calls());
                }
                let choice = json!({"index": number, "delta": {}, "logprobs": null, "finish_reason": reason});
                let mut chunk = self.form.frame("chat.completion.chunk", vec![choice]);
                let timings = timings(&finished);
                chunk["timings"] = timings.clone();
                event(out, &chunk);
                self.last = Some(timings);
                if let Some(usage) = &mut self.usage {
                    // Every answer has the same prompt.
                    let counts = usage.prompt == 0;
                    usage.add(&finished, counts);
                }
            }
            News::Failed(failure) => event(out, &failure.json()),
            News::Accepted | News::Scored { .. } => {}
        }
    }

    fn end(&mut self, out: &mut String) {
        if let Some(usage) = &self.usage {
            let mut chunk = self.form.frame("chat.completion.chunk", Vec::new());
            chunk["usage"] = usage.json();
            chunk["timings"] = json!(self.last);
            event(out, &chunk);
        }
        out.push_str("data: [DONE]\n\n");
    }
}
