//! Answers that have to look like something: with all that a request can ask for beside it, and where it is wrong.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use nanollama_engine::{Draft, Engine, Generate, Reason, Sampling};
use nanollama_grammar::{Grammar, GrammarGuide, Tokens};
use serde_json::{Value, json};

mod served;

fn schema() -> Value {
    json!({
        "type": "object",
        "properties": {
            "name": {"type": "string", "maxLength": 6},
            "age": {"type": "integer", "minimum": 0, "maximum": 30},
            "kind": {"enum": ["cat", "dog"]},
        },
        "required": ["name", "age"],
        "additionalProperties": false
    })
}

fn check(text: &str) {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert!(value["name"].as_str().unwrap().chars().count() <= 6, "{text}");
    assert!((0..=30).contains(&value["age"].as_i64().unwrap()), "{text}");
    assert!(value.get("kind").is_none_or(|kind| kind == "cat" || kind == "dog"), "{text}");
    assert!(value.as_object().unwrap().keys().all(|key| ["name", "age", "kind"].contains(&key.as_str())), "{text}");
}

fn chat(more: Value) -> Value {
    let mut body = json!({
        "messages": [{"role": "user", "content": "The cat?"}],
        "seed": 3, "temperature": 1.0, "max_tokens": 200,
        "response_format": {"type": "json_schema", "json_schema": {"name": "pet", "strict": true, "schema": schema()}},
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// The texts of a stream's choices, how each ended, and the tokens it told of.
fn streamed(body: &str) -> Vec<(String, String, String)> {
    let mut found: Vec<(String, String, String)> = Vec::new();
    for line in body.lines().filter_map(|line| line.strip_prefix("data: ")).filter(|line| *line != "[DONE]") {
        let chunk: Value = serde_json::from_str(line).unwrap();
        for choice in chunk["choices"].as_array().unwrap() {
            let number = choice["index"].as_u64().unwrap() as usize;
            found.resize_with(found.len().max(number + 1), Default::default);
            let (text, end, tokens) = &mut found[number];
            text.push_str(choice["delta"]["content"].as_str().or(choice["text"].as_str()).unwrap_or_default());
            end.push_str(choice["finish_reason"].as_str().unwrap_or_default());
            for token in choice["logprobs"]["content"].as_array().into_iter().flatten() {
                tokens.push_str(token["token"].as_str().unwrap());
            }
        }
    }
    found
}

#[test]
fn answers_are_of_their_schema_with_all_that_stands_beside_it() {
    let served = served::chat();
    let path = "/v1/chat/completions";
    let answers = |more: Value| {
        let answer = served.post(path, &chat(more));
        let answer = answer.good();
        let texts = answer["choices"].as_array().unwrap().iter().map(|choice| {
            assert_eq!(choice["finish_reason"], "stop");
            choice["message"]["content"].as_str().unwrap().to_owned()
        });
        texts.collect::<Vec<String>>()
    };
    let all: BTreeSet<String> = (0..6).flat_map(|seed| answers(json!({"seed": 10 * seed, "n": 3}))).collect();
    all.iter().for_each(|text| check(text));
    assert!(all.len() > 9, "{all:?}");
    for more in [
        json!({"temperature": 0}),
        json!({"repetition_penalty": 1.5, "presence_penalty": 1.0, "frequency_penalty": 1.0}),
        json!({"logprobs": true, "top_logprobs": 3}),
        json!({"top_k": 2, "min_p": 0.2, "top_p": 0.5}),
        json!({"response_format": {"type": "json_object", "schema": schema()}}),
        json!({"response_format": null, "json_schema": schema()}),
    ] {
        answers(more).iter().for_each(|text| check(text));
    }
    // A stream has the same texts, and the tokens that it tells of are the text.
    let body = chat(json!({"stream": true, "n": 2, "logprobs": true}));
    let streamed = streamed(&served.post(path, &body).text());
    let whole = answers(json!({"n": 2}));
    assert_eq!(streamed.iter().map(|(text, ..)| text.clone()).collect::<Vec<_>>(), whole);
    assert!(streamed.iter().all(|(text, end, _)| end == "stop" && !text.is_empty()));
}

#[test]
fn a_grammar_may_end_in_the_middle_of_other_rules() {
    let served = served::chat();
    let complete = |more: Value| {
        let mut body = json!({"prompt": "The cat", "max_tokens": 60, "seed": 1, "temperature": 1.0});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let answer = served.post("/v1/completions", &body);
        let answer = answer.good();
        let choice = &answer["choices"][0];
        (choice["text"].as_str().unwrap().to_owned(), choice["finish_reason"].as_str().unwrap().to_owned())
    };
    for seed in 0..5 {
        let (text, end) = complete(json!({"grammar": "root ::= \"yes\" | \"no\"", "seed": seed}));
        assert!(["yes", "no"].contains(&&*text) && end == "stop", "{text} {end}");
        let (text, end) = complete(json!({"grammar": "root ::= [äöü]{3} \"!\"", "seed": seed}));
        assert!(
            text.chars().count() == 4 && text.chars().take(3).all(|c| "äöü".contains(c)) && end == "stop",
            "{text}"
        );
    }
    // A text that is cut off is a beginning; one that a stop text ends, too.
    let (text, end) = complete(json!({"json_schema": schema(), "max_tokens": 3}));
    assert!(end == "length" && "{\"name\"".starts_with(text.trim().trim_end_matches(' ')), "{text}");
    let (text, end) = complete(json!({"grammar": "root ::= \"one, two, three\"", "stop": ["two"]}));
    assert_eq!((&*text, &*end), ("one, ", "stop"));
    let (text, end) = complete(json!({"grammar": "root ::= \"\""}));
    assert_eq!((&*text, &*end), ("", "stop"));
    // A bias that forbids all that a grammar allows fails its own request.
    let body = json!({"prompt": "The", "grammar": "root ::= \"\\u0007\"", "logit_bias": [[7, false]], "max_tokens": 5});
    let tokenize = served.post("/detokenize", &json!({"tokens": [7]}));
    if tokenize.text().contains("\\u0007") {
        assert_eq!(served.post("/v1/completions", &body).status, 400);
    }
}

#[test]
fn responses_have_a_form_too() {
    let served = served::chat();
    let format = json!({"type": "json_schema", "name": "pet", "schema": schema(), "strict": true});
    let body = json!({"input": "The cat?", "max_output_tokens": 200, "seed": 4, "text": {"format": format}});
    let answer = served.post("/v1/responses", &body);
    let answer = answer.good();
    assert_eq!(answer["status"], "completed", "{answer}");
    assert_eq!(answer["text"]["format"], format);
    check(answer["output"][0]["content"][0]["text"].as_str().unwrap());
    let cut = json!({"input": "The cat?", "max_output_tokens": 2, "text": {"format": {"type": "json_object"}}});
    let answer = served.post("/v1/responses", &cut).good();
    assert_eq!(answer["status"], "incomplete");
    let plain = served.post("/v1/responses", &json!({"input": "The cat?", "max_output_tokens": 2}));
    assert_eq!(plain.good()["text"], json!({"format": {"type": "text"}}));
}

#[test]
fn what_cannot_be_used_is_refused_with_its_place() {
    let served = served::chat();
    let cases = [
        (
            "/v1/chat/completions",
            json!({"response_format": {"type": "json_schema", "json_schema": {"schema": {"properties": {"a": {"multipleOf": 3}}}}}}),
            "response_format",
            "/properties/a/multipleOf",
        ),
        (
            "/v1/chat/completions",
            json!({"response_format": null, "grammar": "root ::= [a"}),
            "grammar",
            "line 1, column 10",
        ),
        ("/v1/chat/completions", json!({"grammar": "root ::= \"a\""}), "grammar", "one form"),
        ("/v1/chat/completions", json!({"ignore_eos": true}), "ignore_eos", "ends where its form does"),
        (
            "/v1/chat/completions",
            json!({"response_format": null, "json_schema": {"type": "string", "maxLength": 1_000_000_000}}),
            "json_schema",
            "/maxLength",
        ),
    ];
    for (path, more, param, part) in cases {
        let answer = served.post(path, &chat(more.clone()));
        let error = answer.json();
        assert_eq!((answer.status, &error["error"]["type"]), (400, &json!("invalid_request_error")), "{more}");
        assert_eq!(error["error"]["param"], param, "{error}");
        assert!(error["error"]["message"].as_str().unwrap().contains(part), "{error}");
    }
    let body = json!({"input": "x", "text": {"format": {"type": "json_schema", "schema": {"not": {}}}}});
    let answer = served.post("/v1/responses", &body);
    let message = answer.error(400);
    assert!(message.contains("text.format") && message.contains("\"/not\""), "{message}");
}

/// Drafts the tokens of a text that is known, each third wrong.
struct Known(Vec<u32>, usize);

impl Draft for Known {
    fn propose(&mut self, tokens: &[u32], most: usize) -> Vec<u32> {
        let at = tokens.len() - self.1;
        let wrong = |(place, &id): (usize, &u32)| if place % 3 == 2 { id ^ 1 } else { id };
        self.0.iter().enumerate().skip(at).take(most).map(wrong).collect()
    }
}

#[test]
fn drafts_change_nothing_of_a_form() {
    let served = served::chat();
    let mut engine: Engine = served.engine();
    let tokens = Tokens::new(engine.tokenizer(), engine.ends());
    let grammar = Grammar::json_schema(&schema()).unwrap();
    let prompt = engine.prompt("The cat").unwrap();
    for temperature in [0.0, 1.0] {
        for seed in 0..4 {
            let sampling = Sampling { temperature, seed, ..Sampling::greedy(200) };
            let guided = || Generate {
                guide: Some(Box::new(GrammarGuide::new(&grammar, &tokens))),
                ..Generate::new(sampling.clone())
            };
            let go = |_: &str| ControlFlow::Continue(());
            let plain = engine.generate_as(&prompt, guided(), go).unwrap();
            check(&plain.text);
            assert_eq!(plain.reason, Reason::Eos);
            let draft = Known(plain.tokens.clone(), prompt.len());
            let drafted =
                engine.generate_as(&prompt, Generate { draft: Some(Box::new(draft)), ..guided() }, go).unwrap();
            assert_eq!((drafted.tokens, drafted.text), (plain.tokens, plain.text));
        }
    }
}
