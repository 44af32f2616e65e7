//! A conversation: who said what, rendered for the model each time it is to answer. What was computed for earlier turns lies
//! in the engine's cache and is used again.
//!
//! When the conversation outgrows the context the oldest messages are forgotten, two at a time, and [`Reply::forgotten`]
//! says how many; a system message stays. A base model has no turns: each message is completed on its own.

use std::ops::ControlFlow;

use nanollama_token::chat::Message;

use crate::calls;
use crate::engine::Engine;
use crate::error::Result;
use crate::finished::Finished;
use crate::request::Generate;
use crate::sampling::Sampling;

/// A conversation's history.
#[derive(Debug, Clone, Default)]
pub struct Chat {
    system: Option<Message>,
    messages: Vec<Message>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// What was generated.
    pub finished: Finished,
    /// Messages that no longer fitted the context and are gone.
    pub forgotten: usize,
}

impl Chat {
    /// A conversation that begins with a system message, or with nothing.
    pub fn new(system: Option<&str>) -> Self {
        Chat { system: system.map(|text| Message::new("system", text)), messages: Vec::new() }
    }

    /// What has been said, without the system message.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The system message's text.
    pub fn system(&self) -> Option<String> {
        self.system.as_ref().map(Message::text)
    }

    /// Changes the system message, for all that is answered from now on.
    pub fn set_system(&mut self, text: Option<&str>) {
        self.system = text.map(|text| Message::new("system", text));
    }

    /// All of it, the system message first.
    pub fn all(&self) -> Vec<Message> {
        self.system.iter().chain(&self.messages).cloned().collect()
    }

    /// A conversation that was held before; a system message may come first.
    pub fn of(messages: Vec<Message>) -> Self {
        let mut messages = messages;
        let first = messages.first().is_some_and(|message| message.role() == "system");
        Chat { system: first.then(|| messages.remove(0)), messages }
    }

    /// Takes the last question and what was answered back, and gives the question.
    pub fn take_back(&mut self) -> Option<String> {
        let place = self.messages.iter().rposition(|message| message.role() == "user")?;
        self.messages.drain(place..).next().map(|question| question.text())
    }

    /// Starts anew; the system message stays.
    pub fn clear(&mut self) {
        self.messages.clear();
    }

    /// Says something and gets the answer, piece by piece through `on_text`. A base model ([`Engine::chats`] is false)
    /// completes the text instead, and nothing is remembered. A failed turn leaves the history as it was.
    ///
    /// # Errors
    /// [`crate::Error::TooLong`] when this message alone does not fit; [`crate::Error::Template`]; what [`Engine::generate`] reports.
    pub fn say(
        &mut self,
        engine: &mut Engine,
        text: &str,
        sampling: &Sampling,
        on_text: impl FnMut(&str) -> ControlFlow<()>,
    ) -> Result<Reply> {
        self.say_as(engine, text, Generate::new(sampling.clone()), on_text)
    }

    /// The same with all that can be said of how the answer is made.
    ///
    /// # Errors
    /// As [`Chat::say`], and where a guide allows nothing.
    pub fn say_as(
        &mut self,
        engine: &mut Engine,
        text: &str,
        generate: Generate,
        on_text: impl FnMut(&str) -> ControlFlow<()>,
    ) -> Result<Reply> {
        if !engine.chats() {
            let prompt = engine.prompt(text)?;
            return Ok(Reply { finished: engine.generate_as(&prompt, generate, on_text)?, forgotten: 0 });
        }
        let mut messages = self.messages.clone();
        messages.push(Message::new("user", text));
        let (prompt, forgotten) = self.fit(engine, &messages, &generate.sampling)?;
        let finished = engine.generate_as(&prompt, generate, on_text)?;
        messages.drain(..forgotten);
        let said = calls::message(engine.tokenizer(), &finished.tokens);
        messages.push(said.unwrap_or_else(|| Message::new("assistant", finished.text.as_str())));
        self.messages = messages;
        Ok(Reply { finished, forgotten })
    }

    /// The prompt of as many of the newest messages as leave room for an answer, and how many are left out.
    fn fit(&self, engine: &Engine, messages: &[Message], sampling: &Sampling) -> Result<(Vec<u32>, usize)> {
        let context = engine.context();
        let answer = sampling.max_tokens.min(context / 4).max(1);
        let mut forgotten = 0;
        loop {
            let shown: Vec<Message> = self.system.iter().chain(&messages[forgotten..]).cloned().collect();
            let prompt = engine.chat_prompt(&shown)?;
            let last = forgotten + 1 == messages.len();
            // The newest message alone may take the answer's room, as long as there is any.
            if prompt.len() + answer <= context || (last && prompt.len() < context) {
                return Ok((prompt, forgotten));
            }
            if last {
                return Err(engine.scheduler.too_long(prompt.len()));
            }
            forgotten = (forgotten + 2).min(messages.len() - 1);
        }
    }
}

impl Engine {
    /// The prompt that asks the model for the assistant's next message.
    ///
    /// # Errors
    /// [`crate::Error::Template`] for a base model, and when the model's template fails or refuses the messages.
    pub fn chat_prompt(&self, messages: &[Message]) -> Result<Vec<u32>> {
        self.prompts().chat(messages)
    }
}

#[cfg(test)]
mod tests;
