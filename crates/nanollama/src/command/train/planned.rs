//! A plan of any stage, with what was opened and read to make it: its run starts with the same.

use std::path::{Path, PathBuf};

use nanollama_bundle::gamma::Gamma;
use nanollama_bundle::{Locations, StoredModel};
use nanollama_data::ConversationReading;
use nanollama_store::run::Run;
use nanollama_token::chat::Form;
use nanollama_train::run::{self, Finished, Inputs, RunContext, RunLocation};
use nanollama_train::stage::{self, Conversations, PreferencePairs, Questions};
use nanollama_train::{Base, FeedKind, Layers, Machine, Plan, Recipe, Stage};

use super::drawn;
use crate::command::reading::tell_left_out;
use crate::command::{hub, opened};
use crate::print::{self, Printer};

/// What a plan is made from.
pub(crate) struct Planning<'a> {
    pub(crate) stage: Stage,
    /// The model to start from, as it was typed.
    pub(crate) base: Option<&'a str>,
    /// Folders of prepared text, or the file of conversations.
    pub(crate) data: &'a [PathBuf],
    /// A folder of prepared texts that take a share of the rows.
    pub(crate) personality: Option<&'a Path>,
    /// How conversations are read.
    pub(crate) reading: &'a ConversationReading,
    pub(crate) layers: Layers<'a>,
    pub(crate) runs: &'a Path,
}

/// A plan that can be started.
pub(crate) struct Planned {
    pub(crate) plan: Plan,
    base: Option<StoredModel>,
    conversations: Option<Conversations>,
    questions: Option<Questions>,
    pairs: Option<PreferencePairs>,
    /// What an adapter begins with, where it is given.
    pub(crate) adapter: Option<Gamma>,
}

impl Planning<'_> {
    /// Opens the model, looks at the data and resolves the plan.
    pub(crate) fn plan(self, machine: &Machine, printer: &Printer) -> anyhow::Result<Planned> {
        let Planning { stage, base, data, personality, reading, layers, runs } = self;
        let open = |name: &str| -> anyhow::Result<(StoredModel, Base)> {
            // What is stored is where it lies.
            let place = hub::local(name, printer)?.map(|place| place.display().to_string());
            let name = place.as_deref().unwrap_or(name);
            let source = opened::open(name, &Locations::new(runs), printer)?;
            let mut base = stage::base(name, &source, runs)?;
            if stage.is_adapter() {
                base.stored_bytes = Some(source.tensors()?.iter().map(|tensor| tensor.bytes).sum());
            }
            Ok((source, base))
        };
        let (source, base) = base.map(open).transpose()?.unzip();
        let recipe = layers.settle()?;
        let drawn = drawn::read(stage, source.as_ref().zip(base.as_ref()), (data, &recipe), printer)?;
        if let Some(drawn) = drawn {
            let plan = drawn.plan((stage, &recipe), base.as_ref(), machine)?;
            let (questions, pairs) = (drawn.questions, drawn.pairs);
            return Ok(Planned { plan, base: source, conversations: None, questions, pairs, adapter: None });
        }
        let (data, conversations) = match (stage.feed, source.as_ref().zip(base.as_ref()), data) {
            (FeedKind::Conversations, Some(from), [file]) => {
                let read = conversations((file, reading), from, (stage, &recipe), printer)?;
                (read.facts().clone().into(), Some(read))
            }
            (FeedKind::Conversations, ..) => {
                anyhow::bail!("--run MODEL and one --data FILE of conversations are needed")
            }
            (FeedKind::Text | FeedKind::Questions | FeedKind::Pairs, ..) => (stage::text_datasets(data)?, None),
        };
        let personality = personality.map(stage::text_facts).transpose()?;
        let plan = Plan::resolve_mixed(&recipe, stage, base.as_ref(), (&data, personality.as_ref()), machine)?;
        Ok(Planned { plan, base: source, conversations, questions: None, pairs: None, adapter: None })
    }
}

fn conversations(
    (file, reading): (&Path, &ConversationReading),
    (source, base): (&StoredModel, &Base),
    (stage, recipe): (Stage, &Recipe),
    printer: &Printer,
) -> anyhow::Result<Conversations> {
    let conversations = Conversations::read((file, reading), source.tokenizer(), recipe, stage, base)?;
    let cut = conversations.report().cut;
    if cut > 0 {
        printer.line(format_args!("{cut} conversations are longer than the context and are cut there"));
    }
    tell_left_out(conversations.left_out(), printer);
    if !conversations.ignored().is_empty() {
        let names: Vec<&str> = conversations.ignored().iter().map(String::as_str).collect();
        printer.line(format_args!("fields that are not read: {}", names.join(", ")));
    }
    if let Form::Foreign(_) = conversations.form() {
        printer.line("conversations are written by the model's own chat template, which it keeps");
    }
    if conversations.by_turns() > 0 {
        printer.line(format_args!(
            "{} conversations are learned turn by turn: the template writes earlier turns in another way",
            print::grouped(conversations.by_turns())
        ));
    }
    if conversations.chosen_anew() {
        printer.line("the conversations first chosen for validation have no answer with text: others are measured on");
    }
    Ok(conversations)
}

impl Planned {
    /// The run of a personality once more, without it.
    pub(crate) fn control(run: &str, runs: &Path, printer: &Printer) -> anyhow::Result<Planned> {
        let Some(stored) = run::stored_plan(&Run::open(runs, run)?)? else {
            anyhow::bail!("{run} was imported, not trained: it has no control");
        };
        let plan = stored.control(run)?;
        let open = |base: &Base| opened::open(&base.name, &Locations::new(runs), printer);
        let base = plan.base.as_ref().map(open).transpose()?;
        Ok(Planned { plan, base, conversations: None, questions: None, pairs: None, adapter: None })
    }

    /// Starts the run.
    pub(crate) fn start(self, location: RunLocation<'_>, context: RunContext<'_>) -> anyhow::Result<Finished> {
        let Planned { plan, base, conversations, questions, pairs, adapter } = self;
        Ok(run::start(&plan, Inputs { base, conversations, questions, pairs, adapter }, location, context)?)
    }
}

/// The value of an environment variable.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
