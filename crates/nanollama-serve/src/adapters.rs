//! `/v1/personalities`, and llama.cpp's `/lora-adapters`: which personalities there are, and what applies where a request names
//! none.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::Response;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::personalities::{FIELD, Personalities, Personality};
use crate::settings::short;
use crate::state::State;
use crate::{body, reply};

/// What there is, and how much of each applies.
fn listed(personalities: &Personalities) -> Value {
    let usual = personalities.usual();
    let one = |personality: &Personality| {
        let applied = usual.iter().find(|adapter| adapter.name == personality.name);
        json!({
            "id": personality.name,
            "object": "personality",
            "scale": applied.map_or(0.0, |adapter| short(adapter.scale)),
            "named_scale": short(personality.named()),
            "bytes": personality.bytes,
            "made_from": personality.made,
        })
    };
    json!({"object": "list", "data": personalities.known().iter().map(one).collect::<Vec<_>>()})
}

/// llama.cpp's list.
fn numbered(personalities: &Personalities) -> Value {
    let usual = personalities.usual();
    let one = |(id, personality): (usize, &Personality)| {
        let scale = usual.iter().find(|adapter| adapter.name == personality.name).map_or(0.0, |one| one.scale);
        json!({"id": id, "path": personality.path.display().to_string(), "scale": short(scale)})
    };
    personalities.known().iter().enumerate().map(one).collect()
}

/// `GET /v1/personalities`: what there is, and how much of each applies where a request does not say.
pub(crate) async fn list(Shared(state): Shared<Arc<State>>) -> Result<Response<Body>, Failure> {
    state.model()?;
    Ok(reply::json(&listed(&state.settings.defaults.personalities)))
}

/// `POST /v1/personalities`: `personality` says what applies from now on where a request does not say.
pub(crate) async fn set(Shared(state): Shared<Arc<State>>, request: Request) -> Result<Response<Body>, Failure> {
    let mut fields = body::object(request, &state.settings.limits).await?;
    state.model()?;
    let personalities = &state.settings.defaults.personalities;
    let value =
        fields.take(FIELD).ok_or_else(|| Failure::field(FIELD, "there is no personality: a list may be empty"))?;
    fields.end()?;
    personalities.apply(personalities.named(&value)?);
    Ok(reply::json(&listed(personalities)))
}

/// `GET /lora-adapters`: the same in llama.cpp's form.
pub(crate) async fn adapters(Shared(state): Shared<Arc<State>>) -> Result<Response<Body>, Failure> {
    state.model()?;
    Ok(reply::json(&numbered(&state.settings.defaults.personalities)))
}

/// `POST /lora-adapters`.
pub(crate) async fn set_adapters(
    Shared(state): Shared<Arc<State>>,
    request: Request,
) -> Result<Response<Body>, Failure> {
    let value = body::value(request, &state.settings.limits).await?;
    state.model()?;
    let personalities = &state.settings.defaults.personalities;
    personalities.apply(personalities.numbered("body", &value)?);
    Ok(reply::json(&json!({"success": true})))
}
