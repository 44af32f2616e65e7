//! Going on with a run from its newest checkpoint, or from its start when it has none.

use std::path::{Path, PathBuf};

use nanollama_bundle::{Locations, StoredModel};
use nanollama_data::Rank;
use nanollama_kernel::device::Device;
use nanollama_model::Model;
use nanollama_store::run::{LockedRun, Run};
use nanollama_token::Tokenizer;

use super::beginning;
use super::context::RunContext;
use super::finished::Finished;
use super::location::RunLocation;
use super::reference;
use super::together;
use super::training_loop::TrainingLoop;
use crate::checkpoint::{self, Restored};
use crate::error::{Error, Result};
use crate::plan::stored::{store, trained_plan};
use crate::plan::{Base, DataFacts, Datasets, Drawn, FeedKind, Machine, Plan};
use crate::recipe::Recipe;
use crate::stage::{
    ConversationData, Conversations, PairData, PreferencePairs, QuestionData, Questions, StageData, TextData,
    moved_texts, text_facts, text_facts_now, text_tokenizer,
};

/// A run that can go on: its plan as it would be, and its data as it is now. Nothing has changed yet.
pub struct Resumption<'a> {
    location: RunLocation<'a>,
    flags: &'a Recipe,
    machine: &'a Machine,
    plan: Plan,
    done: u64,
    data: CurrentData,
    /// The personality, if any, as it is now.
    personality: Option<DataFacts>,
    /// The model that the run starts from, where it had to be opened.
    base: Option<StoredModel>,
}

/// The data of a stored plan as it is now. Conversations have been read to be counted, and are kept for the run.
enum CurrentData {
    Text(Datasets),
    Conversations(Box<Conversations>),
    Questions(Box<Questions>),
    Pairs(Box<PreferencePairs>),
}

impl<'a> Resumption<'a> {
    /// Looks whether a run can go on. `flags` is what was typed; see [`Plan::resume`] for what it may say. `data` is where its
    /// data lies now, and its personality; none: where it lay. Whether it is the same, its sizes say here and its hash in the checkpoint's position.
    ///
    /// # Errors
    /// When there is no such run, it is done, or `flags` or the data contradict its plan.
    pub fn open(
        location: RunLocation<'a>,
        flags: &'a Recipe,
        (data, personality): (&[PathBuf], Option<&Path>),
        machine: &'a Machine,
    ) -> Result<Resumption<'a>> {
        let run = Run::open(location.runs, location.name)?;
        let mut stored = trained_plan(&run)?;
        if !data.is_empty() {
            stored.data = match stored.stage.feed {
                FeedKind::Text => moved_texts(&stored.data, data)?,
                _ => stored.data.moved_to(data)?,
            };
        }
        let done = run.steps()?.last().copied().unwrap_or(0);
        let mut base = None;
        let data = CurrentData::of(&stored, &run, location, &mut base)?;
        let lies = personality.or(stored.personality.as_ref().map(|voice| voice.data.path.as_path()));
        let personality = lies.map(text_facts).transpose()?;
        let plan = stored.resume(flags, (&data.facts(), personality.as_ref()), done, machine)?;
        Ok(Resumption { location, flags, machine, plan, done, data, personality, base })
    }

    /// The plan with which it would go on.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Steps done.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Goes on.
    ///
    /// # Errors
    /// When another process trains this run, its newest checkpoint is damaged, or a step fails.
    pub fn go_on(self, context: RunContext<'_>) -> Result<Finished> {
        let RunLocation { runs, name } = self.location;
        let ranks = context.ranks.clone();
        let run = together::folder(self.location, &ranks, || Ok(LockedRun::open(runs, name)?))?;
        // Another process may have gone on with the run before the lock was taken: what counts is what it left.
        let stored = trained_plan(&run)?;
        let source = match (&stored.lora, self.base) {
            (Some(_), None) => stored.base.as_ref().map(|base| open_base(base, self.location)).transpose()?,
            (_, opened) => opened,
        };
        let about = source.as_ref().map(|source| beginning::about(&stored, name, source)).transpose()?.flatten();
        let mut frozen = || {
            let source = source.as_ref().ok_or_else(|| wrong(&stored))?;
            Ok((source.load_frozen(context.device)?, source.tokenizer().clone()))
        };
        let restored = checkpoint::newest(context.device, &run, &ranks, &mut frozen)?;
        let done = restored.as_ref().map_or(0, |restored| restored.state.step);
        let data = (&self.data.facts(), self.personality.as_ref());
        ranks.same("newest checkpoint", done)?;
        let plan = together::plan(&stored.resume(self.flags, data, done, self.machine)?, &ranks)?;
        let (model, tokenizer, moved) = match restored {
            Some(Restored { model, optimizer, average, state, tokenizer }) => {
                (model, tokenizer, Some((optimizer, average, state)))
            }
            None => {
                let (model, tokenizer) = beginning_of(context.device, &plan, self.location, source)?;
                (model, tokenizer, None)
            }
        };
        let first = match (&plan.base, &plan.drawn) {
            (Some(base), Some(Drawn::Practice(practice))) if practice.kl > 0.0 => Some(open_base(base, self.location)?),
            _ => None,
        };
        let reference = reference(&plan, first.as_ref(), context.device)?;
        let data = self.data.open(&plan, &tokenizer, reference, ranks.rank())?;
        if let Some(run) = run.written().filter(|_| plan != stored) {
            store(run, &plan)?;
        }
        let training = match moved {
            None => TrainingLoop::fresh(context.device, plan, (run, ranks), data, (model, about), tokenizer)?,
            Some((optimizer, average, state)) => {
                let moved = (model, optimizer, average);
                TrainingLoop::restored(context.device, plan, (run, ranks), data, moved, (state, about), tokenizer)?
            }
        };
        training.train(context)
    }
}

