//! A graph with every value given its place: what an executor runs.

use nanollama_kernel::call::{Call, Counts, Layout, RowCount, Slot};
use nanollama_kernel::launch::Program;

use crate::Error;
use crate::graph::{Graph, ValueId};
use crate::liveness::{self, Buffer};
use crate::memory::place;

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

/// Checked calls in order, and the arena they need, which grows with the row counts. Running it allocates nothing.
#[derive(Debug, Clone)]
pub struct ExecutionPlan {
    /// The calls.
    pub program: Program,
    /// Where the results lie after a run, in the graph's order.
    pub results: Vec<Slot>,
    /// Every buffer, for tests that poison dead memory.
    pub lifetimes: Vec<Lifetime>,
}

impl ExecutionPlan {
    /// Bytes of the arena for a launch of these counts: the peak of activations and their gradients, exactly.
    #[must_use]
    pub fn peak_bytes(&self, counts: Counts) -> usize {
        self.program.layout().elements(counts).unwrap_or(usize::MAX).saturating_mul(size_of::<f32>())
    }
}

/// Places every value of `graph` in one arena. `canary` elements stay unused behind each buffer (0 outside tests).
///
/// # Errors
/// [`Error::Overwritten`] when an in-place op would destroy a value that is read later.
pub fn plan(graph: &Graph, canary: usize) -> Result<ExecutionPlan, Error> {
    let live = liveness::analyse(graph)?;
    let mut offsets = vec![0; live.buffers.len()];
    let mut region = |inside: fn(RowCount) -> bool| {
        let chosen: Vec<usize> = (0..live.buffers.len()).filter(|&b| inside(live.buffers[b].extent.rows)).collect();
        let buffers: Vec<&Buffer> = chosen.iter().map(|&b| &live.buffers[b]).collect();
        let (places, length) = place(&buffers, canary);
        chosen.into_iter().zip(places).for_each(|(b, offset)| offsets[b] = offset);
        length
    };
    let layout = Layout {
        fixed: region(|rows| matches!(rows, RowCount::Fixed(_))),
        tokens: region(|rows| rows == RowCount::Tokens),
        selected: region(|rows| rows == RowCount::Selected),
    };
    let slot = |v: ValueId| {
        let buffer = live.buffer_of[v.index()].expect("a recorded value is written before it is read");
        Slot { offset: offsets[buffer], extent: graph.value(v).extent }
    };
    let calls = graph.nodes.iter().map(|node| Call {
        op: node.op,
        inputs: node.inputs.iter().map(|&v| slot(v)).collect(),
        outputs: node.outputs.iter().map(|&v| slot(v)).collect(),
    });
    let program = Program::new(calls.collect(), layout).map_err(|(index, source)| Error::Call { index, source })?;
    let lifetimes = live.buffers.iter().zip(&offsets).map(|(buffer, &offset)| Lifetime {
        slot: Slot { offset, extent: buffer.extent },
        first: buffer.birth,
        last: buffer.death,
    });
    Ok(ExecutionPlan {
        program,
        results: graph.results.iter().map(|&v| slot(v)).collect(),
        lifetimes: lifetimes.collect(),
    })
}
