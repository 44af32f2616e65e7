//! Tools: what may be called, how calls are answered and streamed, and conversations that have calls in them.

use serde_json::{Value, json};

mod served;

/// A form of chat whose calls stand between special tokens.
const TEMPLATE: &str = "{{ bos_token }}{% for t in tools or [] %}[{{ t.function.name }}: {{ t.function.description }}]{% endfor %}{% for m in messages %}\
                        <|start_header_id|>{{ m.role }}<|end_header_id|>\n\n{{ m.content or '' }}\
                        {% for c in m.tool_calls or [] %}<|python_start|>{\"name\": \"{{ c.function.name }}\", \
                        \"arguments\": {{ c.function.arguments | tojson }}}<|python_end|>{% endfor %}<|eot_id|>{% endfor %}\
                        {% if add_generation_prompt %}<|start_header_id|>assistant<|end_header_id|>\n\n{% endif %}";
const PATH: &str = "/v1/chat/completions";

fn tools() -> Value {
    let parameters = json!({
        "type": "object",
        "properties": {"city": {"enum": ["Oslo", "Rome"]}, "days": {"type": "integer", "minimum": 1, "maximum": 9}},
        "required": ["city"],
    });
    json!([
        {"type": "function", "function": {"name": "get_weather", "description": "The weather.", "parameters": parameters}},
        {"type": "function", "function": {"name": "get_time"}},
    ])
}

