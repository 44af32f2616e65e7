//! Answers that may call tools: the form that the model's template has for calls, and such an answer as it grows. Special
//! tokens that mark calls are a part of its text here, and of no other text.

use std::sync::Arc;

use nanollama_engine::{Guide, Prompts};
use nanollama_grammar::{Grammar, GrammarGuide, Tokens};
use nanollama_token::chat::calls::{Answer, Call, CallSyntax, Tool};
use serde_json::{Value, json};

use crate::request_id;

/// How the model writes calls.
pub(crate) struct Calls {
    pub(crate) syntax: CallSyntax,
    tokens: Arc<Tokens>,
    /// Special tokens that mark calls, with their names.
    marks: Vec<(u32, String)>,
}

impl Calls {
    /// Of a model that these tokens end a text of.
    ///
    /// # Errors
    /// Why it cannot call tools.
    pub(crate) fn of(prompts: &Prompts, ends: &[u32]) -> Result<Calls, String> {
        let syntax = prompts.calls().map_err(|error| error.to_string())?;
        let texts = syntax.texts();
        let marks = prompts.tokenizer().specials().into_iter();
        let marks: Vec<(u32, String)> = marks
            .filter(|(id, name)| {
                !ends.contains(id) && !name.is_empty() && texts.iter().any(|text| text.contains(name.as_str()))
            })
            .collect();
        let tokens = Tokens::showing(prompts.tokenizer(), ends, &marks);
        Ok(Calls { syntax, tokens, marks })
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
            match self.calls.marks.iter().find(|(mark, _)| *mark == id) {
                Some((_, name)) => bytes.extend_from_slice(name.as_bytes()),
                None => bytes.extend_from_slice(self.prompts.tokenizer().token_bytes(id).unwrap_or_default()),
            }
        }
    }

    fn read(&self, text: &str) -> Answer {
        let end = self.stops.iter().filter_map(|stop| text.find(stop.as_str())).min();
        self.calls.syntax.read(&text[..end.unwrap_or(text.len())], &self.tools)
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
        let clear = match std::str::from_utf8(&self.bytes) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&self.bytes[..error.valid_up_to()]).unwrap_or_default(),
        };
        let syntax = &reader.calls.syntax;
        let end = match syntax.begin(clear) {
            Some(at) => {
                self.calling = true;
                clear[..at].strip_suffix(&syntax.lead).unwrap_or(&clear[..at]).trim_end().len()
            }
            None => settled(clear, syntax, &reader.stops),
        };
        let new = clear.get(self.told..end).unwrap_or_default();
        let said = if self.told == 0 { new.trim_start() } else { new };
        let said = said.to_owned();
        // White space that nothing follows yet waits.
        if !said.is_empty() {
            self.told = end;
        }
        said
    }

    /// What is left to be said at the end, and the calls.
    pub(crate) fn end(&self, reader: &Reader) -> (String, Answer) {
        let text = String::from_utf8_lossy(&self.bytes);
        let answer = reader.read(&text);
        let told = text.get(..self.told).unwrap_or_default().trim_start();
        let rest = answer.said.strip_prefix(told).unwrap_or_default().to_owned();
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
