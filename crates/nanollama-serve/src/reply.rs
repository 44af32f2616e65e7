//! An answer that is JSON.

use axum::body::Body;
use axum::http::{Response, header};
use axum::response::IntoResponse;
use serde_json::Value;

/// A JSON answer.
pub(crate) fn json(value: &Value) -> Response<Body> {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}
