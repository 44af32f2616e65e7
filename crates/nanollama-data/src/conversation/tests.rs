use super::*;

fn read_as(text: &str, reading: &ConversationReading) -> Result<Conversations> {
    read_json(Path::new("c.jsonl"), text.as_bytes(), reading)
}

fn read(text: &str) -> Result<Conversations> {
    read_as(text, &ConversationReading::default())
}

/// Role and text of each message.
fn said(conversation: &Conversation) -> Vec<(String, String)> {
    conversation.messages.iter().map(|message| (message.role().to_owned(), message.text())).collect()
}

fn turns(turns: &[(&str, &str)]) -> Vec<(String, String)> {
    turns.iter().map(|(role, text)| ((*role).to_owned(), (*text).to_owned())).collect()
}

const HI: [(&str, &str); 2] = [("user", "hi"), ("assistant", "ho")];

#[test]
fn every_form_is_the_same_conversation() {
    for row in [
        r#"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]}"#,
        r#"[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]"#,
        r#"[{"messages":[{"role":"User","content":"hi"},{"role":" model ","content":"ho"}]}]"#,
        r#"{"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":"ho"}], "id": "7"}"#,
        r#"{"conversations":[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]}"#,
        r#"{"instruction":"hi","input":"","output":"ho"}"#,
        r#"{"instruction":"hi","output":"ho"}"#,
        r#"{"instruction":"hi","context":"","response":"ho","category":"greeting"}"#,
        r#"{"prompt":"hi","completion":"ho"}"#,
        r#"{"prompt":[{"role":"user","content":"hi"}],"completion":[{"role":"assistant","content":"ho"}]}"#,
        r#"{"question":"hi","answer":"ho"}"#,
        r#"{"input":"hi","output":"ho"}"#,
        r#"{"messages":[{"role":"user","content":[{"type":"text","text":"h"},"i"]},{"role":"assistant","content":"ho","weight":1}]}"#,
    ] {
        let read = read(row).unwrap();
        assert_eq!(read.conversations.len(), 1, "{row}");
        assert_eq!(said(&read.conversations[0]), turns(&HI), "{row}");
    }
}

#[test]
fn system_input_history_and_calls_have_their_places() {
    for (row, expected) in [
        (
            r#"{"system":"be kind","instruction":"add","input":"1 2","output":"3","history":[["a","b"]]}"#,
            &[("system", "be kind"), ("user", "a"), ("assistant", "b"), ("user", "add\n1 2"), ("assistant", "3")][..],
        ),
        (
            r#"{"system":"be kind","conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}]}"#,
            &[("system", "be kind"), ("user", "q"), ("assistant", "a")],
        ),
        (
            r#"{"messages":[{"role":"developer","content":"d"},{"role":"user","content":"q"},{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{\"x\": [1, \"é\"]}"}}]},{"role":"tool","content":"42","tool_call_id":"1"},{"role":"assistant","content":"a"}]}"#,
            &[("system", "d"), ("user", "q"), ("assistant", ""), ("tool", "42"), ("assistant", "a")],
        ),
    ] {
        assert_eq!(said(&read(row).unwrap().conversations[0]), turns(expected));
    }
}

#[test]
fn what_a_message_holds_beside_its_text_is_kept() {
    let call = r#"{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}"#;
    let line = format!(
        r#"{{"messages":[{{"role":"user","content":[{{"type":"text","text":"hi"}},{{"type":"image","url":"x"}}],"name":"Ann"}},{{"role":"assistant","content":null,"tool_calls":[{call}],"weight":0}}]}}"#
    );
    assert_eq!(read(&line).unwrap().conversations[0].to_json(), line);
    let old = r#"[{"role":"user","content":"q"},{"role":"assistant","function_call":{"name":"f","arguments":"{}"}}]"#;
    let read = read(old).unwrap();
    assert_eq!(read.conversations[0].messages[1].tool_calls()[0]["function"]["name"], "f");
}

#[test]
fn an_array_of_rows_is_many_conversations_and_a_list_of_messages_one() {
    let row = r#"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]}"#;
    assert_eq!(read(&format!("[{row}, {row},\n {row}]")).unwrap().conversations.len(), 3);
    assert_eq!(
        read("[[{\"role\":\"user\",\"content\":\"a\"}],[{\"role\":\"user\",\"content\":\"b\"}]]")
            .unwrap()
            .conversations
            .len(),
        2
    );
    let list = "[\n {\"role\":\"user\",\"content\":\"hi\"},\n {\"role\":\"assistant\",\"content\":\"ho\"}\n]";
    assert_eq!(said(&read(list).unwrap().conversations[0]), turns(&HI));
    assert_eq!(read(list).unwrap().conversations[0].to_json(), row);
}

