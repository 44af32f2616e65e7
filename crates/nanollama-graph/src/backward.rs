//! The backward as ordinary nodes: reverse-mode differentiation over coarse ops, with optional recompute of blocks.
//!
//! The first write of a gradient overwrites, later ones accumulate in place in a fixed order, so nothing is zero-filled.
//! A gradient that flows through a residual edge unchanged is the same value, not a copy.

use std::collections::{HashMap, HashSet};

use nanollama_kernel::call::{Op, WeightId};

use crate::Error;
use crate::graph::{Graph, Node, ValueId};

/// The nodes of a block whose outputs its backward reads, directly or through other nodes of the block.
fn needed(block: &[Node]) -> Vec<&Node> {
    let mut wanted: HashSet<ValueId> = HashSet::new();
    for node in block {
        let (inputs, outputs) = node.op.backward_reads();
        wanted.extend(inputs.iter().map(|&i| node.inputs[i]));
        wanted.extend(outputs.iter().map(|&o| node.outputs[o]));
    }
    let mut kept = Vec::with_capacity(block.len());
    for node in block.iter().rev() {
        if node.outputs.iter().any(|output| wanted.contains(output)) {
            wanted.extend(&node.inputs);
            kept.push(node);
        }
    }
    kept.reverse();
    kept
}

pub(crate) struct Backward {
    graph: Graph,
    /// Gradient of each forward value that has one so far.
    gradients: HashMap<ValueId, ValueId>,
    /// Forward values that a recomputed block computes anew.
    renamed: HashMap<ValueId, ValueId>,
    /// Weights whose gradient this pass has written.
    written: HashSet<WeightId>,
}

impl Backward {
    /// The loss of `hidden` under the head's `weight`, and the backward of it and of all of `forward`.
    pub(crate) fn append(forward: Graph, weight: WeightId, hidden: ValueId, recompute: bool) -> Result<Graph, Error> {
        let body = forward.nodes.clone();
        let (gradients, renamed, written) = (HashMap::new(), HashMap::new(), HashSet::new());
        let mut backward = Backward { graph: forward, gradients, renamed, written };
        let [losses, dx] = backward.push(Op::HeadLossGrad { weight }, &[hidden], None)?;
        backward.graph.results = vec![losses];
        backward.gradients.insert(hidden, dx);
        backward.written.insert(weight);
        let mut block = None;
        for (index, node) in body.iter().enumerate().rev() {
            if recompute && node.block != block {
                block = node.block;
                if block.is_some() {
                    backward.repeat_block(&body, index, block)?;
                }
            }
            backward.node(index, node)?;
        }
        Ok(backward.graph)
    }

    /// Appends a node that writes N values.
    fn push<const N: usize>(
        &mut self,
        op: Op,
        inputs: &[ValueId],
        block: Option<usize>,
    ) -> Result<[ValueId; N], Error> {
        let outputs = self.graph.push(op, inputs, block)?;
        Ok(outputs.try_into().expect("the caller asks for as many as the op writes"))
    }

    /// Appends a node that writes the gradient of `of`, adding to what is there when its last input is that.
    fn push_gradient(&mut self, of: ValueId, op: Op, inputs: &[ValueId], block: Option<usize>) -> Result<(), Error> {
        let [gradient] = self.push(op, inputs, block)?;
        self.gradients.insert(of, gradient);
        Ok(())
    }

    /// Runs the nodes of the block ending at `last` again into new values.
    fn repeat_block(&mut self, body: &[Node], last: usize, block: Option<usize>) -> Result<(), Error> {
        let first = body[..=last].iter().rposition(|n| n.block != block).map_or(0, |before| before + 1);
        self.renamed.clear();
        for node in needed(&body[first..=last]) {
            let inputs: Vec<ValueId> = node.inputs.iter().map(|&v| self.current(v)).collect();
            let outputs = self.graph.push(node.op, &inputs, block)?;
            self.renamed.extend(node.outputs.iter().copied().zip(outputs));
        }
        Ok(())
    }

    /// The value that holds forward value `v` at this point of the backward.
    fn current(&self, v: ValueId) -> ValueId {
        self.renamed.get(&v).copied().unwrap_or(v)
    }

    fn node(&mut self, index: usize, node: &Node) -> Result<(), Error> {
        let block = node.block;
        // Only the first output of any op carries a gradient (the rest are saved statistics).
        let Some(dy) = node.outputs.first().and_then(|y| self.gradients.remove(y)) else { return Ok(()) };
        match node.op {
            Op::Embedding { table } => {
                let accumulate = !self.written.insert(table);
                let [] = self.push(Op::EmbeddingGrad { table, accumulate }, &[dy], block)?;
            }
            Op::RmsNorm { gain, .. } => {
                let (x, inverse) = (self.current(node.inputs[0]), self.current(node.outputs[1]));
                self.written.insert(gain);
                let previous = self.gradients.get(&node.inputs[0]).copied();
                let mut inputs = vec![x, inverse, dy];
                inputs.extend(previous);
                let op = Op::RmsNormGrad { gain, accumulate: previous.is_some() };
                self.push_gradient(node.inputs[0], op, &inputs, block)?;
            }
            Op::Linear { weight, residual } => {
                let x = self.current(node.inputs[0]);
                self.written.insert(weight);
                let [] = self.push(Op::LinearGradWeight { weight }, &[x, dy], block)?;
                let previous = self.gradients.get(&node.inputs[0]).copied();
                let mut inputs = vec![dy];
                inputs.extend(previous);
                let op = Op::LinearGradInput { weight, accumulate: previous.is_some() };
                self.push_gradient(node.inputs[0], op, &inputs, block)?;
                if residual {
                    self.pass_on(node.inputs[1], dy, block)?;
                }
            }
            Op::Rope { table, heads, head_dim, inverse } => {
                let op = Op::Rope { table, heads, head_dim, inverse: !inverse };
                self.push_gradient(node.inputs[0], op, &[dy], block)?;
            }
            Op::Attention { shape, .. } => {
                let qkv = self.current(node.inputs[0]);
                let (out, log_sum_exp) = (self.current(node.outputs[0]), self.current(node.outputs[1]));
                let inputs = [qkv, out, log_sum_exp, dy];
                self.push_gradient(node.inputs[0], Op::AttentionGrad { shape }, &inputs, block)?;
            }
            Op::SwiGlu => {
                let gate_up = self.current(node.inputs[0]);
                self.push_gradient(node.inputs[0], Op::SwiGluGrad, &[gate_up, dy], block)?;
            }
            op => return Err(Error::NoBackward { node: index, op: format!("{op:?}") }),
        }
        Ok(())
    }

    /// Hands `dy` to `x` unchanged: as its gradient when it has none, else added to it.
    fn pass_on(&mut self, x: ValueId, dy: ValueId, block: Option<usize>) -> Result<(), Error> {
        match self.gradients.get(&x).copied() {
            None => {
                self.gradients.insert(x, dy);
                Ok(())
            }
            Some(previous) => self.push_gradient(x, Op::Add, &[dy, previous], block),
        }
    }
}
