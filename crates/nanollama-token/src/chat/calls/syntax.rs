//! The form in which a model writes calls: plain facts about texts. What finds it is in `probe.rs`, what reads by it in `read.rs`.

use serde_json::{Map, Value as Json};

use super::kinds::ValueKind;
use crate::chat::message::Message;
use crate::chat::template::to_json;

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
    /// The call's number.
    Number,
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
                (Json::Object(_), true) => *arguments = to_json(arguments).into(),
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
            Piece::Id | Piece::Number => None,
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

/// How fields are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// What stands before the first field's name.
    pub open: String,
    /// What stands there instead where there are no fields.
    pub empty: String,
    /// What stands between a field and the next one's name.
    pub joiner: String,
    /// Kinds of values that the form has a place for, in the order of [`ValueKind`].
    pub forms: Vec<FieldForm>,
}

/// How a value of a kind is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldForm {
    /// The kind.
    pub kind: ValueKind,
    /// What stands between the field's name and the value.
    pub before: String,
    /// What stands behind the value.
    pub after: String,
    /// How the value itself is written.
    pub spelling: Spelling,
}

/// How a value itself is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As JSON.
    Json,
    /// A text as it is, up to what stands behind it.
    Raw,
    /// By these words: null, or true and false.
    Words(Vec<String>),
}
