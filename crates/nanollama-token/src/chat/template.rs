//! A chat template: the Jinja text of a model's files, run as transformers runs it. What it may use is the environment
//! (`environment.rs`), what minijinja does not read as Jinja2 does is rewritten (`rewrite.rs`). Text comes out; ids are made
//! of it in `chat/prompt.rs`.

mod checks;
mod clock;
mod environment;
mod filters;
mod json;
mod lexer;
mod methods;
mod percent;
mod rewrite;
mod values;

use std::time::{SystemTime, UNIX_EPOCH};

use minijinja::{Environment, Error as JinjaError, Value};
use serde_json::Value as Json;

use super::message::Message;
use crate::error::{Error, Result};
use rewrite::Generation;

/// A template that reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// As it stands in the model's files.
    source: String,
    /// As minijinja reads it.
    rewritten: String,
    /// The same with what stands between generation tags passed through [`rewrite::LEARNED`]; `None` without such tags.
    learned: Option<String>,
}

/// What a template is given.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The conversation.
    pub messages: &'a [Message],
    /// Tools that the model may call; a template sees `none` where there are none.
    pub tools: Option<&'a [Json]>,
    /// Documents that the model may read; `none` likewise.
    pub documents: Option<&'a [Json]>,
    /// True for a prompt that the assistant is to answer.
    pub generation_prompt: bool,
    /// Special tokens by their parts: `bos_token`, `eos_token`, …, and lists of them.
    pub tokens: &'a [(String, Json)],
    /// The present moment, in seconds since 1970.
    pub now: u64,
}

impl<'a> Asked<'a> {
    /// A prompt of these messages, now.
    pub fn prompt(messages: &'a [Message], tokens: &'a [(String, Json)]) -> Asked<'a> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Asked { messages, tools: None, documents: None, generation_prompt: true, tokens, now }
    }
}

impl Template {
    /// A template from its text.
    ///
    /// # Errors
    /// [`Error::Template`] when it is no Jinja, or uses what this program cannot do as Jinja2 does it.
    pub fn new(source: &str) -> Result<Template> {
        let rewrite = |generation| rewrite::rewrite(source, generation).map_err(|problem| Error::Template { problem });
        let (rewritten, learned) = (rewrite(Generation::Plain)?, rewrite(Generation::Learned)?);
        let learned = (learned != rewritten).then_some(learned);
        let template = Template { source: source.to_owned(), rewritten, learned };
        environment::new(0).template_from_str(&template.rewritten).map_err(|error| describe(&error))?;
        Ok(template)
    }

    /// The text, as it stands in the model's files.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// A conversation as the model wants to read it.
    ///
    /// # Errors
    /// [`Error::Template`]: what the template says about the messages, or why it cannot be run.
    pub fn render(&self, asked: &Asked<'_>) -> Result<String> {
        self.run(&environment::new(asked.now), &self.rewritten, asked)
    }

    /// Whether it says with tags what is to be learned.
    pub(super) fn marks_learned(&self) -> bool {
        self.learned.is_some()
    }

    /// [`Template::render`] with what is to be learned between marks.
    ///
    /// # Errors
    /// As [`Template::render`].
    pub(super) fn render_learned(&self, asked: &Asked<'_>, mark: char) -> Result<String> {
        let mut environment = environment::new(asked.now);
        environment.add_filter(rewrite::LEARNED, move |text: String| format!("{mark}{text}{mark}"));
        self.run(&environment, self.learned.as_ref().unwrap_or(&self.rewritten), asked)
    }

    fn run(&self, environment: &Environment<'_>, text: &str, asked: &Asked<'_>) -> Result<String> {
        let list =
            |values: Option<&[Json]>| values.map_or(Value::from(()), |values| values.iter().map(value).collect());
        let mut given = vec![
            ("messages", asked.messages.iter().map(|message| value(&message.for_template())).collect()),
            ("tools", list(asked.tools)),
            ("documents", list(asked.documents)),
            ("add_generation_prompt", Value::from(asked.generation_prompt)),
        ];
        given.extend(asked.tokens.iter().map(|(part, names)| (part.as_str(), value(names))));
        let values = Value::from_pairs(given);
        let template = environment.template_from_str(text).map_err(|error| describe(&error))?;
        template.render(values).map_err(|error| describe(&error))
    }
}

/// JSON as `tojson` writes it, which is how Python does.
pub(super) fn to_json(json: &Json) -> String {
    json::plain(&value(json))
}

/// JSON as templates see it.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::from(()),
        Json::Bool(is) => Value::from(*is),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) => Value::from(whole),
            (None, Some(whole)) => Value::from(whole),
            (None, None) => Value::from(number.as_f64().unwrap_or(f64::NAN)),
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(values) => values.iter().map(value).collect(),
        Json::Object(fields) => Value::from_pairs(fields.iter().map(|(name, field)| (name.as_str(), value(field)))),
    }
}

fn describe(error: &JinjaError) -> Error {
    let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let problem = match error.line() {
        Some(line) => format!("line {line}: {what}"),
        None => what,
    };
    Error::Template { problem }
}

#[cfg(test)]
mod tests;
