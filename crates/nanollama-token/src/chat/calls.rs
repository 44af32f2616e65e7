//! How a model writes calls of tools: found by rendering its template with calls whose parts are known, held by reading
//! those back. A template in which that fails is refused, so what is read is what was written.
//!
//! Nearly all templates write `OPEN name MIDDLE arguments`, then `BETWEEN name MIDDLE arguments` for each further call, then
//! `END`. Arguments are a JSON object or, in the form of tags, field by field. Finding is in `probe.rs` and `fields.rs`,
//! reading in `read.rs` and, as a call is written, in `growth.rs`; a grammar that lets nothing else pass is `nanollama-grammar`'s.

mod fields;
mod growth;
mod kinds;
mod probe;
mod read;
mod slots;
mod syntax;

use serde_json::Value as Json;

use super::message::Message;
use super::prompt::named;
use super::template::{Asked, Template};
use crate::error::{Error, Result};
use crate::tokenizer::Tokenizer;
pub use growth::{Begun, Growth};
pub use kinds::{ValueKind, branches};
pub use read::Answer;
pub use syntax::{Arguments, Call, CallSyntax, FieldForm, Fields, Piece, Spelling, Tool};

impl CallSyntax {
    /// How a model with this template writes calls, at the moment `now` (seconds since 1970).
    ///
    /// # Errors
    /// [`Error::Template`]: it writes no calls, or in a way that cannot be read back.
    pub fn of(template: &Template, tokenizer: &Tokenizer, now: u64) -> Result<CallSyntax> {
        let ends: Vec<String> = tokenizer.end_tokens(true).iter().filter_map(|&id| tokenizer.token_text(id)).collect();
        CallSyntax::with(template, &named(tokenizer), &ends, now)
    }

    /// The same with special tokens by their parts, and the names of those that end an answer.
    pub(crate) fn with(
        template: &Template,
        tokens: &[(String, Json)],
        ends: &[String],
        now: u64,
    ) -> Result<CallSyntax> {
        let render = |messages: &[Message], tools: Option<&[Json]>, generation_prompt: bool| {
            template.render(&Asked { messages, tools, documents: None, generation_prompt, tokens, now })
        };
        probe::find(&render, ends).map_err(|problem| Error::Template { problem })
    }
}

#[cfg(test)]
mod tests;
