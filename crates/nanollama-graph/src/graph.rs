//! The graph: nodes and values as plain data, in the order they were recorded.

use nanollama_kernel::call::{Counts, Extent, Op, Output, RowCount, WeightShape};

use crate::Error;

/// Index of a value in its graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId(pub(crate) u32);

impl ValueId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// One op with its operands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What is computed.
    pub op: Op,
    /// Values read, in the op's order.
    pub inputs: Vec<ValueId>,
    /// Values written, in the op's order.
    pub outputs: Vec<ValueId>,
    /// The block (transformer layer) it belongs to, if any.
    pub block: Option<usize>,
}

/// Nodes in execution order. Every value is written by exactly one node, before any node reads it.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    pub(crate) nodes: Vec<Node>,
    /// Size and role of each value, by [`ValueId`].
    pub(crate) values: Vec<Output>,
    /// Values that must survive to the end, in the caller's order.
    pub(crate) results: Vec<ValueId>,
    pub(crate) weights: Vec<WeightShape>,
}

impl Graph {
    /// No nodes yet, over weights of these shapes.
    pub(crate) fn new(weights: Vec<WeightShape>) -> Graph {
        Graph { weights, ..Graph::default() }
    }

    /// The nodes, in execution order.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Size and role of a value.
    #[must_use]
    pub fn value(&self, of: ValueId) -> Output {
        self.values[of.index()]
    }

    /// Values that the caller reads after a run.
    #[must_use]
    pub fn results(&self) -> &[ValueId] {
        &self.results
    }

    /// The same for launches of exactly these counts: its plan is placed to the element instead of by the row.
    #[must_use]
    pub fn at(mut self, counts: Counts) -> Graph {
        for Output { extent: Extent { rows, .. }, .. } in &mut self.values {
            *rows = RowCount::Fixed(counts.of(*rows));
        }
        self
    }

    /// Appends a node and the values it writes.
    ///
    /// # Errors
    /// [`Error::Shape`] when the inputs do not fit the op.
    pub(crate) fn push(&mut self, op: Op, inputs: &[ValueId], block: Option<usize>) -> Result<Vec<ValueId>, Error> {
        let extents: Vec<Extent> = inputs.iter().map(|&v| self.value(v).extent).collect();
        let node = self.nodes.len();
        let outputs = op.outputs(&extents, &self.weights).map_err(|source| Error::Shape { node, source })?;
        let first = self.values.len();
        self.values.extend(outputs);
        let id = |index: usize| ValueId(u32::try_from(index).expect("a graph has a few thousand values"));
        let outputs: Vec<ValueId> = (first..self.values.len()).map(id).collect();
        self.nodes.push(Node { op, inputs: inputs.to_vec(), outputs: outputs.clone(), block });
        Ok(outputs)
    }
}
