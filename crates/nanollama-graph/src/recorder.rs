//! Records a forward into a [`Graph`]; computes nothing.

use nanollama_kernel::call::{Op, WeightShape};

use crate::Error;
use crate::adapted::{Addition, push_with};
use crate::builder::Builder;
use crate::graph::{Graph, ValueId};

/// A [`Builder`] that writes down what it is asked for.
///
/// What does not fit stops the record; finishing gives the error.
#[derive(Debug)]
pub struct Recorder {
    graph: Graph,
    block: Option<usize>,
    failed: Option<Error>,
    additions: Vec<Addition>,
}

impl Recorder {
    /// Records a forward of a model whose weights have these shapes.
    pub fn new(weights: Vec<WeightShape>) -> Self {
        Recorder { graph: Graph::new(weights), block: None, failed: None, additions: Vec::new() }
    }

    /// Records what is added to the ops at some sites, too; their weights are among those that the recorder was made for.
    #[must_use]
    pub fn with_additions(self, additions: Vec<Addition>) -> Self {
        Recorder { additions, ..self }
    }

    /// Ends the record in `result`, which the caller will read: the logits, where a goal is to follow.
    ///
    /// # Errors
    /// [`Error::Shape`] for the first op that did not fit.
    pub fn finish(mut self, result: ValueId) -> Result<Graph, Error> {
        match self.failed {
            Some(error) => Err(error),
            None => {
                self.graph.results = vec![result];
                Ok(self.graph)
            }
        }
    }
}

impl Builder for Recorder {
    type Value = ValueId;

    fn push(&mut self, op: Op, inputs: &[ValueId]) -> Vec<ValueId> {
        let (_, outputs) = op.arity();
        if self.failed.is_none() {
            let (graph, block) = (&mut self.graph, self.block);
            let mut push = |op, inputs: &[ValueId]| graph.push(op, inputs, block);
            match push_with(&self.additions, op, inputs, &mut push) {
                Ok(values) => return values,
                Err(error) => self.failed = Some(error),
            }
        }
        // Nothing is recorded any more; any handles do.
        vec![ValueId(0); outputs]
    }

    fn block(&mut self, index: usize) {
        self.block = Some(index);
    }
}
