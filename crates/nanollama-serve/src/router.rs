//! Which path is answered by what, and what every answer has in common: who may ask, a name for the request, a line in the log.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderName, HeaderValue, Method, Response, header};
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use axum::routing::{get, post};

use crate::failure::Failure;
use crate::state::State;
use crate::{adapters, chat, completions, entry, health, metrics, models, nanochat, page, request_id, responses, runs};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// All of it.
pub(crate) fn of(state: Arc<State>) -> Router {
    Router::new()
        .route("/v1/chat/completions", post(chat::answer))
        .route("/v1/completions", post(completions::answer))
        .route("/v1/responses", post(responses::answer))
        .route("/v1/models", get(models::list))
        .route("/v1/models/{id}", get(models::one))
        .route("/chat/completions", post(nanochat::completions))
        .route("/completions", post(completions::answer))
        .route("/models", get(models::list))
        .route("/v1/personalities", get(adapters::list).post(adapters::set))
        .route("/lora-adapters", get(adapters::adapters).post(adapters::set_adapters))
        .route("/stats", get(nanochat::stats))
        .route("/health", get(health::answer))
        .route("/metrics", get(metrics::answer))
        .route("/tokenize", post(entry::tokenize))
        .route("/detokenize", post(entry::detokenize))
        .route("/apply-template", post(entry::apply_template))
        .route("/tokenizer_info", get(entry::tokenizer_info))
        .route("/runs", get(runs::list))
        .route("/runs/{name}", get(runs::one))
        .fallback(page::answer)
        .method_not_allowed_fallback(refuse_method)
        .layer(middleware::from_fn_with_state(Arc::clone(&state), attend))
        .with_state(state)
}

async fn refuse_method(request: Request) -> Failure {
    Failure::method(request.method().as_str(), request.uri().path())
}

/// What is answered without a key: that the server lives, and the page, which asks for one.
fn is_open(request: &Request) -> bool {
    request.method() == Method::GET && (request.uri().path() == "/health" || page::has(request.uri().path()))
}

async fn attend(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response<Body> {
    let began = Instant::now();
    let line = format!("{} {}", request.method(), request.uri().path());
    let id = named(&request);
    let mut response = match state.settings.access.check(request.headers(), is_open(&request)) {
        Ok(()) => next.run(request).await,
        Err(failure) => failure.into_response(),
    };
    state.counters.answered(response.status().as_u16());
    let milliseconds = began.elapsed().as_millis();
    (state.settings.log)(&format!("{line} {} {milliseconds} ms {id}", response.status().as_u16()));
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The client's own name for the request where that is a plain word; else one of ours.
fn named(request: &Request) -> String {
    let plain = |id: &&str| {
        (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    let given = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).filter(plain);
    given.map_or_else(|| request_id::name("req"), str::to_owned)
}
