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
    /// Where each stands: in which of the files, and where there.
    at: Vec<(u32, At)>,
    /// The files, where there are several.
    files: Vec<PathBuf>,
    /// How often each is learned in a pass, where that is not once.
    repeats: Vec<u32>,
    /// What was left out, and the conversations that have no answer: these are in the list, because which conversation is
    /// measured on goes by number.
    pub left_out: LeftOut,
    /// Fields that say nothing to us, of rows and of messages; some of them, when there are many.
    pub ignored: BTreeSet<String>,
}

impl Conversations {
    pub(crate) fn new(path: &Path, reading: &ConversationReading) -> Self {
        Self { path: path.into(), left_out: LeftOut::new(reading.strict), ..Self::default() }
    }

    /// All of them, if there are any.
    pub(crate) fn any(self) -> Result<Self> {
        if self.conversations.is_empty() {
            let name = self.path.display().to_string();
            return Err(Error::Conversations { name, what: "holds no conversation".into() });
        }
        Ok(self)
    }

    /// Where a conversation stands.
    pub fn place(&self, index: usize) -> Place {
        let (file, at) = self.at[index];
        Place { path: self.files.get(file as usize).unwrap_or(&self.path).clone(), at }
    }

    /// How often a conversation is learned in a pass.
    pub fn repeats(&self, index: usize) -> u32 {
        self.repeats.get(index).copied().unwrap_or(1)
    }

    /// Takes in one more.
    pub(crate) fn push(&mut self, conversation: Conversation, place: Place) {
        self.conversations.push(conversation);
        self.at.push((0, place.at));
    }

    /// Keeps the first so many.
    pub(crate) fn keep(&mut self, most: usize) {
        self.conversations.truncate(most);
        self.at.truncate(most);
    }

    /// Takes in those of another file, each to be learned so often in a pass.
    pub(crate) fn append(&mut self, other: Conversations, times: u32) {
        let file = self.files.len() as u32;
        self.files.push(other.path);
        self.repeats.resize(self.conversations.len() + other.conversations.len(), times);
        self.conversations.extend(other.conversations);
        self.at.extend(other.at.into_iter().map(|(_, at)| (file, at)));
        self.left_out.merge(&other.left_out);
        self.ignored.extend(other.ignored);
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
        self.push(conversation, place);
        Ok(())
    }
}

/// Reads all conversations of a file of rows: JSON, or parquet where its name says so.
///
/// # Errors
/// When it cannot be read, a row is no conversation and no more of these may be skipped (named), or there is none at all.
pub(crate) fn read_rows(path: &Path, reading: &ConversationReading) -> Result<Conversations> {
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
