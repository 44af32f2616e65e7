//! `POST /v1/completions`: texts continued, and given texts scored. Prompts are texts, or ids that are taken as they are.
//!
//! With `echo` and `logprobs` the tokens of the prompt are listed, too, each with its log-probability: what graders read. A
//! scoring and a generation of the same prompt share what is computed of it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::Response;
use nanollama_engine::{Finished, Reason, Report, Request as Task, Weighed};
use nanollama_token::Tokenizer;
use serde_json::{Value, json};

use crate::chat::finish_reason;
use crate::failure::Failure;
use crate::fields::{Fields, mistyped};
use crate::logprobs::{self, Lists};
use crate::news::News;
use crate::sampling::{Asked, MOST_OTHERS};
use crate::settings::Defaults;
use crate::sse::{self, event};
use crate::state::{Loaded, State};
use crate::texts::Texts;
use crate::usage::{Usage, timings};
use crate::{body, reply, request_id};

/// Answers.
pub(crate) async fn answer(Shared(state): Shared<Arc<State>>, request: Request) -> Result<Response<Body>, Failure> {
    let limits = &state.settings.limits;
    let mut fields = body::object(request, limits).await?;
    let model = state.model()?;
    model.check_name(fields.text("model")?.as_deref())?;
    let prompts = take_prompts(&mut fields, model)?;
    let mut defaults: Defaults = state.settings.defaults.clone();
    defaults.sampling.max_tokens = defaults.completion_tokens;
    let asked = Asked::take(&mut fields, &defaults, limits)?;
    let echo = fields.flag("echo")?.unwrap_or(false);
    let likely = fields.whole("logprobs", 0, MOST_OTHERS)?.map(|count| count as usize);
    let from = fields.whole("logprob_start_len", 0, u32::MAX.into())?.unwrap_or(0) as usize;
    fields.only("best_of", |best| best.as_u64() == Some(asked.count as u64))?;
    fields.only("suffix", |suffix| *suffix == "")?;
    fields.end()?;
    let texts = prompts.len() * asked.count;
    if texts > limits.choices {
        let what =
            format!("{} prompts, {} answers each; at most {} together", prompts.len(), asked.count, limits.choices);
        return Err(Failure::field("prompt", what));
    }
    if !echo && asked.sampling.max_tokens == 0 {
        return Err(Failure::field("max_tokens", "max_tokens = 0 without `echo`: there is nothing to answer"));
    }
    let plan = Plan { model, prompts, asked, echo, likely, from };
    if let Some(prompt) = plan.prompts.iter().find(|prompt| plan.scores() && prompt.len() < from.max(1)) {
        let what = format!("logprob_start_len = {from} in a prompt of {} tokens", prompt.len());
        return Err(Failure::field("logprob_start_len", what));
    }
    if plan.asked.stream && plan.scores() {
        return Err(Failure::unsupported("echo", "echo with logprobs cannot be streamed"));
    }
    let tasks = plan.tasks();
    let texts = if tasks.is_empty() { None } else { Some(model.desk.submit(tasks).await?) };
    match (plan.asked.stream, texts) {
        (true, Some(texts)) => Ok(plan.stream(texts, state.settings.limits.clone())),
        (_, texts) => plan.whole(texts).await,
    }
}

/// The prompts: a text, texts, ids or lists of ids.
fn take_prompts(fields: &mut Fields, model: &Loaded) -> Result<Vec<Vec<u32>>, Failure> {
    let value = fields.take("prompt").ok_or_else(|| Failure::field("prompt", "there is no prompt"))?;
    let one = |value: &Value| -> Result<Vec<u32>, Failure> {
        match value {
            Value::String(text) => Ok(model.prompts.text(text)?),
            Value::Array(ids) => take_ids("prompt", ids),
            other => Err(mistyped("prompt", other, "a text or a list of token ids")),
        }
    };
    let prompts = match &value {
        Value::Array(list) if !list.is_empty() && list.iter().all(|part| part.is_string() || part.is_array()) => {
            list.iter().map(one).collect::<Result<Vec<_>, _>>()?
        }
        other => vec![one(other)?],
    };
    match prompts.iter().any(Vec::is_empty) {
        true => Err(Failure::field("prompt", "a prompt without a token")),
        false => Ok(prompts),
    }
}

