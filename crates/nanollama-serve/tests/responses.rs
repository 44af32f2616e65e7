//! `/v1/responses`, over a socket.

mod served;

use std::ops::ControlFlow;

use nanollama_engine::{Chat, Sampling};
use serde_json::{Value, json};
use served::chat;

#[test]
fn a_response_is_the_answer_whole_or_as_typed_events() {
    let served = chat();
    let own = Chat::new(Some("Be kind."))
        .say(&mut served.engine(), "The cat?", &Sampling::greedy(12), |_| ControlFlow::Continue(()))
        .unwrap()
        .finished;
    let body = json!({"model": "small", "instructions": "Be kind.", "input": "The cat?", "temperature": 0,
        "max_output_tokens": 12, "store": false});
    let whole = served.post("/v1/responses", &body).good();
    assert_eq!((&whole["object"], &whole["store"]), (&json!("response"), &json!(false)));
    assert_eq!(whole["output"][0]["content"][0]["text"], own.text);
    assert_eq!(whole["usage"]["output_tokens"], own.tokens.len());
    let items = json!([
        {"role": "developer", "content": "Be kind."},
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "The cat?"}]},
    ]);
    let streamed = json!({"model": "small", "input": items, "temperature": 0, "max_output_tokens": 12, "stream": true});
    let answer = served.post("/v1/responses", &streamed);
    let events: Vec<Value> = answer.events().iter().map(|event| serde_json::from_str(event).unwrap()).collect();
    let names: Vec<String> =
        answer.text().lines().filter_map(|line| line.strip_prefix("event: ")).map(str::to_owned).collect();
    for (place, (event, name)) in events.iter().zip(&names).enumerate() {
        assert_eq!((&event["type"], &event["sequence_number"]), (&json!(name), &json!(place)));
    }
    let text: String = events.iter().filter_map(|event| event["delta"].as_str()).collect();
    assert_eq!(text, own.text);
    assert_eq!(
        names[..4],
        ["response.created", "response.in_progress", "response.output_item.added", "response.content_part.added"]
    );
    let last = &events.last().unwrap()["response"];
    assert_eq!(last["output"][0]["content"], whole["output"][0]["content"]);
    assert!(
        names.last().unwrap() == "response.completed" || last["incomplete_details"]["reason"] == "max_output_tokens"
    );
}

#[test]
fn what_needs_a_memory_or_a_tool_is_refused_by_name() {
    let served = chat();
    for (name, value) in [
        ("store", json!(true)),
        ("previous_response_id", json!("resp-1")),
        ("tools", json!([{"type": "web_search"}])),
        ("text", json!("plain")),
        ("background", json!(true)),
        ("reasoning", json!({"effort": "low"})),
        ("n", json!(2)),
        ("input", json!([{"type": "item_reference", "id": "x"}])),
        ("input", json!([])),
    ] {
        let mut body = json!({"model": "small", "input": "Hi"});
        body[name] = value;
        let answer = served.post("/v1/responses", &body);
        assert!(!answer.error(400).is_empty());
        assert_eq!(answer.json()["error"]["param"], name);
    }
}
