//! Conversations packed into rows, of which only what the assistant says counts.

use std::path::Path;

use nanollama_data::{
    ConversationFeed, ConversationPass, Example, Feed, PackedConversations, PackingReport, ValidationRule,
    read_conversations, render,
};
use nanollama_token::Tokenizer;
use nanollama_token::chat::Message;

use super::data::{Batches, StageData};
use crate::error::{Error, Result};
use crate::plan::{Base, DataFacts, Order, Plan, Stage, StepShape};
use crate::ranks::Ranks;
use crate::recipe::Recipe;

/// Held-out conversations whose beginnings are kept for samples.
const OPENINGS: usize = 16;

/// A file of conversations, read, rendered and packed once: a plan counts them, and its run is fed with them.
pub struct Conversations {
    facts: DataFacts,
    train: PackedConversations,
    /// `None` when none of those to measure on has anything to learn.
    valid: Option<PackedConversations>,
    /// What some of `valid` begin with, up to the assistant's first turn.
    openings: Vec<Vec<Message>>,
}

impl Conversations {
    /// Reads a file as a plan of `recipe` for `stage` on `base` will want it.
    ///
    /// # Errors
    /// When a setting is out of its range, the file has no usable conversation, or the tokenizer has no chat tokens.
    pub fn read(path: &Path, tokenizer: &Tokenizer, recipe: &Recipe, stage: Stage, base: &Base) -> Result<Self> {
        let recipe = stage.settle(recipe)?;
        let held_out = (recipe.held_out(), Order::Rows);
        Self::split(path, tokenizer, recipe.row_tokens(&base.config), held_out, recipe.run_seed())
    }

    /// Reads the file of a stored plan again.
    pub(crate) fn of_plan(plan: &Plan, tokenizer: &Tokenizer) -> Result<Self> {
        let path = &plan.data.only()?.path;
        Self::split(path, tokenizer, plan.step.context, (plan.validation_fraction, plan.order), plan.seed)
    }

    /// Which conversations are measured on depends on the file, the fraction, the order and the seed alone.
    fn split(
        path: &Path,
        tokenizer: &Tokenizer,
        context: usize,
        (fraction, order): (f64, Order),
        seed: u64,
    ) -> Result<Self> {
        let conversations = read_conversations(path)?;
        if conversations.len() < 2 {
            return Err(Error::OneConversation { path: path.to_owned() });
        }
        let known = conversations.len() as u64;
        let rule = match order {
            Order::Rows => ValidationRule::new(seed, fraction, u64::MAX, known)?,
            Order::Documents => ValidationRule::in_equal_blocks(seed, fraction, u64::MAX, known)?,
        };
        let name = path.display().to_string();
        let rendered = render(&name, &conversations, tokenizer)?;
        let (mut train, mut valid, mut openings) = (Vec::new(), Vec::new(), Vec::new());
        for ((number, example), conversation) in (0..).zip(rendered).zip(&conversations) {
            if !rule.takes(number) {
                train.push(example);
                continue;
            }
            valid.push(example);
            if openings.len() < OPENINGS {
                openings.extend(opening(&conversation.messages));
            }
        }
        let train_bytes = train.iter().map(|example| text_bytes(example, tokenizer)).sum();
        let pad = pad(tokenizer);
        let train = PackedConversations::new(&name, train, context, seed, pad)?;
        let valid = match PackedConversations::new(&name, valid, context, seed, pad) {
            Err(nanollama_data::Error::NoAnswer { .. }) => None,
            packed => Some(packed?),
        };
        let positions = |packed: &PackedConversations| packed.report().rows * context as u64;
        let facts = DataFacts {
            path: std::path::absolute(path).map_err(|source| Error::io(path, "find", source))?,
            train_tokens: positions(&train),
            valid_tokens: valid.as_ref().map_or(0, positions),
            train_bytes,
            tokenizer_hash: tokenizer.hash(),
            vocabulary: tokenizer.vocab_size(),
        };
        Ok(Conversations { facts, train, valid, openings })
    }

    /// What a plan needs to know of them.
    pub fn facts(&self) -> &DataFacts {
        &self.facts
    }

    /// What becomes of those that are learned from.
    pub fn report(&self) -> PackingReport {
        self.train.report()
    }
}

/// What comes before the assistant's first turn; `None` when there is nothing or no such turn.
fn opening(messages: &[Message]) -> Option<Vec<Message>> {
    let first = messages.iter().position(|message| message.role() == "assistant")?;
    (first > 0).then(|| messages[..first].to_vec())
}

/// UTF-8 bytes of an example's text; special tokens have none.
fn text_bytes(example: &Example, tokenizer: &Tokenizer) -> u64 {
    example.tokens.iter().filter_map(|&id| tokenizer.token_bytes(id)).map(|bytes| bytes.len() as u64).sum()
}

/// What stands where there is no content; it is never learned, so any token does.
fn pad(tokenizer: &Tokenizer) -> u32 {
    tokenizer.pad().or(tokenizer.eos()).unwrap_or(0)
}

/// Both splits as a run is fed with them.
pub(crate) struct ConversationData {
    train: ConversationFeed,
    valid: Option<PackedConversations>,
    openings: Vec<Vec<Message>>,
    /// Rows of a batch.
    rows: usize,
    /// Validation batches, at most.
    eval_batches: u64,
}

impl ConversationData {
    pub(crate) fn new(conversations: Conversations, plan: &Plan) -> Result<Self> {
        let Conversations { train, valid, openings, .. } = conversations;
        let StepShape { rows, context, .. } = plan.step;
        let train = ConversationFeed::new(train, rows, Ranks::ONE.rank())?;
        let eval_batches = plan.watch.eval_tokens.div_ceil((rows * context) as u64);
        Ok(ConversationData { train, valid, openings, rows, eval_batches })
    }
}

impl StageData for ConversationData {
    fn feed(&mut self) -> &mut dyn Feed {
        &mut self.train
    }

    fn validation(&self) -> Result<Option<Batches<'_>>> {
        let Some(packed) = &self.valid else { return Ok(None) };
        let (mut pass, mut left) = (ConversationPass::new(packed, self.rows)?, self.eval_batches);
        Ok(Some(Box::new(move |batch| {
            let any = left > 0 && pass.next_into(batch);
            left = left.saturating_sub(1);
            Ok(any)
        })))
    }

    fn opening(&self, number: u64) -> Option<&[Message]> {
        let index = number.checked_rem(self.openings.len() as u64)?;
        Some(&self.openings[index as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_ends_before_the_assistant_speaks() {
        let say = |role: &str| Message::new(role, role);
        let opening_of = |roles: &[&str]| {
            let messages: Vec<Message> = roles.iter().map(|role| say(role)).collect();
            opening(&messages)
                .map(|opening| opening.into_iter().map(|message| message.role().to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(opening_of(&["user", "assistant", "user", "assistant"]).unwrap(), ["user"]);
        assert_eq!(opening_of(&["system", "user", "assistant"]).unwrap(), ["system", "user"]);
        assert_eq!(opening_of(&["assistant", "user"]), None);
        assert_eq!(opening_of(&["user"]), None);
    }
}
