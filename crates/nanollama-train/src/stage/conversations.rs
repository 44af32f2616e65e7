//! Conversations packed into rows, of which only what the assistant says counts.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use nanollama_data::{
    ConversationFeed, ConversationPass, ConversationReading, Example, Feed, LeftOut, PackedConversations,
    PackingReport, Rank, ValidationRule, Why, read_conversations,
};
use nanollama_token::Tokenizer;
use nanollama_token::chat::{Form, Message};

use super::data::{Batches, StageData};
use crate::error::{Error, Result};
use crate::plan::{Base, DataFacts, LossKind, Order, Plan, Stage, StepShape};
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
    form: Form,
    by_turns: u64,
    left_out: LeftOut,
    ignored: BTreeSet<String>,
    chosen_anew: bool,
}

impl Conversations {
    /// Reads a file as a plan of `recipe` for `stage` on `base` will want it.
    ///
    /// # Errors
    /// When a setting is out of its range, the file has no usable conversation, or the tokenizer has no chat tokens.
    pub fn read(
        (path, reading): (&Path, &ConversationReading),
        tokenizer: &Tokenizer,
        recipe: &Recipe,
        stage: Stage,
        base: &Base,
    ) -> Result<Self> {
        let recipe = stage.settle(recipe)?;
        let held_out = HeldOut { fraction: recipe.held_out(), order: Order::Rows, seed: recipe.run_seed() };
        let form = Form::of(base.chat_template.as_deref(), tokenizer)?;
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let by_template = matches!(form, Form::Foreign(_)).then(now);
        let reading = ConversationReading { by_template, ..reading.clone() };
        let counted = (recipe.row_tokens(&base.config), stage.loss);
        Self::split((path, &reading), (tokenizer, &form), counted, held_out)
    }

    /// Reads the file of a stored plan again.
    pub(crate) fn of_plan(plan: &Plan, tokenizer: &Tokenizer) -> Result<Self> {
        let facts = plan.data.only()?;
        let held_out = HeldOut { fraction: plan.validation_fraction, order: plan.order, seed: plan.seed };
        let form = plan.chat_form(tokenizer)?;
        let counted = (plan.step.context, plan.stage.loss);
        Self::split((&facts.path, &facts.reading), (tokenizer, &form), counted, held_out)
    }

