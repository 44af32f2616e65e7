//! Which way a model writes its conversations: as this program trains them, or by the template of its own files.

use serde_json::Value as Json;

use super::calls::CallSyntax;
use super::message::Message;
use super::prompt::named;
use super::template::{Asked, Template};
use super::{Rendered, TEMPLATE, render, render_prompt, supports};
use crate::error::{Error, Result};
use crate::tokenizer::Tokenizer;

/// How conversations become ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// As this program trains them.
    Own,
    /// By the template of a model's files.
    Foreign(Template),
}

impl Form {
    /// The form of a model with this template; our own where there is none, or where it is ours.
    ///
    /// # Errors
    /// [`crate::Error::Template`] when it is no Jinja, or uses what this program cannot do as Jinja2 does it.
    pub fn of(template: Option<&str>, tokenizer: &Tokenizer) -> Result<Form> {
        match template {
            Some(text) if text.trim() != TEMPLATE.trim() || !supports(tokenizer) => {
                Template::new(text).map(Form::Foreign)
            }
            _ => Ok(Form::Own),
        }
    }

    /// The prompt that asks the model for the assistant's next message.
    ///
    /// # Errors
    /// As [`render_prompt`] and [`Template::prompt`].
    pub fn prompt(&self, tokenizer: &Tokenizer, messages: &[Message]) -> Result<Vec<u32>> {
        match self {
            Form::Own => render_prompt(tokenizer, messages),
            Form::Foreign(template) => template.prompt(tokenizer, messages),
        }
    }

    /// The same with tools that the model may call, as OpenAI's objects.
    ///
    /// # Errors
    /// [`crate::Error::Template`]: as [`Form::prompt`], and where tools are not shown to the model.
    pub fn prompt_with_tools(&self, tokenizer: &Tokenizer, messages: &[Message], tools: &[Json]) -> Result<Vec<u32>> {
        let template = self.that_shows_tools()?;
        let tokens = named(tokenizer);
        template.ids(tokenizer, &Asked { tools: Some(tools), ..Asked::prompt(messages, &tokens) })
    }

    /// How the model writes calls of tools, at the moment `now` (seconds since 1970).
    ///
    /// # Errors
    /// As [`CallSyntax::of`].
    pub fn calls(&self, tokenizer: &Tokenizer, now: u64) -> Result<CallSyntax> {
        CallSyntax::of(self.that_shows_tools()?, tokenizer, now)
    }

    fn that_shows_tools(&self) -> Result<&Template> {
        match self {
            Form::Foreign(template) => Ok(template),
            Form::Own => Err(Error::Template {
                problem: "this program's own form of chat does not show tools to the model".into(),
            }),
        }
    }

    /// What is learned from a conversation, at the moment `now` (seconds since 1970): one example, or one a turn where the
    /// template writes earlier turns in another way than the last.
    ///
    /// # Errors
    /// As [`render`] and [`Template::examples`].
    pub fn examples(&self, tokenizer: &Tokenizer, messages: &[Message], now: u64) -> Result<Vec<Rendered>> {
        match self {
            Form::Own => render(tokenizer, messages).map(|rendered| vec![rendered]),
            Form::Foreign(template) => template.examples(tokenizer, messages, now),
        }
    }
}
