//! A conversation as plain text, for a model that is not trained on chat: a line `User: …` or `Assistant: …` for what each
//! says, and what the system says as a paragraph of its own.

use nanollama_token::chat::{Message, Part};

/// The conversation as text.
///
/// # Errors
/// What of it has no place in plain text, naming the message.
pub(super) fn plain(messages: &[Message]) -> Result<String, String> {
    let mut text = String::new();
    for (number, message) in messages.iter().enumerate() {
        let refuse = |what: &str| Err(format!("message {}: {what} has no place in plain text", number + 1));
        if !message.tool_calls().is_empty() {
            return refuse("a call of a tool");
        }
        let mut said = String::new();
        for part in message.parts() {
            match part {
                Part::Text(text) => said += text,
                Part::Code(_) | Part::Output(_) => return refuse("code that a tool runs"),
                Part::Other(_) => return refuse("what is no text"),
            }
        }
        let said = said.trim();
        match message.role() {
            _ if said.is_empty() => {}
            "system" => text += &format!("{said}\n\n"),
            role => text += &format!("{}: {said}\n", capital(role)),
        }
    }
    Ok(text.trim_end().to_owned())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_says_a_line_and_the_system_a_paragraph() {
        let say = |role: &str, text: &str| Message::new(role, text);
        let messages = [say("system", "You are Ann."), say("user", "Hello\nthere "), say("assistant", " Hi!")];
        assert_eq!(plain(&messages).unwrap(), "You are Ann.\n\nUser: Hello\nthere\nAssistant: Hi!");
        assert_eq!(plain(&[say("user", " ")]).unwrap(), "");
        let call = serde_json::json!({"role": "assistant", "content": null, "tool_calls": [{"name": "x"}]});
        let refused = plain(&[say("user", "x"), Message::from_json(call).unwrap()]).unwrap_err();
        assert!(refused.contains("message 2: a call of a tool"), "{refused}");
    }
}
