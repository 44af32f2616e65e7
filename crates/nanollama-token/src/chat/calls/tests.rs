//! Calls in the templates that people have: what is found in them is read back, with other tools and other values.

use std::path::Path;

use serde_json::json;

use super::*;

/// 2025-01-02 03:04:05.
const NOW: u64 = 1_735_787_045;

fn tokens() -> Vec<(String, Json)> {
    let names = [("bos_token", "<s>"), ("eos_token", "</s>"), ("unk_token", "<unk>"), ("pad_token", "<pad>")];
    names.into_iter().map(|(part, name)| (part.to_owned(), name.into())).collect()
}

fn syntax(source: &str) -> Result<CallSyntax> {
    CallSyntax::with(&Template::new(source)?, &tokens(), &["</s>".into(), "<|eot_id|>".into()], NOW)
}

fn tools() -> Vec<Tool> {
    let text = json!({"type": "string", "description": "What it is."});
    let weather = json!({"type": "object", "properties": {
        "city": text, "days": {"type": "integer", "description": "d"}, "unit": {"enum": ["C", "F"], "description": "u"},
        "hourly": {"type": "boolean", "description": "h"},
        "note": {"anyOf": [text, {"type": "null"}], "description": "n"},
    }});
    let search =
        json!({"type": "object", "properties": {"query": text, "limit": {"type": "number", "description": "l"}}});
    [("get_weather", weather), ("get", search), ("nothing", json!({"type": "object", "properties": {}}))]
        .map(|(name, parameters)| Tool { name: name.into(), parameters })
        .to_vec()
}

/// What a template writes of an answer that calls tools, from its prompt on.
fn written(source: &str, syntax: &CallSyntax, said: &str, calls: &[Call]) -> Result<String> {
    let template = Template::new(source)?;
    let (tokens, tools) = (tokens(), tools());
    let shown: Vec<Json> = tools
        .iter()
        .map(|tool| {
            let function = json!({"name": tool.name, "description": "What it does.", "parameters": tool.parameters});
            json!({"type": "function", "function": function})
        })
        .collect();
    let calls: Vec<Json> = calls
        .iter()
        .enumerate()
        .map(|(place, call)| {
            let function = json!({"name": call.name, "arguments": Json::Object(call.arguments.clone()).to_string()});
            json!({"id": format!("abcdefg0{place}"), "type": "function", "function": function})
        })
        .collect();
    let answer = json!({"role": "assistant", "content": said, "tool_calls": calls});
    let answer = syntax.prepared(&Message::from_json(answer).unwrap()).expect("arguments are objects");
    let render = |messages: &[Message], generation_prompt| {
        let (tools, tokens) = (Some(shown.as_slice()), tokens.as_slice());
        template.render(&Asked { messages, tools, documents: None, generation_prompt, tokens, now: NOW })
    };
    let asked = Message::new("user", "What is it like?");
    let prompt = render(std::slice::from_ref(&asked), true)?;
    let plain = render(&[asked.clone(), Message::new("assistant", "Plain words.")], false)?;
    let whole = render(&[asked, answer], false)?;
    Ok(probe::answer(&whole, &prompt, &plain).to_owned())
}

fn call(name: &str, arguments: Json) -> Call {
    Call { name: name.into(), arguments: arguments.as_object().unwrap().clone() }
}

/// Other tools, values and numbers of calls than those the form was found with.
fn check(name: &str, source: &str, syntax: &CallSyntax) {
    let mut calls = vec![
        call("get_weather", json!({"city": "Zürich", "days": 3, "unit": "C", "hourly": true})),
        call("get", json!({"query": "a \"quoted\" word\nand 7", "limit": 2.5})),
        call("nothing", json!({})),
        call("get_weather", json!({"city": "null", "hourly": false})),
    ];
    if syntax.between.is_none() {
        calls.truncate(1);
    }
    if let Arguments::Fields(fields) = &syntax.arguments {
        for call in &mut calls {
            call.arguments.retain(|_, value| fields.text_of(value).is_some());
        }
    }
    for count in 1..=calls.len() {
        for said in if syntax.says { vec!["", "Let me look."] } else { vec![""] } {
            let text = match written(source, syntax, said, &calls[..count]) {
                Ok(text) => text,
                Err(error) => panic!("{name}: {error}"),
            };
            let answer = syntax.read(&text, &tools());
            assert_eq!(answer.calls, calls[..count], "{name}: {text:?}");
            assert!(answer.said.ends_with(said) && !answer.broken, "{name}: {answer:?} of {text:?}");
            grown(name, syntax, &text, &answer);
        }
    }
    let plain = syntax.read("  Just a word. ", &tools());
    assert_eq!(plain, Answer { said: "Just a word.".into(), ..Answer::default() });
    let broken = written(source, syntax, "", &calls[..1]).unwrap();
    let at = broken.find(&calls[0].name).unwrap();
    let answer = syntax.read(&broken[..at + 4], &tools());
    assert!(answer.calls.is_empty() && answer.broken, "{name}: {answer:?}");
}

