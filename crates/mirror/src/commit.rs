//! What is to be sent how (`preupload`), and commits: a line of JSON for the head and one for each file.

use serde_json::{Value, json};

use crate::base64;
use crate::http::{Request, Response};
use crate::repo::{Entry, Kind, World};

/// The names that go to the storage whatever their size, by their ends.
const LARGE: [&str; 7] = [".safetensors", ".gguf", ".bin", ".parquet", ".pt", ".model", ".npz"];
/// Files of more bytes go there, too.
const MOST_SMALL: u64 = 10 << 20;

/// `preupload`: which files go to the storage.
pub(crate) fn preupload(world: &World, kind: Kind, name: &str, request: &Request) -> Response {
    let newest = world.find(kind, name).map(|repo| repo.newest());
    let asked = request.json();
    let files: Vec<Value> = asked["files"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|file| {
            let path = file["path"].as_str().unwrap_or_default();
            let large = LARGE.iter().any(|end| path.ends_with(end)) || file["size"].as_u64() > Some(MOST_SMALL);
            let known = newest.and_then(|commit| commit.files.get(path)).map(Entry::etag);
            let mode = if large { "lfs" } else { "regular" };
            json!({ "path": path, "uploadMode": mode, "shouldIgnore": false, "oid": known })
        })
        .collect();
    Response::json(&json!({ "files": files }))
}

/// `commit`: all of it or nothing.
pub(crate) fn commit(world: &mut World, kind: Kind, name: &str, request: &Request) -> Response {
    let Some(newest) = world.find(kind, name).map(|repo| repo.newest().clone()) else {
        return Response::error(404, "RepoNotFound", "Repository not found");
    };
    let (mut files, mut title) = (newest.files, String::new());
    for line in request.body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let Ok(line) = serde_json::from_slice::<Value>(line) else {
            return Response::error(400, "", "a line is no JSON");
        };
        let value = &line["value"];
        let path = || value["path"].as_str().unwrap_or_default().to_owned();
        match line["key"].as_str() {
            Some("header") => {
                title = value["summary"].as_str().unwrap_or_default().to_owned();
                if value["parentCommit"].as_str().is_some_and(|parent| parent != newest.oid) {
                    return Response::error(412, "", "A commit has happened since. Please refresh and try again.");
                }
            }
            Some("file") => {
                let content = value["content"].as_str().and_then(base64::decode);
                let Some(bytes) = content.filter(|_| value["encoding"] == "base64") else {
                    return Response::error(400, "", "a file's content is no base64");
                };
                files.insert(path(), Entry { bytes: bytes.into(), large: false });
            }
            Some("lfsFile") => {
                let kept = world.storage.get(value["oid"].as_str().unwrap_or_default());
                let Some(bytes) = kept.filter(|bytes| value["size"].as_u64() == Some(bytes.len() as u64)) else {
                    return Response::error(400, "", "an LFS object of the commit did not arrive");
                };
                files.insert(path(), Entry { bytes: bytes.clone(), large: true });
            }
            Some("deletedFile") => {
                files.remove(&path());
            }
            key => return Response::error(400, "", &format!("a line of kind {key:?}")),
        }
    }
    if title.is_empty() {
        return Response::error(400, "", "a commit without a summary");
    }
    let url = world.url.clone();
    let commit = world.repo(kind, name).commit(&title, files);
    Response::json(&json!({
        "success": true, "commitOid": commit.oid, "commitUrl": format!("{url}/{name}/commit/{}", commit.oid), "hookOutput": "",
    }))
}
