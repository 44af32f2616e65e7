//! The backward as ordinary nodes: reverse-mode differentiation over coarse ops, with optional recompute of blocks.
//!
//! The first write of a gradient overwrites, later ones accumulate in place in a fixed order, so nothing is zero-filled.
//! A gradient that flows through a residual edge unchanged is the same value, not a copy. Where a value is read column
//! range by column range, its gradient is one value that is written so.

use std::collections::{HashMap, HashSet};

use nanollama_kernel::call::{Op, Store, WeightId};
use nanollama_kernel::op::head::Head;

use crate::Error;
use crate::graph::{Graph, Node, ValueId};
use crate::trainable::Trainable;

pub(crate) struct Backward<'a> {
    graph: Graph,
    trainable: &'a Trainable,
    /// Forward values that a trained weight has a part in.
    trained: HashSet<ValueId>,
    /// Gradient so far of each forward value that has one. That of a column range is a column range of its whole's.
    gradients: HashMap<ValueId, ValueId>,
    /// Gradients that are written column range by column range, by the forward value they are of.
    assembled: HashMap<ValueId, ValueId>,
    /// Forward values that a recomputed block computes anew.
    renamed: HashMap<ValueId, ValueId>,
    /// Weights whose gradient this pass has written.
    written: HashSet<WeightId>,
}

