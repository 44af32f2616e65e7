//! Reading calls: what was said, and what is called with which arguments.

use serde_json::{Map, Value as Json};

use super::kinds::{ValueKind, branches};
use super::syntax::{Arguments, Call, CallSyntax, FieldForm, Fields, Piece, Spelling, Tool};

/// An answer that may call tools.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// What was said before the calls.
    pub said: String,
    /// The calls that are whole, in their order.
    pub calls: Vec<Call>,
    /// Whether a call was begun and not ended.
    pub broken: bool,
}

impl CallSyntax {
    /// Reads an answer: special tokens in it stand by their names. What is no call was said.
    pub fn read(&self, text: &str, tools: &[Tool]) -> Answer {
        let Some(at) = self.begin(text) else {
            return Answer { said: text.trim().to_owned(), ..Answer::default() };
        };
        let said = text[..at].strip_suffix(&self.lead).unwrap_or(&text[..at]).trim().to_owned();
        let mut calls = Vec::new();
        let mut broken = false;
        let mut rest = skip(&text[at..], &self.open);
        while let Some(behind) = rest {
            match self.call(behind, tools) {
                Some((call, behind)) => {
                    calls.push(call);
                    rest = self.between.as_ref().and_then(|between| skip(behind, between));
                    // What stands between calls may also be what stands at the end.
                    rest = rest.filter(|rest| tools.iter().any(|tool| rest.starts_with(&tool.name)));
                }
                None => {
                    broken = true;
                    break;
                }
            }
        }
        Answer { said, broken: broken || calls.is_empty(), calls }
    }

    /// Where calls begin.
    pub fn begin(&self, text: &str) -> Option<usize> {
        let trigger = self.trigger_text();
        if self.says {
            return text.find(trigger);
        }
        // Before calls nothing may be said.
        let starts = [0, self.lead.len()];
        starts.into_iter().find(|&at| text.starts_with(&self.lead[..at]) && text[at..].starts_with(trigger))
    }

    /// A call that begins with its name, and what stands behind it.
    fn call<'t>(&self, text: &'t str, tools: &[Tool]) -> Option<(Call, &'t str)> {
        self.named(text, tools).find_map(|(tool, rest)| {
            let (arguments, rest) = match &self.arguments {
                Arguments::Json => {
                    let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<Map<String, Json>>();
                    let arguments = stream.next()?.ok()?;
                    (arguments, &rest[stream.byte_offset()..])
                }
                Arguments::Fields(fields) => fields.read(rest, &tool.parameters)?,
            };
            Some((Call { name: tool.name.clone(), arguments }, rest))
        })
    }

    /// Tools that a text which begins with a name may mean, each with the text from its arguments on.
    pub(super) fn named<'t, 'a>(
        &self,
        text: &'t str,
        tools: &'a [Tool],
    ) -> impl Iterator<Item = (&'a Tool, &'t str)> + use<'_, 't, 'a> {
        // Of two names of which one begins the other, the one is meant behind which the form goes on.
        let mut known: Vec<&Tool> = tools.iter().filter(|tool| text.starts_with(&tool.name)).collect();
        known.sort_by_key(|tool| std::cmp::Reverse(tool.name.len()));
        known.into_iter().filter_map(|tool| Some((tool, skip(&text[tool.name.len()..], &self.middle)?)))
    }
}

/// What stands behind these pieces. Numbers are not counted.
pub(super) fn skip<'t>(text: &'t str, pieces: &[Piece]) -> Option<&'t str> {
    pieces.iter().try_fold(text, |text, piece| match piece {
        Piece::Text(fixed) => text.strip_prefix(fixed.as_str()),
        Piece::Id => {
            let end = text.find(|next: char| !next.is_ascii_alphanumeric() && next != '_' && next != '-');
            let end = end.unwrap_or(text.len());
            (end > 0).then(|| &text[end..])
        }
        Piece::Number => {
            let end = text.find(|next: char| !next.is_ascii_digit()).unwrap_or(text.len());
            (end > 0).then(|| &text[end..])
        }
    })
}

impl Fields {
    /// Fields, and what stands behind them.
    fn read<'t>(&self, text: &'t str, schema: &Json) -> Option<(Map<String, Json>, &'t str)> {
        let mut values = Map::new();
        let Some(mut rest) = text.strip_prefix(&self.open) else {
            return text.strip_prefix(&self.empty).map(|rest| (values, rest));
        };
        loop {
            let Some((name, value, behind)) = self.field(rest, schema) else {
                // What stands before a first field may also stand where there is none.
                let nothing = values.is_empty().then(|| text.strip_prefix(&self.empty)).flatten()?;
                return Some((values, nothing));
            };
            values.insert(name, value);
            match behind.strip_prefix(&self.joiner) {
                Some(next) => rest = next,
                None => return Some((values, behind)),
            }
        }
    }

    fn field<'t>(&self, text: &'t str, schema: &Json) -> Option<(String, Json, &'t str)> {
        let end = self.forms.iter().filter_map(|form| text.find(&form.before)).min()?;
        let (name, rest) = text.split_at(end);
        let of_names = |next: char| next.is_alphanumeric() || matches!(next, '_' | '-' | '.' | '$');
        if name.is_empty() || !name.chars().all(of_names) {
            return None;
        }
        let any = Json::Bool(true);
        let of = schema.get("properties").and_then(|named| named.get(name)).unwrap_or(&any);
        let kinds: Vec<ValueKind> = branches(of, schema).into_iter().map(|(kind, _)| kind).collect();
        // A text may look like any value, so other kinds come first. A schema's number may be whole.
        let allowed = |form: &&FieldForm| {
            kinds.contains(&form.kind) || form.kind == ValueKind::Integer && kinds.contains(&ValueKind::Number)
        };
        let (texts, others): (Vec<&FieldForm>, Vec<&FieldForm>) =
            self.forms.iter().filter(allowed).partition(|form| form.kind == ValueKind::String);
        let (value, rest) = others.into_iter().chain(texts).find_map(|form| form.read(rest))?;
        Some((name.to_owned(), value, rest))
    }
}

impl FieldForm {
    fn read<'t>(&self, text: &'t str) -> Option<(Json, &'t str)> {
        let text = text.strip_prefix(&self.before)?;
        let (value, rest) = match &self.spelling {
            Spelling::Raw => {
                let end = text.find(&self.after)?;
                (Json::String(text[..end].to_owned()), &text[end..])
            }
            Spelling::Words(words) => {
                let place = words.iter().position(|word| text.starts_with(word))?;
                let value = if self.kind == ValueKind::Null { Json::Null } else { Json::Bool(place == 0) };
                (value, &text[words[place].len()..])
            }
            Spelling::Json if matches!(self.kind, ValueKind::Integer | ValueKind::Number) => {
                // A number's end is where no character of numbers follows.
                let of_numbers = |next: char| next.is_ascii_digit() || matches!(next, '+' | '-' | '.' | 'e' | 'E');
                let end = text.find(|next| !of_numbers(next)).unwrap_or(text.len());
                let value: Json = serde_json::from_str(&text[..end]).ok()?;
                (ValueKind::of(&value) == self.kind).then(|| (value, &text[end..]))?
            }
            Spelling::Json => {
                let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Json>();
                let value = stream.next()?.ok()?;
                let same = ValueKind::of(&value) == self.kind;
                same.then(|| (value, &text[stream.byte_offset()..]))?
            }
        };
        Some((value, rest.strip_prefix(&self.after)?))
    }
}
