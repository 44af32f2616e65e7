//! The life of a run: started from a plan, or gone on with.
//!
//! Everything that happens depends on the plan and the step alone; the clock only adds checkpoints. That is why a run that
//! was killed at any instant and resumed writes what the run that was not would have written.

mod context;
mod finished;
mod location;
mod resumption;
mod training_loop;

use nanollama_model::{Model, initialise};
use nanollama_store::run::LockedRun;
use nanollama_token::Tokenizer;

use crate::error::Result;
use crate::plan::{Plan, stored};
use crate::stage::{ConversationData, Conversations, StageData, TextData, text_tokenizer};
use training_loop::TrainingLoop;

pub use crate::plan::stored::stored_plan;
pub use context::RunContext;
pub use finished::{Finished, finished};
pub use location::RunLocation;
pub use resumption::{Resumption, resume};

/// Pretrains from random weights, in a new run.
///
/// # Errors
/// When the run exists, the data is not what the plan says, or a step fails.
pub fn pretrain(plan: &Plan, location: RunLocation<'_>, context: RunContext<'_>) -> Result<Finished> {
    let tokenizer = text_tokenizer(&plan.data)?;
    let data = TextData::open(plan, context.rank)?;
    let model = initialise(&plan.model, plan.seed)?;
    start(plan, model, tokenizer, Box::new(data), location, context)
}

/// Fine-tunes `base` on the conversations that the plan was made for, in a new run, with a fresh optimiser.
///
/// # Errors
/// When the run exists, the conversations are not those of the plan, or a step fails.
pub fn sft(
    plan: &Plan,
    base: Model,
    tokenizer: Tokenizer,
    conversations: Conversations,
    location: RunLocation<'_>,
    context: RunContext<'_>,
) -> Result<Finished> {
    plan.same_data(&conversations.facts().clone().into())?;
    let data = ConversationData::new(conversations, plan, context.rank)?;
    start(plan, base, tokenizer, Box::new(data), location, context)
}

/// Makes the run's folder and trains.
fn start(
    plan: &Plan,
    model: Model,
    tokenizer: Tokenizer,
    data: Box<dyn StageData>,
    location: RunLocation<'_>,
    context: RunContext<'_>,
) -> Result<Finished> {
    let run = LockedRun::create(location.runs, location.name, stored::FILE, &stored::text(plan))?;
    TrainingLoop::fresh(context.kernels, plan.clone(), run, data, model, tokenizer)?.train(context)
}
