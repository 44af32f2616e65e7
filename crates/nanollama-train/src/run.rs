//! The life of a run: started from a plan, or gone on with.
//!
//! Everything that happens depends on the plan and the step alone; the clock only adds checkpoints. That is why a run that
//! was killed at any instant and resumed writes what the run that was not would have written.

mod beginning;
mod context;
mod finished;
mod folder;
mod location;
mod resumption;
mod together;
mod training_loop;

use nanollama_bundle::StoredModel;
use nanollama_bundle::gamma::Gamma;
use nanollama_kernel::device::Device;
use nanollama_model::Model;
use nanollama_store::run::LockedRun;

use crate::error::{Error, Result};
use crate::plan::{Drawn, FeedKind, Plan, StartKind, stored};
use crate::stage::{
    ConversationData, Conversations, PairData, PreferencePairs, QuestionData, Questions, StageData, TextData,
    text_tokenizer,
};
use training_loop::TrainingLoop;

pub use crate::plan::stored::stored_plan;
pub use context::RunContext;
pub use finished::{Finished, finished};
pub use location::RunLocation;
pub use resumption::{Resumption, resume};

/// What a run starts with beside its plan: what was opened and read to make the plan, as far as its stage has it.
#[derive(Default)]
pub struct Inputs {
    /// The model to start from; none where weights are random.
    pub base: Option<StoredModel>,
    /// The conversations that the plan was made for; none where text is fed.
    pub conversations: Option<Conversations>,
    /// The questions; none where none are asked.
    pub questions: Option<Questions>,
    /// The pairs of answers; none where none are learned.
    pub pairs: Option<PreferencePairs>,
    /// What an adapter begins with, where that is no chance; none where it is. The plan does not say it: such a run saves before its
    /// first step, and goes on from there.
    pub adapter: Option<Gamma>,
}

/// Starts a new run, with a fresh optimiser, and trains.
///
/// # Errors
/// When the run exists, the data is not what the plan says, the inputs are not those of its stage, or a step fails.
pub fn start(plan: &Plan, inputs: Inputs, location: RunLocation<'_>, context: RunContext<'_>) -> Result<Finished> {
    let Inputs { base, conversations, questions, pairs, adapter } = inputs;
    let ranks = context.ranks.clone();
    let plan = &together::plan(plan, &ranks)?;
    let wrong =
        || Error::Stage { stage: plan.stage.to_string(), base: plan.base.as_ref().map(|base| base.name.clone()) };
    let (base, tokenizer) = match (plan.stage.start, base) {
        (StartKind::Random, None) => (None, text_tokenizer(&plan.data)?),
        (StartKind::Model, Some(source)) => {
            let tokenizer = source.tokenizer().clone();
            (Some(source), tokenizer)
        }
        _ => return Err(wrong()),
    };
    plan.data.same_tokenizer("the model", &tokenizer.hash())?;
    let data: Box<dyn StageData> = match (plan.stage.feed, conversations, questions, pairs) {
        (FeedKind::Text, None, None, None) => Box::new(TextData::open(plan, ranks.rank())?),
        (FeedKind::Conversations, Some(conversations), None, None) => {
            plan.same_data(&conversations.facts().clone().into())?;
            Box::new(ConversationData::new(conversations, plan, ranks.rank())?)
        }
        (FeedKind::Questions, None, Some(questions), None) => {
            plan.same_data(questions.facts().0)?;
            let reference = reference(plan, base.as_ref(), context.device)?;
            Box::new(QuestionData::new(questions, plan, &tokenizer, reference)?)
        }
        (FeedKind::Pairs, None, None, Some(pairs)) => {
            plan.same_data(&pairs.facts().0.clone().into())?;
            Box::new(PairData::new(pairs, plan, &tokenizer)?)
        }
        _ => return Err(wrong()),
    };
    plan.battery()?;
    let about = base.as_ref().map(|source| beginning::about(plan, location.name, source)).transpose()?.flatten();
    let model = beginning::model(context.device, plan, base.as_ref(), adapter.as_ref())?;
    let create = || Ok(LockedRun::create(location.runs, location.name, stored::FILE, &stored::text(plan))?);
    let run = together::folder(location, &ranks, create)?;
    let mut training =
        TrainingLoop::fresh(context.device, plan.clone(), (run, ranks), data, (model, about), tokenizer)?;
    if adapter.is_some() {
        training.saves_at_once();
    }
    training.train(context)
}

/// The model that the run starts from, packed, where its divergence from it counts.
fn reference(plan: &Plan, base: Option<&StoredModel>, device: &dyn Device) -> Result<Option<Model>> {
    match (plan.drawn, base) {
        (Some(Drawn::Practice(practice)), Some(base)) if practice.kl > 0.0 => {
            let mut model = base.load_dense(device)?;
            model.pack(device)?;
            Ok(Some(model))
        }
        _ => Ok(None),
    }
}