    /// Which conversations are measured on depends on the file, the fraction, the order and the seed alone, as long as there is
    /// anything to measure in them within a row.
    fn split(
        (path, reading): (&Path, &ConversationReading),
        (tokenizer, form): (&Tokenizer, &Form),
        (context, loss): (usize, LossKind),
        held_out: HeldOut,
    ) -> Result<Self> {
        let mut read = read_conversations(path, reading)?;
        if read.conversations.len() < 2 {
            return Err(Error::OneConversation { path: path.to_owned() });
        }
        let seed = held_out.seed;
        let name = path.display().to_string();
        let mut rendered = read.render(tokenizer, form, reading.by_template.unwrap_or(0))?;
        if loss == LossKind::AllTokens {
            rendered.iter_mut().flatten().for_each(|example| example.trained.fill(true));
        }
        let late = |example: &Example| {
            example.trained.contains(&true) && !example.trained.iter().take(context + 1).any(|trained| *trained)
        };
        for (index, examples) in rendered.iter().enumerate() {
            if examples.iter().any(late) {
                let place = read.place(index);
                read.left_out.add(Why::LateAnswer, || place.to_string())?;
            }
        }
        let by_turns = rendered.iter().filter(|examples| examples.len() > 1).count() as u64;
        let measurable = |example: &Example| answer_bytes(example, context, tokenizer) > 0;
        let measurable = rendered.iter().map(|examples| examples.iter().any(measurable)).collect();
        let (chosen, chosen_anew) = held_out.choose(path, measurable)?;
        let (mut train, mut valid, mut openings) = (Vec::new(), Vec::new(), Vec::new());
        for (index, (examples, chosen)) in rendered.into_iter().zip(chosen).enumerate() {
            if !chosen {
                train.extend((1..read.repeats(index)).flat_map(|_| examples.clone()));
                train.extend(examples);
                continue;
            }
            valid.extend(examples);
            if openings.len() < OPENINGS {
                openings.extend(opening(&read.conversations[index].messages));
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
            reading: reading.clone(),
            weight: None,
        };
        let (left_out, ignored) = (read.left_out, read.ignored);
        Ok(Conversations {
            facts,
            train,
            valid,
            openings,
            form: form.clone(),
            by_turns,
            left_out,
            ignored,
            chosen_anew,
        })
    }

    /// What a plan needs to know of them.
    pub fn facts(&self) -> &DataFacts {
        &self.facts
    }

    /// What becomes of those that are learned from.
    pub fn report(&self) -> PackingReport {
        self.train.report()
    }

    /// What of the file is not learned from.
    pub fn left_out(&self) -> &LeftOut {
        &self.left_out
    }

    /// Fields of the file that say nothing to us.
    pub fn ignored(&self) -> &BTreeSet<String> {
        &self.ignored
    }

    /// How they are written.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Conversations of which each turn is an example of its own, because the template writes earlier turns otherwise.
    pub fn by_turns(&self) -> u64 {
        self.by_turns
    }

    /// Whether those that the rule would have measured on have no answer, and others were chosen.
    pub fn chosen_anew(&self) -> bool {
        self.chosen_anew
    }
}

/// How conversations are chosen to be measured on.
struct HeldOut {
    fraction: f64,
    order: Order,
    seed: u64,
}

impl HeldOut {
    /// For each conversation whether it is measured on, and whether the choice had to be made among the measurable ones alone.
    fn choose(&self, path: &Path, measurable: Vec<bool>) -> Result<(Vec<bool>, bool)> {
        let rule = |known: usize| match self.order {
            Order::Rows => ValidationRule::new(self.seed, self.fraction, u64::MAX, known as u64),
            Order::Documents => ValidationRule::in_equal_blocks(self.seed, self.fraction, u64::MAX, known as u64),
        };
        let first = rule(measurable.len())?;
        let chosen: Vec<bool> = (0..measurable.len() as u64).map(|number| first.takes(number)).collect();
        if chosen.iter().zip(&measurable).any(|(chosen, measurable)| *chosen && *measurable) {
            return Ok((chosen, false));
        }
        let count = measurable.iter().filter(|measurable| **measurable).count();
        if count < 2 {
            let conversations = measurable.len();
            return Err(Error::NothingToMeasure { path: path.to_owned(), conversations, measurable: count });
        }
        let (second, mut number) = (rule(count)?, 0);
        let take = |measurable: bool| {
            let chosen = measurable && second.takes(number);
            number += u64::from(measurable);
            chosen
        };
        Ok((measurable.into_iter().map(take).collect(), true))
    }
}

/// UTF-8 bytes of what is to be learned within a row.
fn answer_bytes(example: &Example, context: usize, tokenizer: &Tokenizer) -> usize {
    let learned = example.tokens.iter().zip(&example.trained).take(context + 1).skip(1);
    let bytes = |(&id, _): (&u32, _)| tokenizer.token_bytes(id).map_or(0, <[u8]>::len);
    learned.filter(|(_, trained)| **trained).map(bytes).sum()
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
pub(super) fn pad(tokenizer: &Tokenizer) -> u32 {
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
    pub(crate) fn new(conversations: Conversations, plan: &Plan, rank: Rank) -> Result<Self> {
        let Conversations { train, valid, openings, .. } = conversations;
        let StepShape { rows, context, .. } = plan.step;
        let [own, _] = plan.step.of_rank(rank);
        let train = ConversationFeed::new(train, [own, plan.step.all_rows()], rank)?;
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
