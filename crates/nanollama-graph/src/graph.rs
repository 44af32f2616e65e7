//! The graph: nodes and values as plain data, in the order they were recorded.

use nanollama_kernel::call::{Counts, Extent, Op, Output, Role, RowCount, WeightShape};
use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::op::head::ChunkLimits;

use crate::Error;

/// Index of a value in its graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId(pub(crate) u32);

impl ValueId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node writes, or some columns of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// Its size.
    pub extent: Extent,
    /// What it is for.
    pub role: Role,
    /// The value whose columns it is, from this one on; that one is nobody's columns.
    pub within: Option<(ValueId, usize)>,
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

/// Nodes in execution order. Every value is written by one node, is columns of such a one, or is written column range by
/// column range.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    pub(crate) nodes: Vec<Node>,
    pub(crate) values: Vec<Value>,
    /// Values that must survive to the end, in the caller's order.
    pub(crate) results: Vec<ValueId>,
    pub(crate) weights: Vec<WeightShape>,
    /// How activations are stored; None is f32.
    activations: Option<DType>,
    /// How much of its logits a head holds at once.
    pub(crate) chunks: ChunkLimits,
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

    /// A value's size, role and place.
    #[must_use]
    pub fn value(&self, of: ValueId) -> Value {
        self.values[of.index()]
    }

    /// Values that the caller reads after a run.
    #[must_use]
    pub fn results(&self) -> &[ValueId] {
        &self.results
    }

    /// The same for launches of exactly these counts: its plan is placed to the byte instead of by the row.
    #[must_use]
    pub fn at(mut self, counts: Counts) -> Graph {
        for Value { extent: Extent { rows, .. }, .. } in &mut self.values {
            *rows = RowCount::Fixed(counts.of(*rows));
        }
        self
    }

    /// The same as a device wants it: how activations are stored (statistics are f32), what a head holds at once.
    #[must_use]
    pub fn on(self, device: &dyn Device) -> Graph {
        self.storing(device.activations(), device.head_chunks())
    }

    /// The same with activations stored so and a head that holds so much.
    #[must_use]
    pub fn storing(mut self, activations: DType, chunks: ChunkLimits) -> Graph {
        self.activations = Some(activations);
        self.chunks = chunks;
        self
    }

    /// How a value is stored.
    pub(crate) fn dtype(&self, of: ValueId) -> DType {
        match self.value(of).role {
            Role::Activation => self.activations.unwrap_or(DType::F32),
            Role::Statistic => DType::F32,
        }
    }

    /// The value that `of` is columns of, from which column on; itself when it is nobody's.
    pub(crate) fn root(&self, of: ValueId) -> (ValueId, usize) {
        self.value(of).within.unwrap_or((of, 0))
    }

    /// Appends a node and the values it writes.
    ///
    /// # Errors
    /// [`Error::Shape`] when the inputs do not fit the op.
    pub(crate) fn push(&mut self, op: Op, inputs: &[ValueId], block: Option<usize>) -> Result<Vec<ValueId>, Error> {
        self.push_into(op, inputs, &[], block)
    }

    /// [`Graph::push`], where output `o` is written into columns of another value when `into` says so.
    pub(crate) fn push_into(
        &mut self,
        op: Op,
        inputs: &[ValueId],
        into: &[Option<(ValueId, usize)>],
        block: Option<usize>,
    ) -> Result<Vec<ValueId>, Error> {
        let extents: Vec<Extent> = inputs.iter().map(|&v| self.value(v).extent).collect();
        let node = self.nodes.len();
        let outputs = op.outputs(&extents, &self.weights).map_err(|source| Error::Shape { node, source })?;
        if let Op::Columns { first, .. } = op {
            // No node: it is only a name for a part of what is there.
            let (root, column) = self.root(inputs[0]);
            return Ok(vec![self.add(outputs[0], Some((root, column + first)))]);
        }
        let mut ids = Vec::with_capacity(outputs.len());
        for (o, output) in outputs.into_iter().enumerate() {
            ids.push(self.add(output, into.get(o).copied().flatten()));
        }
        self.nodes.push(Node { op, inputs: inputs.to_vec(), outputs: ids.clone(), block });
        Ok(ids)
    }

    /// A value like `of` that other nodes will write column range by column range.
    pub(crate) fn add_like(&mut self, of: ValueId) -> ValueId {
        let Value { extent, role, .. } = self.value(of);
        self.add(Output { extent, role }, None)
    }

    fn add(&mut self, Output { extent, role }: Output, within: Option<(ValueId, usize)>) -> ValueId {
        self.values.push(Value { extent, role, within });
        ValueId(u32::try_from(self.values.len() - 1).expect("a graph has a few thousand values"))
    }
}
