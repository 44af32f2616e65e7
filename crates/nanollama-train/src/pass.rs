//! One recorded graph on batches of one shape: training's (with its backward) or validation's (without).

use nanollama_data::Batch;
use nanollama_graph::{Executor, Goal, plan};
use nanollama_kernel::call::Counts;
use nanollama_kernel::launch::{Context, Kernels, Targets};
use nanollama_kernel::memory::AlignedVec;
use nanollama_kernel::op::rope::RopeTable;
use nanollama_kernel::rows::{Rows, Segment};
use nanollama_model::{Config, Model, forward_graph, rope_tables};

use crate::error::Result;

/// A graph with its arena and what a batch is laid out into. Nothing is allocated after the first batch.
pub(crate) struct Pass {
    executor: Executor,
    rows: Rows,
    /// The batch's mask and coefficients in one column.
    weights: Vec<f32>,
    rope: Vec<RopeTable>,
    /// Of a batch.
    tokens: usize,
}

/// Where a training pass leaves its gradients.
pub(crate) struct Gradients<'a> {
    /// One a weight.
    pub(crate) into: &'a mut [AlignedVec],
    /// They hold earlier micro-batches of the same step.
    pub(crate) accumulate: bool,
    /// Factor on every one.
    pub(crate) scale: f32,
}

impl Pass {
    /// Forward, loss and backward over `rows` × `context` tokens.
    pub(crate) fn training(config: &Config, rows: usize, context: usize, recompute: bool) -> Result<Pass> {
        Pass::new(config, Goal::Gradients { recompute }, rows, context)
    }

    /// Forward and loss over `rows` × `context` tokens.
    pub(crate) fn validation(config: &Config, rows: usize, context: usize) -> Result<Pass> {
        Pass::new(config, Goal::Losses, rows, context)
    }

    fn new(config: &Config, goal: Goal, rows: usize, context: usize) -> Result<Pass> {
        let counts = Counts { tokens: rows * context, selected: 0 };
        let executor = Executor::new(plan(&forward_graph(config)?.toward(goal)?.at(counts), 0)?, counts)?;
        let rope = rope_tables(config, context);
        Ok(Pass { executor, rows: Rows::default(), weights: Vec::new(), rope, tokens: counts.tokens })
    }

    /// Bytes of the arena.
    pub(crate) fn bytes(&self) -> usize {
        self.executor.bytes()
    }

    /// Runs a batch and gives each position's loss in nats, 0 where its weight is. `model` is packed.
    pub(crate) fn run(
        &mut self,
        kernels: &dyn Kernels,
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
        let Gradients { into, accumulate, scale } =
            gradients.unwrap_or(Gradients { into: &mut [], accumulate: false, scale: 0.0 });
        let mut context = Context {
            rows: &self.rows,
            selected: &[],
            weights: model.weights(),
            gradients: into,
            accumulate,
            cache: None,
            targets: Some(Targets { ids: &batch.targets, weights: &self.weights, scale }),
            rope: &self.rope,
        };
        self.executor.run(kernels, &mut context)?;
        Ok(self.executor.result(0))
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
