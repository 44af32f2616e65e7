//! `/v1/models`: the one model that is here, with its shape and what clients get by default.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::Response;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::reply;
use crate::settings::{Defaults, short};
use crate::state::{Loaded, State};

/// `GET /v1/models`.
pub(crate) async fn list(Shared(state): Shared<Arc<State>>) -> Result<Response<Body>, Failure> {
    let model = describe(&state, state.model()?);
    Ok(reply::json(&json!({"object": "list", "data": [model]})))
}

/// `GET /v1/models/ID`.
pub(crate) async fn one(Shared(state): Shared<Arc<State>>, Path(id): Path<String>) -> Result<Response<Body>, Failure> {
    let model = state.model()?;
    model.check_name(Some(&id))?;
    Ok(reply::json(&describe(&state, model)))
}

fn describe(state: &State, model: &Loaded) -> Value {
    let Loaded { card, prompts, config, .. } = model;
    json!({
        "id": card.id,
        "object": "model",
        "created": card.created,
        "owned_by": "nanollama",
        "meta": {
            "n_params": config.parameter_count(),
            "n_vocab": config.vocabulary,
            "n_ctx": model.context,
            "n_ctx_train": config.context,
            "n_embd": config.dim,
            "n_layer": config.layers,
            "n_head": config.heads,
            "n_head_kv": config.kv_heads,
            "n_ff": config.ffn,
            "size": card.size,
            "ftype": card.format,
            "chat": prompts.chats(),
            "ends": prompts.tokenizer().stop_tokens(),
            "runs": state.settings.runs.is_some(),
            "run": card.run,
            "step": card.step,
            "defaults": defaults(&state.settings.defaults),
        },
    })
}

fn defaults(defaults: &Defaults) -> Value {
    let sampling = &defaults.sampling;
    json!({
        "temperature": short(sampling.temperature),
        "top_k": sampling.top_k,
        "top_p": short(sampling.top_p),
        "min_p": short(sampling.min_p),
        "repeat_penalty": short(sampling.repetition_penalty),
        "repeat_last_n": sampling.repetition_window,
        "presence_penalty": short(sampling.presence_penalty),
        "frequency_penalty": short(sampling.frequency_penalty),
        "max_tokens": sampling.max_tokens,
        "seed": null,
        "stop": sampling.stop,
    })
}
