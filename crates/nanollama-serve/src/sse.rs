//! An answer as a stream of events: what the worker tells, written as it comes, with a sign of life where nothing does.

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, header};
use futures_util::stream;
use serde_json::Value;

use crate::news::News;
use crate::settings::Limits;
use crate::texts::Texts;

/// Bytes from which on a piece is sent, whatever else has come.
const PIECE: usize = 16 << 10;

/// Writes news as events.
pub(crate) trait Write: Send + 'static {
    /// Appends what is to be sent of one piece of news.
    fn write(&mut self, number: usize, news: News, out: &mut String);

    /// Appends what is to be sent at the end.
    fn end(&mut self, out: &mut String);
}

/// Appends an event that carries JSON.
pub(crate) fn event(out: &mut String, data: &Value) {
    out.push_str("data: ");
    out.push_str(&data.to_string());
    out.push_str("\n\n");
}

/// Appends an event with a name of its own.
pub(crate) fn named_event(out: &mut String, name: &str, data: &Value) {
    out.push_str("event: ");
    out.push_str(name);
    out.push('\n');
    event(out, data);
}

/// The stream of a request's texts. It begins with `first`. When the client goes the stream is dropped, and the texts with it.
pub(crate) fn response(texts: Texts, writer: impl Write, first: String, limits: &Limits) -> Response<Body> {
    let ping = limits.ping;
    let begun = Stream { texts, writer, out: first };
    let stream = stream::unfold(Some(begun), move |stream| async move {
        let mut stream = stream?;
        while stream.out.is_empty() {
            match tokio::time::timeout(ping, stream.texts.next()).await {
                Err(_) => stream.out.push_str(": ping\n\n"),
                Ok(Some(news)) => stream.take(news),
                Ok(None) => {
                    stream.writer.end(&mut stream.out);
                    return (!stream.out.is_empty()).then(|| (frame(&mut stream.out), None));
                }
            }
        }
        Some((frame(&mut stream.out), Some(stream)))
    });
    let mut response = Response::new(Body::from_stream(stream));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

struct Stream<W> {
    texts: Texts,
    writer: W,
    out: String,
}

impl<W: Write> Stream<W> {
    /// Writes news, and those that have come meanwhile, as far as they make a piece of some size: a text that grows faster than
    /// it is written would keep everybody else waiting.
    fn take(&mut self, news: (usize, News)) {
        let mut next = Some(news);
        while let Some((number, news)) = next {
            self.writer.write(number, news, &mut self.out);
            next = if self.out.len() < PIECE { self.texts.ready() } else { None };
        }
    }
}

fn frame(out: &mut String) -> Result<Bytes, Infallible> {
    Ok(Bytes::from(std::mem::take(out)))
}
