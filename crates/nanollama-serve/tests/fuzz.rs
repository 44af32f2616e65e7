//! Requests that were changed at random: each gets an answer of HTTP, and the server lives.
//! `NANOLLAMA_REQUESTS=10000` sends that many by socket; `cargo xtask long --only requests` does both at length.

mod served;

use std::collections::BTreeMap;
use std::time::Instant;

use axum::http::{HeaderValue, Request};
use nanollama_serve::{Card, Within};
use serde_json::{Value, json};
use served::chat;

/// A small generator (Knuth's constants): the same requests each time.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 9 } else { 12 }) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => json!(self.below(400)),
            3 => json!(-(self.below(100) as i64)),
            4 => json!(self.below(1000) as f64 / 300.0),
            5 => json!(u64::MAX),
            6 => json!(["", "small", "text", "user", "für", "\u{0}", "<|eot_id|>", "😀\u{feff}"][self.below(8)]),
            7 => json!("x".repeat(self.below(9000))),
            8 => json!(1e300),
            9 | 10 => (0..self.below(5)).map(|_| self.value(depth - 1)).collect(),
            _ => {
                let names = ["role", "content", "type", "text", "1", "include_usage", "format"];
                let fields = (0..self.below(4)).map(|_| (names[self.below(7)].to_owned(), self.value(depth - 1)));
                Value::Object(fields.collect())
            }
        }
    }
}

fn good() -> Vec<(&'static str, Value)> {
    let messages = json!([{"role": "system", "content": "Be kind."}, {"role": "user", "content": "The cat?"}]);
    vec![
        (
            "/v1/chat/completions",
            json!({"model": "small", "messages": messages, "max_tokens": 3, "temperature": 1,
            "top_p": 0.9, "top_k": 5, "min_p": 0.1, "n": 2, "seed": 1, "stop": ["a"], "logit_bias": {"1": 2},
            "logprobs": true, "top_logprobs": 2, "stream": true, "stream_options": {"include_usage": true}}),
        ),
        ("/v1/completions", json!({"prompt": ["The", "Was"], "max_tokens": 2, "echo": true, "logprobs": 3})),
        ("/v1/completions", json!({"prompt": [[1, 2, 3], [4]], "max_tokens": 1, "echo": true, "logprob_start_len": 1})),
        ("/v1/responses", json!({"input": messages, "instructions": "x", "max_output_tokens": 2, "stream": false})),
        ("/chat/completions", json!({"messages": messages, "max_tokens": 2})),
        (
            "/v1/chat/completions",
            json!({"messages": messages, "max_tokens": 4, "response_format": {"type": "json_schema", "json_schema": {
                "name": "x", "schema": {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"enum": ["x", 1]}},
                "required": ["a"], "additionalProperties": false}}}}),
        ),
        ("/v1/completions", json!({"prompt": "The", "max_tokens": 4, "grammar": "root ::= [a-z]{1,3} | \"x\"*"})),
        ("/tokenize", json!({"content": "The cat", "with_pieces": true})),
        ("/detokenize", json!({"tokens": [1, 2, 300]})),
        ("/apply-template", json!({"messages": messages})),
    ]
}

/// Changes a place of the body: a field gets another value, goes, or a new one comes.
fn change(random: &mut Random, body: &mut Value) {
    let Some(fields) = body.as_object_mut() else { return };
    let names: Vec<String> = fields.keys().cloned().collect();
    let name = names[random.below(names.len())].clone();
    match random.below(8) {
        0 => drop(fields.remove(&name)),
        1 => drop(fields.insert(name + "x", random.value(2))),
        2 => match fields.get_mut(&name) {
            Some(Value::Array(list)) if !list.is_empty() => {
                let place = random.below(list.len());
                list[place] = random.value(3);
            }
            _ => drop(fields.insert(name, random.value(3))),
        },
        _ => drop(fields.insert(name, random.value(3))),
    }
}

/// A request that was changed, or not: path and body.
fn made(random: &mut Random) -> (&'static str, Vec<u8>) {
    let all = good();
    let (path, mut body) = all[random.below(all.len())].clone();
    for _ in 0..random.below(3) {
        change(random, &mut body);
        if body.as_object().is_some_and(|fields| fields.is_empty()) {
            break;
        }
    }
    let mut bytes = body.to_string().into_bytes();
    if random.below(5) == 0 {
        for _ in 0..=random.below(4) {
            let place = random.below(bytes.len());
            match random.below(3) {
                0 => bytes[place] = random.below(256) as u8,
                1 => bytes.insert(place, random.below(256) as u8),
                _ => bytes.truncate(place.max(1)),
            }
        }
    }
    (path, bytes)
}

fn count(variable: &str, usual: usize) -> usize {
    std::env::var(variable).map_or(usual, |count| count.parse().unwrap())
}

