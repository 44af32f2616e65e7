//! Clients that are slow, gone, too many or malformed: each gets an error or nothing, and the server lives.

mod served;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use nanollama_serve::{Limits, Settings};
use nanollama_token::chat::TEMPLATE;
use serde_json::{Value, json};
use served::{Served, chat, loaded, read, settings, start, start_on};
use socket2::SockRef;

fn limited(limits: Limits) -> Served {
    start(Settings { limits, ..settings() }, true)
}

fn lives(served: &Served) {
    let body = json!({"prompt": "The", "max_tokens": 2, "temperature": 0});
    served.post("/v1/completions", &body).good();
}

#[test]
fn a_client_that_sends_slowly_is_cut_off() {
    let short = Duration::from_millis(400);
    let served = limited(Limits { header_time: short, body_time: short, ..Limits::default() });
    for beginning in ["", "GET /health HT", "GET /health HTTP/1.1\r\nHost: localhost\r\nA: "] {
        let mut stream = served.connect();
        stream.write_all(beginning.as_bytes()).unwrap();
        let began = Instant::now();
        assert_ne!(read(stream).status, 200);
        assert!(began.elapsed() < Duration::from_secs(20), "it is not waited for for ever");
    }
    let mut stream = served.connect();
    let head = "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 90\r\n\r\n{";
    stream.write_all(head.as_bytes()).unwrap();
    assert!(read(stream).error(408).contains("in time"));
    lives(&served);
}

#[test]
fn floods_and_what_is_no_http_are_refused() {
    let served = limited(Limits { body: 1000, ..Limits::default() });
    let many: String = (0..100).map(|number| format!("X-{number}: a\r\n")).collect();
    assert_eq!(served.ask(&format!("GET /health HTTP/1.1\r\nHost: localhost\r\n{many}\r\n")).status, 431);
    let long = format!("GET /health HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "a".repeat(1 << 20));
    assert!(matches!(served.ask(&long).status, 0 | 431));
    let path = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(1 << 20));
    assert!(matches!(served.ask(&path).status, 0 | 414 | 431));
    for noise in [
        "\r\n\r\n\r\n\r\n",
        "hello\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\u{0}\u{1}\u{2}\r\n\r\n",
        "GET  HTTP/1.1\r\n\r\n",
    ] {
        assert!(matches!(served.ask(noise).status, 0 | 400 | 505), "{noise:?}");
    }
    let large = json!({"prompt": "a".repeat(2000)});
    assert!(served.post("/v1/completions", &large).error(413).contains("1000 bytes"));
    let chunked =
        "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunks: String = (0..30).map(|_| format!("64\r\n{}\r\n", "a".repeat(100))).collect();
    served.ask(&format!("{chunked}{chunks}0\r\n\r\n")).error(413);
    lives(&served);
}

