//! `nanollama pipeline`: from a text and someone's voice to files that can be run, in numbered stages. Each looks whether its
//! work is there already, so the same command goes on where it was stopped, and each has its log.

mod banner;
mod fetched;
mod gamma;
mod learn;
mod places;
mod price;
mod texts;

use std::process::ExitCode;

use nanollama_bundle::{Format, Locations};
use nanollama_data::Error as DataError;
use nanollama_hub::Error as HubError;
use nanollama_kernel::dtype::DType;
use nanollama_train::run::Finished;

use super::{device, export, opened};
use crate::args::Global;
use crate::args::pipeline::PipelineArgs;
use crate::interrupt;
use crate::print::{self, Printer};
use learn::Learning;
use places::{Model, Places};

/// The stages, in order; without a personality those of it are left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Tokenizer,
    Data,
    Base,
    Texts,
    Personality,
    Gamma,
    Files,
}

impl Stage {
    /// Its word in names of logs, and what it does.
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Stage::Tokenizer => ("tokenizer", "the pieces that text is cut into"),
            Stage::Data => ("data", "the text as tokens"),
            Stage::Base => ("base", "the model that learns the text"),
            Stage::Texts => ("texts", "the personality's texts as tokens"),
            Stage::Personality => ("personality", "the same model, the personality in a share of its rows"),
            Stage::Gamma => ("gamma", "what the two differ by"),
            Stage::Files => ("files", "models that can be run"),
        }
    }
}

pub(crate) fn run(args: &PipelineArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let device = device::open(global, printer)?;
    let machine = device.machine()?;
    price::tell(args, &machine, printer)?;
    if args.dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    let places = Places::open(args, global)?;
    let learning = Learning { args, places: &places, device: &device, machine: &machine, printer };
    interrupt::listen("finishing this step, then saving")?;
    let all =
        [Stage::Tokenizer, Stage::Data, Stage::Base, Stage::Texts, Stage::Personality, Stage::Gamma, Stage::Files];
    let personal = [Stage::Texts, Stage::Personality, Stage::Gamma];
    let stages: Vec<Stage> =
        all.into_iter().filter(|stage| args.personality.is_some() || !personal.contains(stage)).collect();
    for (number, stage) in (1..).zip(&stages) {
        let (word, what) = stage.told();
        printer.keep(&places.log(number, word))?;
        printer.heading(format_args!("{number}/{} {word}: {what}", stages.len()));
        let finished = match stage {
            Stage::Tokenizer => unless_stopped(texts::tokenizer(args, &places, printer))?,
            Stage::Data => unless_stopped(texts::data(args, &places, (number, printer)))?,
            Stage::Base => Some(learning.train(Model::Base)?),
            Stage::Texts => texts::voice(args, &places, printer)?,
            Stage::Personality => Some(learning.train(Model::Personality)?),
            Stage::Gamma => {
                gamma::extract(&places, printer)?;
                None
            }
            Stage::Files => files(args, &places, global, printer)?,
        };
        if finished.is_some_and(|finished| finished.interrupted) || interrupt::requested() {
            printer.line("stopped and saved; the same command goes on from here");
            return Ok(ExitCode::SUCCESS);
        }
    }
    printer.keep_no_more();
    banner::tell(args, &places, printer)?;
    Ok(ExitCode::SUCCESS)
}

/// What a press stopped while files came is no failure: it is gone on with.
fn unless_stopped(done: anyhow::Result<Option<Finished>>) -> anyhow::Result<Option<Finished>> {
    let stopped = |error: &anyhow::Error| {
        error.chain().any(|cause| {
            matches!(cause.downcast_ref(), Some(DataError::Stopped))
                || matches!(cause.downcast_ref(), Some(HubError::Stopped))
        })
    };
    match done {
        Err(error) if stopped(&error) => Ok(None),
        done => done,
    }
}

/// Writes the models as files that are compared with them.
fn files(args: &PipelineArgs, places: &Places, global: &Global, printer: &Printer) -> anyhow::Result<Option<Finished>> {
    let models = [Some(Model::Base), args.personality.as_ref().map(|_| Model::Personality)];
    for model in models.into_iter().flatten() {
        let (file, name) = (places.file(model), places.run(model));
        if file.exists() {
            printer.line(format_args!("  done before: {}", file.display()));
            continue;
        }
        let source = opened::open(&name, &Locations::new(&places.runs), printer)?;
        printer.line(export::certified(&source, (Format::Gguf, DType::F16), &file, &name, global)?);
        let bytes = std::fs::metadata(&file).map_or(0, |file| file.len());
        printer.line(format_args!("  {}: {}", file.display(), print::bytes(bytes)));
    }
    Ok(None)
}
