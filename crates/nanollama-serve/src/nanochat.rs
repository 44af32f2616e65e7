//! What nanochat's clients speak: events of bare tokens where no `model` is named, and `/stats`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::Response;
use nanollama_engine::Report;
use serde_json::json;

use crate::failure::Failure;
use crate::news::News;
use crate::sampling::Asked;
use crate::sse::{self, event};
use crate::state::State;
use crate::{body, chat, messages, reply};

/// `POST /chat/completions`: as OpenAI's where the request names a model, else nanochat's events.
pub(crate) async fn completions(
    Shared(state): Shared<Arc<State>>,
    request: Request,
) -> Result<Response<Body>, Failure> {
    let limits = &state.settings.limits;
    let mut fields = body::object(request, limits).await?;
    if fields.has("model") {
        return chat::complete(&state, fields).await;
    }
    let model = state.model()?;
    let messages = messages::take(&mut fields, limits)?;
    // It streams whatever is said.
    fields.only("stream", |stream| *stream == true)?;
    let asked = Asked::take(&mut fields, &state.settings.defaults, limits)?;
    fields.end()?;
    if asked.count > 1 {
        return Err(Failure::field("n", "n: without `model` there is one answer"));
    }
    let prompt = model.prompts.chat(&messages)?;
    let texts = model.desk.submit(asked.requests(model, &prompt, Report::Nothing).collect()).await?;
    Ok(sse::response(texts, Tokens, String::new(), limits))
}

/// `{"token": …}` for each piece of text, `{"done": true}` at the end.
struct Tokens;

impl sse::Write for Tokens {
    fn write(&mut self, _: usize, news: News, out: &mut String) {
        match news {
            News::Piece { text, .. } if !text.is_empty() => event(out, &json!({"token": text, "gpu": 0})),
            News::Failed(failure) => event(out, &failure.json()),
            _ => {}
        }
    }

    fn end(&mut self, out: &mut String) {
        event(out, &json!({"done": true}));
    }
}

/// `GET /stats`: nanochat counts workers; here is one, which does many texts at once.
pub(crate) async fn stats(Shared(state): Shared<Arc<State>>) -> Result<Response<Body>, Failure> {
    let busy = state.model()?.desk.under_way() > 0;
    Ok(reply::json(&json!({
        "total_workers": 1,
        "available_workers": usize::from(!busy),
        "busy_workers": usize::from(busy),
        "workers": [{"gpu_id": 0, "device": "cpu"}],
        "uptime_seconds": state.started.elapsed().as_secs(),
    })))
}
