//! `/USER/REPO/resolve/REVISION/PATH`: small files themselves, large ones by a redirect to the storage.

use crate::access::{access, elsewhere};
use crate::fault::Fault;
use crate::http::{Request, Response, decoded};
use crate::repo::{Kind, World};

/// The parts of such an address: kind, repository, revision, path.
fn parts(path: &str) -> Option<(Kind, String, String, String)> {
    let path = path.strip_prefix('/')?;
    let (kind, path) = match path.strip_prefix("datasets/") {
        Some(rest) => (Kind::Dataset, rest),
        None => (Kind::Model, path),
    };
    let (repo, rest) = path.split_once("/resolve/")?;
    let (revision, file) = rest.split_once('/')?;
    Some((kind, decoded(repo), decoded(revision), decoded(file)))
}

/// Whether the answer will be the bytes of a file.
pub(crate) fn is_body(world: &World, request: &Request) -> bool {
    let file = parts(request.path()).and_then(|(kind, repo, revision, path)| {
        Some(!world.find(kind, &repo)?.at(&revision)?.files.get(&path)?.large)
    });
    file == Some(true)
}

/// Answers such a request; nothing where it is another.
pub(crate) fn answer(world: &World, request: &Request, fault: Option<Fault>) -> Option<Response> {
    let (kind, name, revision, path) = parts(request.path())?;
    if let Some(new) = elsewhere(world, kind, &name) {
        let target = request.target.replacen(&name, &new, 1);
        return Some(Response::new(307).with("Location", target));
    }
    if let Err(refusal) = access(world, kind, &name, request, true) {
        return Some(refusal);
    }
    let repo = world.find(kind, &name)?;
    let Some(commit) = repo.at(&revision) else {
        return Some(Response::error(404, "RevisionNotFound", &format!("Invalid rev id: {revision}")));
    };
    let Some(entry) = commit.files.get(&path) else {
        return Some(Response::error(404, "EntryNotFound", "Entry not found").with("X-Repo-Commit", &commit.oid));
    };
    let quoted = format!("\"{}\"", entry.etag());
    if entry.large {
        let (url, oid) = (&world.storage_url, entry.etag());
        return Some(
            Response::new(302)
                .with("X-Repo-Commit", &commit.oid)
                .with("X-Linked-Etag", quoted)
                .with("X-Linked-Size", entry.bytes.len().to_string())
                .with("X-Xet-Hash", &oid)
                .with("Location", format!("{url}/xet-bridge-us/{oid}?X-Amz-Signature=mirrored")),
        );
    }
    let response = Response::new(200).with("X-Repo-Commit", &commit.oid).with("ETag", quoted);
    Some(bytes(&entry.bytes, request, response, fault))
}

/// Bytes, or the part of them that is asked for.
pub(crate) fn bytes(all: &[u8], request: &Request, mut response: Response, fault: Option<Fault>) -> Response {
    response = response.with("Accept-Ranges", "bytes");
    if request.method == "HEAD" {
        return response.with("Content-Length", all.len().to_string());
    }
    let fresh = request
        .header("if-range")
        .is_none_or(|wanted| response.headers.iter().any(|(name, etag)| *name == "ETag" && etag == wanted));
    match request.range(all.len()).filter(|_| fresh && fault != Some(Fault::RangeIgnored)) {
        None => response.body = all.to_vec(),
        Some(Err(())) => {
            return Response::error(416, "", "Range Not Satisfiable")
                .with("Content-Range", format!("bytes */{}", all.len()));
        }
        Some(Ok((from, to))) => {
            let from = if fault == Some(Fault::OtherRange) { from / 2 } else { from };
            response.status = 206;
            response = response.with("Content-Range", format!("bytes {from}-{}/{}", to - 1, all.len()));
            response.body = all[from..to].to_vec();
        }
    }
    response
}
