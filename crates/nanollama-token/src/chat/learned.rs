//! What a model learns of a conversation that is written by its own template. Where the template says it with
//! `{% generation %}`, that is taken. Elsewhere it is found by rendering beginnings of the conversation: what the template
//! adds to the prompt for a turn when the turn is there is what the model has to say, up to the token that ends the turn. Ids
//! are made stretch by stretch, so a prompt has the ids that it has when the model is asked.

use std::ops::Range;

use super::message::Message;
use super::prompt::{Quotes, begun, named};
use super::template::{Asked, Template};
use super::{ASSISTANT, Rendered};
use crate::error::{Error, Result};
use crate::tokenizer::Tokenizer;

impl Template {
    /// What is learned from a conversation; `now`, in seconds since 1970, is what the template takes for the present. One
    /// example, or one a turn where the template writes earlier turns in another way than the last (reasoning is left out).
    ///
    /// # Errors
    /// [`Error::Template`] when nobody can tell what the model says: the template refuses a beginning of the conversation, or
    /// writes a prompt that the whole does not begin with, or no token that ends the turn; and as [`Template::render`].
    pub fn examples(&self, tokenizer: &Tokenizer, messages: &[Message], now: u64) -> Result<Vec<Rendered>> {
        let tokens = named(tokenizer);
        let asked = Asked { generation_prompt: false, now, ..Asked::prompt(messages, &tokens) };
        let quotes = Quotes::new(tokenizer, self, &asked)?;
        let writing = Writing { template: self, tokenizer, asked, quotes };
        match self.marks_learned() && messages.iter().all(Message::is_learned) {
            true => writing.by_tags().map(|example| vec![example]),
            false => writing.by_turns(),
        }
    }
}

/// A conversation on its way to examples.
struct Writing<'a> {
    template: &'a Template,
    tokenizer: &'a Tokenizer,
    /// All messages, without a prompt for another.
    asked: Asked<'a>,
    quotes: Quotes<'a>,
}

impl Writing<'_> {
    fn by_tags(&self) -> Result<Rendered> {
        let mark = self.quotes.further_mark(self.template, &self.asked)?;
        let marked = self.quotes.mark(&self.asked, &|asked| self.template.render_learned(asked, mark))?;
        if marked.replace(mark, "") != self.quotes.render(self.template, &self.asked)? {
            return Err(fault("what stands between {% generation %} and {% endgeneration %} is changed afterwards"));
        }
        let (mut text, mut learned) = (String::new(), Vec::new());
        for (index, part) in marked.split(mark).enumerate() {
            let start = text.len();
            text.push_str(part);
            if index % 2 == 1 {
                learned.push(start..text.len());
            }
        }
        self.example(&text, &learned)
    }

    fn by_turns(&self) -> Result<Vec<Rendered>> {
        let messages = self.asked.messages;
        let whole = self.text(messages.len(), false)?;
        let turns: Vec<usize> = (0..messages.len()).filter(|&turn| messages[turn].role() == ASSISTANT).collect();
        let (mut spans, mut alone) = (Vec::new(), Vec::new());
        for turn in turns {
            let (with, span) = self.turn(turn)?;
            if messages[turn].is_learned() {
                if whole.starts_with(&with) {
                    spans.push(span.clone());
                }
                alone.push((with, span));
            }
        }
        if spans.len() == alone.len() {
            return Ok(vec![self.example(&whole, &spans)?]);
        }
        alone.into_iter().map(|(text, span)| self.example(&text[..span.end], &[span])).collect()
    }

    /// The conversation through a turn, and what of it the model says there.
    fn turn(&self, turn: usize) -> Result<(String, Range<usize>)> {
        let at = |what: &str| fault(&format!("message {}: {what}", turn + 1));
        let prompt = self.text(turn, true)?;
        let with = self.text(turn + 1, false)?;
        let Some(said) = with.strip_prefix(&prompt) else {
            let common = prompt.chars().zip(with.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            let near = |text: &str| text[common..].chars().take(24).collect::<String>();
            let (asked, written) = (near(&prompt), near(&with));
            return Err(at(&format!("its prompt goes on with {asked:?} where the whole has {written:?}")));
        };
        let end = self.quotes.end_of_turn(said, &self.tokenizer.stop_tokens());
        // Where the answer follows at once, as with [/INST], the prompt needs nothing more than what was asked.
        if let Some(name) = self.quotes.begins_with(said)
            && end != Some(name.len())
            && prompt == self.text(turn, false)?
        {
            return Err(at(&format!(
                "the template has no prompt for an answer (add_generation_prompt changes nothing), and {name} comes before it"
            )));
        }
        let end =
            end.ok_or_else(|| at("the template writes no token that ends the answer, so no model learns to stop"))?;
        let span = prompt.len()..prompt.len() + end;
        Ok((with, span))
    }

    /// The first messages, with a prompt for the next or without.
    fn text(&self, count: usize, prompt: bool) -> Result<String> {
        let messages = &self.asked.messages[..count];
        let asked = Asked { messages, generation_prompt: prompt, ..self.asked.clone() };
        self.quotes.render(self.template, &asked).map_err(|error| match error {
            Error::Template { problem } if count < self.asked.messages.len() => {
                fault(&format!("of the first {count} messages alone: {problem}"))
            }
            other => other,
        })
    }

    /// The ids of a text of which these stretches, in order, are learned.
    fn example(&self, text: &str, learned: &[Range<usize>]) -> Result<Rendered> {
        let mut rendered = Rendered::default();
        let (mut done, mut first) = (0, true);
        let borders = learned.iter().flat_map(|span| [(span.start, false), (span.end, true)]);
        for (end, is_learned) in borders.chain([(text.len(), false)]) {
            let mut ids = Vec::new();
            self.quotes.encode(&text[done..end], &mut ids)?;
            if std::mem::take(&mut first) {
                ids = begun(self.tokenizer, ids);
            }
            rendered.ids.extend(ids);
            rendered.mask.resize(rendered.ids.len(), is_learned);
            done = end;
        }
        Ok(rendered)
    }
}

fn fault(what: &str) -> Error {
    Error::Template { problem: format!("what of a conversation is to be learned cannot be told: {what}") }
}

#[cfg(test)]
mod tests;
