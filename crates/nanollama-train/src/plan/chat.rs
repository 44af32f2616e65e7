//! How the model that a plan makes is to be chatted with.

use nanollama_token::Tokenizer;
use nanollama_token::chat::{self, Form};

use super::{FeedKind, Plan};
use crate::error::Result;

impl Plan {
    /// The chat template of the model that it makes. Its presence is the record that a model was trained on chat: a model that
    /// has its own keeps it, and a model that reads text stays what it was.
    pub fn chat_template(&self) -> Option<&str> {
        let base = self.base.as_ref().and_then(|base| base.chat_template.as_deref());
        match self.stage.feed {
            FeedKind::Text => base,
            _ if self.by_template() => base,
            _ => Some(chat::TEMPLATE),
        }
    }

    /// How its conversations are written.
    ///
    /// # Errors
    /// When the model's own template cannot be run.
    pub(crate) fn chat_form(&self, tokenizer: &Tokenizer) -> Result<Form> {
        let own = self.chat_template().filter(|_| self.by_template());
        Ok(Form::of(own, tokenizer)?)
    }

    fn by_template(&self) -> bool {
        self.data.iter().any(|facts| facts.reading.by_template.is_some())
    }
}
