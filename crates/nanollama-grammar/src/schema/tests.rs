use serde_json::{Value, json};

use crate::error::Error;
use crate::grammar::Grammar;
use crate::testing::{accepts, begins};

mod random;
mod validator;

fn grammar(schema: &Value) -> Grammar {
    Grammar::json_schema(schema).unwrap_or_else(|error| panic!("{schema}: {error}"))
}

/// Whether texts are allowed.
fn check(schema: &Value, good: &[&str], bad: &[&str]) {
    let grammar = grammar(schema);
    good.iter().for_each(|good| assert!(accepts(&grammar, good), "{schema}: {good}"));
    bad.iter().for_each(|bad| assert!(!accepts(&grammar, bad), "{schema}: {bad}"));
}

#[test]
fn kinds_of_value_are_what_json_writes() {
    check(&json!({"type": "null"}), &["null"], &["", " null", "null ", "nul"]);
    check(&json!({"type": "boolean"}), &["true", "false"], &["True", "1"]);
    check(
        &json!({"type": "integer"}),
        &["0", "-12", "1234567890123456"],
        &["01", "-0", "1.0", "12345678901234567", "+1", "1e3"],
    );
    check(
        &json!({"type": "number"}),
        &["0", "-0.5", "1e5", "1.25E-07", "10"],
        &["01", ".5", "5.", "1e", "1e999", "NaN", "--1"],
    );
    check(
        &json!({"type": "string"}),
        &["\"\"", "\"é😀 \\\" \\\\ \\/ \\n \\u00e9 \\ud83d\\ude00\"", "\"\u{7f}\""],
        &["\"", "\"\n\"", "\"\\x\"", "\"\\ud83d\"", "\"\\ude00\"", "\"\\u12\"", "\"\t\""],
    );
    check(&json!({"type": ["string", "null"]}), &["\"a\"", "null"], &["1"]);
    check(&json!({}), &["1", "[]", "{\"a\": [null, {\"b\":true}]}"], &["", "[1,]", "{a:1}"]);
    check(&json!(true), &["1"], &["x"]);
    check(
        &json!({"const": {"a": [1, "b\"c"]}}),
        &["{\"a\":[1,\"b\\\"c\"]}", "{\"a\": [1, \"b\\\"c\"]}"],
        &["{\"a\":[1]}"],
    );
    check(&json!({"enum": ["x", "xy", 1, null, 2.5]}), &["\"x\"", "\"xy\"", "1", "null", "2.5"], &["\"xyz\"", "2"]);
    check(&json!({"enum": ["x", 1], "type": "string"}), &["\"x\""], &["1"]);
}

#[test]
fn objects_have_their_properties_in_order() {
    let schema = json!({
        "type": "object",
        "properties": {"a": {"type": "integer"}, "b": {"type": "null"}, "c": {"type": "boolean"}},
        "required": ["b"]
    });
    check(
        &schema,
        &[
            "{\"b\":null}",
            "{\"a\":1,\"b\":null}",
            "{\"b\":null,\"c\":true}",
            "{ \"a\":1, \"b\": null,\n  \"c\": false\n}",
            "{\n\t\"a\": 1,\n\t\"b\": null\n}",
        ],
        &[
            "{}",
            "{\"a\":1}",
            "{\"b\":null,\"a\":1}",
            "{\"b\":null,}",
            "{,\"b\":null}",
            "{\"b\":null,\"d\":1}",
            "{\"b\":null}\n",
        ],
    );
    let optional = json!({"properties": {"a": {"const": 1}, "b": {"const": 2}}});
    check(
        &optional,
        &["{}", "{ }", "{\"a\":1}", "{\"b\":2}", "{\"a\":1,\"b\":2}"],
        &["{\"b\":2,\"a\":1}", "{\"c\":1}"],
    );
    check(&json!({"type": "object"}), &["{}", "{\"x\":{\"y\":[]}}"], &["[]", "{\"x\"}"]);
    check(&json!({"additionalProperties": {"type": "integer"}}), &["{}", "{\"x\":1,\"y\":2}"], &["{\"x\":\"\"}"]);
    check(&json!({"type": "object", "additionalProperties": false}), &["{}", "{ }"], &["{\"x\":1}"]);
    check(
        &json!({"type": "object", "minProperties": 1, "maxProperties": 2}),
        &["{\"a\":1}", "{\"a\":1,\"b\":2}"],
        &["{}", "{\"a\":1,\"b\":2,\"c\":3}"],
    );
    let open =
        json!({"properties": {"ab": {"const": 1}, "é\"": {"const": 2}}, "additionalProperties": {"type": "null"}});
    check(
        &open,
        &[
            "{}",
            "{\"ab\":1,\"x\":null}",
            "{\"a\":null}",
            "{\"abc\":null}",
            "{\"é\":null}",
            "{\"é\\\"\":2}",
            "{\"\":null}",
            "{\"\\n\":null}",
        ],
        &["{\"ab\":null}", "{\"x\":1}", "{\"x\":null,\"ab\":1}", "{\"é\\\"\":null}", "{\"\\u0061b\":null}"],
    );
    let bare = json!({"type": "object", "required": ["id"], "additionalProperties": {"type": "integer"}});
    check(&bare, &["{\"id\":1}", "{\"id\":1,\"x\":2}"], &["{}", "{\"x\":2}"]);
}