/// Token ids of a list.
///
/// # Errors
/// When one is none.
pub(crate) fn take_ids(name: &str, list: &[Value]) -> Result<Vec<u32>, Failure> {
    let id = |value: &Value| value.as_u64().and_then(|id| u32::try_from(id).ok());
    let wrong = |value: &Value| Failure::field(name, format!("{name}: {value} is no token id"));
    list.iter().map(|value| id(value).ok_or_else(|| wrong(value))).collect()
}

/// What is to be done for a request.
struct Plan<'a> {
    model: &'a Loaded,
    prompts: Vec<Vec<u32>>,
    asked: Asked,
    echo: bool,
    /// How many of the likeliest tokens are told beside each, where log-probabilities are asked for.
    likely: Option<usize>,
    /// The first token of the prompt that is listed.
    from: usize,
}

/// What became of a choice, or of a prompt that was scored.
#[derive(Default)]
struct Made {
    tokens: Vec<Weighed>,
    finished: Option<Finished>,
}

impl Plan<'_> {
    /// Whether the tokens of prompts are scored.
    fn scores(&self) -> bool {
        self.echo && self.likely.is_some()
    }

    fn generates(&self) -> bool {
        self.asked.sampling.max_tokens > 0
    }

    /// All generations, then a scoring for each prompt.
    fn tasks(&self) -> Vec<Task> {
        let report = match self.likely {
            Some(count) => Report::Likely(count),
            None if self.asked.ids => Report::Ids,
            None => Report::Nothing,
        };
        let mut tasks = Vec::new();
        if self.generates() {
            tasks.extend(self.prompts.iter().flat_map(|prompt| self.asked.requests(self.model, prompt, report)));
        }
        if self.scores() {
            let others = self.likely.unwrap_or(0);
            let adapters = &self.asked.adapters;
            tasks.extend(self.prompts.iter().map(|prompt| Task {
                adapters: adapters.clone(),
                ..Task::weigh(prompt.clone(), self.from.max(1), others)
            }));
        }
        tasks
    }

    async fn whole(self, texts: Option<Texts>) -> Result<Response<Body>, Failure> {
        let choices = self.prompts.len() * self.asked.count;
        let generations = if self.generates() { choices } else { 0 };
        let mut made: Vec<Made> = (0..choices).map(|_| Made::default()).collect();
        let mut scored: Vec<Vec<Weighed>> = vec![Vec::new(); self.prompts.len()];
        if let Some(mut texts) = texts {
            while let Some((number, news)) = texts.next().await {
                match news {
                    News::Piece { tokens, .. } => made[number].tokens.extend(tokens),
                    News::Finished { finished, end } => {
                        made[number].tokens.extend(end);
                        made[number].finished = Some(finished);
                    }
                    News::Scored { logprobs, others } => {
                        let place = number - generations;
                        scored[place] = logprobs::scored(&self.prompts[place], self.from, &logprobs, others);
                    }
                    News::Failed(failure) => return Err(failure),
                    News::Accepted => {}
                }
            }
        }
        let (mut usage, mut last, mut list) = (Usage::default(), Value::Null, Vec::with_capacity(choices));
        for (number, made) in made.iter().enumerate() {
            let place = number / self.asked.count;
            let first = number.is_multiple_of(self.asked.count);
            match &made.finished {
                Some(finished) => {
                    usage.add(finished, first);
                    last = timings(finished);
                }
                None if first => usage.prompt += self.prompts[place].len(),
                None => {}
            }
            list.push(self.choice(number, &scored[place], made));
        }
        let mut answer = form(&request_id::name("cmpl"), request_id::now(), &self.model.card.id, list);
        answer["usage"] = usage.json();
        if !last.is_null() {
            answer["timings"] = last;
        }
        Ok(reply::json(&answer))
    }

    fn choice(&self, number: usize, scored: &[Weighed], made: &Made) -> Value {
        let tokenizer = self.model.prompts.tokenizer();
        let prompt = &self.prompts[number / self.asked.count];
        let mut text = if self.echo { decoded(tokenizer, prompt) } else { String::new() };
        text.push_str(made.finished.as_ref().map_or("", |finished| &finished.text));
        let reason = made.finished.as_ref().map_or(Reason::Length, |finished| finished.reason);
        let mut choice =
            json!({"index": number, "text": text, "logprobs": null, "finish_reason": finish_reason(reason)});
        if self.likely.is_some() {
            let all = [scored, &made.tokens].concat();
            let mut lists = Lists::new(tokenizer, self.echo);
            if self.echo {
                lists.pass(&prompt[..self.from.min(prompt.len())]);
            }
            choice["logprobs"] = lists.next(&all);
            if self.asked.ids {
                choice["logprobs"]["content"] = Value::Array(logprobs::entries(tokenizer, &all, true));
            }
        }
        if self.asked.ids {
            choice["token_ids"] = json!(made.finished.as_ref().map_or(&[][..], |finished| &finished.tokens));
        }
        choice
    }

    fn stream(self, texts: Texts, limits: crate::settings::Limits) -> Response<Body> {
        let tokenizer = self.model.prompts.tokenizer().clone();
        let count = self.asked.count;
        let mut writer = Chunks {
            id: request_id::name("cmpl"),
            created: request_id::now(),
            model: self.model.card.id.clone(),
            lists: (0..self.prompts.len() * count).map(|_| Lists::new(&tokenizer, false)).collect(),
            likely: self.likely.is_some(),
            ids: self.asked.ids,
            count,
            usage: self.asked.usage.then(Usage::default),
            last: Value::Null,
            tokenizer,
        };
        let mut first = String::new();
        if self.echo {
            for number in 0..self.prompts.len() * count {
                let text = decoded(&writer.tokenizer, &self.prompts[number / count]);
                writer.chunk(&mut first, number, &text, &[], None);
            }
        }
        sse::response(texts, writer, first, &limits)
    }
}

