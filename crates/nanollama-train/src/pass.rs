//! One recorded graph on batches of one shape: training's (with its backward) or validation's (without).

use nanollama_data::Batch;
use nanollama_graph::{Executor, Goal, GradientLayout, Trainable, plan};
use nanollama_kernel::call::Counts;
use nanollama_kernel::device::{Buffer, Device, Readback};
use nanollama_kernel::launch::Context;
use nanollama_kernel::op::rope::RopeTable;
use nanollama_kernel::rows::{RowBlock, Rows, Segment, Targets};
use nanollama_model::{Config, Model, forward_graph, rope_tables};

use crate::error::Result;

/// A graph with its arena and what a batch is laid out into. Nothing is allocated after the first step.
pub(crate) struct Pass {
    executor: Executor,
    rows: Rows,
    block: RowBlock,
    /// The batch's mask and coefficients in one column.
    weights: Vec<f32>,
    rope: Vec<RopeTable>,
    losses: Readback,
    /// Of a batch.
    tokens: usize,
}

/// Where a training pass leaves its gradients.
pub(crate) struct Gradients<'a> {
    /// As the pass's layout says.
    pub(crate) into: &'a mut Buffer,
    /// They hold earlier micro-batches of the same step.
    pub(crate) further: bool,
    /// Factor on every one.
    pub(crate) scale: f32,
}

impl Pass {
    /// Forward, loss and the backward of what is trained over `rows` × `context` tokens.
    pub(crate) fn training(
        device: &dyn Device,
        config: &Config,
        [rows, context]: [usize; 2],
        recompute: bool,
        (trainable, gradients): (&Trainable, &GradientLayout),
    ) -> Result<Pass> {
        Pass::new(device, config, Goal::Gradients { trainable, recompute }, gradients, [rows, context])
    }

    /// Forward and loss over `rows` × `context` tokens.
    pub(crate) fn validation(device: &dyn Device, config: &Config, rows: usize, context: usize) -> Result<Pass> {
        Pass::new(device, config, Goal::Losses, &GradientLayout::default(), [rows, context])
    }

    fn new(
        device: &dyn Device,
        config: &Config,
        goal: Goal<'_>,
        gradients: &GradientLayout,
        [rows, context]: [usize; 2],
    ) -> Result<Pass> {
        let counts = Counts { tokens: rows * context, selected: 0 };
        let plan = plan(&forward_graph(config)?.toward(goal)?.at(counts), gradients, 0)?;
        let executor = Executor::new(device, plan, counts)?;
        let mut rope = rope_tables(config);
        rope.iter_mut().try_for_each(|table| table.grow(device, context))?;
        Ok(Pass {
            executor,
            rows: Rows::default(),
            block: RowBlock::default(),
            weights: Vec::new(),
            rope,
            losses: Readback::default(),
            tokens: counts.tokens,
        })
    }

    /// Bytes of the arena.
    pub(crate) fn bytes(&self) -> usize {
        self.executor.bytes()
    }

    /// Runs a batch and gives each position's loss in nats, 0 where its weight is. `model` is packed.
    pub(crate) fn run(
        &mut self,
        device: &dyn Device,
        model: &Model,
        batch: &Batch,
        gradients: Option<Gradients<'_>>,
    ) -> Result<&[f32]> {
        let vocabulary = model.config().vocabulary;
        lay_out(batch, &mut self.rows);
        batch.weights_into(&mut self.weights);
        let given = [self.rows.len(), batch.targets.len(), self.weights.len()];
        if given != [self.tokens; 3] {
            let what = format!("{given:?} tokens, targets and weights for a step on {} tokens", self.tokens);
            return Err(nanollama_kernel::error::Error::Rows { what }.into());
        }
        let positions = self.rope.iter().map(RopeTable::positions).min().unwrap_or(0);
        self.rows.validate(vocabulary, positions, 0)?;
        if let Some(&id) = batch.targets.iter().find(|&&id| id as usize >= vocabulary) {
            return Err(nanollama_model::Error::Token { id, vocabulary }.into());
        }
        let (gradients, further, scale) = match gradients {
            Some(Gradients { into, further, scale }) => (Some(into), further, scale),
            None => (None, false, 0.0),
        };
        let targets = Targets { ids: &batch.targets, weights: &self.weights, scale };
        self.block.send(device, &self.rows, &[], Some(targets))?;
        let mut context = Context {
            rows: &self.block,
            weights: model.weights(),
            adapters: &[],
            gradients,
            cache: None,
            rope: &self.rope,
        };
        if further {
            self.executor.run_further(device, &mut context)?;
        } else {
            self.executor.run(device, &mut context)?;
        }
        self.executor.read(device, 0, &mut self.losses)?;
        Ok(device.wait(&self.losses))
    }
}

/// The batch as the kernels take it; the vectors of `rows` are used again.
fn lay_out(batch: &Batch, rows: &mut Rows) {
    rows.clear();
    rows.tokens.extend_from_slice(&batch.tokens);
    for span in &batch.segments {
        rows.segments.push(Segment { first_row: span.row_offset, rows: span.len, ..Segment::default() });
        rows.positions.extend(0..span.len);
    }
}
