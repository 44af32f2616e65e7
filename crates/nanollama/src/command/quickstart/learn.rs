//! The stations that learn: pretraining on the texts, fine-tuning on the conversations.

use std::path::PathBuf;

use nanollama_data::ConversationReading;
use nanollama_kernel::cpu::Cpu;
use nanollama_store::run::Run;
use nanollama_train::run::{self, Finished, RunContext, RunLocation};
use nanollama_train::{Layers, Machine, Recipe, Stage};

use super::places::{BASE, CHAT, Places};
use crate::command::train::{Planning, variable};
use crate::command::watch::Watcher;
use crate::interrupt;
use crate::print::{self, Printer};

/// What both stations need.
pub(super) struct Learning<'a> {
    pub(super) places: &'a Places,
    pub(super) cpu: &'a Cpu,
    pub(super) machine: &'a Machine,
    pub(super) printer: &'a Printer,
    /// Seconds of one step as they were timed.
    pub(super) step_seconds: f64,
}

impl Learning<'_> {
    /// Learns to predict the texts, from random weights.
    pub(super) fn pretrain(&self, recipe: Recipe) -> anyhow::Result<Finished> {
        let layers = Layers { builtin: Some("quickstart"), flags: recipe, ..Layers::default() };
        self.drive(BASE, Stage::PRETRAIN, None, self.places.data(), layers)
    }

    /// Learns to answer, from the pretrained model.
    pub(super) fn tune(&self, recipe: Recipe) -> anyhow::Result<Finished> {
        let layers = Layers { environment: Some(&variable), flags: recipe, ..Layers::default() };
        self.drive(CHAT, Stage::SFT, Some(BASE), self.places.conversations(), layers)
    }

    /// Starts a run, goes on with one that was stopped, or tells how a finished one ended.
    fn drive(
        &self,
        name: &str,
        stage: Stage,
        base: Option<&str>,
        data: PathBuf,
        layers: Layers<'_>,
    ) -> anyhow::Result<Finished> {
        let runs = self.places.runs();
        let location = RunLocation { runs: &runs, name };
        let mut watcher = Watcher::new(self.printer, self.machine.flops);
        let context = RunContext::new(self.cpu, &mut watcher, &interrupt::requested);
        if !runs.join(name).exists() {
            let reading = &ConversationReading::default();
            let planning = Planning { stage, base, data: &[data], personality: None, reading, layers, runs: &runs };
            let mut planned = planning.plan(self.machine, self.printer)?;
            planned.plan.cost.hours = planned.plan.steps as f64 * self.step_seconds / 3600.0;
            self.printer.table(planned.plan.describe());
            return planned.start(location, context);
        }
        if let Some(finished) = run::finished(&Run::open(&runs, name)?)? {
            let time = print::duration(finished.elapsed);
            self.printer.line(format_args!("  done before: {} steps in {time}", finished.step));
            return Ok(finished);
        }
        Ok(run::resume(location, &Recipe::default(), self.machine, context)?)
    }
}
