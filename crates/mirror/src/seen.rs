//! What was asked, for whoever tests.

/// What one request asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// `GET`, `PUT` …
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// Whether the storage was asked, not the Hub.
    pub storage: bool,
    /// The `Authorization` header.
    pub authorization: Option<String>,
    /// The `Range` header.
    pub range: Option<String>,
}
