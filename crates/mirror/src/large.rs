//! Git LFS: what is to be sent and where, parts that make a whole, and whether it arrived.

use serde_json::{Value, json};

use crate::http::{Request, Response};
use crate::repo::World;
use crate::storage;

/// `objects/batch`: an address for each object that is not there yet; in parts where it is long and the client takes that.
pub(crate) fn batch(world: &World, request: &Request) -> Response {
    let asked = request.json();
    if asked["operation"] != "upload" || asked["hash_algo"] != "sha256" {
        return Response::error(422, "", "only uploads named by SHA-256");
    }
    let takes = |transfer: &str| asked["transfers"].as_array().is_some_and(|all| all.iter().any(|t| t == transfer));
    let mut in_parts = false;
    let objects: Vec<Value> = asked["objects"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|object| {
            let (oid, size) = (object["oid"].as_str().unwrap_or_default(), object["size"].as_u64().unwrap_or(0));
            let mut answer = json!({ "oid": oid, "size": size });
            if !world.storage.contains_key(oid) {
                let length = world.part_length as u64;
                let verify = json!({ "href": format!("{}/lfs/verify", world.url) });
                let upload = if size > length && takes("multipart") {
                    in_parts = true;
                    in_pieces(world, oid, size.div_ceil(length))
                } else {
                    json!({ "href": format!("{}/upload/{oid}?X-Amz-Signature=mirrored", world.storage_url) })
                };
                answer["actions"] = json!({ "upload": upload, "verify": verify });
            }
            answer
        })
        .collect();
    let transfer = if in_parts { "multipart" } else { "basic" };
    Response::json(&json!({ "transfer": transfer, "objects": objects }))
}

fn in_pieces(world: &World, oid: &str, parts: u64) -> Value {
    let mut header = json!({ "chunk_size": world.part_length.to_string() });
    for part in 1..=parts {
        header[format!("{part:05}")] =
            format!("{}/upload/{oid}/{part}?X-Amz-Signature=mirrored", world.storage_url).into();
    }
    json!({ "href": format!("{}/lfs/complete/{oid}", world.url), "header": header })
}

/// Makes one of the parts that were sent, in the order of their numbers.
pub(crate) fn complete(world: &mut World, oid: &str, request: &Request) -> Response {
    let mut bytes = Vec::new();
    for (at, part) in request.json()["parts"].as_array().into_iter().flatten().enumerate() {
        let number = part["partNumber"].as_u64().unwrap_or(0) as usize;
        match world.parts.get(&(oid.to_owned(), number)) {
            Some(piece) if number == at + 1 && part["etag"].is_string() => bytes.extend_from_slice(piece),
            _ => return Response::error(400, "", &format!("part {number} did not arrive")),
        }
    }
    storage::keep(world, oid, bytes)
}

/// Whether an object lies there, of the size that is said.
pub(crate) fn verify(world: &World, request: &Request) -> Response {
    let asked = request.json();
    let kept = world.storage.get(asked["oid"].as_str().unwrap_or_default());
    match kept {
        Some(bytes) if asked["size"].as_u64() == Some(bytes.len() as u64) => Response::json(&json!({})),
        _ => Response::error(404, "", "the object is not there"),
    }
}
