//! THE step: micro-batches, their gradients' sum, clipping, the optimiser. Every stage takes this one.
//!
//! The gradient is that of the step's summed loss over the step's normaliser (for a mean, all targets that count), so that is
//! summed before the first micro-batch runs: micro-batches with unequal numbers of targets add up to what one large batch gives.

use nanollama_data::Batch;
use nanollama_kernel::launch::Kernels;
use nanollama_kernel::memory::AlignedVec;
use nanollama_model::{Config, Model};

use crate::error::{Error, Result};
use crate::optimizer::{Optimizer, Settings};
use crate::pass::{Gradients, Pass};

/// What the schedule and the plan say about one step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// Factor on all rates.
    pub rate: f64,
    /// Muon's momentum.
    pub momentum: f64,
    /// Largest gradient norm; 0 for no clipping.
    pub clip: f64,
}

/// What a step came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// Mean loss over the targets that count, in nats, before the step.
    pub loss: f64,
    /// Norm of all gradients, before clipping.
    pub norm: f64,
    /// Targets that counted.
    pub targets: u64,
}

/// How a step ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Taken {
    /// The weights have moved.
    Done(Outcome),
    /// The loss or the gradient is no finite number; weights and optimiser are as they were.
    NotFinite {
        /// `loss` or `gradient`.
        what: &'static str,
        /// First tensor with such a gradient.
        tensor: String,
    },
}

/// Memory and graph of the step for one shape of micro-batches.
pub struct Step {
    pass: Pass,
    gradients: Vec<AlignedVec>,
}

impl Step {
    /// A step on micro-batches of `rows` × `context` tokens.
    ///
    /// # Errors
    /// When memory for gradients or activations cannot be had.
    pub fn new(config: &Config, rows: usize, context: usize, recompute: bool) -> Result<Self> {
        let mut gradients = Vec::new();
        for parameter in nanollama_model::parameters(config) {
            let len = parameter.rows * parameter.cols;
            let out = |_| Error::OutOfMemory { what: "gradients", bytes: len * size_of::<f32>() };
            gradients.push(AlignedVec::try_zeroed(len).map_err(out)?);
        }
        Ok(Step { pass: Pass::training(config, rows, context, recompute)?, gradients })
    }

    /// Forward and backward of all micro-batches: the mean loss. The gradients are in [`Step::gradients`]. `model` is packed.
    ///
    /// # Errors
    /// When a batch does not fit the step's shape or the model's vocabulary.
    pub fn accumulate(&mut self, kernels: &dyn Kernels, model: &Model, batches: &[Batch]) -> Result<f64> {
        let total: f64 = batches.iter().map(|batch| batch.normaliser).sum();
        let scale = (1.0 / total) as f32;
        let mut sum = 0.0;
        for (index, batch) in batches.iter().enumerate() {
            let gradients = Gradients { into: &mut self.gradients, accumulate: index > 0, scale };
            let losses = self.pass.run(kernels, model, batch, Some(gradients))?;
            sum += weighted(losses, batch);
        }
        Ok(sum / total)
    }

    /// The gradients of the last [`Step::accumulate`], one a weight.
    pub fn gradients(&self) -> &[AlignedVec] {
        &self.gradients
    }

    /// Bytes of gradients and activations.
    pub fn bytes(&self) -> usize {
        self.pass.bytes() + self.gradients.iter().map(|gradient| size_of_val::<[f32]>(gradient)).sum::<usize>()
    }

    /// One whole step on all micro-batches of it. `model` is packed, before and after.
    ///
    /// # Errors
    /// As [`Step::accumulate`].
    pub fn take(
        &mut self,
        kernels: &dyn Kernels,
        model: &mut Model,
        optimizer: &mut Optimizer,
        batches: &[Batch],
        pace: &Pace,
    ) -> Result<Taken> {
        let loss = self.accumulate(kernels, model, batches)?;
        let norm = optimizer.gradient_norm(kernels, &self.gradients);
        if !loss.is_finite() || !norm.is_finite() {
            let what = if loss.is_finite() { "gradient" } else { "loss" };
            let tensor = optimizer.first_not_finite(&self.gradients).unwrap_or("no gradient");
            return Ok(Taken::NotFinite { what, tensor: tensor.to_owned() });
        }
        let gradient_scale = if pace.clip > 0.0 && norm > pace.clip { (pace.clip / norm) as f32 } else { 1.0 };
        let settings = Settings { rate: pace.rate, momentum: pace.momentum, gradient_scale };
        optimizer.step(kernels, model, &self.gradients, &settings);
        pack(kernels, model);
        let counted = batches.iter().map(|batch| batch.counted() as u64).sum();
        Ok(Taken::Done(Outcome { loss, norm, targets: counted }))
    }
}

/// Brings the packed copies of all weights that take part in products up to date.
pub fn pack(kernels: &dyn Kernels, model: &mut Model) {
    let multiplied: Vec<bool> = model.parameters().iter().map(|parameter| parameter.uses.product).collect();
    for (weight, _) in model.weights_mut().iter_mut().zip(multiplied).filter(|(_, multiplied)| *multiplied) {
        kernels.pack(weight);
    }
}

/// Sum of losses times coefficients where they count, in the order of the rows.
pub(crate) fn weighted(losses: &[f32], batch: &Batch) -> f64 {
    let rows = losses.iter().zip(&batch.coefficients).zip(&batch.mask);
    let counted = rows.filter(|(_, counts)| **counts);
    counted.map(|((&loss, &coefficient), _)| f64::from(loss) * f64::from(coefficient)).sum()
}
