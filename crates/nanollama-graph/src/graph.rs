//! The graph: nodes and values as plain data, in the order they were recorded.

use nanollama_kernel::call::Op;

/// Index of a value in its graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId(pub u32);

impl ValueId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Shape of an activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub cols: usize,
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

/// Nodes in execution order. Every value is written by exactly one node.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// In execution order.
    pub nodes: Vec<Node>,
    /// Shapes, by [`ValueId`].
    pub values: Vec<Value>,
    /// Per-row losses, when the graph ends in a loss.
    pub losses: Option<ValueId>,
    /// Values that must survive to the end (results read by the caller).
    pub results: Vec<ValueId>,
}

impl Graph {
    pub(crate) fn value(&mut self, rows: usize, cols: usize) -> ValueId {
        self.values.push(Value { rows, cols });
        ValueId(u32::try_from(self.values.len() - 1).expect("a graph has a few thousand values"))
    }

    pub(crate) fn like(&mut self, of: ValueId) -> ValueId {
        let Value { rows, cols } = self.values[of.index()];
        self.value(rows, cols)
    }

    pub(crate) fn shape(&self, of: ValueId) -> Value {
        self.values[of.index()]
    }

    pub(crate) fn push(&mut self, op: Op, inputs: &[ValueId], outputs: &[ValueId], block: Option<usize>) {
        debug_assert_eq!(op.arity(), (inputs.len(), outputs.len()), "{op:?}");
        self.nodes.push(Node { op, inputs: inputs.to_vec(), outputs: outputs.to_vec(), block });
    }
}
