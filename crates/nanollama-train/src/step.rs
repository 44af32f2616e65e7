//! THE step: micro-batches, their gradients' sum, clipping, the optimiser. Every stage takes this one.
//!
//! The gradient is that of the step's summed loss over the step's normaliser (for a mean, all targets that count), so that is
//! summed before the first micro-batch runs: micro-batches with unequal numbers of targets add up to what one large batch gives.
//!
//! All of it is the device's work. The host sends tokens and rates, and reads loss and norm of a step when it likes: at once,
//! or while the next one runs.

use std::collections::VecDeque;

use nanollama_data::Batch;
use nanollama_graph::{Arena, GradientLayout};
use nanollama_kernel::context::Training;
use nanollama_kernel::device::{Buffer, Device, Readback};
use nanollama_kernel::update::StepState;
use nanollama_model::{Config, Model};

use crate::error::Result;
use crate::optimizer::{Optimizer, StepSettings};
use crate::pass::Pass;
use crate::ranks::Ranks;
use crate::trained::Trained;

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
pub enum StepResult {
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
    state: Buffer,
    arena: Arena,
    /// Steps whose outcome has not been read, the oldest first.
    pending: VecDeque<Pending>,
    /// Readbacks that are free.
    readbacks: Vec<Readback>,
}

/// A step on its way.
struct Pending {
    normaliser: f64,
    targets: u64,
    state: Readback,
    /// The first tensor at fault of all processes, where there are several and one is.
    at_fault: Option<String>,
}

impl Step {
    /// A step of all weights on micro-batches of `rows` × `context` tokens.
    ///
    /// # Errors
    /// When memory for gradients or activations cannot be had.
    pub fn new(device: &dyn Device, config: &Config, rows: usize, context: usize, recompute: bool) -> Result<Self> {
        Step::of(device, config, Trained::whole(config)?, [rows, context], recompute)
    }

    /// The same of what is trained of a model of `config`.
    ///
    /// # Errors
    /// As [`Step::new`].
    pub(crate) fn of(
        device: &dyn Device,
        config: &Config,
        trained: Trained,
        [rows, context]: [usize; 2],
        recompute: bool,
    ) -> Result<Self> {
        let Trained { graph, trainable, layout, .. } = trained;
        let gradients = device.allocate("gradients", layout.bytes())?;
        let state = device.allocate("the state of a step", StepState::BYTES)?;
        let pass = Pass::training(device, config, &graph, [rows, context], recompute, (&trainable, &layout))?;
        let mut arena = Arena::default();
        arena.reserve(device, pass.arena_bytes())?;
        let (ranks, pending, readbacks) = (Ranks::ONE, VecDeque::new(), Vec::new());
        Ok(Step { pass, ranks, layout, gradients, state, arena, pending, readbacks })
    }

    /// The same step as one of several processes takes it, of its micro-batches.
    pub(crate) fn among(self, ranks: &Ranks) -> Step {
        Step { ranks: ranks.clone(), ..self }
    }

    /// Forward and backward of all micro-batches: the mean loss. [`Step::gradients`] has the gradients. `model` is packed.
    ///
    /// # Errors
    /// When a batch does not fit the step's shape or the model's vocabulary.
    pub fn accumulate(&mut self, device: &dyn Device, model: &Model, batches: &[Batch]) -> Result<f64> {
        let [normaliser, _] = self.gather(device, model, batches)?;
        let own = self.read_state(device)?.loss;
        let [loss] = self.ranks.sum([own])?;
        Ok(loss / normaliser)
    }

    /// Submits the forward and backward of all micro-batches; gives what the sum of the losses of all processes is divided by,
    /// and how many of their targets count.
    fn gather(&mut self, device: &dyn Device, model: &Model, batches: &[Batch]) -> Result<[f64; 2]> {
        let targets = batches.iter().map(|batch| batch.counted() as f64).sum();
        let sums = self.ranks.sum([batches.iter().map(|batch| batch.normaliser).sum(), targets])?;
        let [normaliser, _] = sums;
        let scale = (1.0 / normaliser) as f32;
        for (index, batch) in batches.iter().enumerate() {
            let training = Training { gradients: &mut self.gradients, state: &mut self.state };
            self.pass.differentiate(device, &mut self.arena, model, (batch, scale), training, index > 0)?;
        }
        Ok(sums)
    }

