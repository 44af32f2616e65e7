//! What each stage feeds the step. Nothing else about stages differs.

pub mod pretrain;
pub mod sft;

use nanollama_data::{Batch, Feed};
use nanollama_token::Tokenizer;
use nanollama_token::chat::Message;

use crate::error::{Error, Result};
use crate::plan::{Plan, Stage};

/// Gives the next validation batch; false when there are no more.
pub(crate) type Batches<'a> = Box<dyn FnMut(&mut Batch) -> Result<bool> + 'a>;

/// What is learned from and what is measured on.
pub(crate) trait Material {
    /// The endless source of training batches.
    fn feed(&mut self) -> &mut dyn Feed;

    /// One pass over what is measured on, the same every time; `None` when there is nothing.
    fn validation(&self) -> Result<Option<Batches<'_>>>;

    /// The beginning of a held-out conversation, up to the assistant's first turn, for sample `number`; `None` when
    /// there is none, as where texts are learned.
    fn opening(&self, number: u64) -> Option<&[Message]>;
}

/// Opens what a plan feeds.
pub(crate) fn open(plan: &Plan, tokenizer: &Tokenizer) -> Result<Box<dyn Material>> {
    match plan.stage {
        Stage::Pretrain => Ok(Box::new(pretrain::Text::open(plan)?)),
        Stage::Sft => Ok(Box::new(sft::Talk::open(plan, tokenizer)?)),
    }
}

/// Refuses data and a model of different tokenizers.
pub(crate) fn same_tokenizer(left: (&str, &str), right: (&str, &str)) -> Result<()> {
    if left.1 == right.1 {
        return Ok(());
    }
    let short = |hash: &str| hash.chars().take(12).collect();
    Err(Error::Tokenizer {
        left: left.0.to_owned(),
        right: right.0.to_owned(),
        left_hash: short(left.1),
        right_hash: short(right.1),
    })
}
