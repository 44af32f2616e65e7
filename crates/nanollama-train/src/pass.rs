//! One recorded graph on batches of one shape: training's (with its backward) or validation's (without).

use nanollama_data::Batch;
use nanollama_graph::{Arena, Executor, Goal, GradientLayout, Graph, Trainable, plan};
use nanollama_kernel::call::Counts;
use nanollama_kernel::context::{Context, Training};
use nanollama_kernel::device::{Device, Readback};
use nanollama_kernel::op::rope::RopeTable;
use nanollama_kernel::rows::{RowBlock, Rows, Segment, Targets};
use nanollama_kernel::weight::Weight;
use nanollama_model::{Config, Model, rope_tables};

use crate::error::Result;

/// A graph and what a batch is laid out into. Nothing is allocated after the second batch.
pub(crate) struct Pass {
    executor: Executor,
    rows: Rows,
    block: RowBlock,
    /// The batch's mask and coefficients in one column.
    weights: Vec<f32>,
    rope: Vec<RopeTable>,
    losses: Readback,
    /// Of every batch.
    counts: Counts,
}

impl Pass {
    /// Forward, loss and the backward of what is trained over `rows` × `context` tokens.
    pub(crate) fn training(
        device: &dyn Device,
        config: &Config,
        forward: &Graph,
        shape: [usize; 2],
        recompute: bool,
        (trainable, gradients): (&Trainable, &GradientLayout),
    ) -> Result<Pass> {
        Pass::new(device, (config, forward), Goal::Gradients { trainable, recompute }, gradients, shape)
    }

    /// Forward and loss over `rows` × `context` tokens.
    pub(crate) fn validation(
        device: &dyn Device,
        config: &Config,
        forward: &Graph,
        [rows, context]: [usize; 2],
    ) -> Result<Pass> {
        Pass::new(device, (config, forward), Goal::Losses, &GradientLayout::default(), [rows, context])
    }

    fn new(
        device: &dyn Device,
        (config, forward): (&Config, &Graph),
        goal: Goal<'_>,
        gradients: &GradientLayout,
        [rows, context]: [usize; 2],
    ) -> Result<Pass> {
        let counts = Counts { tokens: rows * context, selected: 0 };
        let graph = forward.toward(goal)?.at(counts).on(device);
        let plan = plan(&graph, gradients, 0)?;
        let executor = Executor::new(device, plan)?;
        let mut rope = rope_tables(config);
        rope.iter_mut().try_for_each(|table| table.grow(device, context))?;
        Ok(Pass {
            executor,
            rows: Rows::default(),
            block: RowBlock::default(),
            weights: Vec::new(),
            rope,
            losses: Readback::default(),
            counts,
        })
    }

    /// Bytes of the arena that it runs in.
    pub(crate) fn arena_bytes(&self) -> usize {
        self.executor.arena_bytes(self.counts)
    }

    /// The gradients of a micro-batch, each times `scale`, and the sum of its losses; added to those of the ones before in
    /// the same step for a further one. `model` is packed.
    pub(crate) fn differentiate(
        &mut self,
        device: &dyn Device,
        arena: &mut Arena,
        model: &Model,
        (batch, scale): (&Batch, f32),
        training: Training<'_>,
        further: bool,
    ) -> Result<()> {
        self.send(device, model, batch, scale)?;
        let adapter = model.further();
        let mut context = context(&self.block, &self.rope, (model, &adapter), Some(training));
        if further {
            self.executor.run_further(device, arena, &mut context)?;
        } else {
            self.executor.run(device, arena, &mut context)?;
        }
        Ok(())
    }

    /// Each position's loss in nats, 0 where its weight is. `model` is packed.
    pub(crate) fn losses<'a>(
        &'a mut self,
        device: &dyn Device,
        arena: &'a mut Arena,
        model: &Model,
        batch: &Batch,
    ) -> Result<&'a [f32]> {
        self.send(device, model, batch, 0.0)?;
        let further = model.further();
        self.executor.run(device, arena, &mut context(&self.block, &self.rope, (model, &further), None))?;
        Ok(self.executor.fetch(device, arena, 0, &mut self.losses)?)
    }

    /// Checks a batch and sends it to the device.
    fn send(&mut self, device: &dyn Device, model: &Model, batch: &Batch, scale: f32) -> Result<()> {
        let vocabulary = model.config().vocabulary;
        lay_out(batch, &mut self.rows);
        batch.weights_into(&mut self.weights);
        let (given, tokens) = ([self.rows.len(), batch.targets.len(), self.weights.len()], self.counts.tokens);
        if given != [tokens; 3] {
            let what = format!("{given:?} tokens, targets and weights for a step on {tokens} tokens");
            return Err(nanollama_kernel::error::Error::Rows { what }.into());
        }
        let positions = self.rope.iter().map(RopeTable::positions).min().unwrap_or(0);
        self.rows.validate(vocabulary, positions, 0)?;
        if let Some(&id) = batch.targets.iter().find(|&&id| id as usize >= vocabulary) {
            return Err(nanollama_model::Error::Token { id, vocabulary }.into());
        }
        let targets = Targets { ids: &batch.targets, weights: &self.weights, scale };
        Ok(self.block.send(device, &self.rows, &[], Some(targets))?)
    }
}

fn context<'a>(
    rows: &'a RowBlock,
    rope: &'a [RopeTable],
    (model, further): (&'a Model, &'a [&'a Weight]),
    training: Option<Training<'a>>,
) -> Context<'a> {
    Context { rows, weights: model.weights(), further, adapters: &[], training, cache: None, rope }
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
