//! `POST /v1/responses`: OpenAI's newer form, without memory. A request brings its whole conversation; nothing is stored, no
//! earlier response is looked up, no tool is run, and whoever asks for that is told so by name.

mod events;
mod input;
mod parts;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::Response;
use nanollama_engine::Report;
use nanollama_grammar::Grammar;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::fields::{Fields, mistyped};
use crate::growing::Growing;
use crate::news::News;
use crate::sampling::Asked;
use crate::settings::short;
use crate::sse;
use crate::state::State;
use crate::{body, form, messages, reply, request_id, tools};
use events::Events;
use parts::Form;

/// Answers.
pub(crate) async fn answer(Shared(state): Shared<Arc<State>>, request: Request) -> Result<Response<Body>, Failure> {
    let limits = &state.settings.limits;
    let mut fields = body::object(request, limits).await?;
    let model = state.model()?;
    model.check_name(fields.text("model")?.as_deref())?;
    let instructions = fields.text("instructions")?;
    let messages = messages::prepared(model, input::take(&mut fields, instructions.as_deref(), limits)?)?;
    let (tools, said) = input::take_tools(&mut fields)?;
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
    let mut asked = Asked { grammar, ..Asked::take(&mut fields, &defaults, limits)? };
    if asked.grammar.is_some() && asked.ignore_eos {
        return Err(Failure::field("ignore_eos", "ignore_eos beside a form: an answer ends where its form does"));
    }
    fields.end()?;
    let reader = tools.as_ref().map(|tools| asked.let_call(model, tools)).transpose()?;
    let prompt = tools::prompt(model, &messages, tools.as_ref())?;
    let report = if reader.is_some() { Report::Ids } else { Report::Nothing };
    let mut texts = model.desk.submit(asked.requests(model, &prompt, report).collect()).await?;
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
            "tools": said["tools"],
            "tool_choice": said["tool_choice"],
            "parallel_tool_calls": said["parallel_tool_calls"],
        }),
        reader,
    };
    if asked.stream {
        let mut events = Events::new(form);
        let mut first = String::new();
        events.begin(&mut first);
        return Ok(sse::response(texts, events, first, limits));
    }
    while let Some((_, news)) = texts.next().await {
        match news {
            News::Finished { finished, .. } => {
                let (said, calls) = match &form.reader {
                    Some(reader) => Growing::whole(reader, &finished.tokens),
                    None => (finished.text.clone(), Vec::new()),
                };
                return Ok(reply::json(&form.whole(&finished, &said, &calls)));
            }
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

/// What needs a memory.
fn refuse(fields: &mut Fields) -> Result<(), Failure> {
    fields.only("truncation", |truncation| *truncation == "disabled")?;
    fields.only("background", |background| *background == false)?;
    fields.only("include", |include| include.as_array().is_some_and(Vec::is_empty))?;
    for name in ["previous_response_id", "conversation", "prompt", "reasoning", "max_tool_calls", "top_logprobs"] {
        fields.only(name, Value::is_null)?;
    }
    Ok(())
}
