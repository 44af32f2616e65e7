//! The stages that learn: the base, and the same with the personality in a share of its rows.

use nanollama_data::ConversationReading;
use nanollama_store::run::Run;
use nanollama_train::run::{self, Finished, RunContext, RunLocation};
use nanollama_train::{Layers, Machine, Recipe, Stage};

use super::places::{Model, Places};
use super::price;
use crate::args::pipeline::PipelineArgs;
use crate::command::device::Opened;
use crate::command::train::{Planning, variable};
use crate::command::watch::Watcher;
use crate::interrupt;
use crate::print::{self, Printer};

/// What both models need.
pub(super) struct Learning<'a> {
    pub(super) args: &'a PipelineArgs,
    pub(super) places: &'a Places,
    pub(super) device: &'a Opened,
    pub(super) machine: &'a Machine,
    pub(super) printer: &'a Printer,
}

impl Learning<'_> {
    /// Starts a run, goes on with one that was stopped, or tells how a finished one ended.
    pub(super) fn train(&self, model: Model) -> anyhow::Result<Finished> {
        let Learning { args, places, device, machine, printer } = *self;
        let name = places.run(model);
        let location = RunLocation { runs: &places.runs, name: &name };
        let mut watcher = Watcher::new(printer, machine.flops);
        let context = RunContext::new(device.device(), &mut watcher, &interrupt::requested);
        let finished = if !places.runs.join(&name).exists() {
            let personality = places.personality();
            let voiced = model == Model::Personality;
            let flags =
                Recipe { personality_ratio: args.personality_ratio.filter(|_| voiced), ..price::settings(args) };
            let planning = Planning {
                stage: Stage::PRETRAIN,
                base: None,
                data: &[places.data()],
                personality: voiced.then_some(personality.as_path()),
                reading: &ConversationReading::default(),
                layers: Layers { size: Some(&args.name), environment: Some(&variable), flags, ..Layers::default() },
                runs: &places.runs,
            };
            let planned = planning.plan(machine, printer)?;
            printer.table(planned.plan.describe());
            planned.start(location, context)?
        } else if let Some(finished) = run::finished(&Run::open(&places.runs, &name)?)? {
            printer.line(format_args!(
                "  done before: {name}, {} steps in {}",
                print::grouped(finished.step),
                print::duration(finished.elapsed)
            ));
            return Ok(finished);
        } else {
            run::resume(location, &Recipe::default(), machine, context)?
        };
        if let Some(score) = finished.score {
            printer.line(format_args!("  {name}: {:.4} bits per byte", score.bits_per_byte));
        }
        Ok(finished)
    }
}
