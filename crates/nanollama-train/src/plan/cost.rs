//! The price of a run: parameters, operations, memory and hours.

use nanollama_model::{Config, Lora};
use serde::{Deserialize, Serialize};

use super::datasets::Datasets;
use super::lora::FROZEN;
use super::machine::Machine;
use super::memory::Memory;
use super::step_shape::StepShape;
use crate::optimizer::step_flops;

/// Share of the machine's multiply-add limit that a step reaches, optimiser and validation included.
const EFFICIENCY: f64 = 0.5;
/// Recompute runs the blocks' forward twice: four thirds of the work.
pub(super) const RECOMPUTE: f64 = 4.0 / 3.0;

/// The price of a run. Nothing follows from it, so what an older program did not store is 0.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cost {
    /// Parameters of the model.
    pub parameters: u64,
    /// Tokens trained on, repeated ones included.
    pub tokens: u64,
    /// Passes over the data.
    pub epochs: f64,
    /// Floating-point operations of forward and backward for one token, in documents as long as a row all of whose tokens
    /// are learned. Shorter ones take fewer, and so does fine-tuning.
    pub flops_per_token: f64,
    /// Floating-point operations of the whole run, optimiser included.
    pub flops: f64,
    /// Peak memory.
    pub memory: Memory,
    /// Hours on the machine that the plan was made on.
    pub hours: f64,
}

impl Cost {
    /// The price of so many times as many steps.
    pub(super) fn stretched(&self, times: f64) -> Cost {
        Cost {
            tokens: (self.tokens as f64 * times) as u64,
            epochs: self.epochs * times,
            flops: self.flops * times,
            hours: self.hours * times,
            ..self.clone()
        }
    }

    /// The price of `steps` steps that hold `memory`, with activations computed twice where `recompute` says so.
    pub(super) fn of(
        model: &Config,
        data: &Datasets,
        step: &StepShape,
        steps: u64,
        (memory, recompute): (Memory, bool),
        machine: &Machine,
    ) -> Cost {
        let tokens = steps.saturating_mul(step.tokens as u64);
        let flops_per_token = model.training_flops([step.context], step.context) / step.context as f64;
        let work = if recompute { RECOMPUTE } else { 1.0 };
        let flops = tokens as f64 * flops_per_token * work + steps as f64 * step_flops(model);
        Cost {
            parameters: model.parameter_count(),
            tokens,
            epochs: tokens as f64 / data.train_tokens().max(1) as f64,
            flops_per_token,
            flops,
            memory,
            hours: flops / (machine.flops.max(1.0) * EFFICIENCY) / 3600.0,
        }
    }

    /// The same with an adapter trained instead of the model's weights.
    pub(super) fn of_adapter(self, config: &Config, lora: &Lora) -> Cost {
        let flops_per_token = FROZEN * self.flops_per_token + 6.0 * lora.parameter_count(config) as f64;
        let flops = self.tokens as f64 * flops_per_token;
        let hours = self.hours * flops / self.flops;
        Cost { flops_per_token, flops, hours, ..self }
    }
}
