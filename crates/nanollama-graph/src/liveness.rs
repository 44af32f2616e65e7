//! When each value is born and last read, and which values share a buffer.

use nanollama_kernel::call::{Aliasing, Extent};

use crate::Error;
use crate::graph::Graph;

/// A buffer: the values that live in it one after another, and the span of nodes for which it must be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Buffer {
    pub(crate) extent: Extent,
    /// First node that writes it.
    pub(crate) birth: usize,
    /// Last node that touches it (inclusive).
    pub(crate) death: usize,
}

/// Buffers, and the buffer of each value (`None`: a value no node writes).
#[derive(Debug)]
pub(crate) struct Liveness {
    pub(crate) buffers: Vec<Buffer>,
    pub(crate) buffer_of: Vec<Option<usize>>,
}

/// Finds the buffers of `graph`.
///
/// # Errors
/// [`Error::Overwritten`] when an op that works in place would destroy a value read later.
pub(crate) fn analyse(graph: &Graph) -> Result<Liveness, Error> {
    let end = graph.nodes.len();
    let mut last_read: Vec<usize> = vec![0; graph.values.len()];
    for (index, node) in graph.nodes.iter().enumerate() {
        for &input in &node.inputs {
            last_read[input.index()] = index;
        }
        for &output in &node.outputs {
            last_read[output.index()] = last_read[output.index()].max(index);
        }
    }
    for &result in &graph.results {
        last_read[result.index()] = end;
    }

    let mut live = Liveness { buffers: Vec::new(), buffer_of: vec![None; graph.values.len()] };
    for (index, node) in graph.nodes.iter().enumerate() {
        for (o, &output) in node.outputs.iter().enumerate() {
            let shared = match node.op.aliasing() {
                Aliasing::Required(i, ao) if ao == o => {
                    let input = node.inputs[i];
                    if last_read[input.index()] > index {
                        let reader = last_read[input.index()];
                        return Err(Error::Overwritten { node: index, op: format!("{:?}", node.op), reader });
                    }
                    Some(input)
                }
                _ => None,
            };
            let buffer = match shared.and_then(|input| live.buffer_of[input.index()]) {
                Some(buffer) => buffer,
                None => {
                    let extent = graph.value(output).extent;
                    live.buffers.push(Buffer { extent, birth: index, death: index });
                    live.buffers.len() - 1
                }
            };
            live.buffer_of[output.index()] = Some(buffer);
            live.buffers[buffer].death = live.buffers[buffer].death.max(last_read[output.index()]);
        }
    }
    Ok(live)
}