fn chat(more: Value) -> Value {
    let mut body = json!({
        "messages": [{"role": "user", "content": "The cat?"}],
        "seed": 3, "temperature": 1.0, "max_tokens": 300, "tools": tools(), "tool_choice": "required",
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Calls of a message, each checked: name and arguments.
fn calls(message: &Value) -> Vec<(String, Value)> {
    written(message).into_iter().map(|(name, arguments)| (name, serde_json::from_str(&arguments).unwrap())).collect()
}

/// The same with arguments as they were written.
fn written(message: &Value) -> Vec<(String, String)> {
    let calls = message["tool_calls"].as_array().into_iter().flatten().map(|call| {
        assert!(call["type"] == "function" && call["id"].as_str().unwrap().len() > 8, "{call}");
        let (name, arguments) =
            (call["function"]["name"].as_str().unwrap(), call["function"]["arguments"].as_str().unwrap());
        let as_written = arguments.to_owned();
        let arguments: Value = serde_json::from_str(arguments).unwrap();
        match name {
            "get_weather" => {
                assert!(arguments["city"] == "Oslo" || arguments["city"] == "Rome", "{call}");
                assert!(arguments.get("days").is_none_or(|days| (1..=9).contains(&days.as_i64().unwrap())), "{call}");
            }
            _ => assert_eq!((name, &arguments), ("get_time", &json!({}))),
        }
        (name.to_owned(), as_written)
    });
    calls.collect()
}

/// What a stream adds up to: said text, calls and reason of each answer.
fn streamed(body: &str) -> Vec<(String, Value, String)> {
    let mut found: Vec<(String, Value, String)> = Vec::new();
    for line in body.lines().filter_map(|line| line.strip_prefix("data: ")).filter(|line| *line != "[DONE]") {
        let chunk: Value = serde_json::from_str(line).unwrap();
        for choice in chunk["choices"].as_array().unwrap() {
            let number = choice["index"].as_u64().unwrap() as usize;
            found.resize_with(found.len().max(number + 1), || (String::new(), json!([]), String::new()));
            let (text, calls, end) = &mut found[number];
            text.push_str(choice["delta"]["content"].as_str().unwrap_or_default());
            end.push_str(choice["finish_reason"].as_str().unwrap_or_default());
            for call in choice["delta"]["tool_calls"].as_array().into_iter().flatten() {
                let calls = calls.as_array_mut().unwrap();
                if call.get("id").is_some() {
                    // Who and what it is comes first, what it is given then.
                    assert!(call["index"] == calls.len() && call["function"]["arguments"] == "", "{call}");
                    assert!(call["type"] == "function" && call["function"]["name"].is_string(), "{call}");
                    calls.push(call.clone());
                    calls.last_mut().unwrap()["pieces"] = 0.into();
                    continue;
                }
                assert!(call["index"] == calls.len() - 1 && call["function"].get("name").is_none(), "{call}");
                let (last, more) = (calls.last_mut().unwrap(), call["function"]["arguments"].as_str().unwrap());
                assert!(!more.is_empty(), "{call}");
                let so_far = last["function"]["arguments"].as_str().unwrap().to_owned();
                last["function"]["arguments"] = (so_far + more).into();
                last["pieces"] = (last["pieces"].as_u64().unwrap() + 1).into();
            }
        }
    }
    found
}

#[test]
fn required_tools_are_called_with_arguments_of_their_schema() {
    let served = served::start_with(served::settings(), Some(TEMPLATE));
    let (mut several, mut pieces, mut names) = (0, 0, Vec::new());
    let end =
        served.post("/tokenize", &json!({"content": "<|eot_id|>", "parse_special": true})).good()["tokens"][0].clone();
    for seed in 0..24 {
        // A model of random weights ends after one call, unless ends are made rare.
        let bias = json!({end.to_string(): -(seed % 12)});
        let body = chat(json!({"seed": seed, "n": 2, "logit_bias": bias}));
        let answer = served.post(PATH, &body).good();
        let mut whole = Vec::new();
        for choice in answer["choices"].as_array().unwrap() {
            let called = written(&choice["message"]);
            assert!(!called.is_empty() && choice["message"]["content"].is_null(), "{choice}");
            assert!(choice["finish_reason"] == "tool_calls" || called.len() > 5, "{choice}");
            several += usize::from(called.len() > 1);
            names.extend(called.iter().map(|(name, _)| name.clone()));
            whole.push(called);
        }
        let stream = chat(json!({"seed": seed, "n": 2, "logit_bias": bias, "stream": true}));
        for ((said, list, reason), whole) in streamed(&served.post(PATH, &stream).text()).into_iter().zip(whole) {
            assert!(said.is_empty() && (reason == "tool_calls" || whole.len() > 5), "{said:?} {reason}");
            pieces = pieces.max(list[0]["pieces"].as_u64().unwrap());
            assert_eq!(written(&json!({"tool_calls": list})), whole);
        }
    }
    assert!(pieces > 4, "{pieces} pieces: arguments come as they are written");
    let weather = names.iter().filter(|name| *name == "get_weather").count();
    assert!(several > 0 && (1..names.len()).contains(&weather), "{several} with several calls, of {names:?}");
    let one = served.post(PATH, &chat(json!({"parallel_tool_calls": false}))).good();
    assert_eq!(calls(&one["choices"][0]["message"]).len(), 1);
    let named = json!({"tool_choice": {"type": "function", "function": {"name": "get_time"}}});
    let named = served.post(PATH, &chat(named)).good();
    assert!(calls(&named["choices"][0]["message"]).iter().all(|(name, _)| name == "get_time"));
}

#[test]
fn where_calling_is_free_text_is_text() {
    let served = served::start_with(served::settings(), Some(TEMPLATE));
    for more in
        [json!({"tool_choice": "auto"}), json!({"tool_choice": "none"}), json!({"tools": [], "tool_choice": null})]
    {
        let mut body = chat(more.clone());
        body["max_tokens"] = 12.into();
        let answer = served.post(PATH, &body).good();
        let choice = &answer["choices"][0];
        let said = choice["message"]["content"].as_str().unwrap_or_else(|| panic!("{more}: {answer}")).to_owned();
        assert!(
            choice["message"].get("tool_calls").is_none() && choice["finish_reason"] == "length",
            "{more}: {answer}"
        );
        body["stream"] = true.into();
        let (text, list, reason) = streamed(&served.post(PATH, &body).text()).remove(0);
        assert_eq!((text.trim(), list, reason.as_str()), (said.trim(), json!([]), "length"), "{more}");
    }
    // What marks a call is put before everything: now one is made, and the text before it stays.
    let mark =
        served.post("/tokenize", &json!({"content": "<|python_start|>", "parse_special": true})).good()["tokens"][0]
            .clone();
    let bias = json!({mark.to_string(): 100});
    let called = served
        .post(PATH, &chat(json!({"tool_choice": "auto", "logit_bias": bias, "parallel_tool_calls": false})))
        .good();
    assert_eq!(
        (calls(&called["choices"][0]["message"]).len(), &called["choices"][0]["finish_reason"]),
        (1, &json!("tool_calls"))
    );
    let short = served.post(PATH, &chat(json!({"max_tokens": 4, "logprobs": true}))).good();
    let choice = &short["choices"][0];
    assert!(choice["finish_reason"] == "length" && choice["message"].get("tool_calls").is_none(), "{short}");
    assert_eq!(choice["logprobs"]["content"].as_array().unwrap().len(), 4);
}

#[test]
fn conversations_have_calls_and_results_in_them() {
    let served = served::start_with(served::settings(), Some(TEMPLATE));
    let call = json!({"id": "call_1", "type": "function", "function": {"name": "get_weather", "arguments": "{\"city\": \"Oslo\"}"}});
    let messages = json!([
        {"role": "user", "content": "How is it?"},
        {"role": "assistant", "content": null, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_1", "content": "Rain <|eot_id|>"},
    ]);
    let shown = served.post("/apply-template", &json!({"messages": messages, "tools": tools()})).good();
    let prompt = shown["prompt"].as_str().unwrap();
    for part in [
        "[get_weather: The weather.][get_time: ]",
        "<|python_start|>{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Oslo\"}}<|python_end|><|eot_id|>",
        "tool<|end_header_id|>\n\nRain <|eot_id|><|eot_id|>",
    ] {
        assert!(prompt.contains(part), "{prompt}");
    }
    // What a message spells is no special token.
    let ids = served.post("/tokenize", &json!({"messages": messages, "tools": tools()})).good();
    let end =
        served.post("/tokenize", &json!({"content": "<|eot_id|>", "parse_special": true})).good()["tokens"][0].clone();
    assert_eq!(ids["tokens"].as_array().unwrap().iter().filter(|id| **id == end).count(), 3);
    served.post(PATH, &chat(json!({"messages": messages, "max_tokens": 5}))).good();
    let wrong = |more: Value, part: &str| {
        let message = served.post(PATH, &chat(more)).error(400);
        assert!(message.contains(part), "{message}");
    };
    let mut bad = messages.clone();
    bad[1]["tool_calls"][0]["function"]["arguments"] = "{\"city\"".into();
    wrong(json!({"messages": bad}), "message 2: the arguments of a call are no JSON object");
    wrong(json!({"response_format": {"type": "json_object"}}), "an answer has one form");
    wrong(json!({"ignore_eos": true}), "ignore_eos");
    let keyword = json!([{"type": "function", "function": {"name": "f", "parameters": {"type": "object", "not": {}}}}]);
    wrong(json!({"tools": keyword}), "/f/not");
    let own = served::chat();
    let message = own.post(PATH, &chat(json!({}))).error(400);
    assert!(message.contains("does not show tools"), "{message}");
}

#[test]
fn responses_have_calls_as_items() {
    let served = served::start_with(served::settings(), Some(TEMPLATE));
    let flat: Vec<Value> = tools()
        .as_array()
        .unwrap()
        .iter()
        .map(|tool| {
            let mut flat = tool["function"].clone();
            flat["type"] = "function".into();
            flat
        })
        .collect();
    let body = |more: Value| {
        let mut body =
            json!({"input": "The cat?", "seed": 4, "tools": flat, "tool_choice": "required", "max_output_tokens": 300});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let whole = served.post("/v1/responses", &body(json!({}))).good();
    let items = whole["output"].as_array().unwrap();
    assert!(!items.is_empty() && whole["status"] == "completed" && whole["tools"] == json!(flat), "{whole}");
    for item in items {
        let listed = json!({"type": "function", "id": item["call_id"], "function": item});
        assert!(item["type"] == "function_call" && calls(&json!({"tool_calls": [listed]})).len() == 1, "{item}");
    }
    let stream = served.post("/v1/responses", &body(json!({"stream": true}))).text();
    let events: Vec<Value> = stream
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let kinds: Vec<&str> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(kinds[..2], ["response.created", "response.in_progress"]);
    // Each item begins, grows, and is done before the next.
    let mut rest = events[2..events.len() - 1].iter().peekable();
    for (place, item) in items.iter().enumerate() {
        let added = rest.next().unwrap();
        assert_eq!((&added["type"], &added["output_index"]), (&json!("response.output_item.added"), &json!(place)));
        assert!(added["item"]["name"] == item["name"] && added["item"]["arguments"] == "", "{added}");
        let (mut arguments, mut pieces) = (String::new(), 0);
        while let Some(delta) = rest.next_if(|event| event["type"] == "response.function_call_arguments.delta") {
            assert_eq!((&delta["item_id"], &delta["output_index"]), (&added["item"]["id"], &json!(place)));
            arguments.push_str(delta["delta"].as_str().unwrap());
            pieces += 1;
        }
        assert!(pieces > 0 && item["arguments"] == arguments, "{arguments} in {pieces} pieces, whole {item}");
        let (done, ended) = (rest.next().unwrap(), rest.next().unwrap());
        assert_eq!(
            (&done["type"], &done["arguments"]),
            (&json!("response.function_call_arguments.done"), &item["arguments"])
        );
        assert_eq!(
            (&ended["type"], &ended["item"]["status"]),
            (&json!("response.output_item.done"), &json!("completed"))
        );
        assert_eq!(ended["item"], events[events.len() - 1]["response"]["output"][place]);
    }
    assert!(rest.next().is_none());
    let last = &events[events.len() - 1]["response"];
    let named = |items: &Value| -> Vec<Value> {
        items.as_array().unwrap().iter().map(|item| json!([item["name"], item["arguments"]])).collect()
    };
    assert_eq!((kinds[kinds.len() - 1], named(&last["output"])), ("response.completed", named(&whole["output"])));
    // Cut off, the call is there as far as it came, and says so.
    let cut =
        json!({"max_output_tokens": 40, "stream": true, "tool_choice": {"type": "function", "name": "get_weather"}});
    let cut = served.post("/v1/responses", &body(cut)).events();
    let cut: Vec<Value> = cut.iter().map(|event| serde_json::from_str(event).unwrap()).collect();
    let [.., done, end] = &cut[..] else { panic!("{cut:?}") };
    assert!(done["item"]["status"] == "incomplete" && end["type"] == "response.incomplete", "{done} {end}");
    assert_eq!(end["response"]["output"].as_array().unwrap().last(), Some(&done["item"]));
    assert!(!cut.iter().any(|event| event["type"] == "response.function_call_arguments.done"));
    // The answer and what came of it go back as items.
    let mut input = vec![json!({"role": "user", "content": "The cat?"})];
    input.extend(items.iter().cloned());
    // As OpenAI's client sends them back: with all that its class knows.
    input[1]["caller"] = Value::Null;
    input.push(json!({"type": "function_call_output", "call_id": items[0]["call_id"], "output": "Rain"}));
    let next = served
        .post("/v1/responses", &body(json!({"input": input, "tool_choice": "auto", "max_output_tokens": 8})))
        .good();
    assert_eq!(next["output"][0]["type"], "message");
    let wrong = json!({"input": [{"type": "function_call", "call_id": "x", "name": "f"}]});
    assert!(served.post("/v1/responses", &body(wrong)).error(400).contains("item 1: it has no `arguments`"));
}

#[test]
fn a_call_that_is_cut_off_is_told_as_far_as_it_came() {
    let served = served::start_with(served::settings(), Some(TEMPLATE));
    let named = json!({"type": "function", "function": {"name": "get_weather"}});
    let mut lengths = Vec::new();
    for most in [8, 20, 32, 44] {
        let body = chat(json!({"max_tokens": most, "tool_choice": named}));
        let choice = served.post(PATH, &body).good()["choices"][0].clone();
        let mut body = body;
        body["stream"] = true.into();
        let (said, list, reason) = streamed(&served.post(PATH, &body).text()).remove(0);
        assert!(said.is_empty() && reason == choice["finish_reason"], "{reason} {choice}");
        let whole = choice["message"]["tool_calls"].as_array().cloned().unwrap_or_default();
        assert_eq!(list.as_array().unwrap().len(), whole.len(), "{list} {choice}");
        for (streamed, whole) in list.as_array().unwrap().iter().zip(&whole) {
            assert_eq!(streamed["function"], whole["function"]);
        }
        if reason == "length" {
            lengths.push(whole.first().map(|call| call["function"]["arguments"].as_str().unwrap().len()));
        }
    }
    assert!(lengths.contains(&None) && lengths.iter().flatten().any(|&length| length > 1), "{lengths:?}");
}

/// Arguments that a template writes one by one are no JSON until all are there: each call comes whole.
#[test]
fn where_arguments_are_written_one_by_one_calls_come_whole() {
    let source = "{{ bos_token }}{% if tools %}{{ tools | tojson }}{% endif %}{% for m in messages %}\
                  <|start_header_id|>{{ m.role }}<|end_header_id|>\n\n{{ m.content or '' }}\
                  {% for c in m.tool_calls or [] %}<|python_start|>{{ c.function.name }}{% for k, v in c.function.arguments | items %}\
                  <arg={{ k }}>{{ v if v is string else v | tojson }}</arg>{% endfor %}<|python_end|>{% endfor %}<|eot_id|>{% endfor %}\
                  {% if add_generation_prompt %}<|start_header_id|>assistant<|end_header_id|>\n\n{% endif %}";
    let served = served::start_with(served::settings(), Some(source));
    for seed in 0..6 {
        let body = chat(json!({"seed": seed}));
        let whole = served.post(PATH, &body).good();
        let whole = written(&whole["choices"][0]["message"]);
        assert!(!whole.is_empty());
        let mut body = body;
        body["stream"] = true.into();
        let (said, list, _) = streamed(&served.post(PATH, &body).text()).remove(0);
        assert!(said.is_empty() && list.as_array().unwrap().iter().all(|call| call["pieces"] == 1), "{list}");
        assert_eq!(written(&json!({"tool_calls": list})), whole);
    }
}
