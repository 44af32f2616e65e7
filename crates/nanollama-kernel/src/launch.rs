//! From plain data to running code: one object-safe trait a device, and the one function that turns slots into pointers.
//!
//! [`execute`] holds all the aliasing `unsafe` of a step: it checks every slot against the arena and every output against
//! every input before a device sees a pointer. What the ops compute is `op/`; which order they run in is `nanollama-graph`.

use crate::call::{Aliasing, Op, Slot};
use crate::memory::AlignedVec;
use crate::op::adamw::AdamW;
use crate::op::attention::KvPages;
use crate::op::muon::Muon;
use crate::op::rope::RopeTable;
use crate::pool::Pool;
use crate::rows::Rows;
use crate::weight::Weight;

/// A matrix in device memory, as a device's kernels take it.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// First element.
    pub data: *mut f32,
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub cols: usize,
    /// Elements from one row to the next.
    pub stride: usize,
}

/// What the head's loss needs beside its input.
#[derive(Debug)]
pub struct Targets<'a> {
    /// The id to predict, one a row.
    pub ids: &'a [u32],
    /// How much the row's loss counts; 0 leaves it out.
    pub weights: &'a [f32],
    /// Multiplies every gradient (for a mean: one over the sum of the weights of the whole step).
    pub scale: f32,
}

/// Everything a call may touch beside the arena.
pub struct Context<'a> {
    /// Tokens, positions and segments of the batch's rows.
    pub rows: &'a Rows,
    /// Rows whose hidden state is wanted ([`Op::SelectRows`]).
    pub selected: &'a [u32],
    /// The model's weights, by [`crate::call::WeightId`].
    pub weights: &'a [Weight],
    /// Their gradients, in the same order; empty for inference.
    pub gradients: &'a mut [AlignedVec],
    /// Gradients hold earlier micro-batches of the same step: add to them.
    pub accumulate: bool,
    /// Key/value pages, one entry a layer; `None` when keys come from the rows themselves (training).
    pub cache: Option<&'a mut [KvPages]>,
    /// Loss inputs; `None` outside training and evaluation.
    pub targets: Option<Targets<'a>>,
    /// Rotation angles by position.
    pub rope: &'a RopeTable,
}

/// Why a call cannot run. Each is a fault of the caller's plan, not of the user's data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LaunchError {
    /// A slot reaches past the arena.
    #[error("{op}: operand {operand} covers f32 {start}..{end} of an arena of {arena}")]
    OutOfArena {
        /// The op.
        op: String,
        /// Operand index, inputs first.
        operand: usize,
        /// First element.
        start: usize,
        /// One past the last.
        end: usize,
        /// Elements in the arena.
        arena: usize,
    },
    /// Wrong number of operands.
    #[error("{op}: takes {expected:?} inputs and outputs, was given {given:?}")]
    Arity {
        /// The op.
        op: String,
        /// (inputs, outputs) it takes.
        expected: (usize, usize),
        /// (inputs, outputs) it got.
        given: (usize, usize),
    },
    /// An output overlaps another operand in a way the op does not allow.
    #[error("{op}: output {output} overlaps operand {operand}")]
    Aliased {
        /// The op.
        op: String,
        /// Output index.
        output: usize,
        /// Operand index, inputs first.
        operand: usize,
    },
    /// Shapes or context do not fit the op.
    #[error("{op}: {what}: expected {expected}, got {got}")]
    Mismatch {
        /// The op.
        op: String,
        /// Which quantity.
        what: &'static str,
        /// Wanted value.
        expected: usize,
        /// Given value.
        got: usize,
    },
    /// The op needs a part of the context that is absent.
    #[error("{op}: the execution was given no {what}")]
    Missing {
        /// The op.
        op: String,
        /// The absent part.
        what: &'static str,
    },
}

/// A device's implementation of the ops.
///
/// CPU today; a CUDA implementation fills the same trait without the graph or the model changing.
pub trait Kernels: Send + Sync {
    /// Short name for people, such as `cpu (avx512, 2 threads)`.
    fn name(&self) -> String;

    /// Threads of this machine for work beside the device, such as choosing tokens.
    fn pool(&self) -> &Pool;

    /// Runs one op.
    ///
    /// # Safety
    /// Every view is valid for `(rows - 1) * stride + cols` f32; outputs overlap no other view except as
    /// [`Op::aliasing`] requires; nothing else touches the memory meanwhile. [`execute`] guarantees it.
    ///
    /// # Errors
    /// [`LaunchError`] when shapes or context do not fit the op.
    unsafe fn launch(
        &self,
        op: &Op,
        inputs: &[View],
        outputs: &[View],
        context: &mut Context<'_>,
    ) -> Result<(), LaunchError>;

