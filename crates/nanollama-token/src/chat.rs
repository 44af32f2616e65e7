//! Conversations as ids, Llama 3's way: `<|start_header_id|>ROLE<|end_header_id|>`, two line
//! breaks, CONTENT, `<|eot_id|>`.
//!
//! One function renders for training, for prompts and (as Jinja, [`TEMPLATE`]) for other programs; tests hold the three
//! equal. What a message says is encoded as user text: a special token's name in it stays ordinary characters.

mod call;
pub mod calls;
mod form;
mod learned;
mod message;
mod prompt;
mod template;

use crate::error::{Error, Result};
use crate::tokenizer::Tokenizer;

pub use form::Form;
pub use message::{Message, Part};
pub use template::{Asked, Template};

/// The chat template that exported chat models carry.
pub const TEMPLATE: &str = include_str!("chat/template.jinja");

/// Who is to be learned from.
const ASSISTANT: &str = "assistant";

/// A conversation as ids, and which of them the model learns to say (the assistant's content and its end of turn).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Token ids.
    pub ids: Vec<u32>,
    /// One a token: true where the loss counts.
    pub mask: Vec<bool>,
}

impl Rendered {
    fn special(&mut self, id: u32, learned: bool) {
        self.ids.push(id);
        self.mask.push(learned);
    }

    fn text(&mut self, tokenizer: &Tokenizer, text: &str, learned: bool) {
        tokenizer.encode_into(text, &mut self.ids);
        self.mask.resize(self.ids.len(), learned);
    }
}

/// A whole conversation, for training.
///
/// # Errors
/// The tokenizer has no chat tokens; a role is not a word; a message has what this form of chat has no place for (reasoning
/// apart from content, images); or parts of tool use and a tokenizer without tokens for them.
pub fn render(tokenizer: &Tokenizer, messages: &[Message]) -> Result<Rendered> {
    let tokens = ChatTokens::of(tokenizer)?;
    let mut rendered = Rendered::default();
    rendered.special(tokens.begin, false);
    for (index, message) in messages.iter().enumerate() {
        check(index, message)?;
        tokens.header(tokenizer, message.role(), &mut rendered);
        let learned = message.role() == ASSISTANT && message.is_learned();
        match message.tool_calls() {
            [] => content(tokenizer, &message.parts(), learned, &mut rendered)?,
            calls => rendered.text(tokenizer, &call::after(message.text().trim_matches(is_space), calls), learned),
        }
        rendered.special(tokens.turn_end, learned);
    }
    Ok(rendered)
}

/// A conversation and the header of the assistant's answer: the prompt to generate from.
///
/// # Errors
/// As [`render`].
pub fn render_prompt(tokenizer: &Tokenizer, messages: &[Message]) -> Result<Vec<u32>> {
    let mut rendered = render(tokenizer, messages)?;
    ChatTokens::of(tokenizer)?.header(tokenizer, ASSISTANT, &mut rendered);
    Ok(rendered.ids)
}

/// True when [`render`] can work with this tokenizer.
pub fn supports(tokenizer: &Tokenizer) -> bool {
    ChatTokens::of(tokenizer).is_ok()
}

struct ChatTokens {
    begin: u32,
    header_start: u32,
    header_end: u32,
    turn_end: u32,
}

const CHAT: &str = "chat";

impl ChatTokens {
    fn of(tokenizer: &Tokenizer) -> Result<ChatTokens> {
        let find = |name: &str| special(tokenizer, name, CHAT);
        let tokens = ChatTokens {
            begin: find("<|begin_of_text|>")?,
            header_start: find("<|start_header_id|>")?,
            header_end: find("<|end_header_id|>")?,
            turn_end: find("<|eot_id|>")?,
        };
        // The prompt ends after two line breaks; only where a cut falls there do its ids begin those of the answer.
        match tokenizer.cuts_after_newlines() {
            true => Ok(tokens),
            false => {
                let found = tokenizer.pattern().map_or("SentencePiece", |pattern| pattern.name());
                let expected = "one that cuts after line breaks: llama3, gpt4, nanochat or qwen2";
                Err(Error::field("chat", "the tokenizer's pattern", found, expected))
            }
        }
    }

    fn header(&self, tokenizer: &Tokenizer, role: &str, rendered: &mut Rendered) {
        rendered.special(self.header_start, false);
        rendered.text(tokenizer, role, false);
        rendered.special(self.header_end, false);
        rendered.text(tokenizer, "\n\n", false);
    }
}

fn special(tokenizer: &Tokenizer, name: &str, purpose: &'static str) -> Result<u32> {
    let missing = || Error::NoSpecial { token: name.to_string(), purpose };
    tokenizer.special(name).ok_or_else(missing)
}

fn content(tokenizer: &Tokenizer, parts: &[Part<'_>], learned: bool, rendered: &mut Rendered) -> Result<()> {
    let last = parts.len().saturating_sub(1);
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) => {
                let text = if index == 0 { text.trim_start_matches(is_space) } else { text };
                let text = if index == last { text.trim_end_matches(is_space) } else { text };
                rendered.text(tokenizer, text, learned);
            }
            Part::Code(code) => {
                rendered.special(special(tokenizer, "<|python_start|>", "tool use")?, learned);
                rendered.text(tokenizer, code, learned);
                rendered.special(special(tokenizer, "<|python_end|>", "tool use")?, learned);
            }
            Part::Output(output) => {
                rendered.special(special(tokenizer, "<|output_start|>", "tool use")?, false);
                rendered.text(tokenizer, output, false);
                rendered.special(special(tokenizer, "<|output_end|>", "tool use")?, false);
            }
            // Refused by `check`.
            Part::Other(_) => {}
        }
    }
    Ok(())
}

/// What Python's `str.strip` takes away, which is what Jinja's `trim` means where models are trained: Unicode's white
/// space and the four separators U+001C to U+001F.
fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// A role stands between special tokens, where only a plain word is the same for every program; and what has no place in
/// this form of chat is refused rather than lost.
fn check(index: usize, message: &Message) -> Result<()> {
    let fault = |problem: String| Err(Error::Message { index, problem });
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let role = message.role();
    if role.is_empty() || role.len() > 64 || !role.bytes().all(plain) {
        let shown: String = role.chars().take(64).collect();
        return fault(format!("role {shown:?}; a role is up to 64 letters, digits, - and _"));
    }
    let is_text = |part: &Part<'_>| matches!(part, Part::Text(_));
    if !message.tool_calls().is_empty() && !message.parts().iter().all(is_text) {
        return fault("`tool_calls` beside parts of `content` that are no text: nothing says which comes first".into());
    }
    if message.reasoning().is_some() {
        return fault("reasoning apart from `content`, which this model's form of chat has no place for".into());
    }
    for part in message.parts() {
        if let Part::Other(kind) = part {
            return fault(format!("a part of type {kind:?}; only text, python and python_output can be learned"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
