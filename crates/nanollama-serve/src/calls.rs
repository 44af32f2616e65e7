//! The form that the model's template has for calls of tools, and what reads answers in it. Special tokens that mark calls are a
//! part of the text here, and of no other text: each as a sign of its own. An answer as it grows is in `growing.rs`.

use std::sync::Arc;

use nanollama_engine::{Guide, Prompts};
use nanollama_grammar::{Grammar, GrammarGuide, Tokens};
use nanollama_token::chat::calls::{CallSyntax, Tool};
use serde_json::Value;

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
    /// Appends the text of tokens.
    pub(crate) fn append(&self, ids: impl Iterator<Item = u32>, bytes: &mut Vec<u8>) {
        for id in ids {
            match self.calls.marks.iter().find(|mark| mark.id == id) {
                Some(mark) => bytes.extend_from_slice(mark.sign.encode_utf8(&mut [0; 4]).as_bytes()),
                None => bytes.extend_from_slice(self.prompts.tokenizer().token_bytes(id).unwrap_or_default()),
            }
        }
    }

    /// The calls that a text begins with: names, and arguments as JSON.
    pub(crate) fn calls(&self, text: &str) -> Vec<(String, String)> {
        let calls = self.calls.syntax.read(text, &self.tools).calls;
        let named = calls.into_iter().map(|mut call| {
            call.arguments.values_mut().for_each(|value| self.name(value));
            (call.name, Value::Object(call.arguments).to_string())
        });
        named.collect()
    }

    /// What is said: special tokens add nothing to it.
    pub(crate) fn without_signs(&self, text: &str) -> String {
        text.chars().filter(|next| self.calls.marks.iter().all(|mark| mark.sign != *next)).collect()
    }

    /// A part of JSON in which special tokens have their names back.
    pub(crate) fn with_names(&self, json: &str) -> String {
        self.calls.marks.iter().filter(|mark| json.contains(mark.sign)).fold(json.to_owned(), |json, mark| {
            let name = Value::from(mark.name.as_str()).to_string();
            json.replace(mark.sign, &name[1..name.len() - 1])
        })
    }

    /// Gives special tokens in a value their names back.
    fn name(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                for mark in &self.calls.marks {
                    *text = text.replace(mark.sign, &mark.name);
                }
            }
            Value::Array(values) => values.iter_mut().for_each(|value| self.name(value)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.name(value)),
            _ => {}
        }
    }
}
