//! Requests that were changed at random: each gets an answer of HTTP, and the server lives.
//! `NANOLLAMA_REQUESTS=10000` sends that many.

mod served;

use serde_json::{Value, json};
use served::{Served, chat};

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

fn send(served: &Served, random: &mut Random) -> u16 {
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
    let answer = served.post_with(path, "", &bytes);
    assert!((200..500).contains(&answer.status), "{} to {path} {}", answer.status, String::from_utf8_lossy(&bytes));
    if answer.status >= 400 {
        answer.error(answer.status);
    }
    answer.status
}

#[test]
fn changed_requests_are_answered() {
    let count: usize = std::env::var("NANOLLAMA_REQUESTS").map_or(400, |count| count.parse().unwrap());
    let (served, mut random) = (chat(), Random(1));
    let (mut well, mut ill) = (0, 0);
    for _ in 0..count {
        match send(&served, &mut random) {
            200 => well += 1,
            _ => ill += 1,
        }
    }
    assert!(well > count / 10 && ill > count / 10, "{well} {ill}");
    served.settle();
}