/// A text read as it grows, character by character, has the calls of the whole, and takes nothing back.
fn grown(name: &str, syntax: &CallSyntax, text: &str, whole: &Answer) {
    let begin = syntax.begin(text).unwrap();
    let (mut growth, mut before) = (Growth::new(begin), Vec::<Begun>::new());
    for (at, next) in text.char_indices().filter(|(at, _)| *at >= begin && syntax.grows()) {
        growth.read(syntax, &text[..at + next.len_utf8()], &tools());
        for (old, new) in before.iter().zip(growth.calls()) {
            let same = (&old.name, old.arguments.start) == (&new.name, new.arguments.start);
            assert!(
                same && old.arguments.end <= new.arguments.end && (new.whole || !old.whole),
                "{name}: {old:?} {new:?}"
            );
        }
        before = growth.calls().to_vec();
    }
    let read: Vec<Call> = before
        .iter()
        .map(|begun| {
            assert!(begun.whole, "{name}: {begun:?} of {text:?}");
            Call { name: begun.name.clone(), arguments: serde_json::from_str(&text[begun.arguments.clone()]).unwrap() }
        })
        .collect();
    assert!(!syntax.grows() || read == whole.calls, "{name}: {read:?} of {text:?}");
}

const HERMES: &str = include_str!("../../../tests/fixtures/chat/templates/tools_hermes.jinja");

#[test]
fn calls_between_tags_are_found() {
    let found = syntax(HERMES).unwrap();
    assert!(found.between.is_some() && found.arguments == Arguments::Json, "{found:?}");
    check("hermes", HERMES, &found);
}

#[test]
fn a_call_is_read_as_it_is_written() {
    let found = syntax(HERMES).unwrap();
    let text =
        "<tool_call>{\"name\": \"get_weather\", \"arguments\": {\"city\": \"} \\\"{\", \"x\": [{}]}}</tool_call>";
    let begin = found.begin(text).unwrap();
    let arguments = text.find("{\"city").unwrap();
    let read = |end: usize| {
        let mut growth = Growth::new(begin);
        growth.read(&found, &text[..end], &tools());
        growth.calls().first().map(|call| (text[call.arguments.clone()].to_owned(), call.whole))
    };
    assert_eq!(read(arguments), None);
    assert_eq!(read(arguments + 1), Some(("{".into(), false)));
    assert_eq!(read(arguments + 14), Some(("{\"city\": \"} \\\"".into(), false)));
    assert_eq!(read(text.len()), Some(("{\"city\": \"} \\\"{\", \"x\": [{}]}".into(), true)));
}

#[test]
fn fields_are_found() {
    let source = "{% if tools %}{{ tools | tojson }}{% endif %}{% for m in messages %}<{{ m.role }}>{{ m.content or '' }}\
                  {% for c in m.tool_calls or [] %}\n<call={{ c.function.name }}>{% for k, v in c.function.arguments | items %}\
                  <arg={{ k }}>{{ v if v is string else v | tojson }}</arg>{% endfor %}</call>{% endfor %}<|eot_id|>{% endfor %}\
                  {% if add_generation_prompt %}<assistant>{% endif %}";
    let found = syntax(source).unwrap();
    let Arguments::Fields(fields) = &found.arguments else { panic!("{found:?}") };
    assert_eq!((fields.forms.len(), fields.open.as_str(), found.trigger_text()), (7, "><arg=", "<call="));
    check("fields", source, &found);
    let read = |text: &str| found.read(text, &tools()).calls[0].arguments.clone();
    let note = |value: &str| read(&format!("<call=get_weather><arg=note>{value}</arg></call>"))["note"].clone();
    assert_eq!([note("null"), note("nil"), note("7")], [Json::Null, json!("nil"), json!("7")]);
}

