//! When each value is born and last read, and which values share a buffer.

use nanollama_kernel::call::{Aliasing, Extent};
use nanollama_kernel::dtype::DType;

use crate::Error;
use crate::graph::{Graph, Node, ValueId};

/// A buffer: the values that live in it one after another or side by side, and the span of nodes for which it must be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Buffer {
    pub(crate) extent: Extent,
    pub(crate) dtype: DType,
    /// First node that writes it.
    pub(crate) birth: usize,
    /// Last node that touches it (inclusive).
    pub(crate) death: usize,
}

/// Where a value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) buffer: usize,
    /// Its first column there.
    pub(crate) column: usize,
}

/// Buffers, and the place of each value (`None`: a value no node writes).
#[derive(Debug)]
pub(crate) struct Liveness {
    pub(crate) buffers: Vec<Buffer>,
    pub(crate) places: Vec<Option<Place>>,
    /// The buffers that each node works in.
    pub(crate) workspace: Vec<Vec<usize>>,
}

impl Liveness {
    /// Adds what each node works in, alive for that node alone.
    pub(crate) fn add_workspace(&mut self, graph: &Graph) {
        for (index, node) in graph.nodes.iter().enumerate() {
            let inputs: Vec<Extent> = node.inputs.iter().map(|&input| graph.value(input).extent).collect();
            let sizes = node.op.workspace(&inputs, &graph.weights, graph.chunks);
            let first = self.buffers.len();
            let (dtype, birth, death) = (DType::F32, index, index);
            self.buffers.extend(sizes.into_iter().map(|extent| Buffer { extent, dtype, birth, death }));
            self.workspace.push((first..self.buffers.len()).collect());
        }
    }
}

/// Finds the buffers of `graph`.
///
/// # Errors
/// [`Error::Overwritten`] when an op that works in place would destroy a value read later, [`Error::Unwritten`] when
/// columns are read that nothing wrote.
pub(crate) fn analyse(graph: &Graph) -> Result<Liveness, Error> {
    let mut finder = Finder {
        graph,
        live: Liveness { buffers: Vec::new(), places: vec![None; graph.values.len()], workspace: Vec::new() },
        written: Vec::new(),
        born: vec![None; graph.values.len()],
    };
    for (index, node) in graph.nodes.iter().enumerate() {
        finder.check_written(index, node)?;
        for o in 0..node.outputs.len() {
            finder.place_output(index, node, o);
        }
    }
    let last_read = finder.last_reads();
    finder.check_overwritten(&last_read)?;
    let Finder { mut live, .. } = finder;
    for (value, last) in last_read.iter().enumerate() {
        if let Some(Place { buffer, .. }) = live.places[value] {
            live.buffers[buffer].death = live.buffers[buffer].death.max(*last);
        }
    }
    Ok(live)
}

struct Finder<'a> {
    graph: &'a Graph,
    live: Liveness,
    /// Column ranges of each buffer that nodes so far have written.
    written: Vec<Vec<(usize, usize)>>,
    /// The node that writes each value, or what it is columns of.
    born: Vec<Option<usize>>,
}

impl Finder<'_> {
    /// The place of a value: its own, or in that of what it is columns of.
    fn place(&self, value: ValueId) -> Option<Place> {
        let (root, column) = self.graph.root(value);
        let own = self.live.places[value.index()];
        own.or_else(|| self.live.places[root.index()].map(|at| Place { column: at.column + column, ..at }))
    }

    fn place_output(&mut self, index: usize, node: &Node, o: usize) {
        let output = node.outputs[o];
        let shared = match node.op.aliasing() {
            Aliasing::Required(i, ao) if ao == o => self.place(node.inputs[i]),
            _ => None,
        };
        let (root, column) = self.graph.root(output);
        let place = shared.unwrap_or_else(|| {
            let whole = self.live.places[root.index()].unwrap_or_else(|| {
                let extent = self.graph.value(root).extent;
                let dtype = self.graph.dtype(root);
                self.live.buffers.push(Buffer { extent, dtype, birth: index, death: index });
                self.written.push(Vec::new());
                Place { buffer: self.live.buffers.len() - 1, column: 0 }
            });
            self.live.places[root.index()] = Some(whole);
            Place { column: whole.column + column, ..whole }
        });
        self.live.places[output.index()] = Some(place);
        self.born[output.index()] = Some(index);
        let cols = self.graph.value(output).extent.cols;
        self.written[place.buffer].push((place.column, place.column + cols));
    }

    /// Every column that a node reads was written before.
    fn check_written(&mut self, index: usize, node: &Node) -> Result<(), Error> {
        for &input in &node.inputs {
            let place = self.place(input);
            self.live.places[input.index()] = place;
            let covered = place.is_some_and(|place| {
                let mut ranges = self.written[place.buffer].clone();
                ranges.sort_unstable();
                let end = place.column + self.graph.value(input).extent.cols;
                let reached = ranges.iter().fold(
                    place.column,
                    |reached, &(from, to)| {
                        if from <= reached { reached.max(to) } else { reached }
                    },
                );
                reached >= end
            });
            if !covered {
                return Err(Error::Unwritten { node: index, op: format!("{:?}", node.op) });
            }
        }
        Ok(())
    }

    /// The last node that reads or writes each value; one past the nodes for results.
    fn last_reads(&self) -> Vec<usize> {
        let mut last = vec![0; self.graph.values.len()];
        for (index, node) in self.graph.nodes.iter().enumerate() {
            for value in node.inputs.iter().chain(&node.outputs) {
                last[value.index()] = index;
            }
        }
        for result in &self.graph.results {
            last[result.index()] = self.graph.nodes.len();
        }
        last
    }

    /// No op overwrites what a later node reads.
    fn check_overwritten(&self, last_read: &[usize]) -> Result<(), Error> {
        let mut tenants: Vec<Vec<usize>> = vec![Vec::new(); self.live.buffers.len()];
        for (value, place) in self.live.places.iter().enumerate() {
            if let Some(place) = place {
                tenants[place.buffer].push(value);
            }
        }
        for (index, node) in self.graph.nodes.iter().enumerate() {
            let Aliasing::Required(_, o) = node.op.aliasing() else { continue };
            let output = node.outputs[o];
            let Some(at) = self.live.places[output.index()] else { continue };
            let end = at.column + self.graph.value(output).extent.cols;
            let reader = |&&value: &&usize| {
                let column = self.live.places[value].map_or(0, |place| place.column);
                let (root, _) = self.graph.values[value].within.unwrap_or((ValueId(value as u32), 0));
                let older = self.born[value].or(self.born[root.index()]).is_some_and(|born| born < index);
                let touched = column < end && at.column < column + self.graph.values[value].extent.cols;
                older && touched && last_read[value] > index
            };
            if let Some(&value) = tenants[at.buffer].iter().find(reader) {
                let (op, reader) = (format!("{:?}", node.op), last_read[value]);
                return Err(Error::Overwritten { node: index, op, reader });
            }
        }
        Ok(())
    }
}