#[test]
fn changed_requests_are_answered() {
    let count = count("NANOLLAMA_REQUESTS", 400);
    let (served, mut random) = (chat(), Random(1));
    let (mut well, mut ill) = (0, 0);
    for _ in 0..count {
        let (path, bytes) = made(&mut random);
        let answer = served.post_with(path, "", &bytes);
        let shown = || format!("{} to {path} {}", answer.status, String::from_utf8_lossy(&bytes));
        assert!((200..500).contains(&answer.status), "{}", shown());
        match answer.status {
            200 => well += 1,
            status => {
                answer.error(status);
                ill += 1;
            }
        }
    }
    assert!(well > count / 10 && ill > count / 10, "{well} {ill}");
    served.settle();
    println!("{count} by socket: {well} answered, {ill} refused");
}

/// A request for the router: mostly as above; methods, paths and headers are changed, too.
fn request(random: &mut Random) -> Request<Vec<u8>> {
    let (mut path, bytes) = made(random);
    let paths =
        ["/health", "/metrics", "/v1/models", "/v1/models/small", "/stats", "/tokenizer_info", "/", "/runs", "/no/%ff"];
    if random.below(8) == 0 {
        path = paths[random.below(paths.len())];
    }
    let methods = ["GET", "PUT", "HEAD", "OPTIONS", "MOVE"];
    let method = if random.below(10) == 0 { methods[random.below(methods.len())] } else { "POST" };
    let mut request = Request::builder().method(method).uri(path);
    let hosts: [&[u8]; 4] = [b"localhost", b"evil.example", b"[::1]:80", b"\xff"];
    let host = if random.below(20) == 0 { hosts[random.below(4)] } else { hosts[0] };
    request = request.header("host", HeaderValue::from_bytes(host).unwrap());
    let further: [(&str, &[u8]); 5] = [
        ("authorization", b"Bearer \xfe"),
        ("origin", b"http://evil.example"),
        ("x-request-id", b"mine"),
        ("content-type", b"text/plain; charset=utf-16"),
        ("content-length", b"18446744073709551615"),
    ];
    if random.below(10) == 0 {
        let (name, value) = further[random.below(5)];
        request = request.header(name, HeaderValue::from_bytes(value).unwrap());
    }
    request.body(bytes).unwrap()
}

/// Bytes of this process that lie in memory; 0 where the system does not say.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    4096 * pages.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0)
}

/// Changed requests, many at once, straight through the router: none panics, each has a status of its own, clients go away in
/// the middle of answers, nothing stays behind. `NANOLLAMA_ROUTER_REQUESTS=1000000` sends that many.
#[test]
fn changed_requests_go_through_the_router() {
    let count = count("NANOLLAMA_ROUTER_REQUESTS", 3000);
    let folder = tempfile::tempdir().unwrap();
    served::write_model(folder.path(), Some(nanollama_token::chat::TEMPLATE));
    let card = Card { id: "small".into(), ..Card::default() };
    let router = Within::new(served::settings(), served::engine(folder.path(), 8), card).unwrap();
    let (mut random, mut statuses, mut early, began) = (Random(2), BTreeMap::new(), 0, Instant::now());
    let mut sent = 0;
    while sent < count {
        let requests: Vec<(Request<Vec<u8>>, usize)> = (0..32)
            .map(|_| (request(&mut random), if random.below(6) == 0 { random.below(3) } else { usize::MAX }))
            .collect();
        let told: Vec<(String, usize)> = requests
            .iter()
            .map(|(request, pieces)| {
                (format!("{} {} {}", request.method(), request.uri(), String::from_utf8_lossy(request.body())), *pieces)
            })
            .collect();
        let answers = router.answer(requests);
        assert_eq!(answers.len(), told.len());
        for ((status, body), (request, pieces)) in answers.into_iter().zip(told) {
            assert!((200..500).contains(&status), "{status} to {request}");
            if status >= 400 && pieces > 0 && !request.starts_with("HEAD") {
                let error: Value = serde_json::from_slice(&body).unwrap_or_else(|error| panic!("{error} to {request}"));
                assert!(error["error"]["message"].is_string(), "{error} to {request}");
            }
            *statuses.entry(status).or_insert(0) += 1;
        }
        sent += 32;
        if early == 0 && sent >= count / 10 {
            early = resident();
        }
    }
    let end = Instant::now();
    while router.under_way() > 0 {
        assert!(end.elapsed().as_secs() < 60, "texts are under way for ever");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let grown = resident().saturating_sub(early) >> 20;
    let seconds = (end - began).as_secs_f64();
    println!(
        "{sent} through the router in {seconds:.0} s: {statuses:?}; memory grew by {grown} MiB from a tenth to the end"
    );
    assert!(statuses[&200] > sent / 10 && statuses[&400] > sent / 10, "{statuses:?}");
    assert!(grown < 48, "memory grew by {grown} MiB");
}