/// Goes on with a run; [`Resumption::open`] and [`Resumption::go_on`] in one.
///
/// # Errors
/// As those.
pub fn resume(
    location: RunLocation<'_>,
    flags: &Recipe,
    machine: &Machine,
    context: RunContext<'_>,
) -> Result<Finished> {
    Resumption::open(location, flags, (&[], None), machine)?.go_on(context)
}

impl CurrentData {
    /// `opened` has the run's base afterwards, when its tokenizer was needed.
    fn of(plan: &Plan, run: &Run, location: RunLocation<'_>, opened: &mut Option<StoredModel>) -> Result<CurrentData> {
        if plan.stage.feed == FeedKind::Text {
            let facts = plan.data.iter().map(text_facts_now).collect::<Result<_>>()?;
            return Ok(CurrentData::Text(Datasets::new(facts)?));
        }
        let own = if plan.lora.is_none() { checkpoint::newest_tokenizer(run)? } else { None };
        let tokenizer = match own {
            Some(tokenizer) => tokenizer,
            None => match &plan.base {
                None => text_tokenizer(&plan.data)?,
                Some(base) => opened.insert(open_base(base, location)?).tokenizer().clone(),
            },
        };
        Ok(match plan.stage.feed {
            FeedKind::Text | FeedKind::Conversations => {
                CurrentData::Conversations(Box::new(Conversations::of_plan(plan, &tokenizer)?))
            }
            FeedKind::Questions => CurrentData::Questions(Box::new(Questions::of_plan(plan, &tokenizer)?)),
            FeedKind::Pairs => CurrentData::Pairs(Box::new(PreferencePairs::of_plan(plan, &tokenizer)?)),
        })
    }

    fn facts(&self) -> Datasets {
        match self {
            CurrentData::Text(facts) => facts.clone(),
            CurrentData::Conversations(conversations) => conversations.facts().clone().into(),
            CurrentData::Questions(questions) => questions.facts().0.clone(),
            CurrentData::Pairs(pairs) => pairs.facts().0.clone().into(),
        }
    }

    fn open(
        self,
        plan: &Plan,
        tokenizer: &Tokenizer,
        reference: Option<Model>,
        rank: Rank,
    ) -> Result<Box<dyn StageData>> {
        Ok(match self {
            CurrentData::Text(_) => Box::new(TextData::open(plan, rank)?),
            CurrentData::Conversations(conversations) => Box::new(ConversationData::new(*conversations, plan, rank)?),
            CurrentData::Questions(questions) => Box::new(QuestionData::new(*questions, plan, tokenizer, reference)?),
            CurrentData::Pairs(pairs) => Box::new(PairData::new(*pairs, plan, tokenizer)?),
        })
    }
}

/// What a run without a checkpoint begins with; `opened` is its base, if that is open already.
fn beginning_of(
    device: &dyn Device,
    plan: &Plan,
    location: RunLocation<'_>,
    opened: Option<StoredModel>,
) -> Result<(Model, Tokenizer)> {
    match &plan.base {
        None => Ok((beginning::model(device, plan, None, None)?, text_tokenizer(&plan.data)?)),
        Some(base) => {
            let source = match opened {
                Some(source) => source,
                None => open_base(base, location)?,
            };
            plan.data.same_tokenizer(&base.name, &source.tokenizer().hash())?;
            Ok((beginning::model(device, plan, Some(&source), None)?, source.tokenizer().clone()))
        }
    }
}

/// A run that was asked for in a way that its stage has not.
fn wrong(plan: &Plan) -> Error {
    Error::Stage { stage: plan.stage.to_string(), base: plan.base.as_ref().map(|base| base.name.clone()) }
}

fn open_base(base: &Base, location: RunLocation<'_>) -> Result<StoredModel> {
    Ok(nanollama_bundle::open(&base.name, &Locations::new(location.runs))?)
}
