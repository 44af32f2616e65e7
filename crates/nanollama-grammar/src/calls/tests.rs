//! Answers that call tools: what passes is read back, and what is read back passes.

use nanollama_engine::{Guide, TokenSet};
use nanollama_token::chat::calls::{FieldForm, Fields, Spelling, ValueKind};
use serde_json::json;

use super::*;
use crate::guide::GrammarGuide;
use crate::testing::{Random, accepts, begins, vocabulary};

fn text(text: &str) -> Piece {
    Piece::Text(text.into())
}

/// As Hermes and its kin write calls.
fn json_form() -> CallSyntax {
    CallSyntax {
        lead: String::new(),
        open: vec![text("<tool_call>\n{\"name\": \"")],
        trigger: 11,
        middle: vec![text("\", \"arguments\": ")],
        arguments: Arguments::Json,
        between: Some(vec![text("}\n</tool_call>\n<tool_call>\n{\"name\": \"")]),
        end: vec![text("}\n</tool_call>")],
        says: true,
        arguments_as_text: false,
        null_content: false,
        shows_tools: true,
    }
}

/// As Qwen's coders write them.
fn field_form() -> CallSyntax {
    let form = |kind, spelling| FieldForm { kind, before: ">\n".into(), after: "\n</parameter>\n<".into(), spelling };
    let words = |words: &[&str]| Spelling::Words(words.iter().map(|word| (*word).to_owned()).collect());
    let forms = vec![
        form(ValueKind::Null, words(&["None"])),
        form(ValueKind::Boolean, words(&["True", "False"])),
        form(ValueKind::Integer, Spelling::Json),
        form(ValueKind::Number, Spelling::Json),
        form(ValueKind::String, Spelling::Raw),
        form(ValueKind::Array, Spelling::Json),
    ];
    CallSyntax {
        open: vec![text("<tool_call>\n<function=")],
        middle: vec![],
        arguments: Arguments::Fields(Fields {
            open: ">\n<parameter=".into(),
            empty: ">\n<".into(),
            joiner: "parameter=".into(),
            forms,
        }),
        between: Some(vec![text("/function>\n</tool_call>\n<tool_call>\n<function=")]),
        end: vec![text("/function>\n</tool_call>")],
        ..json_form()
    }
}

fn tools() -> Vec<Tool> {
    let city = json!({"type": "object", "properties": {
        "city": {"type": "string"},
        "days": {"type": "integer", "minimum": 0, "maximum": 9},
        "unit": {"enum": ["C", "F", null]},
        "list": {"type": "array", "items": {"type": "boolean"}, "maxItems": 2},
        "deep": {"type": "boolean"},
    }, "required": ["city", "unit"]});
    [("get", city), ("get_time", json!({"type": "object", "properties": {}}))]
        .map(|(name, parameters)| Tool { name: name.into(), parameters })
        .to_vec()
}

#[test]
fn calls_pass_and_what_is_none_does_not() {
    let (form, tools) = (json_form(), tools());
    let free = Grammar::calls(&form, &tools, Calling::Free, true).unwrap();
    let one = "<tool_call>\n{\"name\": \"get\", \"arguments\": {\"city\": \"Oslo\", \"unit\": null}}\n</tool_call>";
    let two = "<tool_call>\n{\"name\": \"get_time\", \"arguments\": {}}\n</tool_call>";
    for said in [
        "",
        "Hello.",
        "<tool_cal",
        "<<<tool_cal <tool_c",
        &format!("Well: {one}"),
        one,
        two,
        &format!("<{one}\n{two}\n{one}"),
    ] {
        assert!(accepts(&free, said), "{said:?}");
    }
    for wrong in [
        "<tool_call>",
        "<tool_call>\n{\"name\": \"set",
        "<tool_call>\n{\"name\": \"get\", \"arguments\": {}",
        "<tool_call> {",
    ] {
        assert!(!accepts(&free, wrong), "{wrong:?}");
    }
    assert!(
        !begins(&free, "a <tool_call>x")
            && !begins(&free, &format!("{one} "))
            && begins(&free, "<tool_call>\n{\"name\": \"get")
    );
    let required = Grammar::calls(&form, &tools, Calling::Required, false).unwrap();
    assert!(accepts(&required, one) && !accepts(&required, "") && !begins(&required, "H"));
    assert!(!begins(&required, &format!("{one}\n")));
}

#[test]
fn where_nothing_is_said_before_calls_only_a_beginning_is_one() {
    let form = CallSyntax { says: false, lead: "\n".into(), ..json_form() };
    let free = Grammar::calls(&form, &tools(), Calling::Free, true).unwrap();
    let one = "<tool_call>\n{\"name\": \"get_time\", \"arguments\": {}}\n</tool_call>";
    let led = format!("\n{one}");
    for said in [one, &led, "", "\n", "\n\n", "<tool", "\n<tool_x", "so <tool_call>"] {
        assert_eq!(
            accepts(&free, said),
            !["<tool", "\n<tool_x", "\n\n", "so <tool_call>"].contains(&said) || begins(&free, said),
            "{said:?}"
        );
    }
    assert!(
        accepts(&free, "so <tool_call> it is") && !begins(&free, "<tool_call>x") && !begins(&free, "\n<tool_call>x")
    );
}