/// The text of a prompt, special tokens left out.
fn decoded(tokenizer: &Tokenizer, ids: &[u32]) -> String {
    String::from_utf8_lossy(&tokenizer.decode(ids)).into_owned()
}

fn form(id: &str, created: u64, model: &str, choices: Vec<Value>) -> Value {
    json!({"id": id, "object": "text_completion", "created": created, "model": model, "choices": choices})
}

/// The texts in pieces.
struct Chunks {
    id: String,
    created: u64,
    model: String,
    tokenizer: Tokenizer,
    /// One a choice.
    lists: Vec<Lists>,
    likely: bool,
    ids: bool,
    /// Answers to each prompt.
    count: usize,
    usage: Option<Usage>,
    last: Value,
}

impl Chunks {
    fn chunk(&mut self, out: &mut String, number: usize, text: &str, tokens: &[Weighed], end: Option<&Finished>) {
        let reason = end.map(|finished| finish_reason(finished.reason));
        let mut choice = json!({"index": number, "text": text, "logprobs": null, "finish_reason": reason});
        if self.likely && !tokens.is_empty() {
            choice["logprobs"] = self.lists[number].next(tokens);
            if self.ids {
                choice["logprobs"]["content"] = Value::Array(logprobs::entries(&self.tokenizer, tokens, true));
            }
        }
        if self.ids && end.is_none() && !tokens.is_empty() {
            choice["token_ids"] = tokens.iter().map(|token| token.id).collect();
        }
        let mut chunk = form(&self.id, self.created, &self.model, vec![choice]);
        if let Some(finished) = end {
            self.last = timings(finished);
            chunk["timings"] = self.last.clone();
        }
        event(out, &chunk);
    }
}

impl sse::Write for Chunks {
    fn write(&mut self, number: usize, news: News, out: &mut String) {
        match news {
            News::Piece { text, tokens } => self.chunk(out, number, &text, &tokens, None),
            News::Finished { finished, end } => {
                // The token that ended the text is listed, and stands in no text.
                let end = end.as_slice();
                self.chunk(out, number, "", end, Some(&finished));
                let first = number.is_multiple_of(self.count);
                if let Some(usage) = &mut self.usage {
                    usage.add(&finished, first);
                }
            }
            News::Failed(failure) => event(out, &failure.json()),
            News::Accepted | News::Scored { .. } => {}
        }
    }

    fn end(&mut self, out: &mut String) {
        if let Some(usage) = &self.usage {
            let mut chunk = form(&self.id, self.created, &self.model, Vec::new());
            chunk["usage"] = usage.json();
            chunk["timings"] = self.last.clone();
            event(out, &chunk);
        }
        out.push_str("data: [DONE]\n\n");
    }
}