impl<'a> Backward<'a> {
    /// The loss of `hidden` under `head`, and the backward of it and of all of `forward`.
    pub(crate) fn append(
        forward: Graph,
        head: Head<WeightId>,
        hidden: ValueId,
        trainable: &'a Trainable,
        recompute: bool,
    ) -> Result<Graph, Error> {
        let body = forward.nodes.clone();
        let mut backward = Backward {
            trained: trained_values(&forward, trainable),
            graph: forward,
            trainable,
            gradients: HashMap::new(),
            assembled: HashMap::new(),
            renamed: HashMap::new(),
            written: HashSet::new(),
        };
        let (input, gradient) = (backward.is_trained(hidden), backward.store(head.weight));
        if !input && gradient.is_none() {
            return Err(Error::NothingTrained);
        }
        let op = Op::HeadLossGrad { head, input, gradient };
        if input && backward.graph.value(hidden).within.is_some() {
            // The loss is reached through these columns alone: the others would be left without a gradient.
            return Err(Error::NoBackward { node: body.len(), op: format!("{op:?}") });
        }
        let outputs = backward.graph.push(op, &[hidden], None)?;
        backward.graph.push(Op::SumLosses { sum: Store::Overwrite }, &outputs[..1], None)?;
        backward.graph.results = vec![outputs[0]];
        backward.gradients.extend(outputs.get(1).map(|&dx| (hidden, dx)));
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

    /// Runs the nodes of the block ending at `last` again into new values, as far as its backward reads them.
    fn repeat_block(&mut self, body: &[Node], last: usize, block: Option<usize>) -> Result<(), Error> {
        let first = body[..=last].iter().rposition(|n| n.block != block).map_or(0, |before| before + 1);
        self.renamed.clear();
        for node in self.needed(&body[first..=last]) {
            let inputs = self.all_current(&node.inputs)?;
            let outputs = self.graph.push(node.op, &inputs, block)?;
            self.renamed.extend(node.outputs.iter().copied().zip(outputs));
        }
        Ok(())
    }

    /// The nodes of a block whose outputs its backward reads, directly or through other nodes of the block. None where
    /// nothing of the block is trained.
    fn needed<'n>(&self, block: &'n [Node]) -> Vec<&'n Node> {
        let root = |&v: &ValueId| self.graph.root(v).0;
        let mut wanted: HashSet<ValueId> = HashSet::new();
        for node in block.iter().filter(|node| self.reads_forward(node)) {
            let (inputs, outputs) = node.op.backward_reads();
            wanted.extend(inputs.iter().map(|&i| root(&node.inputs[i])));
            wanted.extend(outputs.iter().map(|&o| root(&node.outputs[o])));
        }
        let mut kept = Vec::with_capacity(block.len());
        for node in block.iter().rev() {
            if node.outputs.iter().any(|output| wanted.contains(output)) {
                wanted.extend(node.inputs.iter().map(root));
                kept.push(node);
            }
        }
        kept.reverse();
        kept
    }

    /// Whether the backward of a forward node reads values of the forward at all.
    fn reads_forward(&self, node: &Node) -> bool {
        let trained = node.outputs.first().is_some_and(|&y| self.is_trained(y));
        trained
            && match node.op {
                // What a weight was multiplied with is read for the weight's own gradient alone.
                Op::Linear { weight, .. } => self.trainable.contains(weight),
                _ => true,
            }
    }

    /// The value that holds forward value `v` at this point of the backward.
    fn current(&mut self, v: ValueId) -> Result<ValueId, Error> {
        let (root, first) = self.graph.root(v);
        let Some(&renamed) = self.renamed.get(&v).or_else(|| self.renamed.get(&root)) else { return Ok(v) };
        if root == v || self.renamed.contains_key(&v) {
            return Ok(renamed);
        }
        let count = self.graph.value(v).extent.cols;
        let part = self.graph.push(Op::Columns { first, count }, &[renamed], None)?[0];
        self.renamed.insert(v, part);
        Ok(part)
    }

    fn all_current(&mut self, values: &[ValueId]) -> Result<Vec<ValueId>, Error> {
        values.iter().map(|&v| self.current(v)).collect()
    }

    fn node(&mut self, index: usize, node: &Node) -> Result<(), Error> {
        let (inputs, block) = (&node.inputs, node.block);
        // Only the first output of any op carries a gradient (the rest are saved statistics).
        let Some(&y) = node.outputs.first() else { return Ok(()) };
        let Some(dy) = self.take_gradient(y).filter(|_| self.trained.contains(&y)) else { return Ok(()) };
        match node.op {
            Op::Embedding { table } => {
                if let Some(gradient) = self.store(table) {
                    self.graph.push(Op::EmbeddingGrad { table, gradient }, &[dy], block)?;
                }
            }
            Op::RmsNorm { gain, .. } => {
                let (x, inverse) = (self.current(inputs[0])?, self.current(node.outputs[1])?);
                let gradient = gain.weight().and_then(|gain| self.store(gain));
                let mut reads = vec![x, inverse, dy];
                if !self.is_trained(inputs[0]) {
                    self.graph.push(Op::RmsNormGrad { gain, input: None, gradient }, &reads, block)?;
                    return Ok(());
                }
                let previous = self.gradient_so_far(index, node, inputs[0])?;
                reads.extend(previous);
                let op = Op::RmsNormGrad { gain, input: Some(store(previous)), gradient };
                self.push_gradients(&[inputs[0]], op, &reads, block)?;
            }
            Op::Linear { weight, residual } => {
                if let Some(gradient) = self.store(weight) {
                    let x = self.current(inputs[0])?;
                    self.graph.push(Op::LinearGradWeight { weight, gradient }, &[x, dy], block)?;
                }
                if self.is_trained(inputs[0]) {
                    let previous = self.gradient_so_far(index, node, inputs[0])?;
                    let op = Op::LinearGradInput { weight, input: store(previous) };
                    let reads: Vec<ValueId> = [dy].into_iter().chain(previous).collect();
                    self.push_gradients(&[inputs[0]], op, &reads, block)?;
                }
                if residual && self.is_trained(inputs[1]) {
                    self.pass_on(index, node, inputs[1], dy)?;
                }
            }
            Op::Scale { factor, residual } => {
                let gradient = self.store(factor);
                let wanted = self.is_trained(inputs[0]);
                if wanted || gradient.is_some() {
                    let mut reads = vec![self.current(inputs[0])?, dy];
                    let previous = if wanted { self.gradient_so_far(index, node, inputs[0])? } else { None };
                    reads.extend(previous);
                    let op = Op::ScaleGrad { factor, input: wanted.then_some(store(previous)), gradient };
                    self.push_gradients(if wanted { &inputs[..1] } else { &[] }, op, &reads, block)?;
                }
                if residual && self.is_trained(inputs[1]) {
                    self.pass_on(index, node, inputs[1], dy)?;
                }
            }
            Op::Rope { table, heads, head_dim, inverse } => {
                let op = Op::Rope { table, heads, head_dim, inverse: !inverse };
                self.overwrite(index, node, &inputs[..1], op, &[dy])?;
            }
            Op::Attention { shape, .. } => {
                let mut reads = self.all_current(inputs)?;
                reads.extend(self.all_current(&node.outputs)?);
                reads.push(dy);
                self.overwrite(index, node, inputs, Op::AttentionGrad { shape }, &reads)?;
            }
            Op::SwiGlu => {
                let gate_up = self.current(inputs[0])?;
                self.overwrite(index, node, inputs, Op::SwiGluGrad, &[gate_up, dy])?;
            }
            Op::Add => {
                for &x in inputs {
                    if self.is_trained(x) {
                        self.pass_on(index, node, x, dy)?;
                    }
                }
            }
            Op::AddScaled { scale, first } => {
                let (d, y) = (inputs[0], inputs[1]);
                if self.is_trained(d) {
                    let count = self.graph.value(d).extent.cols;
                    self.overwrite(index, node, &[d], Op::AddScaledGrad { scale, first, count }, &[dy])?;
                }
                if self.is_trained(y) {
                    self.pass_on(index, node, y, dy)?;
                }
            }
            Op::Bias { bias, first } => {
                if let Some(gradient) = self.store(bias) {
                    self.graph.push(Op::BiasGrad { bias, first, gradient }, &[dy], block)?;
                }
                if self.is_trained(inputs[0]) {
                    self.pass_on(index, node, inputs[0], dy)?;
                }
            }
            Op::Tap { .. } => self.pass_on(index, node, inputs[0], dy)?,
            _ => return Err(no_backward(index, node)),
        }
        Ok(())
    }

    /// How a weight's gradient is written next: the first use overwrites. `None` for a frozen one.
    fn store(&mut self, weight: WeightId) -> Option<Store> {
        if !self.trainable.contains(weight) {
            return None;
        }
        Some(if self.written.insert(weight) { Store::Overwrite } else { Store::Add })
    }

    /// Whether a trained weight has a part in a forward value.
    fn is_trained(&self, value: ValueId) -> bool {
        self.trained.contains(&self.graph.root(value).0)
    }

    /// The whole gradient of a value that no earlier node reads any more.
    fn take_gradient(&mut self, of: ValueId) -> Option<ValueId> {
        self.gradients.remove(&of).or_else(|| self.assembled.remove(&of))
    }

    /// What later nodes have left as the gradient of `of`.
    ///
    /// # Errors
    /// [`Error::NoBackward`] when it lies in other column ranges than that of `of`.
    fn gradient_so_far(&self, index: usize, node: &Node, of: ValueId) -> Result<Option<ValueId>, Error> {
        if let Some(&gradient) = self.gradients.get(&of) {
            return Ok(Some(gradient));
        }
        let (root, from) = self.graph.root(of);
        let to = from + self.graph.value(of).extent.cols;
        let touches = |other: &ValueId| {
            let (whole, first) = self.graph.root(*other);
            whole == root && first < to && from < first + self.graph.value(*other).extent.cols
        };
        if self.gradients.keys().any(touches) { Err(no_backward(index, node)) } else { Ok(None) }
    }

    /// A node whose outputs become the gradients of the values `of`.
    fn push_gradients(
        &mut self,
        of: &[ValueId],
        op: Op,
        inputs: &[ValueId],
        block: Option<usize>,
    ) -> Result<(), Error> {
        let mut into = Vec::with_capacity(of.len());
        for &value in of {
            let within = self.graph.value(value).within.filter(|_| !self.gradients.contains_key(&value));
            into.push(within.map(|(root, column)| {
                let whole = *self.assembled.entry(root).or_insert_with(|| self.graph.add_like(root));
                (whole, column)
            }));
        }
        let outputs = self.graph.push_into(op, inputs, &into, block)?;
        self.gradients.extend(of.iter().copied().zip(outputs));
        Ok(())
    }

    /// [`Backward::push_gradients`] for an op that cannot add to what is there.
    fn overwrite(
        &mut self,
        index: usize,
        node: &Node,
        of: &[ValueId],
        op: Op,
        inputs: &[ValueId],
    ) -> Result<(), Error> {
        for &value in of {
            if self.gradient_so_far(index, node, value)?.is_some() {
                return Err(no_backward(index, node));
            }
        }
        self.push_gradients(of, op, inputs, node.block)
    }

    /// Hands `dy` to `x` unchanged: as its gradient when it has none, else added to it.
    fn pass_on(&mut self, index: usize, node: &Node, x: ValueId, dy: ValueId) -> Result<(), Error> {
        match self.gradient_so_far(index, node, x)? {
            Some(previous) => self.push_gradients(&[x], Op::Add, &[dy, previous], node.block),
            None if self.graph.value(x).within.is_some() => Err(no_backward(index, node)),
            None => {
                self.gradients.insert(x, dy);
                Ok(())
            }
        }
    }
}

/// How a gradient is written of which `previous` is there already.
fn store(previous: Option<ValueId>) -> Store {
    if previous.is_some() { Store::Add } else { Store::Overwrite }
}

/// The values of `forward` that a trained weight has a part in, by what they are columns of.
fn trained_values(forward: &Graph, trainable: &Trainable) -> HashSet<ValueId> {
    let mut trained = HashSet::new();
    for node in &forward.nodes {
        let of_weight = node.op.weight().is_some_and(|weight| trainable.contains(weight));
        if of_weight || node.inputs.iter().any(|&input| trained.contains(&forward.root(input).0)) {
            trained.extend(node.outputs.iter().map(|&output| forward.root(output).0));
        }
    }
    trained
}

fn no_backward(index: usize, node: &Node) -> Error {
    Error::NoBackward { node: index, op: format!("{:?}", node.op) }
}
