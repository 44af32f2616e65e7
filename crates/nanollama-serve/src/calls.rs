//! Answers that may call tools: the form that the model's template has for calls, and such an answer as it grows. Special
//! tokens that mark calls are a part of its text here, and of no other text: each as a sign of its own.

use std::sync::Arc;

use nanollama_engine::{Guide, Prompts};
use nanollama_grammar::{Grammar, GrammarGuide, Tokens};
use nanollama_token::chat::calls::{Answer, Call, CallSyntax, Tool};
use serde_json::{Value, json};

use crate::request_id;

/// How the model writes calls.
pub(crate) struct Calls {
    /// With a character of its own for each special token in it: nobody can spell one.
    pub(crate) syntax: CallSyntax,
    tokens: Arc<Tokens>,
    marks: Vec<Mark>,
}

/// A special token that is a part of how calls are written.
struct Mark {
    id: u32,
    name: String,
    /// What stands for it in the text of an answer: of a plane that has no characters of its own.
    sign: char,
}

impl Calls {
    /// Of a model that these tokens end a text of.
    ///
    /// # Errors
    /// Why it cannot call tools.
    pub(crate) fn of(prompts: &Prompts, ends: &[u32]) -> Result<Calls, String> {
        let syntax = prompts.calls().map_err(|error| error.to_string())?;
        let mut specials = prompts.tokenizer().specials();
        specials.retain(|(id, name)| {
            !ends.contains(id) && !name.is_empty() && syntax.texts().iter().any(|text| text.contains(name.as_str()))
        });
        // Of two names of which one is in the other, the longer is meant.
        specials.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
        let signs = '\u{f0000}'..='\u{ffffd}';
        let marks: Vec<Mark> =
            specials.into_iter().zip(signs).map(|((id, name), sign)| Mark { id, name, sign }).collect();
        let signs: Vec<(String, char)> = marks.iter().map(|mark| (mark.name.clone(), mark.sign)).collect();
        let shown: Vec<(u32, String)> = marks.iter().map(|mark| (mark.id, mark.sign.to_string())).collect();
        let tokens = Tokens::showing(prompts.tokenizer(), ends, &shown);
        Ok(Calls { syntax: syntax.with_marks(&signs), tokens, marks })
    }

    /// A guide that keeps an answer to a grammar of this form.
    pub(crate) fn guide(&self, grammar: &Grammar) -> Box<dyn Guide> {
        Box::new(GrammarGuide::new(grammar, &self.tokens))
    }
}

/// What reads the answers to a request with tools.
#[derive(Clone)]
pub(crate) struct Reader {
    pub(crate) calls: Arc<Calls>,
    pub(crate) prompts: Prompts,
    pub(crate) tools: Vec<Tool>,
    pub(crate) stops: Vec<String>,
}

impl Reader {
    /// A whole answer.
    pub(crate) fn answer(&self, ids: &[u32]) -> Answer {
        let mut bytes = Vec::new();
        self.append(ids.iter().copied(), &mut bytes);
        self.read(&String::from_utf8_lossy(&bytes))
    }

    fn append(&self, ids: impl Iterator<Item = u32>, bytes: &mut Vec<u8>) {
        for id in ids {
            match self.calls.marks.iter().find(|mark| mark.id == id) {
                Some(mark) => bytes.extend_from_slice(mark.sign.encode_utf8(&mut [0; 4]).as_bytes()),
                None => bytes.extend_from_slice(self.prompts.tokenizer().token_bytes(id).unwrap_or_default()),
            }
        }
    }

    fn read(&self, text: &str) -> Answer {
        let end = self.stops.iter().filter_map(|stop| text.find(stop.as_str())).min();
        let mut answer = self.calls.syntax.read(&text[..end.unwrap_or(text.len())], &self.tools);
        answer.said = self.without_signs(&answer.said);
        for value in answer.calls.iter_mut().flat_map(|call| call.arguments.values_mut()) {
            self.named(value);
        }
        answer
    }

    /// What is said: special tokens add nothing to it.
    fn without_signs(&self, text: &str) -> String {
        text.chars().filter(|next| self.calls.marks.iter().all(|mark| mark.sign != *next)).collect()
    }

    /// Gives special tokens in a value their names back.
    fn named(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                for mark in self.calls.marks.iter().filter(|mark| text.contains(mark.sign)).collect::<Vec<_>>() {
                    *text = text.replace(mark.sign, &mark.name);
                }
            }
            Value::Array(values) => values.iter_mut().for_each(|value| self.named(value)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.named(value)),
            _ => {}
        }
    }
}

/// An answer that comes in pieces.
#[derive(Default)]
pub(crate) struct Growing {
    bytes: Vec<u8>,
    /// Bytes of it that were told or passed over.
    told: usize,
    calling: bool,
}

impl Growing {
    /// Takes tokens; gives what is said with them, as far as it can be no beginning of a call.
    pub(crate) fn push(&mut self, reader: &Reader, ids: impl Iterator<Item = u32>) -> String {
        reader.append(ids, &mut self.bytes);
        if self.calling {
            return String::new();
        }
        // What was told is behind: no call begins in it.
        let new = &self.bytes[self.told..];
        let clear = match std::str::from_utf8(new) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&new[..error.valid_up_to()]).unwrap_or_default(),
        };
        let syntax = &reader.calls.syntax;
        let begun = if syntax.says || self.told == 0 { syntax.begin(clear) } else { None };
        let end = match begun {
            Some(at) => {
                self.calling = true;
                clear[..at].strip_suffix(&syntax.lead).unwrap_or(&clear[..at]).trim_end().len()
            }
            None => settled(clear, syntax, &reader.stops),
        };
        let said = if self.told == 0 { clear[..end].trim_start() } else { &clear[..end] };
        let (said, empty) = (reader.without_signs(said), said.is_empty());
        // White space that nothing follows yet waits.
        if !empty {
            self.told += end;
        }
        said
    }

    /// What is left to be said at the end, and the calls.
    pub(crate) fn end(&self, reader: &Reader) -> (String, Answer) {
        let text = String::from_utf8_lossy(&self.bytes);
        let answer = reader.read(&text);
        let told = reader.without_signs(text.get(..self.told).unwrap_or_default().trim_start());
        let rest = answer.said.strip_prefix(&told).unwrap_or_default().to_owned();
        (rest, answer)
    }
}

/// How much of a text neither begins a call, nor a stop, nor is white space at its end.
fn settled(text: &str, syntax: &CallSyntax, stops: &[String]) -> usize {
    let begun = |mark: &str, text: &str| {
        (1..=mark.len().min(text.len()))
            .rev()
            .find(|&part| mark.is_char_boundary(part) && text.ends_with(&mark[..part]))
    };
    let trigger = syntax.trigger_text();
    let marks = stops.iter().map(String::as_str).chain([trigger, syntax.lead.as_str()]);
    let held = marks.filter_map(|mark| begun(mark, text)).max().unwrap_or(0);
    text[..text.len() - held].trim_end().len()
}

/// Calls as OpenAI's answers list them.
pub(crate) fn listed(calls: &[Call]) -> Vec<Value> {
    let listed = |call: &Call| {
        let arguments = Value::Object(call.arguments.clone()).to_string();
        json!({"id": request_id::name("call"), "type": "function", "function": {"name": call.name, "arguments": arguments}})
    };
    calls.iter().map(listed).collect()
}
