//! What is asked of a forward, and what becomes of its head for it.
//!
//! A forward ends in the logits of every row, which no one wants all at once: losses and gradients go over them in chunks,
//! inference asks for those of a few rows. Only the head's node is exchanged; the rest of the forward stays as it was
//! recorded.

use nanollama_kernel::call::{Op, WeightId};
use nanollama_kernel::op::head::Head;

use crate::Error;
use crate::backward::Backward;
use crate::graph::{Graph, Node, ValueId};
use crate::trainable::Trainable;

/// What a launch is to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal<'a> {
    /// The cross-entropy of every row against its target, `[T, 1]`.
    Losses,
    /// The same, their sum in the state of the step, and the gradients of what is trained.
    Gradients {
        /// Which weights: nothing is computed or kept for the others, and nothing below the lowest of them. Gradients of
        /// values pass through frozen weights of every format.
        trainable: &'a Trainable,
        /// Keep only what enters a block for the backward, and run the block's nodes again just before its gradients
        /// (Chen et al. 2016).
        recompute: bool,
    },
    /// The logits of the selected rows, `[S, V]`.
    Logits,
    /// The cross-entropy of the selected rows against a target each, `[S, 1]`: minus the target's log-probability, by the
    /// op that training takes, with the same bits.
    LogProbabilities,
    /// The residual stream of the selected rows behind these blocks, `[S, D]` each, in their order.
    Taps(&'a [usize]),
    /// What the products read, the head's left out: of the selected rows `[S, K]` for each of [`Graph::products`].
    Inputs,
}

impl Graph {
    /// The graph that reaches `goal`, made from a forward that ends in its head.
    ///
    /// # Errors
    /// [`Error::NoHead`] when it does not end so, [`Error::NoTap`]; for gradients also [`Error::NothingTrained`], [`Error::NoBackward`] for an op
    /// that has none and [`Error::Shape`] for a trained weight that is not stored as dense f32.
    pub fn toward(&self, goal: Goal<'_>) -> Result<Graph, Error> {
        let (mut graph, head, hidden) = self.without_head()?;
        let result = match goal {
            Goal::Losses => graph.push(Op::HeadLoss(head), &[hidden], None)?[0],
            Goal::Logits => {
                let rows = graph.push(Op::SelectRows, &[hidden], None)?[0];
                graph.push(Op::Head(head), &[rows], None)?[0]
            }
            Goal::LogProbabilities => {
                let rows = graph.push(Op::SelectRows, &[hidden], None)?[0];
                graph.push(Op::HeadLoss(head), &[rows], None)?[0]
            }
            Goal::Taps(layers) => return self.toward_taps(layers),
            Goal::Inputs => return graph.toward_inputs(),
            Goal::Gradients { trainable, recompute } => {
                return Backward::append(graph, head, hidden, trainable, recompute);
            }
        };
        graph.results = vec![result];
        Ok(graph)
    }

    /// The forward up to the last of these taps, with the selected rows of each.
    fn toward_taps(&self, layers: &[usize]) -> Result<Graph, Error> {
        let mut graph = self.clone();
        (graph.nodes, graph.results) = (Vec::new(), vec![ValueId(0); layers.len()]);
        let mut left = layers.len();
        for node in &self.nodes {
            if left == 0 {
                break;
            }
            graph.nodes.push(node.clone());
            let Op::Tap { layer } = node.op else { continue };
            for (_, result) in layers.iter().zip(0..).filter(|(wanted, _)| **wanted == layer) {
                graph.results[result] = graph.push(Op::SelectRows, &node.outputs, node.block)?[0];
                left -= 1;
            }
        }
        let taps = |layer: usize| self.nodes.iter().any(|node| node.op == Op::Tap { layer });
        match layers.iter().find(|layer| !taps(**layer)) {
            Some(&layer) => Err(Error::NoTap { layer }),
            None => Ok(graph),
        }
    }

    /// The weights that rows are multiplied with, the head's left out, in the order of the forward.
    pub fn products(&self) -> Vec<WeightId> {
        let weight = |node: &Node| match node.op {
            Op::Linear { weight, .. } => Some(weight),
            _ => None,
        };
        self.nodes.iter().filter_map(weight).collect()
    }

    /// A forward without its head, up to what its last product reads, with the selected rows of what each product reads.
    fn toward_inputs(self) -> Result<Graph, Error> {
        let count = self.products().len();
        let mut graph = self;
        let nodes = std::mem::take(&mut graph.nodes);
        graph.results.clear();
        for node in nodes {
            if matches!(node.op, Op::Linear { .. }) {
                let rows = graph.push(Op::SelectRows, &node.inputs[..1], node.block)?[0];
                graph.results.push(rows);
                // Nobody reads what the last one gives.
                if graph.results.len() == count {
                    break;
                }
            }
            graph.nodes.push(node);
        }
        Ok(graph)
    }

    /// The forward up to its hidden states, its head, and what the head reads.
    fn without_head(&self) -> Result<(Graph, Head<WeightId>, ValueId), Error> {
        let mut graph = self.clone();
        let last = graph.nodes.pop().ok_or(Error::NoHead)?;
        match (last.op, last.inputs.as_slice()) {
            (Op::Head(head), &[hidden]) => Ok((graph, head, hidden)),
            _ => Err(Error::NoHead),
        }
    }
}
