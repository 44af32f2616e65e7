//! Conversations for fine-tuning, one a row, in the forms that people have. Reading is strict about form and says nothing
//! about which roles may follow each other: that is the chat template's matter.

use std::collections::BTreeSet;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use nanollama_store::json_rows::JsonRows;
use nanollama_store::parquet::Rows;
use nanollama_store::place::{At, Place};
use nanollama_store::text::Text;
use nanollama_token::Tokenizer;
use nanollama_token::chat::{Form, Message};
use rayon::prelude::*;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::left_out::{LeftOut, Why};
use crate::packing::Example;

mod form;
mod message;
mod reading;
mod role;

pub(crate) use form::{is_known, is_list_of_messages, messages_of_row};
pub use reading::ConversationReading;
pub use role::Roles;

/// Messages in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// At least one.
    pub messages: Vec<Message>,
}

impl Conversation {
    /// The conversation as one line of JSON, without its line end.
    pub fn to_json(&self) -> String {
        serde_json::json!({ "messages": self.messages.iter().map(Message::to_json).collect::<Vec<_>>() }).to_string()
    }

    fn has_answer(&self) -> bool {
        self.messages.iter().any(|message| message.role() == "assistant")
    }
}

/// The conversations of a file.
#[derive(Clone, Debug, Default)]
pub struct Conversations {
    path: PathBuf,
    /// In order.
    pub conversations: Vec<Conversation>,
    /// Where each stands.
    at: Vec<At>,
    /// What was left out, and the conversations that have no answer: these are in the list, because which conversation is
    /// measured on goes by number.
    pub left_out: LeftOut,
    /// Fields that say nothing to us, of rows and of messages; some of them, when there are many.
    pub ignored: BTreeSet<String>,
}

impl Conversations {
    fn new(path: &Path, reading: &ConversationReading) -> Self {
        Self { path: path.into(), left_out: LeftOut::new(reading.strict), ..Self::default() }
    }

    /// All of them, if there are any.
    fn any(self) -> Result<Self> {
        if self.conversations.is_empty() {
            let name = self.path.display().to_string();
            return Err(Error::Conversations { name, what: "holds no conversation".into() });
        }
        Ok(self)
    }

    /// Where a conversation stands.
    pub fn place(&self, index: usize) -> Place {
        Place { path: self.path.clone(), at: self.at[index] }
    }

    /// The conversations as token ids with what is to be learned, on all cores: of each one example, or one a turn where the
    /// form writes earlier turns in another way than the last. `now`, in seconds since 1970, is for templates.
    ///
    /// # Errors
    /// When the tokenizer has no chat tokens, a role is no word, or a template refuses; the message gives the place.
    pub fn render(&self, tokenizer: &Tokenizer, form: &Form, now: u64) -> Result<Vec<Vec<Example>>> {
        let one = |(index, conversation): (usize, &Conversation)| {
            let rendered = form.examples(tokenizer, &conversation.messages, now).map_err(|error| match error {
                nanollama_token::Error::Message { index: message, problem } => {
                    let what = format!("message {}: {problem}", message + 1);
                    Error::Conversation { place: self.place(index), what }
                }
                nanollama_token::Error::Template { problem } => {
                    Error::Conversation { place: self.place(index), what: problem }
                }
                other => other.into(),
            })?;
            Ok(rendered.into_iter().map(|one| Example { tokens: one.ids, trained: one.mask }).collect())
        };
        self.conversations.par_iter().enumerate().map(one).collect()
    }

    /// Takes a row in, or counts it as a bad one.
    fn take(&mut self, place: Place, row: Result<Value>, reading: &ConversationReading) -> Result<()> {
        let messages = row.and_then(|row| {
            let read = form::messages_of_row(row, &reading.roles, &mut self.ignored);
            read.map_err(|what| Error::Conversation { place: place.clone(), what })
        });
        let conversation = match messages {
            Ok(messages) => Conversation { messages },
            Err(error) => return self.left_out.bad_row(error, reading.skip_bad),
        };
        if !conversation.has_answer() {
            self.left_out.add(Why::NoAnswer, || place.to_string())?;
        }
        self.conversations.push(conversation);
        self.at.push(place.at);
        Ok(())
    }
}

/// Reads all conversations of a file: rows of JSON, or of parquet where its name says so.
///
/// # Errors
/// When it cannot be read, a row is no conversation and no more of these may be skipped (named), or there is none at all.
pub fn read_conversations(path: &Path, reading: &ConversationReading) -> Result<Conversations> {
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet")) {
        return read_parquet(path, reading);
    }
    read_json(path, Text::open(path, reading.encoding)?, reading)
}

fn read_json<R: BufRead>(path: &Path, text: R, reading: &ConversationReading) -> Result<Conversations> {
    let mut read = Conversations::new(path, reading);
    let mut rows = JsonRows::new(path, text, form::is_list_of_messages)?;
    loop {
        let row = match rows.next_row() {
            Ok(None) => return read.any(),
            Ok(Some(row)) => row.value(),
            Err(error) => Err(error),
        };
        read.take(rows.place(), row.map_err(Error::from), reading)?;
    }
}

fn read_parquet(path: &Path, reading: &ConversationReading) -> Result<Conversations> {
    let mut read = Conversations::new(path, reading);
    let mut rows = Rows::open(path, form::is_known)?;
    read.ignored = rows.columns().iter().filter(|name| !form::is_known(name)).cloned().collect();
    while let Some(row) = rows.next_row()? {
        read.take(rows.place(), Ok(row), reading)?;
    }
    read.any()
}

#[cfg(test)]
mod tests;