#[test]
fn fields_pass_in_their_order() {
    let free = Grammar::calls(&field_form(), &tools(), Calling::Required, true).unwrap();
    let fields = |fields: &[(&str, &str)]| {
        let fields = fields.iter().map(|(name, value)| format!("<parameter={name}>\n{value}\n</parameter>\n"));
        format!("<tool_call>\n<function=get>\n{}</function>\n</tool_call>", fields.collect::<String>())
    };
    for good in [
        fields(&[("city", "a</parameter>\n\n<b"), ("unit", "C")]),
        fields(&[("city", ""), ("days", "7"), ("unit", "None"), ("list", "[true,false]"), ("deep", "False")]),
    ] {
        assert!(accepts(&free, &good), "{good:?}");
    }
    for wrong in [
        fields(&[("unit", "C"), ("city", "x")]),
        fields(&[("city", "x")]),
        fields(&[("city", "x"), ("unit", "K")]),
        fields(&[("city", "x"), ("days", "17"), ("unit", "C")]),
        fields(&[("city", "x"), ("unit", "C"), ("deep", "false")]),
        fields(&[]),
    ] {
        assert!(!accepts(&free, &wrong), "{wrong:?}");
    }
    assert!(accepts(&free, "<tool_call>\n<function=get_time>\n</function>\n</tool_call>"));
    let refused = |schema: Value, part: &str| {
        let tools = [Tool { name: "f".into(), parameters: json!({"type": "object", "properties": {"a": schema}}) }];
        let message = Grammar::calls(&field_form(), &tools, Calling::Free, true).unwrap_err().to_string();
        assert!(message.contains(part) && message.contains("/f/properties/a"), "{message}");
    };
    refused(json!({"type": "string", "maxLength": 3}), "without quotes");
    refused(json!({"type": "object"}), "no place for values of type object");
    refused(json!({"anyOf": [{"type": "integer"}], "minimum": 3}), "nothing may stand beside anyOf");
    refused(json!({"type": "string", "contentEncoding": "base64"}), "not done here");
    refused(json!({"$ref": "#/$defs/a"}), "not followed");
    refused(json!({"allOf": [{"type": "integer"}, {"minimum": 3}]}), "not combined so");
    refused(json!({"enum": ["a\n</parameter>\n<"]}), "cannot write");
    refused(json!({"type": "array", "items": {"not": {}}}), "not done here");
}

/// Answers drawn at random from what is allowed are calls of the tools with arguments of their kinds.
#[test]
fn what_is_written_at_random_is_read_back() {
    let words =
        ["<tool_call>", "</tool_call>", "get", "city", "\"}", "</parameter>", "<parameter=", "Oslo", "\n", "true"];
    let (tokens, end) = vocabulary(&words);
    let (tools, mut random) = (tools(), Random(3));
    for form in [json_form(), field_form()] {
        for calling in [Calling::Free, Calling::Required] {
            let grammar = Grammar::calls(&form, &tools, calling, true).unwrap();
            let (mut ended, mut called) = (0, 0);
            for _ in 0..60 {
                let mut guide = GrammarGuide::new(&grammar, &tokens);
                let mut answer: Vec<u8> = Vec::new();
                for _ in 0..900 {
                    let mut set = TokenSet::none(tokens.size());
                    set.fill();
                    guide.restrict(&mut set);
                    // Printable tokens, and the end where it is allowed.
                    let choices: Vec<u32> = (0..tokens.size() as u32)
                        .filter(|&id| {
                            set.contains(id)
                                && (id == end || tokens.text(id).iter().all(|byte| (9..127).contains(byte)))
                        })
                        .collect();
                    let wanted = [end, 256, 257, 261, 262];
                    let eager = choices.iter().copied().find(|id| wanted.contains(id)).filter(|_| random.chance(3));
                    let token = eager.unwrap_or_else(|| *random.one(&choices));
                    if token == end {
                        let text = String::from_utf8(answer.clone()).unwrap();
                        let read = form.read(&text, &tools);
                        assert!(!read.broken, "{text:?}");
                        assert_eq!(read.calls.is_empty(), !text.contains("<tool_call>"), "{text:?}");
                        assert!(calling == Calling::Free || !read.calls.is_empty(), "{text:?}");
                        for call in &read.calls {
                            let city = call.arguments.get("city");
                            assert_eq!(call.name == "get", city.is_some_and(Value::is_string), "{text:?}: {call:?}");
                        }
                        ended += 1;
                        called += usize::from(!read.calls.is_empty());
                        break;
                    }
                    answer.extend_from_slice(tokens.text(token));
                    guide.accept(token);
                }
            }
            assert!(ended > 20 && called > 10, "{ended} ended, {called} with calls");
        }
    }
}
