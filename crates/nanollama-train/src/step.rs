//! THE step: micro-batches, their gradients' sum, clipping, the optimiser. Every stage takes this one.
//!
//! The gradient is that of the step's summed loss over the step's normaliser (for a mean, all targets that count), so that is
//! summed before the first micro-batch runs: micro-batches with unequal numbers of targets add up to what one large batch gives.

use nanollama_data::Batch;
use nanollama_graph::{GradientLayout, Trainable};
use nanollama_kernel::call::Slot;
use nanollama_kernel::device::{Buffer, Device};
use nanollama_kernel::launch::Kernels;
use nanollama_model::{Config, Model, gradient_layout, parameters};

use crate::error::Result;
use crate::optimizer::{Optimizer, Settings};
use crate::pass::{Gradients, Pass};
use crate::ranks::Ranks;

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

/// Memory and graph of the step for one shape of micro-batches, on one device.
pub struct Step {
    pass: Pass,
    ranks: Ranks,
    layout: GradientLayout,
    gradients: Buffer,
}

impl Step {
    /// A step of all weights on micro-batches of `rows` × `context` tokens.
    ///
    /// # Errors
    /// When memory for gradients or activations cannot be had.
    pub fn new(device: &dyn Device, config: &Config, rows: usize, context: usize, recompute: bool) -> Result<Self> {
        let trainable = Trainable::all(parameters(config).len());
        let layout = gradient_layout(config, &trainable);
        let gradients = device.allocate("gradients", layout.bytes())?;
        let pass = Pass::training(device, config, [rows, context], recompute, (&trainable, &layout))?;
        Ok(Step { pass, ranks: Ranks::ONE, layout, gradients })
    }

    /// Forward and backward of all micro-batches: the mean loss. [`Step::gradients`] has the gradients. `model` is packed.
    ///
    /// # Errors
    /// When a batch does not fit the step's shape or the model's vocabulary.
    pub fn accumulate(&mut self, device: &dyn Device, model: &Model, batches: &[Batch]) -> Result<f64> {
        let total = self.ranks.sum(batches.iter().map(|batch| batch.normaliser).sum());
        let scale = (1.0 / total) as f32;
        let mut sum = 0.0;
        for (index, batch) in batches.iter().enumerate() {
            let gradients = Gradients { into: &mut self.gradients, further: index > 0, scale };
            let losses = self.pass.run(device, model, batch, Some(gradients))?;
            sum += weighted(losses, batch);
        }
        Ok(self.ranks.sum(sum) / total)
    }

    /// A copy of the gradients of the last [`Step::accumulate`], one a weight.
    pub fn gradients(&mut self, device: &dyn Device) -> Vec<Vec<f32>> {
        let mut copies = Vec::new();
        let layout = &self.layout;
        device.with_host(&mut self.gradients, &mut |all| {
            copies.extend(by_weight(layout, all).into_iter().map(<[f32]>::to_vec));
        });
        copies
    }

    /// Bytes of gradients and activations.
    pub fn bytes(&self) -> usize {
        self.pass.bytes() + self.gradients.bytes()
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
        let mut taken = None;
        let layout = &self.layout;
        kernels.with_host(&mut self.gradients, &mut |all| {
            taken = Some(update(kernels, model, optimizer, &by_weight(layout, all), (loss, pace)));
        });
        let (norm, broken) = taken.expect("the gradients were lent");
        if let Some(tensor) = broken {
            let what = if loss.is_finite() { "gradient" } else { "loss" };
            return Ok(Taken::NotFinite { what, tensor });
        }
        pack(kernels, model);
        let counted = batches.iter().map(|batch| batch.counted() as u64).sum();
        Ok(Taken::Done(Outcome { loss, norm, targets: counted }))
    }

    /// Moves the weights against the gradients of the last [`Step::accumulate`], as often as one likes.
    pub fn update(&mut self, kernels: &dyn Kernels, model: &mut Model, optimizer: &mut Optimizer, settings: &Settings) {
        let layout = &self.layout;
        kernels.with_host(&mut self.gradients, &mut |all| {
            optimizer.step(kernels, model, &by_weight(layout, all), settings);
        });
        pack(kernels, model);
    }
}

/// The gradient of each trained weight, in the order of the weights.
fn by_weight<'a>(layout: &GradientLayout, all: &'a [f32]) -> Vec<&'a [f32]> {
    let range = |slot: Slot| slot.offset / size_of::<f32>()..slot.end() / size_of::<f32>();
    layout.slots().map(|slot| &all[range(slot)]).collect()
}

/// Norm of the gradients and the update, or the name of the first tensor that is no finite number.
fn update(
    kernels: &dyn Kernels,
    model: &mut Model,
    optimizer: &mut Optimizer,
    gradients: &[&[f32]],
    (loss, pace): (f64, &Pace),
) -> (f64, Option<String>) {
    let norm = optimizer.gradient_norm(kernels, gradients);
    if !loss.is_finite() || !norm.is_finite() {
        let tensor = optimizer.first_not_finite(gradients).unwrap_or("no gradient");
        return (norm, Some(tensor.to_owned()));
    }
    let gradient_scale = if pace.clip > 0.0 && norm > pace.clip { (pace.clip / norm) as f32 } else { 1.0 };
    let settings = Settings { rate: pace.rate, momentum: pace.momentum, gradient_scale };
    optimizer.step(kernels, model, gradients, &settings);
    (norm, None)
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