#[test]
fn what_cannot_be_read_back_is_refused() {
    let refused = |source: &str, part: &str| {
        let message = syntax(source).unwrap_err().to_string();
        assert!(message.contains(part), "{source}: {message}");
    };
    let front = "{% for m in messages %}<{{ m.role }}>{{ m.content or '' }}";
    let back = "{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}{{ tools }}";
    assert!(!syntax(&HERMES.replace("tools", "nothing")).unwrap().shows_tools);
    refused(&format!("{front}{back}"), "name of a tool is not in");
    let calls = |how: &str| format!("{front}{{% for c in m.tool_calls or [] %}}{how}{{% endfor %}}{back}");
    refused(&calls("[{{ c.function.name }} {{ c.function.name }}]"), "written 2 times");
    refused(&calls("[{{ c.function.name }}]"), "neither JSON nor written one by one");
    refused(&calls("{{ c.function.name }}{{ c.function.arguments | tojson }}"), "nothing stands before the name");
}

/// Templates that write calls which cannot be read back, with the reason.
const UNREAD: [(&str, &str); 4] = [
    ("MiniMax-M3", "neither JSON nor written one by one"),
    ("meetkai-functionary-medium-v3.2", "nothing stands before the name"),
    ("muse-glimmer", "written 2 times"),
    ("openbmb-MiniCPM5-1B", "texts are not written as they are"),
];

/// Whether a template writes calls at all.
fn writes_calls(source: &str) -> bool {
    let template = Template::new(source).unwrap();
    let (tokens, function) =
        (tokens(), json!({"name": "qq_tool", "description": "qq", "parameters": {"type": "object", "properties": {}}}));
    let tools = [json!({"type": "function", "function": function})];
    let ways = [json!({"a": "qq_given"}), json!("{\"a\": \"qq_given\"}")];
    let ways = ways.iter().flat_map(|given| [json!(""), Json::Null].map(|content| (given, content)));
    ways.into_iter().any(|(given, content)| {
        let call = json!({"id": "abcdefg00", "type": "function", "function": {"name": "qq_tool", "arguments": given}});
        let answer = json!({"role": "assistant", "content": content, "tool_calls": [call]});
        let messages = [Message::new("user", "hello"), Message::from_json(answer).unwrap()];
        let (tools, tokens) = (Some(tools.as_slice()), tokens.as_slice());
        let asked = Asked { messages: &messages, tools, documents: None, generation_prompt: false, tokens, now: NOW };
        template.render(&asked).is_ok_and(|text| text.contains("qq_given"))
    })
}

/// Of llama.cpp's templates that write calls, at least nine of ten can be read back.
#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn calls_in_the_templates_that_people_have() {
    let data = std::env::var("NANOLLAMA_TEST_DATA").expect("NANOLLAMA_TEST_DATA names the folder of real data");
    let folder = Path::new(&data).join("tokenizers/llama.cpp-templates");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "jinja"));
    files.sort();
    assert!(files.len() >= 70);
    let (mut found, mut several, mut refused) = (0, 0, Vec::new());
    for path in files {
        let (name, source) = (path.file_stem().unwrap().display().to_string(), std::fs::read_to_string(&path).unwrap());
        match syntax(&source) {
            Ok(syntax) => {
                check(&name, &source, &syntax);
                found += 1;
                several += usize::from(syntax.between.is_some());
            }
            Err(error) if writes_calls(&source) => refused.push((name, error.to_string())),
            Err(_) => {}
        }
    }
    println!("{found} read back, {several} of them with several calls; not read: {refused:?}");
    assert!(refused.len() * 9 <= found && found >= 50, "{found} found; {refused:?}");
    for (name, error) in &refused {
        let known = UNREAD.iter().find(|(known, _)| known == name);
        assert!(known.is_some_and(|(_, part)| error.contains(part)), "{name}: {error}");
    }
    assert_eq!(refused.len(), UNREAD.len());
}