#[test]
fn white_space_has_an_end() {
    let grammar = grammar(&json!({"type": "array"}));
    assert!(accepts(&grammar, "[ 1, 2 ]") && accepts(&grammar, "[\n  1\n]"));
    assert!(
        !begins(&grammar, "[  ") && !begins(&grammar, "[\n\n") && !begins(&grammar, &format!("[\n{}", " ".repeat(21)))
    );
    assert!(!begins(&grammar, "[\r"));
}

#[test]
fn lists_have_their_elements() {
    check(
        &json!({"type": "array", "items": {"type": "integer"}}),
        &["[]", "[ ]", "[1]", "[1, 2]"],
        &["[\"\"]", "[1,]", "[,1]"],
    );
    check(&json!({"items": {"const": 1}, "minItems": 2, "maxItems": 3}), &["[1,1]", "[1,1,1]"], &["[1]", "[1,1,1,1]"]);
    check(&json!({"items": {"const": 1}, "maxItems": 0}), &["[]"], &["[1]"]);
    check(&json!({"items": {"const": 1}, "minItems": 1}), &["[1]", "[1,1,1]"], &["[]"]);
    let pair = json!([{"const": 1}, {"const": 2}]);
    check(&json!({"prefixItems": pair}), &["[1,2]", "[ 1, 2 ]"], &["[1]", "[]", "[1,2,3]"]);
    check(&json!({"items": pair}), &["[1,2]"], &["[1]", "[1,2,3]"]);
    check(&json!({"prefixItems": pair, "minItems": 0}), &["[]", "[1]", "[1,2]"], &["[2]", "[1,2,3]"]);
    check(
        &json!({"prefixItems": pair, "items": {"const": 3}, "maxItems": 3}),
        &["[1,2]", "[1,2,3]"],
        &["[1,2,3,3]", "[1]"],
    );
    check(
        &json!({"prefixItems": pair, "items": {"const": 3}, "minItems": 4}),
        &["[1,2,3,3]", "[1,2,3,3,3]"],
        &["[1,2,3]"],
    );
    check(&json!({"items": pair, "additionalItems": {"const": 3}}), &["[1,2]", "[1,2,3,3]"], &["[1,2,2]"]);
    check(&json!({"prefixItems": pair, "maxItems": 1}), &["[1]"], &["[]", "[1,2]"]);
}