#[test]
fn json_that_is_deep_wide_or_strange_is_an_error() {
    let served = chat();
    let post = |body: &[u8]| served.post_with("/v1/chat/completions", "", body);
    for (open, close) in [("[", "]"), ("{\"messages\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        assert!(post(deep.as_bytes()).error(400).contains("recursion"));
    }
    let keys: serde_json::Map<String, Value> = (0..20_000).map(|key| (key.to_string(), json!(null))).collect();
    post(Value::Object(keys).to_string().as_bytes()).error(400);
    for body in [
        "{\"messages\": \"hi\"}",
        "{\"messages\": [[]]}",
        "{\"messages\": [{\"role\": 1}]}",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"temperature\": 1e999}",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"n\": -1}",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"\\ud800\"}]}",
        "{\"messages\": [{\"role\": \"no such role <|eot_id|>\", \"content\": \"a\"}]}",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"response_format\": {\"type\": \"json_schema\"}}",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"stop\": 5}",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"logit_bias\": {\"1\": \"x\"}}",
        "nul",
    ] {
        assert!(!post(body.as_bytes()).error(400).is_empty(), "{body}");
    }
    lives(&served);
}

#[test]
fn whoever_goes_away_leaves_nothing_under_way() {
    let served = chat();
    let long =
        |stream: bool| json!({"prompt": "The cat", "max_tokens": 400, "ignore_eos": true, "stream": stream, "n": 4});
    for stream in [true, false] {
        let mut clients: Vec<_> = (0..6).map(|_| served.open("/v1/completions", &long(stream))).collect();
        if stream {
            // One has read a little, one is gone while it is still queued.
            let mut some = [0; 300];
            clients[0].read_exact(&mut some).unwrap();
        }
        drop(clients);
        served.settle();
    }
    assert!(served.metric("texts_cancelled_total") > 0.0);
    lives(&served);
}

#[test]
fn a_client_that_reads_nothing_is_given_up() {
    // What its socket does not hold waits in the server for a while, then the text is broken off.
    let limits = Limits { write_time: Duration::from_millis(500), ..Limits::default() };
    let served = limited(limits);
    let body = json!({"prompt": (0..400).collect::<Vec<u32>>().iter().map(|id| id % 300).collect::<Vec<u32>>(),
        "max_tokens": 0, "echo": true, "logprobs": 20, "return_token_ids": true, "n": 16});
    let client = served.open("/v1/completions", &body);
    served.settle();
    std::thread::sleep(Duration::from_secs(2));
    let began = Instant::now();
    let answer = read(client);
    assert!(began.elapsed() < Duration::from_secs(20));
    // More than any socket holds was to be written, and was not.
    let length: usize = answer.header("content-length").unwrap().parse().unwrap();
    assert!(length > 8 << 20, "{length}");
    assert!(answer.body.len() < length, "all {length} bytes came");
    lives(&served);
}

/// A stream that nobody reads, with sockets that hold next to nothing: it is broken off, its places are free, and whoever reads
/// beside it gets the answer that it gets alone.
#[test]
fn a_stream_that_nobody_reads_is_broken_off() {
    let limits = Limits { write_time: Duration::from_millis(200), ..Limits::default() };
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    // Connections have it from the socket that takes them.
    SockRef::from(&listener).set_send_buffer_size(16 << 10).unwrap();
    let (sender, gate) = channel();
    sender.send(()).unwrap();
    let served = loaded(start_on(listener, Settings { limits, ..settings() }, Some(TEMPLATE), gate));
    let body = json!({"prompt": "The dog", "max_tokens": 60, "temperature": 0, "ignore_eos": true});
    let alone = served.post("/v1/completions", &body).good()["choices"][0]["text"].clone();
    let unread = json!({"prompt": "The cat", "max_tokens": 450, "temperature": 1, "ignore_eos": true, "n": 16, "logprobs": 20,
        "return_token_ids": true, "stream": true});
    let clients: Vec<_> = (0..6)
        .map(|_| {
            let client = served.open("/v1/completions", &unread);
            SockRef::from(&client).set_recv_buffer_size(16 << 10).unwrap();
            client
        })
        .collect();
    let began = Instant::now();
    for _ in 0..4 {
        assert_eq!(served.post("/v1/completions", &body).good()["choices"][0]["text"], alone);
    }
    served.settle();
    let cancelled = served.metric("texts_cancelled_total");
    assert!(cancelled > 0.0, "every text came to its end for nobody");
    // What nobody reads is not even written: it took half a minute to.
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    drop(clients);
    assert_eq!(served.post("/v1/completions", &body).good()["choices"][0]["text"], alone);
}

/// Prompts of many steps whose clients go at once: some wait, some are being read.
#[test]
fn whoever_goes_before_the_first_token_leaves_nothing_under_way() {
    let served = chat();
    for stream in [true, false] {
        let before = served.metric("texts_cancelled_total");
        let clients: Vec<_> = (0..24)
            .map(|number: u32| {
                let prompt: Vec<u32> = (0..480).map(|place| (number * 37 + place * 11) % 300).collect();
                let body = json!({"prompt": prompt, "max_tokens": 20, "ignore_eos": true, "stream": stream});
                served.open("/v1/completions", &body)
            })
            .collect();
        drop(clients);
        served.settle();
        assert!(served.metric("texts_cancelled_total") > before, "stream: {stream}");
        lives(&served);
    }
}

/// Schemas and grammars that would take all memory or time are refused by their size or held in little, soon.
#[test]
fn forms_that_explode_are_bounded() {
    let served = chat();
    let doubled = |depth: u32| {
        let mut defs = serde_json::Map::new();
        for level in 0..depth {
            let next = json!({"$ref": format!("#/$defs/d{}", level + 1)});
            defs.insert(
                format!("d{level}"),
                json!({"type": "object", "properties": {"a": next, "b": next}, "required": ["a", "b"]}),
            );
        }
        defs.insert(format!("d{depth}"), json!({"type": "integer"}));
        json!({"$ref": "#/$defs/d0", "$defs": defs})
    };
    let wide: serde_json::Map<String, Value> =
        (0..5000).map(|key| (format!("k{key}"), json!({"enum": (0..20).collect::<Vec<u32>>()}))).collect();
    let forms = [
        json!({"json_schema": doubled(100)}),
        json!({"json_schema": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}, "minItems": 100_000}, "minItems": 100_000}}),
        json!({"json_schema": {"type": "string", "pattern": "((a{1,500}){1,500}){1,500}"}}),
        json!({"json_schema": {"type": "string", "minLength": 1_000_000_000}}),
        json!({"json_schema": {"type": "object", "properties": wide}}),
        json!({"json_schema": {"anyOf": (0..3000).map(|n| json!({"const": "x".repeat(n % 400)})).collect::<Vec<Value>>()}}),
        json!({"grammar": format!("root ::= {}\"a\"{}", "(".repeat(50_000), ")".repeat(50_000))}),
        json!({"grammar": "root ::= (((\"a\"{1,999}){1,999}){1,999}){1,999}"}),
        json!({"grammar": "root ::= root root | \"a\""}),
    ];
    for form in forms {
        let mut body = json!({"prompt": "The", "max_tokens": 2});
        body.as_object_mut().unwrap().extend(form.as_object().unwrap().clone());
        let began = Instant::now();
        let answer = served.post("/v1/completions", &body);
        let shown: String = form.to_string().chars().take(90).collect();
        // A form that can be kept to may well be taken; none takes the server with it.
        match answer.status {
            200 => {}
            status => assert!(!answer.error(status).is_empty() && status == 400, "{shown}"),
        }
        println!("{} after {:.2} s: {shown}", answer.status, began.elapsed().as_secs_f64());
        assert!(began.elapsed() < Duration::from_secs(20), "{shown}");
        lives(&served);
    }
}

