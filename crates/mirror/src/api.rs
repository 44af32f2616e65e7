//! `/api/…`: who asks, repositories and their trees; and which part answers what else is asked of the Hub.

use serde_json::{Value, json};

use crate::access::{access, elsewhere};
use crate::http::{Request, Response, decoded};
use crate::repo::{Kind, World};
use crate::tokens::{STRANGER, TOKEN};
use crate::{commit, large};

pub(crate) fn answer(world: &mut World, request: &Request) -> Response {
    let words: Vec<String> = request.path().split('/').skip(1).map(decoded).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match (request.method.as_str(), words.as_slice()) {
        ("GET", ["api", "whoami-v2"]) => match request.token() {
            Some(TOKEN) => Response::json(&json!({ "type": "user", "name": "me", "orgs": [] })),
            Some(STRANGER) => Response::json(&json!({ "type": "user", "name": "stranger", "orgs": [] })),
            _ => Response::error(401, "", "Invalid username or password."),
        },
        ("POST", ["api", "repos", "create"]) => create(world, request),
        ("POST", ["api", "validate-yaml"]) => Response::json(&json!({ "errors": [], "warnings": [] })),
        ("POST", ["lfs", "complete", oid]) => large::complete(world, oid, request),
        ("POST", ["lfs", "verify"]) => large::verify(world, request),
        ("POST", [.., "info", "lfs", "objects", "batch"]) => match request.token() {
            Some(TOKEN) => large::batch(world, request),
            _ => Response::error(401, "", "Invalid username or password."),
        },
        (_, ["api", kind @ ("models" | "datasets"), user, name, rest @ ..]) => {
            let kind = if *kind == "models" { Kind::Model } else { Kind::Dataset };
            of_repo(world, kind, &format!("{user}/{name}"), rest, request)
        }
        _ => Response::error(404, "", "Sorry, we can't find the page you are looking for."),
    }
}

fn of_repo(world: &mut World, kind: Kind, name: &str, rest: &[&str], request: &Request) -> Response {
    if let Some(new) = elsewhere(world, kind, name) {
        return Response::new(307).with("Location", request.target.replacen(name, &new, 1));
    }
    if let Err(refusal) = access(world, kind, name, request, false) {
        return refusal;
    }
    let writes = request.method == "POST" && request.token() != Some(TOKEN);
    match (request.method.as_str(), rest) {
        ("POST", ["preupload" | "commit", _]) if writes => {
            Response::error(403, "", "Forbidden: you must use a write token to upload to a repository.")
        }
        ("POST", ["preupload", _]) => commit::preupload(world, kind, name, request),
        ("POST", ["commit", "main"]) => commit::commit(world, kind, name, request),
        ("GET", []) => info(world, kind, name, "main"),
        ("GET", ["revision", revision]) => info(world, kind, name, revision),
        ("GET", ["tree", revision, folder @ ..]) => tree(world, kind, name, revision, &folder.join("/"), request),
        _ => Response::error(404, "", "Not Found"),
    }
}

fn create(world: &mut World, request: &Request) -> Response {
    if request.token() != Some(TOKEN) {
        return Response::error(401, "", "Invalid username or password.");
    }
    let asked = request.json();
    let user = asked["organization"].as_str().unwrap_or("me");
    let name = format!("{user}/{}", asked["name"].as_str().unwrap_or_default());
    let kind = if asked["type"] == "dataset" { Kind::Dataset } else { Kind::Model };
    let prefix = if kind == Kind::Dataset { "datasets/" } else { "" };
    let answer = json!({ "url": format!("{}/{prefix}{name}", world.url), "name": name });
    if world.find(kind, &name).is_some() {
        let mut response = Response::json(&json!({ "error": "You already created this repo", "url": answer["url"] }));
        response.status = 409;
        return response;
    }
    world.repo(kind, &name).private = asked["private"] == true || asked["visibility"] == "private";
    Response::json(&answer)
}

fn unknown(revision: &str) -> Response {
    Response::error(404, "RevisionNotFound", &format!("Invalid rev id: {revision}"))
}

fn info(world: &World, kind: Kind, name: &str, revision: &str) -> Response {
    let Some(repo) = world.find(kind, name) else { return unknown(revision) };
    let Some(commit) = repo.at(revision) else { return unknown(revision) };
    let files: Vec<Value> = commit.files.keys().map(|path| json!({ "rfilename": path })).collect();
    Response::json(&json!({
        "_id": "0", "id": name, "modelId": name, "sha": commit.oid, "private": repo.private, "siblings": files,
        "gated": if repo.gated { json!("manual") } else { json!(false) }, "disabled": false, "tags": [], "downloads": 0,
        "likes": 0, "lastModified": "2026-01-01T00:00:00.000Z", "createdAt": "2026-01-01T00:00:00.000Z",
    }))
}

/// Files and folders of a folder, or of all below it; pages follow each other by a `Link`.
fn tree(world: &World, kind: Kind, name: &str, revision: &str, folder: &str, request: &Request) -> Response {
    let Some(commit) = world.find(kind, name).and_then(|repo| repo.at(revision)) else { return unknown(revision) };
    let recursive =
        request.parameter("recursive").is_some_and(|value| value.eq_ignore_ascii_case("true") || value == "1");
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut entries: Vec<Value> = Vec::new();
    let mut folders: Vec<String> = Vec::new();
    for (path, entry) in &commit.files {
        let Some(below) = path.strip_prefix(&prefix) else { continue };
        let parents: Vec<usize> = below.match_indices('/').map(|(at, _)| at).collect();
        for at in parents.iter().take(if recursive { parents.len() } else { 1 }) {
            let parent = format!("{prefix}{}", &below[..*at]);
            if !folders.contains(&parent) {
                entries.push(json!({ "type": "directory", "oid": "0".repeat(40), "size": 0, "path": parent }));
                folders.push(parent);
            }
        }
        if recursive || parents.is_empty() {
            entries.push(entry.described(path));
        }
    }
    if entries.is_empty() && !folder.is_empty() {
        return Response::error(404, "EntryNotFound", &format!("{folder} does not exist on \"{revision}\""));
    }
    let from: usize = request.parameter("cursor").and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let to = (from + world.page_length).min(entries.len());
    let response = Response::json(&Value::from(entries.get(from..to).unwrap_or_default().to_vec()));
    if to == entries.len() {
        return response;
    }
    let next = format!("{}{}?recursive={recursive}&cursor={to}", world.url, request.path());
    response.with("Link", format!("<{next}>; rel=\"next\""))
}
