//! `/metrics`: the counters, shown to Prometheus.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::{Response, header};
use axum::response::IntoResponse;

use crate::state::State;

/// `GET /metrics`.
pub(crate) async fn answer(Shared(state): Shared<Arc<State>>) -> Response<Body> {
    let under_way = state.model.get().map_or(0, |model| model.desk.under_way());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], state.counters.text(under_way)).into_response()
}
