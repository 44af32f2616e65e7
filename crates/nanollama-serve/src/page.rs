//! The page, as it is stored in the program: the chat, the dashboard of runs, their scripts and styles. Everything that is no
//! part of the API comes here.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderName, HeaderValue, Method, Response, header};
use nanollama_packed::Packed;

use crate::failure::Failure;
use crate::state::State;

/// What the page may do: load its own parts and talk to its own server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

static FILES: Packed = Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/packed")));

fn find(path: &str) -> Option<(&'static str, &'static str)> {
    let name = match path.strip_prefix('/')? {
        "" => "index.html",
        "chat" => "index.html",
        "dashboard" => "dashboard.html",
        name => name,
    };
    FILES.all().iter().find(|(known, _)| *known == name).copied()
}

/// Whether the page has a file of that path.
pub(crate) fn has(path: &str) -> bool {
    find(path).is_some()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// A file of the page, or 404.
pub(crate) async fn answer(Shared(state): Shared<Arc<State>>, request: Request) -> Result<Response<Body>, Failure> {
    let path = match request.uri().path() {
        "/" if state.watches => "/dashboard",
        path => path,
    };
    let Some((name, text)) = find(path) else {
        return Err(Failure::not_found(format!("there is no {} {path}", request.method())));
    };
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Failure::method(request.method().as_str(), path));
    }
    let mut response = Response::new(Body::from(text));
    let headers: [(HeaderName, &'static str); 5] = [
        (header::CONTENT_TYPE, kind(name)),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Every file of a folder, by its path below the first.
    fn all(folder: &Path, below: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => all(&path, below, found),
                false => found.push(path.strip_prefix(below).unwrap().to_str().unwrap().to_owned()),
            }
        }
    }

    #[test]
    fn every_file_of_the_page_is_in_the_program() {
        let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("web");
        let mut found = Vec::new();
        all(&web, &web, &mut found);
        found.retain(|name| !name.ends_with(".md"));
        found.sort();
        let known: Vec<&str> = FILES.all().iter().map(|(name, _)| *name).collect();
        assert_eq!(found, known);
        assert!(known.iter().all(|name| kind(name) != "application/octet-stream"));
        assert!(has("/") && has("/dashboard") && !has("/v1/models") && !has("/../Cargo.toml"));
    }
}
