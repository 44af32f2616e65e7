//! What the API answers, over a socket.

mod served;

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::mpsc::channel;

use nanollama_engine::{Chat, Sampling};
use nanollama_serve::{Access, Limits, Settings};
use nanollama_token::chat::TEMPLATE;
use serde_json::{Value, json};
use served::{chat, read, settings, start, start_behind};

fn question(more: Value) -> Value {
    let mut body = json!({"model": "small", "messages": [{"role": "user", "content": "The cat?"}], "temperature": 0});
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

fn go(_: &str) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn an_answer_is_the_engines_own_whole_or_streamed() {
    let served = chat();
    let own = Chat::new(None).say(&mut served.engine(), "The cat?", &Sampling::greedy(30), go).unwrap().finished;
    let whole = served.post("/v1/chat/completions", &question(json!({"max_tokens": 30})));
    let answer = whole.good();
    assert_eq!(answer["object"], "chat.completion");
    assert_eq!(answer["choices"][0]["message"], json!({"role": "assistant", "content": own.text, "refusal": null}));
    assert_eq!(answer["usage"]["prompt_tokens"], own.prompt_tokens);
    assert_eq!(answer["usage"]["completion_tokens"], own.tokens.len());
    assert_eq!(answer["timings"]["predicted_n"], own.tokens.len());
    assert!(whole.header("x-request-id").unwrap().starts_with("req-"));

    let streamed = question(json!({
        "max_completion_tokens": 30, "stream": true, "stream_options": {"include_usage": true}, "return_token_ids": true
    }));
    let chunks = served.post("/v1/chat/completions", &streamed).chunks();
    assert_eq!(chunks[0]["choices"][0]["delta"]["role"], "assistant");
    let text: String = chunks.iter().filter_map(|chunk| chunk["choices"][0]["delta"]["content"].as_str()).collect();
    assert_eq!(text, own.text);
    let ids: Vec<Value> =
        chunks.iter().filter_map(|chunk| chunk["choices"][0]["token_ids"].as_array()).flatten().cloned().collect();
    assert_eq!(json!(ids), json!(own.tokens));
    let (usage, rest) = chunks.split_last().unwrap();
    assert_eq!(
        (usage["choices"].clone(), usage["usage"]["completion_tokens"].clone()),
        (json!([]), json!(own.tokens.len()))
    );
    assert_eq!(rest.last().unwrap()["choices"][0]["finish_reason"], answer["choices"][0]["finish_reason"]);
    assert!(rest.last().unwrap()["timings"]["prompt_n"].is_u64());
    assert!(rest.iter().all(|chunk| chunk["id"] == chunks[0]["id"] && chunk["object"] == "chat.completion.chunk"));
}

#[test]
fn answers_beside_each_other_have_seeds_of_their_own() {
    let served = chat();
    let body = question(json!({"temperature": 1.5, "n": 3, "seed": 5, "max_tokens": 12, "ignore_eos": true}));
    let texts = |answer: Value| -> Vec<String> {
        let choices = answer["choices"].as_array().unwrap().clone();
        assert!(choices.iter().enumerate().all(|(place, choice)| choice["index"] == place));
        choices.iter().map(|choice| choice["message"]["content"].as_str().unwrap().to_owned()).collect()
    };
    let first = served.post("/v1/chat/completions", &body).good();
    assert_eq!(first["usage"]["completion_tokens"], 36);
    let first = texts(first);
    assert_eq!(first, texts(served.post("/v1/chat/completions", &body).good()));
    assert!(first[0] != first[1] && first[1] != first[2]);
    let second = question(json!({"temperature": 1.5, "seed": 6, "max_tokens": 12, "ignore_eos": true}));
    assert_eq!(texts(served.post("/v1/chat/completions", &second).good()), first[1..2]);
    let mut streamed = body;
    streamed["stream"] = json!(true);
    let chunks = served.post("/v1/chat/completions", &streamed).chunks();
    for (number, text) in first.iter().enumerate() {
        let own = chunks.iter().filter(|chunk| chunk["choices"][0]["index"] == number);
        let joined: String = own.filter_map(|chunk| chunk["choices"][0]["delta"]["content"].as_str()).collect();
        assert_eq!(joined, *text);
    }
}

#[test]
fn stops_biases_and_log_probabilities_do_what_they_say() {
    let served = chat();
    let ask = |more: Value| served.post("/v1/chat/completions", &question(more)).good()["choices"][0].clone();
    let plain = ask(json!({"max_tokens": 20, "logprobs": true, "top_logprobs": 3, "return_token_ids": true}));
    let text = plain["message"]["content"].as_str().unwrap().to_owned();
    let entries = plain["logprobs"]["content"].as_array().unwrap();
    assert_eq!(entries.len(), plain["token_ids"].as_array().unwrap().len());
    for (entry, id) in entries.iter().zip(plain["token_ids"].as_array().unwrap()) {
        let others = entry["top_logprobs"].as_array().unwrap();
        // At temperature 0 the chosen token is the likeliest, with the same number in both places.
        assert_eq!((others.len(), &others[0]["id"], &others[0]["logprob"]), (3, id, &entry["logprob"]));
        assert!(others[0]["logprob"].as_f64() >= others[1]["logprob"].as_f64());
    }
    let middle: String = text.chars().skip(4).take(3).collect();
    let stopped = ask(json!({"max_tokens": 20, "stop": middle}));
    assert_eq!(stopped["message"]["content"].as_str().unwrap(), &text[..text.find(&middle).unwrap()]);
    assert_eq!(stopped["finish_reason"], "stop");
    let first = plain["token_ids"][0].as_u64().unwrap();
    let banned = ask(json!({"max_tokens": 20, "logit_bias": {first.to_string(): -100}, "return_token_ids": true}));
    assert!(!banned["token_ids"].as_array().unwrap().contains(&json!(first)));
}

#[test]
fn given_texts_are_graded() {
    let served = chat();
    let mut engine = served.engine();
    let ids = engine.prompt("The cat sat on the mat, für ein").unwrap();
    let own = engine.logprobs(&ids).unwrap();
    for max_tokens in [0, 1] {
        let body = json!({"model": "small", "prompt": [ids, ids[..3]], "echo": true, "logprobs": 2, "temperature": 0,
            "max_tokens": max_tokens});
        let answer = served.post("/v1/completions", &body).good();
        for (choice, ids) in answer["choices"].as_array().unwrap().iter().zip([&ids[..], &ids[..3]]) {
            let lists = &choice["logprobs"];
            let list = |name: &str| lists[name].as_array().unwrap().clone();
            for name in ["tokens", "token_logprobs", "top_logprobs", "text_offset"] {
                assert_eq!(list(name).len(), ids.len() + max_tokens, "{name} {max_tokens}");
            }
            let (logprobs, tops, tokens) = (list("token_logprobs"), list("top_logprobs"), list("tokens"));
            assert!(logprobs[0].is_null() && tops[0].is_null());
            for (place, own) in own[..ids.len() - 1].iter().enumerate() {
                assert_eq!(logprobs[place + 1].as_f64().unwrap() as f32, *own);
            }
            for place in 1..tokens.len() {
                assert_eq!(tops[place][tokens[place].as_str().unwrap()], logprobs[place], "in both lists");
            }
            let offsets = list("text_offset");
            assert!(offsets.windows(2).all(|two| two[0].as_u64() <= two[1].as_u64()));
        }
        assert_eq!(answer["usage"]["prompt_tokens"], ids.len() + 3);
    }
    // The page asks for entries with ids, from a place on.
    let body = json!({"model": "small", "prompt": ids, "echo": true, "logprobs": 3, "max_tokens": 0,
        "logprob_start_len": 4, "return_token_ids": true});
    let answer = served.post("/v1/completions", &body).good();
    let entries = answer["choices"][0]["logprobs"]["content"].as_array().unwrap();
    assert_eq!(entries.len(), ids.len() - 4);
    assert_eq!((&entries[0]["id"], entries[0]["logprob"].as_f64().unwrap() as f32), (&json!(ids[4]), own[3]));
    assert_eq!(entries[0]["top_logprobs"].as_array().unwrap().len(), 3);
    // One token has nothing before it.
    let one = json!({"prompt": [ids[0]], "echo": true, "logprobs": 1, "max_tokens": 0});
    let lists = served.post("/v1/completions", &one).good()["choices"][0]["logprobs"].clone();
    assert_eq!((lists["token_logprobs"].clone(), lists["text_offset"].clone()), (json!([null]), json!([0])));
}

#[test]
fn texts_are_continued_from_texts_and_ids() {
    let served = chat();
    let mut engine = served.engine();
    let prompt = engine.prompt("The dog").unwrap();
    let own = engine.generate(&prompt, &Sampling::greedy(16), go).unwrap();
    for given in [json!("The dog"), json!(["The dog"]), json!(prompt), json!([prompt])] {
        let body = json!({"prompt": given, "temperature": 0});
        let answer = served.post("/v1/completions", &body).good();
        assert_eq!(answer["choices"][0]["text"], own.text, "{given}");
        assert_eq!(answer["object"], "text_completion");
    }
    let body = json!({"prompt": ["The dog", "Was"], "temperature": 0, "stream": true, "echo": true});
    let chunks = served.post("/v1/completions", &body).chunks();
    let text = |number: usize| -> String {
        let own = chunks.iter().filter(|chunk| chunk["choices"][0]["index"] == number);
        own.filter_map(|chunk| chunk["choices"][0]["text"].as_str()).collect()
    };
    assert_eq!(text(0), format!("The dog{}", own.text));
    assert!(text(1).starts_with("Was"));
}

#[test]
fn what_is_wrong_is_said_in_openais_shape() {
    let served = chat();
    let chat = |more: Value| served.post("/v1/chat/completions", &question(more));
    assert!(chat(json!({"tools": [{"type": "function"}]})).error(400).starts_with("tool 1: "));
    assert!(chat(json!({"response_format": {"type": "xml"}})).error(400).contains("response_format"));
    assert!(chat(json!({"model": "gpt-4"})).error(404).contains("\"small\""));
    assert!(chat(json!({"messages": []})).error(400).contains("empty"));
    assert!(chat(json!({"max_tokens": 0})).error(400).contains("max_tokens"));
    assert!(chat(json!({"best_of": 2})).error(400).contains("\"best_of\""));
    assert!(chat(json!({"logit_bias": {"320": 1}})).error(400).contains("320"));
    let long: Vec<Value> =
        (0..60).map(|_| json!({"role": "user", "content": "The cat sat on it. ".repeat(9)})).collect();
    let failed = chat(json!({"messages": long, "stream": true}));
    assert!(failed.error(400).contains("context of 512"));
    assert_eq!(failed.json()["error"]["code"], "context_length_exceeded");
    assert!(served.post("/v1/completions", &json!({"prompt": []})).error(400).contains("without a token"));
    assert!(served.post("/v1/completions", &json!({"prompt": [1, -2]})).error(400).contains("-2"));
    assert!(served.post("/v1/completions", &json!({"prompt": [999]})).error(400).contains("999"));
    assert!(served.post("/v1/completions", &json!({})).error(400).contains("no prompt"));
    assert!(served.get("/nothing").error(404).contains("/nothing"));
    assert!(served.get("/v1/completions").error(405).contains("GET"));
    for (body, part) in [(&b"{"[..], "no JSON"), (b"\xff\xfe", "no JSON"), (b"[1]", "a list"), (b"", "no JSON")] {
        assert!(served.post_with("/v1/completions", "", body).error(400).contains(part));
    }
}

#[test]
fn the_tokenizer_and_the_template_answer_by_themselves() {
    let served = chat();
    let engine = served.engine();
    let text = "The cat für <|eot_id|>";
    let own = engine.tokenizer().encode(text);
    let answer = served.post("/tokenize", &json!({"content": text})).good();
    assert_eq!(answer["tokens"], json!(own));
    assert_eq!(
        served.post("/tokenize", &json!({"prompt": text})).good()["tokens"],
        json!(engine.prompt(text).unwrap())
    );
    // A special token's name is the token where it is asked for, and where nothing is to be added.
    let trusted = engine.tokenizer().encode_trusted(text);
    let begun = [vec![engine.tokenizer().bos().unwrap()], trusted.clone()].concat();
    assert!(trusted.ends_with(&[engine.tokenizer().eot().unwrap()]) && engine.tokenizer().adds_bos());
    for (body, ids) in [
        (json!({"prompt": text, "add_special_tokens": false}), &trusted),
        (json!({"prompt": text, "add_special_tokens": false, "parse_special": false}), &own),
        (json!({"prompt": text, "parse_special": true}), &begun),
        (json!({"content": text, "parse_special": true}), &trusted),
        (json!({"content": text, "add_special": true, "parse_special": true}), &begun),
    ] {
        assert_eq!(served.post("/tokenize", &body).good()["tokens"], json!(ids), "{body}");
    }
    let back = served.post("/detokenize", &json!({"tokens": own})).good();
    assert_eq!((back["content"].as_str(), back["prompt"].as_str()), (Some(text), Some(text)));
    assert!(served.post("/detokenize", &json!({"tokens": [4000]})).error(400).contains("4000"));
    let messages = json!({"messages": [{"role": "user", "content": "Hi"}]});
    let prompt = served.post("/apply-template", &messages).good()["prompt"].as_str().unwrap().to_owned();
    assert!(
        prompt.starts_with("<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"),
        "{prompt}"
    );
    let mut parsed = messages.clone();
    parsed["parse_special"] = json!(true);
    assert!(served.post("/tokenize", &parsed).error(400).contains("parse_special"));
    let ids = served.post("/tokenize", &messages).good()["tokens"].clone();
    assert_eq!(ids.as_array().unwrap().len(), served.post("/tokenize", &messages).good()["count"]);
    let info = served.get("/tokenizer_info").good();
    assert!(info["chat_template"].as_str().unwrap().contains("start_header_id") && info["eos_token"].is_string());
    let models = served.get("/v1/models").good();
    let meta = &models["data"][0]["meta"];
    assert_eq!((&models["data"][0]["id"], &meta["n_ctx"], &meta["chat"]), (&json!("small"), &json!(512), &json!(true)));
    assert_eq!(meta["defaults"]["temperature"], 0.8);
    assert_eq!(served.get("/v1/models/small").good()["id"], "small");
    served.get("/v1/models/other").error(404);
}

#[test]
fn nanochats_clients_are_understood() {
    let served = chat();
    let own = Chat::new(None).say(&mut served.engine(), "The cat?", &Sampling::greedy(20), go).unwrap().finished;
    let body =
        json!({"messages": [{"role": "user", "content": "The cat?"}], "temperature": 0, "max_tokens": 20, "top_k": 50});
    let events = served.post("/chat/completions", &body).events();
    let (done, tokens) = events.split_last().unwrap();
    assert_eq!(done, "{\"done\":true}");
    let text = |event: &String| serde_json::from_str::<Value>(event).unwrap()["token"].as_str().unwrap().to_owned();
    assert_eq!(tokens.iter().map(text).collect::<String>(), own.text);
    let named = served.post("/chat/completions", &question(json!({"max_tokens": 20})));
    assert_eq!(named.good()["choices"][0]["message"]["content"], own.text);
    assert_eq!(served.get("/stats").good()["total_workers"], 1);
}

#[test]
fn a_base_model_completes_and_says_so() {
    let served = start(settings(), false);
    assert!(served.post("/v1/chat/completions", &question(json!({}))).error(400).contains("base model"));
    assert_eq!(served.get("/v1/models").good()["data"][0]["meta"]["chat"], false);
    served.post("/v1/completions", &json!({"prompt": "The"})).good();
}

#[test]
fn keys_and_hosts_are_checked() {
    let access = Access { key: Some("secret-key".into()), hosts: Some(Vec::new()) };
    let served = start(Settings { access, ..settings() }, true);
    assert_eq!((served.get("/health").status, served.get("/").status), (200, 200));
    for path in ["/v1/models", "/metrics", "/runs", "/stats"] {
        assert_eq!(served.get(path).status, 401, "{path}");
    }
    let body = question(json!({"max_tokens": 1})).to_string();
    let ask = |header: &str| served.post_with("/v1/chat/completions", header, body.as_bytes());
    ask("Authorization: Bearer secret-key\r\n").good();
    let failed = ask("Authorization: Bearer wrong\r\n");
    assert_eq!(
        (failed.error(401).as_str(), failed.json()["error"]["code"].as_str()),
        ("the API key is wrong", Some("invalid_api_key"))
    );

    let served = chat();
    let at = |host: &str| served.ask(&format!("GET /v1/models HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    assert_eq!((at("localhost:1").status, at("evil.com").status), (200, 403));
    let foreign = served.post_with("/v1/completions", "Origin: http://evil.com\r\n", b"{\"prompt\": \"a\"}");
    assert!(foreign.error(403).contains("evil.com"));
}

#[test]
fn what_finds_no_place_is_told_to_come_again() {
    let limits = Limits { texts: 2, ..Limits::default() };
    let served = start(Settings { limits, ..settings() }, true);
    let never = served.post("/v1/chat/completions", &question(json!({"n": 3})));
    assert!(never.error(400).contains("3 texts in one request; this server does 2"));
    // What takes both places may have ended before the next comes.
    let refused = (0..200).find_map(|_| {
        let body = question(json!({"n": 2, "max_tokens": 400, "ignore_eos": true, "stream": true}));
        let mut both = served.open("/v1/chat/completions", &body);
        both.read_exact(&mut [0; 15]).unwrap();
        let next = served.post("/v1/chat/completions", &question(json!({"max_tokens": 1})));
        drop(both);
        served.settle();
        (next.status == 429).then_some(next)
    });
    let refused = refused.expect("the places are taken while a stream goes on");
    assert!(refused.error(429).contains("come again"));
    assert_eq!(refused.header("retry-after").as_deref(), Some("1"));
    served.post("/v1/chat/completions", &question(json!({"n": 2, "max_tokens": 3}))).good();
}

#[test]
fn while_the_model_is_loaded_one_waits_and_a_failure_ends_it() {
    let (open, gate) = channel();
    let served = start_behind(settings(), Some(TEMPLATE), gate);
    assert!(served.get("/health").error(503).contains("loaded"));
    assert!(served.post("/v1/chat/completions", &question(json!({}))).error(503).contains("loaded"));
    open.send(()).unwrap();
    while served.get("/health").status != 200 {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let (open, gate) = channel::<()>();
    let mut failing = start_behind(settings(), Some(TEMPLATE), gate);
    drop(open);
    assert_eq!(failing.stop().unwrap_err().0, "nobody wants it");
}

#[test]
fn a_server_that_stops_finishes_what_it_began() {
    let mut served = chat();
    let body = question(json!({"max_tokens": 200, "ignore_eos": true}));
    let whole = served.post("/v1/chat/completions", &body).good()["choices"][0]["message"]["content"].clone();
    let mut streamed = body;
    streamed["stream"] = json!(true);
    let streams: Vec<_> = (0..3).map(|_| served.open("/v1/chat/completions", &streamed)).collect();
    // They are under way before it stops.
    while served.metric("texts_under_way") < 3.0 && served.metric("texts_finished_total") < 4.0 {}
    let readers: Vec<_> = streams.into_iter().map(|stream| std::thread::spawn(move || read(stream))).collect();
    served.stop().unwrap();
    for reader in readers {
        let chunks = reader.join().unwrap().chunks();
        let text: String = chunks.iter().filter_map(|chunk| chunk["choices"][0]["delta"]["content"].as_str()).collect();
        assert_eq!(json!(text), whole);
    }
}

#[test]
fn the_log_names_requests_and_not_what_they_say() {
    let served = chat();
    let body = question(json!({"messages": [{"role": "user", "content": "hush-hush"}], "max_tokens": 2})).to_string();
    let answer = served.post_with("/v1/chat/completions?key=hush-hush", "X-Request-Id: mine-7\r\n", body.as_bytes());
    assert_eq!(answer.header("x-request-id").as_deref(), Some("mine-7"));
    let log = served.log.lock().unwrap();
    let line = log.iter().find(|line| line.contains("mine-7")).unwrap();
    assert!(line.starts_with("POST /v1/chat/completions 200 "), "{line}");
    assert!(log.iter().all(|line| !line.contains("hush")));
}
