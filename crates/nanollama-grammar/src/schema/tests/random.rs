//! Random schemas against random values, and random walks of their masks.

use nanollama_engine::{Guide, TokenSet};
use serde_json::{Map, Value, json};

use super::validator::is_valid;
use crate::grammar::Grammar;
use crate::guide::GrammarGuide;
use crate::testing::{Random, accepts, vocabulary};

const NAMES: [&str; 5] = ["a", "ab", "b", "é", "c\"d"];
const TEXTS: [&str; 7] = ["", "a", "ab", "é😀", "x\"y\\z", "\n\t", "abcdef"];

fn random_schema(random: &mut Random, depth: usize) -> Value {
    let kind = random.below(if depth == 0 { 7 } else { 13 });
    match kind {
        0 => json!({"type": random.one(&["null", "boolean", "string", "number", "integer"])}),
        1 => json!({"enum": [random.one(&TEXTS), random.below(5), null, [1, "x"]]}),
        2 => json!({"const": random.one(&TEXTS), "title": "one"}),
        3 => {
            let low = random.below(30) as i64 - 15;
            let high = low + random.below(40) as i64;
            match random.below(3) {
                0 => json!({"type": "integer", "minimum": low, "maximum": high}),
                1 => json!({"type": "number", "exclusiveMinimum": low as f64 / 4.0}),
                _ => json!({"type": ["integer", "null"], "exclusiveMaximum": high}),
            }
        }
        4 => {
            let least = random.below(3);
            json!({"type": "string", "minLength": least, "maxLength": least + random.below(4)})
        }
        5 => json!({"type": ["string", "boolean"]}),
        6 => json!({}),
        7 | 8 => {
            let (mut properties, mut required) = (Map::new(), Vec::new());
            for name in NAMES {
                if random.chance(2) {
                    properties.insert(name.into(), random_schema(random, depth - 1));
                    if random.chance(2) {
                        required.push(name);
                    }
                }
            }
            let mut schema = json!({"type": "object", "properties": properties, "required": required});
            match random.below(4) {
                0 => schema["additionalProperties"] = json!(false),
                1 => schema["additionalProperties"] = random_schema(random, depth - 1),
                _ => {}
            }
            schema
        }
        9 => json!({"type": "object", "additionalProperties": random_schema(random, depth - 1)}),
        10 => {
            let least = random.below(3);
            json!({"type": "array", "items": random_schema(random, depth - 1), "minItems": least, "maxItems": least + random.below(3)})
        }
        11 => {
            let first: Vec<Value> = (0..1 + random.below(2)).map(|_| random_schema(random, depth - 1)).collect();
            let mut schema = json!({"type": "array", "prefixItems": first});
            if random.chance(2) {
                schema["minItems"] = json!(random.below(2));
            }
            if random.chance(2) {
                schema["items"] = random_schema(random, depth - 1);
            }
            schema
        }
        _ => json!({"anyOf": [random_schema(random, depth - 1), random_schema(random, depth - 1)]}),
    }
}

fn random_value(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 5 } else { 8 }) {
        0 => Value::Null,
        1 => json!(random.chance(2)),
        2 => json!(random.below(60) as i64 - 25),
        3 => json!((random.below(200) as f64 - 100.0) / 8.0),
        4 => json!(random.one(&TEXTS)),
        5 => (0..random.below(4)).map(|_| random_value(random, depth - 1)).collect(),
        _ => {
            let names = [&NAMES[..], &["z"]].concat();
            let mut map = Map::new();
            for name in names {
                if random.chance(2) {
                    map.insert(name.into(), random_value(random, depth - 1));
                }
            }
            Value::Object(map)
        }
    }
}