#[test]
fn numbers_lie_between_their_bounds() {
    for (low, high) in [(0, 9), (-5, 120), (7, 7), (10, 10_000), (-999, -10), (95, 305), (-1, 1), (0, 0)] {
        let grammar = grammar(&json!({"type": "integer", "minimum": low, "maximum": high}));
        for number in -1100..=10_100 {
            assert_eq!(accepts(&grammar, &number.to_string()), (low..=high).contains(&number), "{low} {high} {number}");
        }
    }
    check(&json!({"type": "integer", "exclusiveMinimum": 0}), &["1", "99999"], &["0", "-1", "-0"]);
    check(&json!({"type": "integer", "minimum": 0.5, "exclusiveMaximum": 3.0}), &["1", "2"], &["0", "3"]);
    check(&json!({"type": "integer", "maximum": -3}), &["-3", "-40"], &["-2", "0", "3"]);
    check(
        &json!({"type": "integer", "minimum": 9223372036854775807i64}),
        &["9223372036854775807"],
        &["9223372036854775806"],
    );
    check(
        &json!({"type": "number", "minimum": 0, "maximum": 1}),
        &["0", "0.0", "0.5", "1", "1.000"],
        &["-0.1", "1.01", "2", "1e0"],
    );
    check(&json!({"type": "number", "exclusiveMinimum": 0}), &["0.1", "0.001", "3", "3.5"], &["0", "0.0", "-1"]);
    let texts: Vec<String> = (-450..450)
        .flat_map(|n| {
            let value = f64::from(n) / 100.0;
            [format!("{value}"), format!("{value:.2}"), format!("{value:.3}")]
        })
        .filter(|text| text.parse::<f64>() != Ok(0.0) || !text.starts_with('-'))
        .collect();
    for (low, high) in
        [(0.0, 1.0), (0.25, 0.75), (-1.5, 2.25), (-3.0, -0.5), (1.2, 1.27), (0.0, 0.05), (-0.5, 0.0), (1.0, 4.0)]
    {
        for (strict_low, strict_high) in [(false, false), (true, false), (false, true), (true, true)] {
            let names = (
                ["minimum", "exclusiveMinimum"][usize::from(strict_low)],
                ["maximum", "exclusiveMaximum"][usize::from(strict_high)],
            );
            let grammar = grammar(&json!({"type": "number", names.0: low, names.1: high}));
            for text in &texts {
                let value: f64 = text.parse().unwrap();
                let right =
                    (value > low || (value == low && !strict_low)) && (value < high || (value == high && !strict_high));
                assert_eq!(accepts(&grammar, text), right, "{names:?} {low} {high}: {text}");
            }
        }
    }
}

#[test]
fn strings_have_a_length_a_pattern_or_a_format() {
    check(
        &json!({"minLength": 2, "maxLength": 3}),
        &["\"ab\"", "\"é😀\\n\"", "\"\\ud83d\\ude00\\u0041\""],
        &["\"a\"", "\"abcd\"", "\"\\n\""],
    );
    check(&json!({"pattern": "^\\d{3}-[A-Z]+$"}), &["\"123-AB\""], &["\"123-\"", "\"x123-AB\"", "\"123-AB \""]);
    check(&json!({"pattern": "b"}), &["\"abc\"", "\"b\""], &["\"ac\"", "\"\""]);
    check(&json!({"pattern": "^a\\\\\\n\"$"}), &["\"a\\\\\\n\\\"\""], &["\"a\\\\n\""]);
    check(
        &json!({"format": "date"}),
        &["\"2024-02-29\"", "\"2000-02-29\"", "\"1999-12-31\"", "\"2023-04-30\""],
        &["\"2023-02-29\"", "\"1900-02-29\"", "\"2023-04-31\"", "\"2023-13-01\"", "\"2023-1-1\"", "\"2023-00-10\""],
    );
    check(
        &json!({"format": "time"}),
        &["\"23:59:59Z\"", "\"00:00:00.123+02:00\""],
        &["\"24:00:00Z\"", "\"12:00Z\"", "\"12:00:00\""],
    );
    check(
        &json!({"format": "date-time"}),
        &["\"2024-02-29T12:00:00Z\""],
        &["\"2024-02-29 12:00:00Z\"", "\"2023-02-29T12:00:00Z\""],
    );
    check(
        &json!({"format": "uuid"}),
        &["\"123e4567-e89b-12d3-a456-426614174000\""],
        &["\"123e4567e89b12d3a456426614174000\""],
    );
}

