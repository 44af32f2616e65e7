//! Conversations for fine-tuning, one a line: `{"messages": [{"role", "content"}, …]}` or the list alone (nanochat's
//! CustomJSON). Reading is strict about form and says nothing about which roles may follow each other: that is the chat
//! template's matter.

use std::io::BufRead;
use std::path::Path;

use nanollama_store::jsonl::Lines;
use nanollama_token::Tokenizer;
use nanollama_token::chat::{self, Message};
use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::packing::Example;

/// Messages in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// At least one.
    pub messages: Vec<Message>,
}

impl Conversation {
    /// The conversation as one line of JSON, without its line end.
    pub fn to_json(&self) -> String {
        serde_json::json!({ "messages": self.messages.iter().map(Message::to_json).collect::<Vec<_>>() }).to_string()
    }
}

/// Reads all conversations of a JSONL file.
///
/// # Errors
/// When a line is no conversation (named), or the file has none.
pub fn read_conversations(path: &Path) -> Result<Vec<Conversation>> {
    read_lines(path, Lines::open(path)?)
}

/// Reads all conversations of a text; `name` stands in messages.
///
/// # Errors
/// As [`read_conversations`].
pub fn read_lines<R: BufRead>(name: &Path, mut lines: Lines<R>) -> Result<Vec<Conversation>> {
    let mut conversations = Vec::new();
    while let Some(value) = lines.next_json::<Value>()? {
        let conversation = conversation_of(value).map_err(|what| Error::Conversation {
            path: name.into(),
            line: lines.number(),
            what,
        })?;
        conversations.push(conversation);
    }
    if conversations.is_empty() {
        return Err(Error::Conversations { name: name.display().to_string(), what: "holds no conversation".into() });
    }
    Ok(conversations)
}

/// Conversations as token ids with what is to be learned, on all cores.
///
/// # Errors
/// When the tokenizer has no chat tokens or a role is no word; the message gives the conversation's number, from 1.
pub fn render(name: &str, conversations: &[Conversation], tokenizer: &Tokenizer) -> Result<Vec<Example>> {
    let one = |(number, conversation): (usize, &Conversation)| {
        let rendered = chat::render(tokenizer, &conversation.messages).map_err(|error| match error {
            nanollama_token::Error::Message { .. } => {
                let what = format!("conversation {}, {error}", number + 1);
                Error::Conversations { name: name.into(), what }
            }
            other => other.into(),
        })?;
        Ok(Example { tokens: rendered.ids, trained: rendered.mask })
    };
    conversations.par_iter().enumerate().map(one).collect()
}

fn conversation_of(value: Value) -> Result<Conversation, String> {
    let list = match value {
        Value::Array(list) => list,
        Value::Object(mut object) => match object.remove("messages") {
            Some(Value::Array(list)) => list,
            Some(_) => return Err("`messages` is no list".into()),
            None => return Err(format!("the object has no `messages` but {}", names(&object))),
        },
        _ => return Err("neither an object nor a list".into()),
    };
    if list.is_empty() {
        return Err("the conversation has no message".into());
    }
    let messages = list
        .into_iter()
        .enumerate()
        .map(|(i, value)| Message::from_json(value).map_err(|what| format!("message {}: {what}", i + 1)));
    Ok(Conversation { messages: messages.collect::<Result<_, _>>()? })
}

fn names(object: &Map<String, Value>) -> String {
    match object.len() {
        0 => "nothing".into(),
        _ => object.keys().take(8).map(String::as_str).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Conversation>> {
        read_lines(Path::new("c.jsonl"), Lines::new("c.jsonl", text.as_bytes()))
    }

    #[test]
    fn both_forms_are_read_and_written_back() {
        let line = r#"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]}"#;
        let list = r#"[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]"#;
        let both = read(&format!("{line}\n\n{list}\n")).unwrap();
        assert_eq!(both.len(), 2);
        assert_eq!(both[0], both[1]);
        assert_eq!(both[0].to_json(), line);
    }

    #[test]
    fn what_a_message_holds_beside_its_text_is_kept() {
        let line = r#"{"messages":[{"role":"user","content":[{"type":"text","text":"hi"}],"weight":0},{"role":"assistant","content":null,"tool_calls":[{"function":{"name":"f"}}]}]}"#;
        assert_eq!(read(line).unwrap()[0].to_json(), line);
    }

    #[test]
    fn every_failure_names_its_line_and_message() {
        for (text, part) in [
            ("{\"messages\":[]}", "c.jsonl:1: the conversation has no message"),
            ("\n{\"text\":\"a\"}", "c.jsonl:2: the object has no `messages` but text"),
            ("{\"messages\":3}", "no list"),
            ("[{\"role\":\"user\"}]", "message 1: it has no `content`"),
            ("[{\"role\":\"user\",\"content\":7}]", "message 1: `content` is neither a string nor a list of parts"),
            ("[{\"role\":\"user\",\"content\":\"a\"},1]", "message 2: it is no object"),
            ("7", "neither an object nor a list"),
            ("{", "c.jsonl:1"),
            ("", "holds no conversation"),
        ] {
            let message = read(text).unwrap_err().to_string();
            assert!(message.contains(part), "{message}");
        }
    }
}