/// A value that the schema may well allow.
fn fitting(random: &mut Random, schema: &Value, depth: usize) -> Value {
    if random.chance(12) || depth == 0 {
        return random_value(random, 2);
    }
    if let Some(list) = schema["anyOf"].as_array() {
        let branch = random.below(list.len());
        return fitting(random, &list[branch], depth - 1);
    }
    if let Some(list) = schema["enum"].as_array() {
        return random.one(list).clone();
    }
    if let Some(value) = schema.get("const") {
        return value.clone();
    }
    let kind = match &schema["type"] {
        Value::Array(names) => random.one(names).clone(),
        name => name.clone(),
    };
    match kind.as_str() {
        Some("null") => Value::Null,
        Some("boolean") => json!(random.chance(2)),
        Some("integer") => json!(random.below(60) as i64 - 25),
        Some("number") => json!((random.below(200) as f64 - 100.0) / 8.0),
        Some("string") => json!(random.one(&TEXTS)),
        Some("array") => {
            let first = schema["prefixItems"].as_array().cloned().unwrap_or_default();
            let count = random.below(5);
            (0..count).map(|place| fitting(random, first.get(place).unwrap_or(&schema["items"]), depth - 1)).collect()
        }
        Some("object") => {
            let mut map = Map::new();
            for (name, below) in schema["properties"].as_object().into_iter().flatten() {
                if !random.chance(3) {
                    map.insert(name.clone(), fitting(random, below, depth - 1));
                }
            }
            if schema["additionalProperties"].is_object() && random.chance(2) {
                map.insert("z".into(), fitting(random, &schema["additionalProperties"], depth - 1));
            }
            Value::Object(map)
        }
        _ => random_value(random, 2),
    }
}

#[test]
fn a_value_is_accepted_where_a_validator_accepts_it() {
    let mut random = Random(21);
    let (mut yes, mut no) = (0, 0);
    for _ in 0..600 {
        let schema = random_schema(&mut random, 3);
        let grammar = Grammar::json_schema(&schema).unwrap_or_else(|error| panic!("{schema}: {error}"));
        for _ in 0..25 {
            let value = fitting(&mut random, &schema, 5);
            let right = is_valid(&schema, &schema, &value);
            for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
                assert_eq!(accepts(&grammar, &text), right, "{schema} {text}");
            }
            *if right { &mut yes } else { &mut no } += 1;
        }
    }
    println!("{yes} values were accepted and {no} were not");
    assert!(yes > 2000 && no > 2000, "{yes} {no}");
}

#[test]
fn whatever_the_masks_allow_ends_in_json_of_the_schema() {
    let mut random = Random(22);
    let texts = [
        "{\"", "\":", "\", \"", "\"}", "null", "true", "abc", "é", "1", "0.", "-", "], [", "\\u", "\\n", "😀", "  ",
        "\n  ",
    ];
    let (tokens, end) = vocabulary(&texts);
    let mut ended = 0;
    for round in 0..300 {
        let schema = match round % 3 {
            0 => json!({"type": "object"}),
            _ => random_schema(&mut random, 2),
        };
        let grammar = Grammar::json_schema(&schema).unwrap();
        let mut guide = GrammarGuide::new(&grammar, &tokens);
        let mut text = Vec::new();
        for _ in 0..4000 {
            let mut allowed = TokenSet::none(tokens.size());
            allowed.fill();
            guide.restrict(&mut allowed);
            let choices: Vec<u32> = (0..tokens.size() as u32).filter(|&id| allowed.contains(id)).collect();
            assert!(!choices.is_empty(), "{schema} {:?}", String::from_utf8_lossy(&text));
            // What closes is chosen more often, so that texts come to their ends.
            let closing = b"\"]},:0".iter().map(|&byte| u32::from(byte)).filter(|&id| allowed.contains(id));
            let closing: Vec<u32> = closing.collect();
            let choice = match () {
                () if allowed.contains(end) && random.chance(2) => end,
                () if !closing.is_empty() && random.chance(2) => *random.one(&closing),
                () => *random.one(&choices),
            };
            if choice == end {
                let text = String::from_utf8(text).unwrap();
                let value: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
                // A name that stands twice has the second value; what was written first is no longer seen.
                if round % 3 != 0 && !schema.to_string().contains("additionalProperties") && !text.contains("\\u") {
                    assert!(is_valid(&schema, &schema, &value), "{schema} {text}");
                }
                ended += 1;
                break;
            }
            text.extend_from_slice(tokens.text(choice));
            guide.accept(choice);
        }
    }
    println!("{ended} of 300 walks came to an end");
    assert!(ended > 250, "{ended}");
}
