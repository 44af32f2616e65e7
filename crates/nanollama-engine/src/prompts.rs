//! What texts and conversations are to a model: its tokenizer and its chat template. It computes nothing, and can be copied to
//! where prompts are made while another thread computes.

use std::time::{SystemTime, UNIX_EPOCH};

use nanollama_token::Tokenizer;
use nanollama_token::chat::calls::CallSyntax;
use nanollama_token::chat::{self, Form, Message};
use serde_json::Value as Json;

use crate::error::{Error, Result};
use crate::template::Template;

/// Makes prompts for one model.
#[derive(Clone)]
pub struct Prompts {
    name: String,
    tokenizer: Tokenizer,
    template: Template,
}

impl Prompts {
    pub(crate) fn new(name: &str, tokenizer: &Tokenizer, template: Template) -> Prompts {
        Prompts { name: name.to_owned(), tokenizer: tokenizer.clone(), template }
    }

    /// Of a model that no file has yet: its tokenizer, and the text of its chat template if it is to chat.
    pub fn of(name: &str, tokenizer: &Tokenizer, chat: Option<&str>) -> Prompts {
        Prompts::new(name, tokenizer, Template::of(chat, tokenizer))
    }

    /// The model's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its tokenizer.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// False for a base model, which completes plain text.
    pub fn chats(&self) -> bool {
        !matches!(self.template, Template::None)
    }

    /// The text of the chat template, as Jinja; `None` for a base model, and where the model's cannot be used.
    pub fn template(&self) -> Option<&str> {
        match &self.template {
            Template::Form(Form::Own) => Some(chat::TEMPLATE),
            Template::Form(Form::Foreign(template)) => Some(template.source()),
            Template::None | Template::Broken(_) => None,
        }
    }

    /// The prompt that continues a text: its tokens, after the beginning-of-text token where the model expects one.
    ///
    /// # Errors
    /// [`Error::EmptyPrompt`] when that leaves nothing.
    pub fn text(&self, text: &str) -> Result<Vec<u32>> {
        let ids = self.tokenizer.prompt(text);
        if ids.is_empty() { Err(Error::EmptyPrompt) } else { Ok(ids) }
    }

    /// The prompt that asks the model for the assistant's next message.
    ///
    /// # Errors
    /// [`Error::Template`] for a base model, and when the model's template fails or refuses the messages.
    pub fn chat(&self, messages: &[Message]) -> Result<Vec<u32>> {
        let ids = self.form()?.prompt(&self.tokenizer, messages);
        ids.map_err(|error| Error::of_template(&self.name, error))
    }

    /// The same with tools that the model may call, as OpenAI's objects.
    ///
    /// # Errors
    /// As [`Prompts::chat`]; [`Error::Template`] where the template does not show tools to the model.
    pub fn chat_with_tools(&self, messages: &[Message], tools: &[Json]) -> Result<Vec<u32>> {
        let ids = self.form()?.prompt_with_tools(&self.tokenizer, messages, tools);
        ids.map_err(|error| Error::of_template(&self.name, error))
    }

    /// How the model writes calls of tools.
    ///
    /// # Errors
    /// [`Error::Template`]: it writes none, or in a way that cannot be read back.
    pub fn calls(&self) -> Result<CallSyntax> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        self.form()?.calls(&self.tokenizer, now).map_err(|error| Error::of_template(&self.name, error))
    }

    fn form(&self) -> Result<&Form> {
        let fail = |problem: String| Error::Template { model: self.name.clone(), problem };
        match &self.template {
            Template::Form(form) => Ok(form),
            Template::Broken(problem) => Err(fail(problem.clone())),
            Template::None => Err(fail("it has none; this is a base model, which completes plain text".into())),
        }
    }

    /// A prompt as people read it, special tokens by their names.
    pub fn shown(&self, ids: &[u32]) -> String {
        let mut bytes = Vec::new();
        let mut plain = Vec::new();
        for &id in ids {
            if self.tokenizer.is_special(id) {
                bytes.extend(self.tokenizer.decode(&std::mem::take(&mut plain)));
                bytes.extend(self.tokenizer.token_text(id).unwrap_or_default().into_bytes());
            } else {
                plain.push(id);
            }
        }
        bytes.extend(self.tokenizer.decode(&plain));
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
