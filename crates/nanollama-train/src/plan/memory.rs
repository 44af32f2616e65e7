//! What a run holds in memory at its peak, in bytes, before any of it is allocated.

use nanollama_graph::{Goal, Trainable, peak_of_values};
use nanollama_kernel::call::Counts;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::op::head::{self, ChunkLimits};
use nanollama_model::{Config, forward_graph, parameters};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::optimizer::{state_elements, workspace_elements};

const F32: u64 = size_of::<f32>() as u64;
/// What a GPU's context, code and libraries hold, and an update works in: about so much on an H200.
const GPU_OWN: u64 = 1 << 30;
/// Output features of a packed panel.
const PANEL: usize = 32;

/// Peak memory by use, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Memory {
    /// Row-major weights.
    pub weights: u64,
    /// Their packed copies for products.
    pub packed: u64,
    /// Gradients.
    pub gradients: u64,
    /// Moments of AdamW and Muon.
    pub optimizer: u64,
    /// Averaged weights.
    #[serde(skip_serializing_if = "is_nothing")]
    pub average: u64,
    /// Activations and their gradients of training.
    pub training: u64,
    /// Activations of validation.
    pub validation: u64,
    /// Working memory of ops: logits of one chunk of the head, Muon's matrices of its largest tensor.
    pub workspace: u64,
}

impl Memory {
    /// Peak memory of training `config` on micro-batches of `rows` × `context` tokens.
    ///
    /// # Errors
    /// When the graph cannot be planned.
    pub fn of(config: &Config, rows: usize, context: usize, recompute: bool) -> Result<Memory> {
        let counts = Counts { tokens: rows * context, selected: 0 };
        let forward = forward_graph(config)?;
        let trainable = &Trainable::all(parameters(config).len());
        let peak = |goal| Ok::<_, Error>(peak_of_values(forward.toward(goal)?, counts)? as u64);
        let training = peak(Goal::Gradients { trainable, recompute })?;
        let validation = peak(Goal::Losses)?;
        let list = parameters(config);
        let elements: u64 = list.iter().map(|p| (p.rows * p.cols) as u64).sum();
        let packed = list.iter().filter(|p| p.uses.product);
        Ok(Memory {
            weights: F32 * elements,
            packed: packed.map(|p| F32 * (p.rows.next_multiple_of(PANEL) * p.cols) as u64).sum(),
            gradients: F32 * elements,
            optimizer: F32 * state_elements(config),
            average: 0,
            training,
            validation,
            workspace: head::workspace_bytes(rows * context, config.vocabulary, config.dim) as u64
                + F32 * workspace_elements(config),
        })
    }

    /// Peak memory of the same on a GPU: activations and what products read of the weights are bf16. What the
    /// driver and its libraries take for themselves is a gibibyte of `workspace`.
    ///
    /// # Errors
    /// When the graph cannot be planned.
    pub fn on_gpu(config: &Config, rows: usize, context: usize, recompute: bool) -> Result<Memory> {
        let chunks = ChunkLimits::GPU;
        let counts = Counts { tokens: rows * context, selected: 0 };
        let forward = forward_graph(config)?;
        let list = parameters(config);
        let trainable = &Trainable::all(list.len());
        let goals = [Goal::Gradients { trainable, recompute }, Goal::Losses];
        let mut peaks = [0, 0];
        for (peak, goal) in peaks.iter_mut().zip(goals) {
            *peak = peak_of_values(forward.toward(goal)?.storing(DType::Bf16, chunks), counts)? as u64;
        }
        let [training, validation] = peaks;
        let elements: u64 = list.iter().map(|p| (p.rows * p.cols) as u64).sum();
        let logits = (chunks.rows_for(config.vocabulary) as u64).min(counts.tokens as u64) * config.vocabulary as u64;
        Ok(Memory {
            weights: F32 * elements,
            packed: F32 / 2 * elements,
            gradients: F32 * elements,
            optimizer: F32 * state_elements(config),
            average: 0,
            training,
            validation,
            workspace: F32 * logits + GPU_OWN,
        })
    }

    /// That of each of `world` processes that train together, at most: the optimiser's moments are divided among them.
    #[must_use]
    pub fn of_rank(self, world: usize) -> Memory {
        Memory { optimizer: self.optimizer.div_ceil(world.max(1) as u64), ..self }
    }

    /// The same with averaged weights beside the model's, if there `are`.
    #[must_use]
    pub(super) fn averaging(self, config: &Config, are: bool) -> Memory {
        Memory { average: if are { F32 * config.parameter_count() } else { 0 }, ..self }
    }

    /// All of it.
    pub fn total(&self) -> u64 {
        let Memory { weights, packed, gradients, optimizer, average, training, validation, workspace } = *self;
        weights + packed + gradients + optimizer + average + training + validation + workspace
    }
}

/// What is not there is not stored: older programs read the plan.
fn is_nothing(bytes: &u64) -> bool {
    *bytes == 0
}
