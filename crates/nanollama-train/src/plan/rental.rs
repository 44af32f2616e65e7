//! [`Rental`]: what a plan takes on GPUs that are not here.

use serde::Serialize;

use super::Plan;
use super::cost::RECOMPUTE;
use super::gpu::{Gpu, Gpus};
use super::memory::Memory;
use crate::error::Result;

/// A micro-batch beyond this many tokens fills no GPU better.
const USEFUL_TOKENS: usize = 65_536;
/// Share of a GPU's memory that a run may take.
const MEMORY_SHARE: f64 = 0.92;
/// Bytes of a parameter: a master, its bf16 copy, a gradient.
const WEIGHT_BYTES: u64 = 10;

/// A plan's price on GPUs of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rental {
    /// Which GPUs: "4xH100".
    pub gpus: String,
    /// How many of them.
    pub count: u64,
    /// Share of their peak that is assumed.
    pub share: f64,
    /// Floating-point operations a second, all together, at that share.
    pub flops: f64,
    /// Hours; None where the run does not fit.
    pub hours: Option<f64>,
    /// Rows of a micro-batch on one GPU, 1 where the run does not fit.
    pub rows: usize,
    /// Whether activations have to be computed twice for it to fit.
    pub recompute: bool,
    /// Bytes of one GPU's memory at the peak.
    pub memory: u64,
    /// Bytes that one GPU has.
    pub of: u64,
}

impl Rental {
    /// What `plan` takes on `gpus`, each of which holds the whole model: the largest micro-batch that fits, with activations
    /// computed twice only where nothing fits else.
    ///
    /// # Errors
    /// When the graph cannot be planned.
    pub fn of(plan: &Plan, gpus: Gpus) -> Result<Rental> {
        let Gpus { count, gpu } = gpus;
        let available = (gpu.memory as f64 * MEMORY_SHARE) as u64;
        let share = Gpu::assumed_share(plan.cost.parameters);
        let flops = gpu.peak * share * count as f64;
        // Weights, what products read of them and gradients alone: where they do not fit nothing need be planned.
        let weights = plan.cost.parameters.saturating_mul(WEIGHT_BYTES);
        let mut least = (1, true, weights);
        let ways = match (weights > available, plan.recompute) {
            (true, _) => &[][..],
            (false, true) => &[true][..],
            (false, false) => &[false, true],
        };
        let mut found = None;
        'ways: for &recompute in ways {
            for rows in micro_batches(plan) {
                let memory = Memory::on_gpu(&plan.model, rows, plan.step.context, recompute)?.total();
                if memory <= available {
                    found = Some((rows, recompute, memory));
                    break 'ways;
                }
                least = (rows, recompute, memory);
            }
        }
        let (rows, recompute, memory) = found.unwrap_or(least);
        let work = if recompute && !plan.recompute { RECOMPUTE } else { 1.0 };
        let hours = found.map(|_| plan.cost.flops * work / flops / 3600.0);
        let name = if count == 1 { gpu.name.to_owned() } else { format!("{count}x{}", gpu.name) };
        Ok(Rental { gpus: name, count, share, flops, hours, rows, recompute, memory, of: gpu.memory })
    }
}

/// Rows of micro-batches worth trying, largest first: each half of the one before.
fn micro_batches(plan: &Plan) -> impl Iterator<Item = usize> {
    let all = (plan.step.tokens / plan.step.context).max(1);
    let most = (USEFUL_TOKENS / plan.step.context).clamp(1, all);
    let mut next = Some(most);
    std::iter::from_fn(move || {
        let rows = next?;
        next = (rows > 1).then_some(rows / 2);
        Some(rows)
    })
}
