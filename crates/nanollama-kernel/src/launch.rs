//! From plain data to running code: one object-safe trait a device, and the one place that turns slots into pointers.
//!
//! A [`Program`] holds all the aliasing `unsafe` of a step: it is made only of calls whose slots lie inside the arena and
//! whose outputs touch no other operand, for every row count. What the ops compute is `op/`; which order they run in is
//! `nanollama-graph`.

use crate::call::{Call, CallError, Counts, Layout, Op, Slot};
use crate::memory::AlignedVec;
use crate::op::adamw::AdamW;
use crate::op::attention::KvPages;
use crate::op::muon::Muon;
use crate::op::rope::RopeTable;
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
    /// Rotation angles by position, by [`crate::call::RopeId`].
    pub rope: &'a [RopeTable],
}

/// A device's implementation of the ops.
///
/// CPU today; a CUDA implementation fills the same trait without the graph or the model changing.
pub trait Kernels: Send + Sync {
    /// Short name for people, such as `cpu (avx512, 2 threads)`.
    fn name(&self) -> String;

    /// Runs one op.
    ///
    /// # Safety
    /// Every view is valid for `(rows - 1) * stride + cols` f32; outputs overlap no other view except as
    /// [`Op::aliasing`](crate::call::Op::aliasing) requires; nothing else touches the memory meanwhile. [`Program`]
    /// guarantees it. Shapes were checked when the plan was made, ids and pages when they were laid out.
    ///
    /// # Errors
    /// [`CallError::Missing`] when the context lacks a part.
    unsafe fn launch(
        &self,
        op: &Op,
        inputs: &[View],
        outputs: &[View],
        context: &mut Context<'_>,
    ) -> Result<(), CallError>;

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

/// Calls in order, checked once, on slots of one arena.
#[derive(Debug, Clone)]
pub struct Program {
    calls: Vec<Call>,
    layout: Layout,
}

impl Program {
    /// Checks every call against the arena's layout and its own operands.
    ///
    /// # Errors
    /// [`CallError`] naming the op and operand, with the index of the call.
    pub fn new(calls: Vec<Call>, layout: Layout) -> Result<Program, (usize, CallError)> {
        for (index, call) in calls.iter().enumerate() {
            call.check(&layout).map_err(|error| (index, error))?;
        }
        Ok(Program { calls, layout })
    }

    /// The calls, in order.
    #[must_use]
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// The arena's regions.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Runs every call once.
    ///
    /// # Errors
    /// The index of the first call that fails, and why.
    ///
    /// # Panics
    /// When the arena is shorter than [`Layout::elements`] of these counts.
    pub fn run(
        &self,
        kernels: &dyn Kernels,
        counts: Counts,
        arena: &mut [f32],
        context: &mut Context<'_>,
    ) -> Result<(), (usize, CallError)> {
        (0..self.calls.len())
            .try_for_each(|index| self.run_call(index, kernels, counts, arena, context).map_err(|error| (index, error)))
    }

    /// Runs one call, for those who look at the arena in between.
    ///
    /// # Errors
    /// [`CallError::Missing`].
    ///
    /// # Panics
    /// As [`Program::run`], and when there is no such call.
    pub fn run_call(
        &self,
        index: usize,
        kernels: &dyn Kernels,
        counts: Counts,
        arena: &mut [f32],
        context: &mut Context<'_>,
    ) -> Result<(), CallError> {
        let needed = self.layout.elements(counts).unwrap_or(usize::MAX);
        assert!(arena.len() >= needed, "an arena of {} for {needed} elements", arena.len());
        let Call { op, inputs, outputs } = &self.calls[index];
        let base = arena.as_mut_ptr();
        let view = |slot: &Slot| View {
            // SAFETY: the slot ends inside its region (`Call::check`), the regions inside the arena.
            data: unsafe { base.add(self.layout.offset(slot, counts)) },
            rows: counts.of(slot.extent.rows),
            cols: slot.extent.cols,
            stride: slot.extent.cols,
        };
        let empty = View { data: base, rows: 0, cols: 0, stride: 0 };
        let (mut input_views, mut output_views) = ([empty; MAX_OPERANDS], [empty; MAX_OPERANDS]);
        for (to, slot) in input_views.iter_mut().zip(inputs) {
            *to = view(slot);
        }
        for (to, slot) in output_views.iter_mut().zip(outputs) {
            *to = view(slot);
        }
        let (inputs, outputs) = (&input_views[..inputs.len()], &output_views[..outputs.len()]);
        // SAFETY: views lie inside the arena, which is borrowed mutably for the whole call; overlaps were checked.
        unsafe { kernels.launch(op, inputs, outputs, context) }
    }
}
