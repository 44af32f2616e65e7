//! ORDER: a graph of coarse ops as plain data, its plan (backward, memory, recompute) and its execution.
//!
//! The way of the data, for training and inference alike: a forward written once against [`Builder`] is recorded by a
//! [`Recorder`] into a [`Graph`], turned toward a [`Goal`], planned into an [`ExecutionPlan`], which scales with the rows of a
//! launch, and run by an [`Executor`] in an [`Arena`]. Nothing here knows a model, a file or a text; what an op computes lives in `nanollama-kernel`.
#![forbid(unsafe_code)]

mod adapted;
mod arena;
mod backward;
mod builder;
mod executor;
mod goal;
mod graph;
mod liveness;
mod memory;
mod plan;
mod recorder;
mod trainable;

pub use adapted::Addition;
pub use arena::Arena;
pub use builder::Builder;
pub use executor::Executor;
pub use goal::Goal;
pub use graph::{Graph, Node, Value, ValueId};
pub use plan::{ExecutionPlan, Lifetime, peak_of_values, plan};
pub use recorder::Recorder;
pub use trainable::{GradientLayout, Trainable};

/// Why a graph cannot be planned or run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Something is asked of a graph that does not end in its head.
    #[error("the graph does not end in a head")]
    NoHead,
    /// Something is added at an op whose additions cannot be recorded.
    #[error("{op}: what an adapter adds here cannot be trained yet")]
    NotRecorded {
        /// The op.
        op: String,
    },
    /// What is asked of a graph lies behind a block that it has not.
    #[error("the graph has no tap behind block {layer}")]
    NoTap {
        /// Index of the block.
        layer: usize,
    },
    /// A gradient is needed through an op that has none, or that cannot add it to what is there.
    #[error("node {node} ({op}): this op has no backward here")]
    NoBackward {
        /// Index of the node.
        node: usize,
        /// The op.
        op: String,
    },
    /// Gradients are asked for of a graph in which no trained weight takes part.
    #[error("no weight of this graph is trained")]
    NothingTrained,
    /// A weight's gradient has no place.
    #[error("node {node} ({op}): there is no place for its weight's gradient")]
    NoPlace {
        /// Index of the node.
        node: usize,
        /// The op.
        op: String,
    },
    /// A value that an op overwrites is still read later.
    #[error("node {node} ({op}) overwrites a value that node {reader} still reads")]
    Overwritten {
        /// Index of the overwriting node.
        node: usize,
        /// The op.
        op: String,
        /// The later reader.
        reader: usize,
    },
    /// Columns of a value are read that nothing has written.
    #[error("node {node} ({op}) reads columns that no node before it writes")]
    Unwritten {
        /// Index of the reading node.
        node: usize,
        /// The op.
        op: String,
    },
    /// A result is stored so that the host does not read it.
    #[error("result {result} is stored as {dtype}, the host reads f32")]
    Unreadable {
        /// Its place among the results.
        result: usize,
        /// How it is stored.
        dtype: nanollama_kernel::dtype::DType,
    },
    /// Memory of the device could not be had.
    #[error(transparent)]
    Memory(#[from] nanollama_kernel::error::Error),
    /// An op does not fit its inputs or its weight.
    #[error("node {node}: {source}")]
    Shape {
        /// Index of the node.
        node: usize,
        /// What does not fit.
        source: nanollama_kernel::call::CallError,
    },
    /// A call cannot be run.
    #[error("call {index}: {source}")]
    Call {
        /// Index of the call in the plan.
        index: usize,
        /// What is wrong.
        source: nanollama_kernel::call::CallError,
    },
}
