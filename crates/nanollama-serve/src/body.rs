//! The body of a request: within its size and its time, UTF-8, and JSON that is not nested without end.

use axum::extract::Request;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde_json::Value;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::settings::Limits;

/// Reads the JSON object that a request carries.
///
/// # Errors
/// What is wrong with it.
pub(crate) async fn object(request: Request, limits: &Limits) -> Result<Fields, Failure> {
    Fields::of(value(request, limits).await?)
}

/// Reads any JSON that a request carries.
///
/// # Errors
/// What is wrong with it.
pub(crate) async fn value(request: Request, limits: &Limits) -> Result<Value, Failure> {
    let body = Limited::new(request.into_body(), limits.body);
    let bytes = match tokio::time::timeout(limits.body_time, body.collect()).await {
        Err(_) => return Err(Failure::too_slow()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return Err(Failure::too_large(limits.body)),
        Ok(Err(error)) => return Err(Failure::bad(format!("the body broke off: {error}"))),
        Ok(Ok(collected)) => collected.to_bytes(),
    };
    // Serde stops at 128 levels.
    serde_json::from_slice(&bytes).map_err(|error| Failure::bad(format!("the body is no JSON: {error}")))
}