    /// Brings the packed copy of a changed weight up to date; nothing to do for a fresh one.
    fn pack(&self, weight: &mut Weight);

    /// One step of AdamW on one tensor.
    fn adamw(&self, parameters: &mut [f32], gradient: &[f32], first: &mut [f32], second: &mut [f32], settings: &AdamW);

    /// One step of Muon on one `[rows, cols]` matrix; `second` is one number a row (tall or square) or a column (wide).
    fn muon(&self, matrix: Matrix<'_>, momentum: &mut [f32], second: &mut [f32], settings: &Muon);

    /// Sum of squares of a tensor, the same bits for any number of threads.
    fn sum_of_squares(&self, values: &[f32]) -> f64;
}

/// A matrix and its gradient, as an optimiser takes them.
#[derive(Debug)]
pub struct Matrix<'a> {
    /// `[rows, cols]`, row-major.
    pub parameters: &'a mut [f32],
    /// `[rows, cols]`, row-major.
    pub gradient: &'a [f32],
    /// Features out.
    pub rows: usize,
    /// Features in.
    pub cols: usize,
}

/// Most operands of an op on either side.
const MAX_OPERANDS: usize = 4;

/// Runs one op on slots of `arena`, after checking that every slot lies inside and that outputs share memory only as the
/// op allows.
///
/// # Errors
/// [`LaunchError`] naming the op and operand.
pub fn execute(
    kernels: &dyn Kernels,
    op: &Op,
    inputs: &[Slot],
    outputs: &[Slot],
    arena: &mut [f32],
    context: &mut Context<'_>,
) -> Result<(), LaunchError> {
    let given = (inputs.len(), outputs.len());
    if op.arity() != given || inputs.len() > MAX_OPERANDS || outputs.len() > MAX_OPERANDS {
        return Err(LaunchError::Arity { op: format!("{op:?}"), expected: op.arity(), given });
    }
    for (operand, slot) in inputs.iter().chain(outputs).enumerate() {
        if slot.end() > arena.len() {
            return Err(LaunchError::OutOfArena {
                op: format!("{op:?}"),
                operand,
                start: slot.offset,
                end: slot.end(),
                arena: arena.len(),
            });
        }
    }
    check_aliasing(op, inputs, outputs)?;

    let base = arena.as_mut_ptr();
    let view = |slot: &Slot| View {
        // SAFETY: the slot ends inside the arena (checked above), so the offset does too.
        data: unsafe { base.add(slot.offset) },
        rows: slot.rows,
        cols: slot.cols,
        stride: slot.cols,
    };
    let empty = View { data: base, rows: 0, cols: 0, stride: 0 };
    let mut input_views = [empty; MAX_OPERANDS];
    let mut output_views = [empty; MAX_OPERANDS];
    for (to, slot) in input_views.iter_mut().zip(inputs) {
        *to = view(slot);
    }
    for (to, slot) in output_views.iter_mut().zip(outputs) {
        *to = view(slot);
    }
    // SAFETY: views lie inside the arena, which is borrowed mutably for the whole call; overlaps were checked.
    unsafe { kernels.launch(op, &input_views[..inputs.len()], &output_views[..outputs.len()], context) }
}

/// Refuses outputs that overlap other operands beyond what [`Op::aliasing`] says.
fn check_aliasing(op: &Op, inputs: &[Slot], outputs: &[Slot]) -> Result<(), LaunchError> {
    let aliased = |output, operand| LaunchError::Aliased { op: format!("{op:?}"), output, operand };
    for (o, output) in outputs.iter().enumerate() {
        for (i, input) in inputs.iter().enumerate() {
            let same = output == input;
            match op.aliasing() {
                Aliasing::Required(ai, ao) if (ai, ao) == (i, o) && !same => return Err(aliased(o, i)),
                Aliasing::Required(ai, ao) if (ai, ao) == (i, o) => {}
                _ if output.overlaps(input) => return Err(aliased(o, i)),
                _ => {}
            }
        }
        for (later, other) in outputs.iter().enumerate().skip(o + 1) {
            if output.overlaps(other) {
                return Err(aliased(o, inputs.len() + later));
            }
        }
    }
    Ok(())
}
