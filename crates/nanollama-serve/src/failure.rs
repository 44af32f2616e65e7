//! Why a request was not answered, in OpenAI's shape: a status, and `{"error": {message, type, param, code}}`.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use nanollama_engine::Error as EngineError;
use serde_json::{Value, json};

/// A request that was not answered.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) status: StatusCode,
    pub(crate) message: String,
    param: Option<String>,
    code: Option<&'static str>,
}

/// Seconds after which one who found no room may come again.
const COME_AGAIN: &str = "1";

impl Failure {
    fn of(status: StatusCode, message: impl Into<String>, code: Option<&'static str>) -> Failure {
        Failure { status, message: message.into(), param: None, code }
    }

    /// Something about the request is wrong.
    pub(crate) fn bad(message: impl Into<String>) -> Failure {
        Failure::of(StatusCode::BAD_REQUEST, message, None)
    }

    /// A field of the request is wrong.
    pub(crate) fn field(param: &str, message: impl Into<String>) -> Failure {
        Failure { param: Some(param.to_owned()), ..Failure::bad(message) }
    }

    /// A field asks for what this server does not do.
    pub(crate) fn unsupported(param: &str, message: impl Into<String>) -> Failure {
        Failure { code: Some("unsupported_parameter"), ..Failure::field(param, message) }
    }

    pub(crate) fn unauthorised(message: impl Into<String>) -> Failure {
        Failure::of(StatusCode::UNAUTHORIZED, message, Some("invalid_api_key"))
    }

    pub(crate) fn forbidden(message: impl Into<String>) -> Failure {
        Failure::of(StatusCode::FORBIDDEN, message, Some("forbidden"))
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Failure {
        Failure::of(StatusCode::NOT_FOUND, message, Some("not_found"))
    }

    /// The request names a model that is not the one here.
    pub(crate) fn other_model(asked: &str, here: &str) -> Failure {
        let message = format!("there is no model {asked:?} here; there is {here:?}");
        Failure { param: Some("model".into()), ..Failure::of(StatusCode::NOT_FOUND, message, Some("model_not_found")) }
    }

    pub(crate) fn method(method: &str, path: &str) -> Failure {
        Failure::of(StatusCode::METHOD_NOT_ALLOWED, format!("{path} does not take {method}"), None)
    }

    pub(crate) fn too_large(most: usize) -> Failure {
        let message = format!("the body has more than {most} bytes");
        Failure::of(StatusCode::PAYLOAD_TOO_LARGE, message, None)
    }

    pub(crate) fn too_slow() -> Failure {
        Failure::of(StatusCode::REQUEST_TIMEOUT, "the body did not come in time", None)
    }

    /// As many texts are under way as may be.
    pub(crate) fn busy(most: usize) -> Failure {
        let message = format!("at most {most} texts are under way or waiting at once; come again");
        Failure::of(StatusCode::TOO_MANY_REQUESTS, message, Some("rate_limit_exceeded"))
    }

    pub(crate) fn loading() -> Failure {
        Failure::of(StatusCode::SERVICE_UNAVAILABLE, "the model is being loaded", Some("loading"))
    }

    /// The server is stopping, or its worker is gone.
    pub(crate) fn stopping() -> Failure {
        Failure::of(StatusCode::SERVICE_UNAVAILABLE, "the server is stopping", Some("stopping"))
    }

    /// Something here does not work.
    pub(crate) fn internal(message: impl Into<String>) -> Failure {
        Failure::of(StatusCode::INTERNAL_SERVER_ERROR, message, None)
    }

    fn kind(&self) -> &'static str {
        match self.status.as_u16() {
            401 | 403 => "authentication_error",
            404 => "not_found_error",
            429 => "rate_limit_error",
            400..=499 => "invalid_request_error",
            _ => "server_error",
        }
    }

    /// The body of the answer, also an event of a stream that breaks off.
    pub(crate) fn json(&self) -> Value {
        json!({"error": {"message": self.message, "type": self.kind(), "param": self.param, "code": self.code}})
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Failure {
        let message = error.to_string();
        match error {
            EngineError::Setting { setting, .. } => Failure::field(setting, message),
            EngineError::TooLong { .. } => Failure { code: Some("context_length_exceeded"), ..Failure::bad(message) },
            EngineError::EmptyPrompt => Failure::field("prompt", message),
            EngineError::Template { .. } | EngineError::Token(_) => Failure::field("messages", message),
            EngineError::Model(nanollama_model::Error::Token { .. })
            | EngineError::NothingAllowed { .. }
            | EngineError::Guide { .. } => Failure::bad(message),
            _ => Failure::internal(message),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.json().to_string()));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        match self.status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static(COME_AGAIN));
            }
            StatusCode::UNAUTHORIZED => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            _ => {}
        }
        response
    }
}