#[test]
fn schemas_refer_to_others_and_to_themselves() {
    let tree = json!({
        "$defs": {"node": {"properties": {"v": {"type": "integer"}, "next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]}}, "required": ["v", "next"]}},
        "$ref": "#/$defs/node"
    });
    check(
        &tree,
        &["{\"v\":1,\"next\":null}", "{\"v\":1,\"next\":{\"v\":2,\"next\":null}}"],
        &["{\"v\":1}", "{\"v\":1,\"next\":2}"],
    );
    let list = json!({"type": "array", "items": {"$ref": "#"}});
    check(&list, &["[]", "[[],[[]]]"], &["[1]"]);
    let odd = json!({"definitions": {"a/b ~c": {"const": 1}}, "$ref": "#/definitions/a~1b%20~0c"});
    check(&odd, &["1"], &["2"]);
    let both = json!({
        "$defs": {"base": {"type": "object", "properties": {"a": {"type": "integer", "minimum": 3}}, "required": ["a"]}},
        "allOf": [{"$ref": "#/$defs/base"}, {"properties": {"b": {"const": 2}, "a": {"maximum": 5}}, "required": ["b"]}],
        "description": "both"
    });
    check(&both, &["{\"a\":3,\"b\":2}"], &["{\"a\":2,\"b\":2}", "{\"a\":6,\"b\":2}", "{\"a\":3}"]);
    check(
        &json!({"$defs": {"n": {"type": "number"}}, "$ref": "#/$defs/n", "type": "integer", "minimum": 2}),
        &["2"],
        &["1", "2.5"],
    );
}

#[test]
fn branches_are_told_apart_where_only_one_may_hold() {
    let pet = |kind: &str, more: Value| json!({"type": "object", "properties": {"kind": {"const": kind}, "x": more}, "required": ["kind"]});
    let pets = json!({"oneOf": [pet("cat", json!({"type": "null"})), pet("dog", json!({"type": "integer"}))]});
    check(&pets, &["{\"kind\":\"cat\",\"x\":null}", "{\"kind\":\"dog\"}"], &["{\"kind\":\"cat\",\"x\":1}"]);
    check(
        &json!({"oneOf": [{"type": "string"}, {"type": "integer"}, {"const": null}]}),
        &["\"\"", "1", "null"],
        &["true"],
    );
    // As pydantic writes it: the tag has a default, so it is not required; the discriminator makes it so.
    let tagged = json!({
        "discriminator": {"propertyName": "kind"},
        "oneOf": [{"properties": {"kind": {"const": "a", "default": "a"}}}, {"properties": {"kind": {"const": "b"}, "n": {"type": "integer"}}}]
    });
    check(&tagged, &["{\"kind\":\"a\"}", "{\"kind\":\"b\",\"n\":1}"], &["{}", "{\"kind\":\"a\",\"n\":1}"]);
    let beside = json!({"type": "object", "properties": {"a": {"const": 1}, "b": {"const": 2}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]});
    check(&beside, &["{\"a\":1}", "{\"b\":2}", "{\"a\":1,\"b\":2}"], &["{}"]);
    let message = Grammar::json_schema(&json!({"oneOf": [{"type": "integer"}, {"type": "number"}]})).unwrap_err();
    assert!(message.to_string().contains("/oneOf/1\": a value may be of this branch and of branch 0"), "{message}");
}

#[test]
fn what_is_not_done_is_an_error_with_its_place() {
    let cases = [
        (
            json!({"properties": {"a/b": {"multipleOf": 2}}}),
            "/properties/a~1b/multipleOf",
            "\"multipleOf\" is not done",
        ),
        (json!({"items": {"not": {}}}), "/items/not", "not done"),
        (json!({"type": "array", "uniqueItems": true}), "/uniqueItems", "not done"),
        (json!({"patternProperties": {}}), "/patternProperties", "not done"),
        (json!({"type": "strnig"}), "/type", "\"strnig\" is no type"),
        (json!({"type": []}), "/type", "a type is"),
        (json!({"type": ["string", 1]}), "/type", "a type is"),
        (json!({"type": "string", "pattern": "^(?=a)$"}), "/pattern", "character 2"),
        (json!({"type": "string", "format": "email"}), "/format", "date, time, date-time and uuid"),
        (json!({"pattern": "^a$", "maxLength": 3}), "", "beside a pattern"),
        (json!({"$ref": "http://example.com/x"}), "/$ref", "nothing is fetched"),
        (json!({"$ref": "#/$defs/x"}), "/$defs/x", "there is nothing"),
        (json!({"$ref": "#"}), "", "no value that ends"),
        (json!({"anyOf": [{"$ref": "#"}, {"type": "null"}]}), "", "it begins with itself"),
        (
            json!({"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}),
            "",
            "it has no value that ends",
        ),
        (json!({"properties": {"a": {"$ref": "#"}}, "required": ["a"]}), "", "no value that ends"),
        (json!({"properties": {"a": false}, "required": ["a"]}), "/properties/a", "allows nothing"),
        (json!({"properties": {}, "required": ["x"]}), "/required", "does not have"),
        (json!({"properties": {}, "required": ["x"], "additionalProperties": false}), "/required", "not allowed"),
        (json!({"properties": {"a": {}}, "minProperties": 1}), "", "minProperties"),
        (json!({"minLength": 5, "maxLength": 2}), "", "nothing has so many"),
        (json!({"maxLength": 1_000_000_000}), "/maxLength", "at most 100000"),
        (json!({"minItems": -1}), "/minItems", "no whole number"),
        (json!({"prefixItems": [{}], "minItems": 2}), "/minItems", "2 elements"),
        (json!({"type": "integer", "minimum": 3, "maximum": 2}), "", "no whole number lies from 3 to 2"),
        (json!({"type": "number", "minimum": 3, "maximum": 2}), "", "no number lies"),
        (json!({"type": "number", "minimum": 1e-7}), "/minimum", "exponent"),
        (json!({"exclusiveMinimum": true}), "/exclusiveMinimum", "no number"),
        (json!({"minimum": 1, "minLength": 1}), "", "several types"),
        (json!({"enum": []}), "", "none of the values"),
        (json!({"enum": ["a"], "minLength": 1}), "/minLength", "only their type"),
        (json!({"allOf": [{"pattern": "^a$"}, {"pattern": "^b$"}]}), "/allOf/1/pattern", "not combined"),
        (json!({"allOf": [{"type": "string"}, {"type": "null"}]}), "/allOf/1/type", "both types"),
        (
            json!({"allOf": [{"properties": {"a": {}}, "additionalProperties": false}, {"properties": {"b": {}}}]}),
            "/allOf/1",
            "not combined",
        ),
        (json!({"anyOf": []}), "/anyOf", "no list"),
        (json!({"properties": {"a": 1}}), "/properties/a", "a schema is"),
        (json!([]), "", "a schema is"),
    ];
    for (schema, place, part) in cases {
        match Grammar::json_schema(&schema) {
            Err(Error::Schema { pointer, problem }) => {
                assert!(problem.contains(part), "{schema}: {pointer}: {problem}");
                let known = pointer == place || part.contains("itself") || part.contains("ends");
                assert!(known, "{schema}: {pointer}: {problem}");
            }
            other => panic!("{schema}: {other:?}"),
        }
    }
    let message = Grammar::json_schema_text("{\"type\": ").unwrap_err().to_string();
    assert!(message.contains("no JSON") && message.contains("line 1"), "{message}");
}

#[test]
fn schemas_that_explode_are_errors() {
    // Each level names the one below twice, within a combination, which is read anew each time.
    let mut defs = serde_json::Map::new();
    for n in 0..40 {
        let below = format!("#/$defs/d{}", n + 1);
        let twice = json!({"properties": {"a": {"allOf": [{"$ref": below}, {"description": "x", "type": "object"}]}, "b": {"allOf": [{"$ref": below}, {"type": "object"}]}}});
        defs.insert(format!("d{n}"), twice);
    }
    defs.insert("d40".into(), json!({"type": "object"}));
    let deep = (0..1000).fold(json!({}), |inner, _| json!({"items": inner}));
    let circle = json!({"$defs": {"a": {"allOf": [{"$ref": "#/$defs/a"}]}}, "$ref": "#/$defs/a"});
    let many: serde_json::Map<String, Value> =
        (0..5000).map(|n| (format!("p{n}"), json!({"type": "string"}))).collect();
    for schema in [json!({"$defs": defs, "$ref": "#/$defs/d0"}), deep, circle, json!({"properties": many})] {
        let message = Grammar::json_schema(&schema).unwrap_err().to_string();
        assert!(message.contains("it has more than"), "{message}");
        // What is so deep must not be dropped in one go.
        drop_slowly(schema);
    }
}

fn drop_slowly(mut value: Value) {
    while let Some(inner) = value.get_mut("items").map(Value::take) {
        value = inner;
    }
}
