//! Who asks, and repositories that are made.

use serde_json::json;

use crate::ask::{Ask, Failure, Hub};
use crate::error::{Error, Result};
use crate::http::Payload;
use crate::name::{Kind, RepoName};

const JSON: &str = "Content-Type: application/json\r\n";

impl Hub<'_> {
    /// Asks something of the Hub with a body of JSON.
    pub(crate) fn post<'b>(&self, repo: &'b RepoName, target: String, body: &'b [u8]) -> Ask<'b> {
        let (method, head, payload) = ("POST", JSON.to_owned(), Payload::Bytes(body));
        Ask { method, target, head, payload, repo, revision: "main", path: "" }
    }

    /// Makes a repository; one that is there stays as it is. Gives whether it was made.
    ///
    /// # Errors
    /// When there is no token, or it may not do this.
    pub fn create(&self, repo: &RepoName, private: bool) -> Result<bool> {
        if self.settings.token.is_none() {
            return Err(Error::NoToken { what: "sending to the Hub" });
        }
        let (user, name) = repo.name().split_once('/').unwrap_or_default();
        let mut asked = json!({ "name": name, "organization": user, "private": private });
        if repo.kind == Kind::Dataset {
            asked["type"] = "dataset".into();
        }
        let body = asked.to_string();
        match self.json(&self.post(repo, "/api/repos/create".into(), body.as_bytes())) {
            Ok(_) => Ok(true),
            Err(Error::Status { status: 409, .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// [`Hub::json_once`], for what must not be done twice.
    pub(crate) fn post_once(&self, ask: &Ask<'_>) -> Result<serde_json::Value, Failure> {
        self.json_once(ask).map(|(value, _)| value)
    }
}