#[test]
fn every_failure_names_its_line_and_message() {
    let long = |row: &str| format!("{{\"messages\":[{{\"role\":\"user\",\"content\":\"a\"}},{row}]}}");
    for (text, part) in [
        ("{\"messages\":[]}", "c.jsonl:1: the conversation has no message"),
        ("\n{\"text\":\"a\"}", "c.jsonl:2: it has neither `messages` nor a question with its answer, but text"),
        ("{\"messages\":3}", "`messages` is no list"),
        ("[{\"role\":\"user\"}]", "message 1: it has no `content`"),
        ("[{\"role\":\"user\",\"content\":7}]", "message 1: `content` is neither"),
        ("[{\"role\":\"narrator\",\"content\":\"a\"}]", "message 1: the role \"narrator\" is not known"),
        ("[{\"role\":7,\"content\":\"a\"}]", "message 1: `role` is no string"),
        (&long("1"), "message 2: it is no object"),
        (
            &long("{\"role\":\"user\",\"content\":[{\"url\":\"a\"}]}"),
            "message 2: part 1 of `content` has no string `type`",
        ),
        (&long("{\"role\":\"gpt\",\"content\":\"a\",\"weight\":0.5}"), "message 2: `weight` is 0.5"),
        (
            &long("{\"role\":\"gpt\",\"tool_calls\":[{\"name\":\"f\",\"arguments\":\"{\"}]}"),
            "the arguments of the call of \"f\"",
        ),
        ("{\"chosen\":\"a\",\"rejected\":\"b\"}", "but chosen, rejected"),
        ("{\"instruction\":7,\"output\":\"b\"}", "`instruction` is no string"),
        ("{\"instruction\":\"\",\"output\":\"b\"}", "`instruction` is empty"),
        ("7", "neither an object nor a list"),
        ("{", "c.jsonl:1"),
        ("", "holds no conversation"),
    ] {
        let message = read(text).unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn bad_rows_are_skipped_up_to_a_bound_and_what_has_no_answer_is_counted() {
    let good = r#"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]}"#;
    let mute = r#"{"messages":[{"role":"user","content":"hi"}]}"#;
    let text = format!("{good}\n{{\n{mute}\n{{\"a\": 1}}\n{good}\n");
    let reading = |skip_bad, strict| ConversationReading { skip_bad, strict, ..ConversationReading::default() };
    let found = read_as(&text, &reading(2, false)).unwrap();
    assert_eq!(found.conversations.len(), 3);
    assert_eq!(found.place(2).to_string(), "c.jsonl:5");
    let left_out: Vec<_> =
        found.left_out.iter().map(|(why, tally)| (why, tally.count, tally.first[0].as_str())).collect();
    assert_eq!((left_out[0].0, left_out[0].1), (Why::BadRow, 2));
    assert!(left_out[0].2.starts_with("c.jsonl:2: no valid JSON, column 1"), "{left_out:?}");
    assert_eq!(left_out[1], (Why::NoAnswer, 1, "c.jsonl:3"));
    assert!(read_as(&text, &reading(1, false)).unwrap_err().to_string().starts_with("c.jsonl:4: "));
    assert!(read_as(&text, &reading(2, true)).unwrap_err().to_string().starts_with("c.jsonl:2: "));
}

#[test]
fn fields_that_say_nothing_to_us_are_named() {
    let row = r#"{"id":7,"tools":[{"name":"f"}],"note":"","messages":[{"role":"user","content":"a","name":"Ann"}]}"#;
    let ignored: Vec<String> = read(row).unwrap().ignored.into_iter().collect();
    assert_eq!(ignored, ["id", "messages' name", "tools"]);
}

#[test]
fn parquet_of_other_programs_is_read_as_its_rows_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chats");
    for name in ["messages", "sharegpt", "alpaca", "brotli", "gzip", "lz4", "v2", "delta"] {
        let read = read_rows(&path.join(format!("{name}.parquet")), &ConversationReading::default()).unwrap();
        assert_eq!(read.conversations.len(), 40, "{name}");
        for (number, conversation) in read.conversations.iter().enumerate() {
            let (asked, told) = (format!("question {number} é"), format!("answer {number}"));
            let mut expected = vec![("user".to_owned(), asked), ("assistant".to_owned(), told)];
            if name != "alpaca" && number % 3 == 0 {
                expected.push(("user".into(), "more".into()));
                expected.push(("assistant".into(), String::new()));
            }
            assert_eq!(said(conversation), expected, "{name}");
        }
        assert_eq!(read.place(3).at, At::Row(4));
    }
}
