//! Why a call cannot be planned or run. Each is a fault of the plan, not of a user's data.

use super::{RowCount, WeightId};

/// What is wrong with a call.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// Wrong number of operands.
    #[error("{op} takes {expected:?} inputs and outputs, was given {given:?}")]
    Arity {
        /// The op, with its settings.
        op: String,
        /// (inputs, outputs) it takes.
        expected: (usize, usize),
        /// (inputs, outputs) it got.
        given: (usize, usize),
    },
    /// Operands whose rows are counted by unlike things.
    #[error("{op}: operand {operand} has {given:?} rows, expected {expected:?}")]
    Rows {
        /// The op, with its settings.
        op: String,
        /// Operand index, inputs first.
        operand: usize,
        /// The rows that the other operands have.
        expected: RowCount,
        /// Its rows.
        given: RowCount,
    },
    /// A number that does not fit the op.
    #[error("{op}: {what}: expected {expected}, got {given}")]
    Mismatch {
        /// The op, with its settings.
        op: String,
        /// Which quantity.
        what: &'static str,
        /// Wanted value.
        expected: usize,
        /// Given value.
        given: usize,
    },
    /// The op names a weight that the model does not have.
    #[error("{op}: there are {weights} weights, none is {id:?}")]
    NoWeight {
        /// The op, with its settings.
        op: String,
        /// The name.
        id: WeightId,
        /// How many weights there are.
        weights: usize,
    },
    /// The gradient of a weight whose values are stored in another form than dense f32.
    #[error("{op}: {id:?} is not stored as dense f32 and cannot be trained")]
    Frozen {
        /// The op, with its settings.
        op: String,
        /// The weight.
        id: WeightId,
    },
    /// A slot in another memory, or of another number format, than the operand has.
    #[error("{op}: operand {operand} lies where it cannot")]
    Misplaced {
        /// The op, with its settings.
        op: String,
        /// Operand index: inputs, outputs, what the op works in, gradient.
        operand: usize,
    },
    /// A slot reaches past its part of the arena.
    #[error("{op}: operand {operand} ends at {end} of {length}")]
    Outside {
        /// The op, with its settings.
        op: String,
        /// Operand index, inputs first.
        operand: usize,
        /// One past its last byte.
        end: usize,
        /// Bytes there are.
        length: usize,
    },
    /// A column range where an op works on whole rows.
    #[error("{op}: operand {operand} may not be a column range of a wider matrix")]
    Columns {
        /// The op, with its settings.
        op: String,
        /// Operand index, inputs first.
        operand: usize,
    },
    /// An output overlaps another operand in a way the op does not allow.
    #[error("{op}: output {output} overlaps operand {operand}")]
    Aliased {
        /// The op, with its settings.
        op: String,
        /// Output index.
        output: usize,
        /// Operand index, inputs first.
        operand: usize,
    },
    /// The op's settings ask for something that no device computes yet.
    #[error("{op}: {what} is not computed here yet")]
    Uncomputed {
        /// The op, with its settings.
        op: String,
        /// What it asks for.
        what: &'static str,
    },
    /// The device does not compute this op, or not with this.
    #[error("{op}: {device} does not compute {what} yet")]
    Unsupported {
        /// The op, with its settings.
        op: String,
        /// The device's kind.
        device: &'static str,
        /// What it asks for.
        what: &'static str,
    },
    /// The device has failed, in this call or in work that was asked for before.
    #[error("{op}: the device has failed: {what}")]
    Device {
        /// The op, with its settings.
        op: String,
        /// What the device says.
        what: String,
    },
    /// The op needs a part of the execution's context that is absent.
    #[error("{op}: the execution was given no {what}")]
    Missing {
        /// The op, with its settings.
        op: String,
        /// The absent part.
        what: &'static str,
    },
}
