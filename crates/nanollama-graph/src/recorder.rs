//! Records a forward into a [`Graph`]; computes nothing.

use nanollama_kernel::call::{Op, WeightId};
use nanollama_kernel::op::attention::Shape;

use crate::builder::Builder;
use crate::graph::{Graph, ValueId};

/// A [`Builder`] that writes down what it is asked for, for a fixed number of rows.
#[derive(Debug)]
pub struct Recorder {
    graph: Graph,
    rows: usize,
    block: Option<usize>,
}

impl Recorder {
    /// Records a forward over `rows` rows (batch × time).
    pub fn new(rows: usize) -> Self {
        Recorder { graph: Graph::default(), rows, block: None }
    }

    /// Ends the forward in a cross-entropy against the batch's targets, and gives the graph.
    pub fn finish_with_loss(mut self, x: ValueId, head: WeightId) -> Graph {
        let losses = self.graph.value(self.rows, 1);
        self.graph.push(Op::HeadLoss { weight: head }, &[x], &[losses], None);
        self.graph.losses = Some(losses);
        self.graph.results.push(losses);
        self.graph
    }

    /// Ends the forward in `x`, which the caller will read.
    pub fn finish(mut self, x: ValueId) -> Graph {
        self.graph.results.push(x);
        self.graph
    }

    fn node(&mut self, op: Op, inputs: &[ValueId], cols: usize) -> ValueId {
        let output = self.graph.value(self.rows, cols);
        self.graph.push(op, inputs, &[output], self.block);
        output
    }
}

impl Builder for Recorder {
    type Value = ValueId;

    fn block(&mut self, index: usize) {
        self.block = Some(index);
    }

    fn embedding(&mut self, table: WeightId, dim: usize) -> ValueId {
        self.node(Op::Embedding { table }, &[], dim)
    }

    fn rms_norm(&mut self, x: ValueId, gain: WeightId, eps: f32) -> ValueId {
        let y = self.graph.like(x);
        let inverse = self.graph.value(self.rows, 1);
        self.graph.push(Op::RmsNorm { gain, eps }, &[x], &[y, inverse], self.block);
        y
    }

    fn linear(&mut self, x: ValueId, weight: WeightId, out: usize, residual: Option<ValueId>) -> ValueId {
        let op = Op::Linear { weight, residual: residual.is_some() };
        match residual {
            Some(residual) => self.node(op, &[x, residual], out),
            None => self.node(op, &[x], out),
        }
    }

    fn rope(&mut self, x: ValueId, heads: usize, head_dim: usize) -> ValueId {
        let cols = self.graph.shape(x).cols;
        self.node(Op::Rope { heads, head_dim, inverse: false }, &[x], cols)
    }

    fn attention(&mut self, qkv: ValueId, layer: usize, shape: Shape) -> ValueId {
        let out = self.graph.value(self.rows, shape.heads * shape.head_dim);
        let log_sum_exp = self.graph.value(self.rows, shape.heads);
        self.graph.push(Op::Attention { layer, shape }, &[qkv], &[out, log_sum_exp], self.block);
        out
    }

    fn swiglu(&mut self, gate_up: ValueId) -> ValueId {
        let cols = self.graph.shape(gate_up).cols / 2;
        self.node(Op::SwiGlu, &[gate_up], cols)
    }
}