#[test]
fn streams_beside_each_other_are_what_they_are_alone() {
    let served = chat();
    let prompts: Vec<Vec<u32>> =
        (0..16).map(|seed| (0..5 + 9 * (seed % 4)).map(|place| (seed * 31 + place * 7) % 300).collect()).collect();
    let body = |prompt: &[u32], stream: bool| json!({"prompt": prompt, "max_tokens": 60, "temperature": 0, "ignore_eos": true, "stream": stream});
    let alone: Vec<Value> = prompts
        .iter()
        .map(|prompt| served.post("/v1/completions", &body(prompt, false)).good()["choices"][0]["text"].clone())
        .collect();
    std::thread::scope(|scope| {
        for number in 0..32 {
            let (served, prompt, alone) = (&served, &prompts[number % 16], &alone[number % 16]);
            scope.spawn(move || {
                for round in 0..4 {
                    let mut stream = served.open("/v1/completions", &body(prompt, true));
                    if (number + round) % 3 == 0 {
                        let mut some = vec![0; 97 * (number + 1)];
                        let _ = stream.read(&mut some);
                        continue;
                    }
                    let chunks = read(stream).chunks();
                    let text: String = chunks.iter().filter_map(|chunk| chunk["choices"][0]["text"].as_str()).collect();
                    assert_eq!(json!(text), *alone);
                }
            });
        }
    });
    served.settle();
}

#[test]
fn more_connections_than_there_is_room_for_wait() {
    let limits = Limits { connections: 4, header_time: Duration::from_secs(1), ..Limits::default() };
    let served = limited(limits);
    let idle: Vec<_> = (0..8).map(|_| served.connect()).collect();
    lives(&served);
    drop(idle);
    lives(&served);
}
