//! Who may see and read a repository, and which name it has by now.

use crate::http::{Request, Response};
use crate::repo::{Kind, World};
use crate::tokens::{STRANGER, TOKEN};

/// The new name of a repository that was renamed.
pub(crate) fn elsewhere(world: &World, kind: Kind, name: &str) -> Option<String> {
    let found = world.renamed.iter().find(|(of, old, _)| *of == kind && old == name);
    found.map(|(_, _, new)| new.clone())
}

/// Refuses as the Hub does: who is not known is not told whether a repository exists. `reads`: its files are asked for.
pub(crate) fn access(world: &World, kind: Kind, name: &str, request: &Request, reads: bool) -> Result<(), Response> {
    let token = request.token();
    if token.is_some_and(|token| token != TOKEN && token != STRANGER) {
        return Err(Response::error(401, "", "Invalid credentials in Authorization header"));
    }
    let found = world.find(kind, name);
    let hidden = found.is_none_or(|repo| repo.private && token != Some(TOKEN));
    match found {
        _ if hidden && token.is_some() => Err(Response::error(404, "RepoNotFound", "Repository not found")),
        _ if hidden => Err(Response::error(401, "RepoNotFound", "Invalid username or password.")),
        Some(repo) if repo.gated && reads && token != Some(TOKEN) => {
            let status = if token.is_some() { 403 } else { 401 };
            let message = format!("Access to model {name} is restricted. Visit its page to ask for access.");
            Err(Response::error(status, "GatedRepo", &message))
        }
        _ => Ok(()),
    }
}
