//! Fine-tuning: conversations packed into rows, only what the assistant says counts.

use std::path::Path;

use nanollama_bundle::{StoredAs, StoredModel};
use nanollama_data::{
    Conversation, ConversationFeed, Example, Feed, FeedShape, PackingReport, ValidationRule, read_conversations,
};
use nanollama_store::run::Run;
use nanollama_token::Tokenizer;
use nanollama_token::chat::{self, Message};

use super::{Batches, Material};
use crate::error::{Error, Result};
use crate::plan::{Base, DataFacts, Plan, Start, validation_fraction};
use crate::recipe::Recipe;
use crate::run::stored_plan;

/// What a plan needs to know of a model that was opened as `name`. A run of ours (in `runs`) also says at which rates it was
/// trained; its checkpoint is named by step, so that a later one cannot take its place, and a file by its absolute path.
///
/// # Errors
/// When the run's plan cannot be read.
pub fn base(name: &str, source: &StoredModel, runs: &Path) -> Result<Base> {
    let config = source.config().clone();
    match source.stored_as() {
        StoredAs::Checkpoint { run, step } => {
            let plan = stored_plan(&Run::open(runs, run)?)?;
            Ok(Base { name: format!("{run}@{step}"), config, rates: plan.map(|plan| plan.rates) })
        }
        StoredAs::Gguf | StoredAs::HuggingFace => {
            let path = std::path::absolute(name).map_err(|source| Error::io(Path::new(name), "find", source))?;
            Ok(Base { name: path.display().to_string(), config, rates: None })
        }
    }
}

/// Held-out conversations whose beginnings are kept for samples.
const OPENINGS: usize = 16;

/// Conversations as ids, in two splits.
struct Rendered {
    train: Vec<Example>,
    valid: Vec<Example>,
    /// What some of `valid` begin with, up to the assistant's first turn.
    openings: Vec<Vec<Message>>,
}

/// Which conversations are measured on depends on the file, the fraction and the seed alone.
fn render(path: &Path, tokenizer: &Tokenizer, fraction: f64, seed: u64) -> Result<Rendered> {
    let conversations = read_conversations(path)?;
    let known = conversations.len() as u64;
    if known < 2 {
        let what = "it holds one conversation; at least two are needed, one to learn from and one to measure on";
        return Err(Error::recipe(&path.display().to_string(), what));
    }
    let rule = ValidationRule::new(seed, fraction, u64::MAX, known)?;
    let mut rendered = Rendered { train: Vec::new(), valid: Vec::new(), openings: Vec::new() };
    for (number, Conversation { messages }) in conversations.iter().enumerate() {
        let chat::Rendered { ids, mask } = chat::render(tokenizer, messages)?;
        let example = Example { tokens: ids, trained: mask };
        if !rule.takes(number as u64) {
            rendered.train.push(example);
            continue;
        }
        rendered.valid.push(example);
        if rendered.openings.len() < OPENINGS {
            rendered.openings.extend(opening(messages));
        }
    }
    Ok(rendered)
}

/// What comes before the assistant's first turn; `None` when there is nothing or no such turn.
fn opening(messages: &[Message]) -> Option<Vec<Message>> {
    let first = messages.iter().position(|message| message.role == "assistant")?;
    (first > 0).then(|| messages[..first].to_vec())
}

/// Counts a file of conversations as a plan needs it, and what becomes of them.
///
/// # Errors
/// When the file has no usable conversation, or the tokenizer has no chat tokens.
pub fn facts(path: &Path, tokenizer: &Tokenizer, recipe: &Recipe, base: &Base) -> Result<(DataFacts, PackingReport)> {
    let context = recipe.context.unwrap_or(base.config.context);
    let fraction = validation_fraction(recipe, &Start::Base(base.clone()));
    count(path, tokenizer, context, fraction, recipe.seed.unwrap_or(0))
}

