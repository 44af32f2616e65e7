//! How a model writes calls of tools: found by rendering its template with calls whose parts are known, held by reading
//! those back. A template in which that fails is refused, so what is read is what was written.
//!
//! Nearly all templates write `OPEN name MIDDLE arguments`, then `BETWEEN name MIDDLE arguments` for each further call, then
//! `END`. Arguments are a JSON object or, in the form of tags, field by field. Finding is in `probe.rs` and `fields.rs`,
//! reading in `read.rs`; a grammar that lets nothing else pass is `nanollama-grammar`'s.

mod fields;
mod kinds;
mod probe;
mod read;
mod slots;

use serde_json::{Map, Value as Json};

use super::message::Message;
use super::prompt::named;
use super::template::{Asked, Template};
use crate::error::{Error, Result};
use crate::tokenizer::Tokenizer;
pub use fields::{FieldForm, Fields, Spelling};
pub use kinds::{ValueKind, branches};
pub use read::Answer;

/// A function that a model may call.
#[derive(Clone, Debug, PartialEq)]
pub struct Tool {
    /// Letters, digits, `_` and `-`.
    pub name: String,
    /// The JSON schema of its arguments, an object.
    pub parameters: Json,
}

/// A call of a tool.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The tool's name.
    pub name: String,
    /// What it is given, by the names of its parameters.
    pub arguments: Map<String, Json>,
}

/// A part of what stands around names and arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// This text.
    Text(String),
    /// The call's id: nine letters or digits.
    Id,
    /// The call's number, the first call's being this.
    Number(u64),
}

/// How arguments are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arguments {
    /// As a JSON object.
    Json,
    /// Each by itself.
    Fields(Fields),
}

/// How a model writes calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSyntax {
    /// What an answer that is all calls has before [`CallSyntax::open`].
    pub lead: String,
    /// What stands before the first name. It begins with a text.
    pub open: Vec<Piece>,
    /// Bytes of that text that tell a call from an answer.
    pub trigger: usize,
    /// What stands between a name and its arguments.
    pub middle: Vec<Piece>,
    /// The arguments.
    pub arguments: Arguments,
    /// What stands between arguments and the next call's name; none where an answer has one call.
    pub between: Option<Vec<Piece>>,
    /// What stands behind the last call's arguments, without what ends the answer.
    pub end: Vec<Piece>,
    /// Whether something may be said before the calls.
    pub says: bool,
    /// Whether the template wants arguments as JSON's text, and no object.
    pub arguments_as_text: bool,
    /// Whether `content` is null where nothing is said, and not an empty text.
    pub null_content: bool,
    /// Whether the template shows tools to the model; some leave that to a message.
    pub shows_tools: bool,
}

impl CallSyntax {
    /// How a model with this template writes calls, at the moment `now` (seconds since 1970).
    ///
    /// # Errors
    /// [`Error::Template`]: it writes no calls, or in a way that cannot be read back.
    pub fn of(template: &Template, tokenizer: &Tokenizer, now: u64) -> Result<CallSyntax> {
        let ends: Vec<String> = tokenizer.end_tokens(true).iter().filter_map(|&id| tokenizer.token_text(id)).collect();
        CallSyntax::with(template, &named(tokenizer), &ends, now)
    }

    /// The same with special tokens by their parts, and the names of those that end an answer.
    pub(crate) fn with(
        template: &Template,
        tokens: &[(String, Json)],
        ends: &[String],
        now: u64,
    ) -> Result<CallSyntax> {
        let render = |messages: &[Message], tools: Option<&[Json]>, generation_prompt: bool| {
            template.render(&Asked { messages, tools, documents: None, generation_prompt, tokens, now })
        };
        probe::find(&render, ends).map_err(|problem| Error::Template { problem })
    }

    /// The same message as the template wants it where it calls tools: arguments as an object or a text, content or null.
    /// `None` where arguments that are to be an object are a text that is none.
    pub fn prepared(&self, message: &Message) -> Option<Message> {
        if message.tool_calls().is_empty() {
            return Some(message.clone());
        }
        let mut whole = message.to_json();
        if message.parts().is_empty() || whole["content"] == "" {
            whole["content"] = if self.null_content { Json::Null } else { "".into() };
        }
        let calls = whole.get_mut("tool_calls").and_then(Json::as_array_mut);
        for call in calls.into_iter().flatten() {
            let function = if call["function"].is_object() { &mut call["function"] } else { call };
            let Some(arguments) = function.get_mut("arguments") else { continue };
            match (&*arguments, self.arguments_as_text) {
                (Json::String(text), false) => {
                    let text = if text.trim().is_empty() { "{}" } else { text };
                    *arguments = Json::Object(serde_json::from_str(text).ok()?);
                }
                (Json::Object(_), true) => *arguments = super::template::to_json(arguments).into(),
                _ => {}
            }
        }
        Message::from_json(whole).ok()
    }

    /// The fixed texts, in which special tokens may stand.
    pub fn texts(&self) -> Vec<&str> {
        let pieces = [&self.open, &self.middle, &self.end].into_iter().chain(&self.between).flatten();
        let mut texts: Vec<&str> = vec![&self.lead];
        texts.extend(pieces.filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            Piece::Id | Piece::Number(_) => None,
        }));
        if let Arguments::Fields(fields) = &self.arguments {
            texts.extend([fields.open.as_str(), &fields.empty, &fields.joiner]);
            texts.extend(fields.forms.iter().flat_map(|form| [form.before.as_str(), &form.after]));
        }
        texts
    }

    /// The same form with a character in place of each of these names of special tokens, so that a name which somebody spells is
    /// not taken for the token.
    pub fn with_marks(&self, marks: &[(String, char)]) -> CallSyntax {
        let marked = |text: &str| {
            marks
                .iter()
                .fold(text.to_owned(), |text, (name, mark)| text.replace(name.as_str(), mark.encode_utf8(&mut [0; 4])))
        };
        let pieces = |pieces: &[Piece]| -> Vec<Piece> {
            pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Text(text) => Piece::Text(marked(text)),
                    other => other.clone(),
                })
                .collect()
        };
        let arguments = match &self.arguments {
            Arguments::Json => Arguments::Json,
            Arguments::Fields(fields) => Arguments::Fields(Fields {
                open: marked(&fields.open),
                empty: marked(&fields.empty),
                joiner: marked(&fields.joiner),
                forms: fields
                    .forms
                    .iter()
                    .map(|form| FieldForm { before: marked(&form.before), after: marked(&form.after), ..form.clone() })
                    .collect(),
            }),
        };
        CallSyntax {
            lead: marked(&self.lead),
            open: pieces(&self.open),
            trigger: marked(self.trigger_text()).len(),
            middle: pieces(&self.middle),
            arguments,
            between: self.between.as_deref().map(pieces),
            end: pieces(&self.end),
            ..self.clone()
        }
    }

    /// What a call begins with, wherever it stands: the first bytes of what is before the first name.
    pub fn trigger_text(&self) -> &str {
        match self.open.first() {
            Some(Piece::Text(text)) => &text[..self.trigger],
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests;
