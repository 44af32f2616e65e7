//! What will happen: a recipe resolved against data and machine, validated, priced, printable and stored in the run's folder.
//!
//! Everything that a step's bits depend on is in here (the micro-batch too, because it fixes the order of sums); threads and
//! instruction set are not, because the bits do not depend on them.
//!
//! A plan lives as long as its run, which a later program resumes. So the stored form has a number (`plan/stored.rs`), a field that
//! is added takes a default for the runs that were stored without it, and a field that is not known is an error.

use nanollama_model::{Config, Lora};
use serde::{Deserialize, Serialize};

use crate::optimizer::Rates;
use crate::schedule::Schedule;

mod adapter;
mod averaging;
mod base;
mod chat;
mod cost;
mod datasets;
mod describe;
mod dial;
mod drawn;
mod extension;
mod gpu;
mod graded;
mod grading;
mod length;
mod lora;
mod machine;
mod memory;
mod mixture;
mod model;
mod order;
mod personality;
mod rental;
mod resolve;
mod resume;
mod stage;
mod step_shape;
pub(crate) mod stored;
mod voice;
mod watch;

pub use averaging::Averaging;
pub use base::Base;
pub use cost::Cost;
pub use datasets::{DataFacts, Datasets};
pub use drawn::{Drawn, Practice, Preference};
pub use extension::Extension;
pub use gpu::{GPUS, Gpu, Gpus};
pub use grading::Grading;
pub use length::MOST_EPOCHS;
pub use machine::Machine;
pub use memory::Memory;
pub use order::Order;
pub use rental::Rental;
pub use stage::{FeedKind, LossKind, Moves, Stage, StartKind};
pub use step_shape::StepShape;
pub use voice::Voice;
pub use watch::Watch;

/// A resolved run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Version of the stored form.
    pub format: u32,
    /// Which kind of training.
    pub stage: Stage,
    /// The named size or dial it came from, if any.
    #[serde(default)]
    pub size: Option<String>,
    /// The model it goes on from, if any.
    #[serde(default)]
    pub base: Option<Base>,
    /// The model.
    pub model: Config,
    /// The adapter that is trained instead of the model's weights, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lora: Option<Lora>,
    /// The data.
    pub data: Datasets,
    /// The personality that takes a share of the rows, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personality: Option<Voice>,
    /// What a step draws, where its rows are made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Drawn>,
    /// How a step is cut.
    #[serde(rename = "batch")]
    pub step: StepShape,
    /// Optimiser steps in all.
    pub steps: u64,
    /// Shape of the rates over the steps.
    pub schedule: Schedule,
    /// Rates before the schedule.
    pub rates: Rates,
    /// Cautious decay of the blocks' matrices.
    pub weight_decay: f64,
    /// Largest global gradient norm; 0 for no clipping.
    pub gradient_clip: f64,
    /// Whether a spike of the loss, or a step that is not sound, takes the run back to its last checkpoint that was due.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub spike_guard: bool,
    /// How the weights are averaged over the end of the run, if they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub average: Option<Averaging>,
    /// When to look, show and save.
    pub watch: Watch,
    /// Share of the conversations that is only measured on; 0 when the data has a split of its own.
    pub validation_fraction: f64,
    /// Seed of weights, data order and samples.
    pub seed: u64,
    /// How the data is shuffled.
    #[serde(default)]
    pub order: Order,
    /// Whether activations are computed twice.
    pub recompute: bool,
    /// The price.
    #[serde(default)]
    pub cost: Cost,
    /// Where the run was made longer than it was planned: its schedule is not that of a run planned so.
    #[serde(default)]
    pub extensions: Vec<Extension>,
}

#[cfg(test)]
mod tests;