/// The facts of a stored plan's data as it is now.
pub(crate) fn facts_again(plan: &Plan, tokenizer: &Tokenizer) -> Result<DataFacts> {
    let context = plan.batch.context;
    count(&plan.data.path, tokenizer, context, plan.validation_fraction, plan.seed).map(|(facts, _)| facts)
}

fn count(
    path: &Path,
    tokenizer: &Tokenizer,
    context: usize,
    fraction: f64,
    seed: u64,
) -> Result<(DataFacts, PackingReport)> {
    let Rendered { train, valid, .. } = render(path, tokenizer, fraction, seed)?;
    let name = path.display().to_string();
    let bytes = |example: &Example| {
        example.tokens.iter().filter_map(|&id| tokenizer.token_bytes(id)).map(<[u8]>::len).sum::<usize>()
    };
    let train_bytes = train.iter().map(bytes).sum::<usize>() as u64;
    // Rows do not depend on how many go into a batch.
    let shape = FeedShape::alone(1, context, seed);
    let report = ConversationFeed::new(&name, train, shape, pad(tokenizer))?.report();
    let valid_report = feed(&name, valid, shape, tokenizer)?.map(|feed| feed.report());
    let positions = |report: PackingReport| report.rows * context as u64;
    let facts = DataFacts {
        path: std::path::absolute(path).map_err(|source| Error::io(path, "find", source))?,
        train_tokens: positions(report),
        valid_tokens: valid_report.map_or(0, positions),
        train_bytes,
        tokenizer_hash: tokenizer.hash(),
        vocabulary: tokenizer.vocab_size(),
    };
    Ok((facts, report))
}

/// A feed of the examples to measure on; `None` when none of them has anything to learn.
fn feed(
    name: &str,
    examples: Vec<Example>,
    shape: FeedShape,
    tokenizer: &Tokenizer,
) -> Result<Option<ConversationFeed>> {
    let learnable = |example: &Example| example.trained.iter().take(shape.length + 1).skip(1).any(|&trained| trained);
    if !examples.iter().any(learnable) {
        return Ok(None);
    }
    Ok(Some(ConversationFeed::new(name, examples, shape, pad(tokenizer))?))
}

/// What stands where there is no content; it is never learned, so any token does.
fn pad(tokenizer: &Tokenizer) -> u32 {
    tokenizer.pad().or(tokenizer.eos()).unwrap_or(0)
}

/// Both splits, packed.
pub(crate) struct Talk {
    train: ConversationFeed,
    valid: Option<ConversationFeed>,
    openings: Vec<Vec<Message>>,
    /// Validation batches, at most.
    eval_batches: u64,
}

impl Talk {
    pub(crate) fn open(plan: &Plan, tokenizer: &Tokenizer) -> Result<Self> {
        let (path, batch) = (&plan.data.path, plan.batch);
        let name = path.display().to_string();
        let shape = FeedShape::alone(batch.rows, batch.context, plan.seed);
        let Rendered { train, valid, openings } = render(path, tokenizer, plan.validation_fraction, plan.seed)?;
        Ok(Talk {
            train: ConversationFeed::new(&name, train, shape, pad(tokenizer))?,
            valid: feed(&name, valid, shape, tokenizer)?,
            openings,
            eval_batches: plan.watch.eval_tokens.div_ceil((batch.rows * batch.context) as u64),
        })
    }
}

impl Material for Talk {
    fn feed(&mut self) -> &mut dyn Feed {
        &mut self.train
    }

    fn validation(&self) -> Result<Option<Batches<'_>>> {
        let Some(feed) = &self.valid else { return Ok(None) };
        let (mut pass, mut left) = (feed.pass(), self.eval_batches);
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
            opening(&messages).map(|opening| opening.into_iter().map(|message| message.role).collect::<Vec<_>>())
        };
        assert_eq!(opening_of(&["user", "assistant", "user", "assistant"]).unwrap(), ["user"]);
        assert_eq!(opening_of(&["system", "user", "assistant"]).unwrap(), ["system", "user"]);
        assert_eq!(opening_of(&["assistant", "user"]), None);
        assert_eq!(opening_of(&["user"]), None);
    }
}
