//! A connection: its request, who answers it, and the answer with its fault.

use std::io::{Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::fault::{Fault, On};
use crate::http::{Request, Response};
use crate::repo::{World, lock};
use crate::seen::Seen;
use crate::{api, resolve, storage};

/// Answers whoever comes, one thread a connection.
pub(crate) fn listen(listener: &TcpListener, world: &Arc<Mutex<World>>, is_storage: bool) {
    for stream in listener.incoming().flatten() {
        let world = Arc::clone(world);
        thread::spawn(move || {
            // Whoever went away in the middle is told nothing.
            let _gone = converse(&stream, &world, is_storage);
            let _gone = stream.shutdown(Shutdown::Both);
        });
    }
}

fn converse(stream: &TcpStream, world: &Mutex<World>, is_storage: bool) -> Result<()> {
    let Some(request) = Request::read(stream)? else { return Ok(()) };
    let (response, fault) = {
        let mut world = lock(world);
        world.seen.push(Seen {
            method: request.method.clone(),
            path: request.target.clone(),
            storage: is_storage,
            authorization: request.header("authorization").map(str::to_owned),
            range: request.header("range").map(str::to_owned),
        });
        let fault = take_fault(&mut world, &request, is_storage);
        // What never arrived changes nothing.
        let lost = matches!(fault, Some(Fault::Silence)) || fault.and_then(Fault::status).is_some();
        let response = match fault.filter(|_| lost) {
            Some(fault) => Response::error(fault.status().unwrap_or(500), "", "as the test wants it"),
            None if is_storage => storage::answer(&mut world, &request, fault),
            None => resolve::answer(&world, &request, fault).unwrap_or_else(|| api::answer(&mut world, &request)),
        };
        (response, fault)
    };
    send(stream, response, fault, request.method == "HEAD")
}

/// The first fault that is meant for this request, taken off the list.
fn take_fault(world: &mut World, request: &Request, is_storage: bool) -> Option<Fault> {
    let reads = request.method == "GET";
    let is_file = reads && (is_storage || resolve::is_body(world, request));
    let fits = |on: On| match on {
        On::Anything => true,
        On::Files => is_file,
        On::Interface => !is_file && !is_storage,
        On::Uploads => is_storage && !reads,
    };
    let at = world.faults.iter().position(|(on, _)| fits(*on))?;
    world.faults.remove(at).map(|(_, fault)| fault)
}

fn send(mut stream: &TcpStream, mut response: Response, fault: Option<Fault>, head_only: bool) -> Result<()> {
    let mut body = std::mem::take(&mut response.body);
    let middle = body.len() / 2;
    match fault {
        Some(Fault::Silence) => return Ok(()),
        Some(Fault::Noise) => return stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n"),
        Some(Fault::Flipped) if !body.is_empty() => body[middle] ^= 4,
        Some(Fault::FlippedEnd) if !body.is_empty() => *body.last_mut().expect("it has bytes") ^= 1,
        Some(Fault::Short) => body.truncate(middle),
        Some(Fault::Long) => body.extend_from_slice(b"and more"),
        Some(Fault::Empty) => body.clear(),
        Some(Fault::LoginPage) => {
            response = Response::new(200).with("Content-Type", "text/html");
            body = b"<!DOCTYPE html><html><body>Please log in to this network.</body></html>".to_vec();
        }
        Some(Fault::Compressed) => response = response.with("Content-Encoding", "gzip"),
        Some(Fault::TooMany | Fault::Unavailable) => response = response.with("Retry-After", "0"),
        _ => {}
    }
    let chunked = matches!(fault, Some(Fault::Chunks | Fault::TruncatedChunks)) && !head_only;
    // What an answer to HEAD says of the length is the file's.
    let said = response.headers.iter().position(|(name, _)| *name == "Content-Length");
    let said = said.map(|at| response.headers.remove(at).1.parse().unwrap_or(body.len()));
    let head = response.head(if chunked { None } else { Some(said.unwrap_or(body.len())) });
    if fault == Some(Fault::HalfHead) {
        return stream.write_all(&head.as_bytes()[..head.len() / 2]);
    }
    stream.write_all(head.as_bytes())?;
    if head_only {
        return Ok(());
    }
    match fault {
        Some(Fault::Truncated) => stream.write_all(&body[..middle]),
        Some(Fault::Stalled) => {
            stream.write_all(&body[..middle])?;
            thread::sleep(Duration::from_secs(1));
            Ok(())
        }
        Some(Fault::Slow) => body.chunks(body.len().div_ceil(20).max(1)).try_for_each(|drop| {
            thread::sleep(Duration::from_millis(5));
            stream.write_all(drop)
        }),
        Some(Fault::TruncatedChunks) => send_chunks(stream, &body[..middle]),
        Some(Fault::Chunks) => {
            send_chunks(stream, &body)?;
            stream.write_all(b"0\r\n\r\n")
        }
        _ => stream.write_all(&body),
    }
}

fn send_chunks(mut stream: &TcpStream, body: &[u8]) -> Result<()> {
    body.chunks(1000).try_for_each(|chunk| {
        write!(stream, "{:x}\r\n", chunk.len())?;
        stream.write_all(chunk)?;
        stream.write_all(b"\r\n")
    })
}
