//! The second host: large files by their SHA-256, read by whoever has the address, written whole or in parts. It wants no
//! token, and a token that is sent all the same is a fault of the client: it is refused, as S3 does.

use crate::fault::Fault;
use crate::http::{Request, Response};
use crate::repo::{World, sha256};
use crate::resolve;

pub(crate) fn answer(world: &mut World, request: &Request, fault: Option<Fault>) -> Response {
    if request.header("authorization").is_some() {
        return Response::error(400, "", "Only one auth mechanism allowed");
    }
    let words: Vec<&str> = request.path().split('/').skip(1).collect();
    match (request.method.as_str(), words.as_slice()) {
        ("GET" | "HEAD", ["xet-bridge-us", oid]) => match world.storage.get(*oid) {
            Some(bytes) => {
                let response = Response::new(200).with("ETag", format!("\"{oid}\""));
                resolve::bytes(bytes, request, response, fault)
            }
            None => Response::error(404, "", "NoSuchKey"),
        },
        ("PUT", ["upload", oid]) => keep(world, oid, request.body.clone()),
        ("PUT", ["upload", oid, part]) => {
            let etag = format!("\"{}\"", sha256(&request.body));
            world.parts.insert(((*oid).to_owned(), part.parse().unwrap_or(0)), request.body.clone());
            Response::new(200).with("ETag", etag)
        }
        _ => Response::error(405, "", "MethodNotAllowed"),
    }
}

/// Keeps bytes under their hash, if they have it.
pub(crate) fn keep(world: &mut World, oid: &str, bytes: Vec<u8>) -> Response {
    let found = sha256(&bytes);
    if found != oid {
        return Response::error(400, "", &format!("the bytes have SHA-256 {found}, not {oid}"));
    }
    world.storage.insert(found, bytes.into());
    Response::new(200).with("ETag", format!("\"{oid}\""))
}
