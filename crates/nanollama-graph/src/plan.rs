//! A graph with every value given its place: what an executor runs.

use nanollama_kernel::call::{Call, Counts, Extent, Layout, RowCount, Slot};

use crate::Error;
use crate::graph::{Graph, ValueId};
use crate::liveness::{self, Buffer};
use crate::memory::place;
use crate::trainable::GradientLayout;

/// A buffer's place and the calls that need it, first to last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifetime {
    /// Where it lies.
    pub slot: Slot,
    /// The call that writes it first.
    pub first: usize,
    /// The last call that touches it; one past the calls for results.
    pub last: usize,
}

/// Calls in order, and the arena they need, which grows with the row counts. Running it allocates nothing.
#[derive(Debug, Clone)]
pub struct ExecutionPlan {
    /// The calls.
    pub calls: Vec<Call>,
    /// The arena's regions.
    pub layout: Layout,
    /// Where the results lie after a run, in the graph's order.
    pub results: Vec<Slot>,
    /// Every buffer, for tests that poison dead memory.
    pub lifetimes: Vec<Lifetime>,
}

impl ExecutionPlan {
    /// Bytes of the arena for a launch of these counts: the peak of activations, their gradients and what ops work in, exactly.
    #[must_use]
    pub fn peak_bytes(&self, counts: Counts) -> usize {
        self.layout.bytes(counts).unwrap_or(usize::MAX)
    }
}

/// Places every value of `graph` and what its ops work in, in one arena, and weight gradients where `gradients` says.
/// `canary` bytes stay unused behind each buffer (0 outside tests).
///
/// # Errors
/// [`Error::Overwritten`] when an in-place op would destroy a value that is read later; [`Error::Unwritten`] when a value is
/// read of which nothing wrote some columns; [`Error::NoPlace`] for a gradient that `gradients` does not name.
pub fn plan(graph: &Graph, gradients: &GradientLayout, canary: usize) -> Result<ExecutionPlan, Error> {
    let mut live = liveness::analyse(graph)?;
    live.add_workspace(graph);
    let (offsets, regions) = place_regions(&live.buffers, canary);
    let layout = Layout { gradients: gradients.bytes(), ..regions };
    let slot = |v: ValueId| {
        let place = live.places[v.index()].expect("a value in use was placed when it was written");
        let Extent { rows, cols } = live.buffers[place.buffer].extent;
        let whole = Slot::dense(offsets[place.buffer], Extent { rows, cols });
        Slot { column: place.column, extent: graph.value(v).extent, dtype: live.buffers[place.buffer].dtype, ..whole }
    };
    let mut calls = Vec::with_capacity(graph.nodes.len());
    for (index, node) in graph.nodes.iter().enumerate() {
        let gradient = node.op.weight_gradient().map(|(weight, _)| gradients.slot(weight));
        let missing = || Error::NoPlace { node: index, op: format!("{:?}", node.op) };
        calls.push(Call {
            op: node.op,
            inputs: node.inputs.iter().map(|&v| slot(v)).collect(),
            outputs: node.outputs.iter().map(|&v| slot(v)).collect(),
            gradient: gradient.map(|slot| slot.ok_or_else(missing)).transpose()?,
            workspace: live.workspace[index].iter().map(|&b| Slot::dense(offsets[b], live.buffers[b].extent)).collect(),
        });
    }
    let lifetimes = live.buffers.iter().zip(&offsets).map(|(buffer, &offset)| Lifetime {
        slot: Slot { dtype: buffer.dtype, ..Slot::dense(offset, buffer.extent) },
        first: buffer.birth,
        last: buffer.death,
    });
    Ok(ExecutionPlan {
        calls,
        layout,
        results: graph.results.iter().map(|&v| slot(v)).collect(),
        lifetimes: lifetimes.collect(),
    })
}

/// Bytes of the values of `graph` alone at their peak in launches of exactly these counts, without what its ops work in.
///
/// # Errors
/// As [`plan`].
pub fn peak_of_values(graph: Graph, counts: Counts) -> Result<usize, Error> {
    let (_, layout) = place_regions(&liveness::analyse(&graph.at(counts))?.buffers, 0);
    Ok(layout.bytes(counts).unwrap_or(usize::MAX))
}

/// The offset of each buffer in the region of its row count, and the regions' lengths.
fn place_regions(buffers: &[Buffer], canary: usize) -> (Vec<usize>, Layout) {
    let mut offsets = vec![0; buffers.len()];
    let mut region = |inside: fn(RowCount) -> bool| {
        let chosen: Vec<usize> = (0..buffers.len()).filter(|&b| inside(buffers[b].extent.rows)).collect();
        let alone: Vec<&Buffer> = chosen.iter().map(|&b| &buffers[b]).collect();
        let (places, length) = place(&alone, canary);
        chosen.into_iter().zip(places).for_each(|(b, offset)| offsets[b] = offset);
        length
    };
    let layout = Layout {
        fixed: region(|rows| matches!(rows, RowCount::Fixed(_))),
        tokens: region(|rows| rows == RowCount::Tokens),
        selected: region(|rows| rows == RowCount::Selected),
        gradients: 0,
    };
    (offsets, layout)
}
