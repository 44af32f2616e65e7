//! The vocabulary of calls as plain data: what a graph node asks for, on which matrices, and what comes out.
//!
//! No arithmetic lives here (that is `op/`) and no order (that is `nanollama-graph`). An [`Op`] names weights by
//! [`WeightId`]; activations travel as [`Slot`]s of one arena. What holds of an op on every device is written here once:
//! its operands, the shapes of its outputs ([`Op::outputs`]), which of them may share memory. Shapes use the legend `T`
//! rows (tokens), `S` selected rows, `D` model width, `H`/`G` query and key/value heads, `E` head width, `F` feed-forward
//! width, `V` vocabulary.

mod error;
mod extent;
mod op;
mod outputs;
mod program;
mod slot;
mod workspace;

pub use error::CallError;
pub use extent::{Counts, Extent, Output, Role, RowCount, WeightShape};
pub use op::{Aliasing, Gain, Op, Store};
pub(crate) use program::MAX_OPERANDS;
pub use program::{Call, Program};
pub use slot::{Binding, LINE, Layout, Slot};

/// Index of a weight in the list that an execution is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WeightId(pub u32);

impl WeightId {
    /// The index as `usize`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Index of a table of rotary angles in the list that an execution is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RopeId(pub u32);

impl RopeId {
    /// The index as `usize`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
