//! `/health`: whether the server can answer.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::Response;
use serde_json::json;

use crate::failure::Failure;
use crate::reply;
use crate::state::State;

/// 200 with nanochat's and llama.cpp's words for it; 503 while the model is loaded.
pub(crate) async fn answer(Shared(state): Shared<Arc<State>>) -> Result<Response<Body>, Failure> {
    if !state.watches {
        state.model()?;
    }
    Ok(reply::json(&json!({"status": "ok", "ready": true})))
}