    /// A copy of the gradients of the last [`Step::accumulate`], one a weight.
    pub fn gradients(&self, device: &dyn Device) -> Vec<Vec<f32>> {
        let slots = self.layout.slots();
        slots.map(|slot| device.lend(&self.gradients, slot.offset..slot.end()).into_owned()).collect()
    }

    /// Bytes of gradients, and of what it works in.
    pub fn bytes(&self) -> usize {
        self.arena.bytes() + self.gradients.bytes()
    }

    /// What the step works in; a validation may share it.
    pub fn arena(&mut self) -> &mut Arena {
        &mut self.arena
    }

    /// Begins a step, and gives how many targets count in it; [`Step::outcome`] says how it ended. `model` is packed, before
    /// and after.
    ///
    /// # Errors
    /// As [`Step::accumulate`].
    pub fn submit(
        &mut self,
        device: &dyn Device,
        model: &mut Model,
        optimizer: &mut Optimizer,
        batches: &[Batch],
        settings: &StepSettings,
    ) -> Result<u64> {
        let [normaliser, targets] = self.gather(device, model, batches)?;
        let at_fault = self.submit_update(device, model, optimizer, (normaliser, settings))?;
        let mut state = self.readbacks.pop().unwrap_or_default();
        StepState::read(device, &self.state, &mut state)?;
        let targets = targets as u64;
        self.pending.push_back(Pending { normaliser, targets, state, at_fault });
        Ok(targets)
    }

    /// Moves the weights against the gradients of the last [`Step::accumulate`], as often as one likes; false when it was not
    /// sound, and nothing moves. `settings` come with what the sum of its losses is divided by.
    ///
    /// # Errors
    /// When working memory cannot be had.
    pub fn update(
        &mut self,
        device: &dyn Device,
        model: &mut Model,
        optimizer: &mut Optimizer,
        settings: (f64, &StepSettings),
    ) -> Result<bool> {
        self.submit_update(device, model, optimizer, settings)?;
        Ok(self.read_state(device)?.broken == 0)
    }

    /// Gives the first tensor at fault, where there are several processes and one is.
    fn submit_update(
        &mut self,
        device: &dyn Device,
        model: &mut Model,
        optimizer: &mut Optimizer,
        settings: (f64, &StepSettings),
    ) -> Result<Option<String>> {
        let several = self.ranks.are_several();
        let loss = if several { self.read_state(device)?.loss } else { 0.0 };
        let Step { arena, gradients, state, .. } = self;
        optimizer.sum(device, gradients, (state, loss))?;
        optimizer.update(device, arena, model, (gradients, state), settings)?;
        if !several {
            return Ok(None);
        }
        let StepState { broken, tensor, .. } = self.read_state(device)?;
        if broken > 0 {
            return optimizer.first_at_fault((tensor as usize).checked_sub(1));
        }
        optimizer.hand_on(device, model)?;
        Ok(None)
    }

    /// The state as it is when all that was submitted is done.
    fn read_state(&mut self, device: &dyn Device) -> Result<StepState> {
        let mut readback = self.readbacks.pop().unwrap_or_default();
        StepState::read(device, &self.state, &mut readback)?;
        let state = StepState::of_words(device.wait(&readback));
        self.readbacks.push(readback);
        Ok(state)
    }

    /// How many steps' outcomes have not been read.
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// How the oldest submitted step ended, once that is known; `None` when all have been read. When it is not sound, those
    /// after it have not moved anything either, and count as never submitted.
    pub fn outcome(&mut self, device: &dyn Device, optimizer: &mut Optimizer) -> Option<StepResult> {
        let Pending { normaliser, targets, state: readback, at_fault } = self.pending.pop_front()?;
        let state = StepState::of_words(device.wait(&readback));
        self.readbacks.push(readback);
        let loss = state.loss / normaliser;
        if state.broken == 0 {
            return Some(StepResult::Done(Outcome { loss, norm: state.norm, targets }));
        }
        optimizer.skipped(1 + self.pending.len() as u32);
        self.readbacks.extend(self.pending.drain(..).map(|pending| pending.state));
        StepState::clear(device, &mut self.state);
        let tensor = (state.tensor as usize).checked_sub(1).map_or("no gradient", |number| optimizer.name(number));
        let what = if loss.is_finite() { "gradient" } else { "loss" };
        Some(StepResult::NotFinite { what, tensor: at_fault.unwrap_or_else(|| tensor.to_owned()) })
    }
}

#[cfg(all(test, unix))]
mod tests;
