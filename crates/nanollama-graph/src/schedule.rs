//! A graph with every value given its place: what an executor runs.

use nanollama_kernel::call::{Op, Slot};

use crate::Error;
use crate::graph::{Graph, ValueId};
use crate::{liveness, memory};

/// One op on slots of the arena.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// What is computed.
    pub op: Op,
    /// Slots read.
    pub inputs: Vec<Slot>,
    /// Slots written.
    pub outputs: Vec<Slot>,
}

/// Calls in order, and the arena they need. Running it allocates nothing.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// In execution order.
    pub calls: Vec<Call>,
    /// Arena length in f32: the peak of activations and their gradients, exactly.
    pub arena: usize,
    /// Where the results lie after a run, in the graph's order.
    pub results: Vec<Slot>,
    /// For each buffer `(start, end, first call, last call)`, for tests that poison dead memory.
    pub lifetimes: Vec<(usize, usize, usize, usize)>,
}

impl Schedule {
    /// Bytes of the arena.
    pub fn peak_bytes(&self) -> usize {
        self.arena * size_of::<f32>()
    }
}

/// Places every value of `graph` in one arena. `canary` f32 stay unused behind each buffer (0 outside tests).
///
/// # Errors
/// [`Error::Overwritten`] when an in-place op would destroy a value that is read later.
pub fn plan(graph: &Graph, canary: usize) -> Result<Schedule, Error> {
    let live = liveness::analyse(graph)?;
    let (offsets, arena) = memory::place(&live.buffers, canary);
    let slot = |v: ValueId| {
        let buffer = live.buffer_of[v.index()].expect("a recorded value is written before it is read");
        let shape = graph.shape(v);
        Slot { offset: offsets[buffer], rows: shape.rows, cols: shape.cols }
    };
    let calls = graph
        .nodes
        .iter()
        .map(|node| Call {
            op: node.op,
            inputs: node.inputs.iter().map(|&v| slot(v)).collect(),
            outputs: node.outputs.iter().map(|&v| slot(v)).collect(),
        })
        .collect();
    let results = graph.results.iter().map(|&v| slot(v)).collect();
    let lifetimes =
        live.buffers.iter().zip(&offsets).map(|(b, &start)| (start, start + b.elements, b.birth, b.death)).collect();
    Ok(Schedule { calls, arena, results, lifetimes })
}
