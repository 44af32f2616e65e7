//! Runs an [`ExecutionPlan`] in an [`Arena`].

use std::ops::Range;

use nanollama_kernel::call::{Call, CallError, Counts, Program, Slot};
use nanollama_kernel::context::Context;
use nanollama_kernel::device::{Device, Readback};
use nanollama_kernel::dtype::DType;

use crate::Error;
use crate::arena::Arena;
use crate::plan::ExecutionPlan;

/// A prepared plan.
pub struct Executor {
    program: Program,
    /// The same for further micro-batches of a step, which add to what the step gathers; made for the first of them.
    further: Option<Program>,
    results: Vec<Slot>,
    /// Of the last run.
    counts: Counts,
}

impl Executor {
    /// Prepares `plan`.
    ///
    /// # Errors
    /// [`Error::Call`] for a call that is wrong; [`Error::Unreadable`] for a result that is not f32.
    pub fn new(device: &dyn Device, plan: ExecutionPlan) -> Result<Self, Error> {
        let ExecutionPlan { calls, layout, results, .. } = plan;
        if let Some(result) = results.iter().position(|slot| slot.dtype != DType::F32) {
            return Err(Error::Unreadable { result, dtype: results[result].dtype });
        }
        let program = device.prepare(calls, layout).map_err(at)?;
        Ok(Executor { program, further: None, results, counts: Counts::default() })
    }

    /// Bytes of the arena that launches of these counts need.
    #[must_use]
    pub fn arena_bytes(&self, counts: Counts) -> usize {
        self.program.layout().bytes(counts).unwrap_or(usize::MAX)
    }

    /// Runs every call once, on as many rows as `context` has.
    ///
    /// # Errors
    /// [`Error::Memory`] when the arena cannot grow to the launch; [`Error::Call`] with the index of the call that lacks
    /// something.
    pub fn run(&mut self, device: &dyn Device, arena: &mut Arena, context: &mut Context<'_>) -> Result<(), Error> {
        self.counts = launch(device, &self.program, arena, context)?;
        Ok(())
    }

    /// [`Executor::run`] on a further micro-batch of a step: weight gradients and losses are added to those of the ones
    /// before.
    ///
    /// # Errors
    /// As [`Executor::run`].
    pub fn run_further(
        &mut self,
        device: &dyn Device,
        arena: &mut Arena,
        context: &mut Context<'_>,
    ) -> Result<(), Error> {
        let program = match self.further.take() {
            Some(program) => program,
            None => {
                let adding = self.program.calls().iter().map(|call| Call { op: call.op.adding(), ..call.clone() });
                device.prepare(adding.collect(), self.program.layout()).map_err(at)?
            }
        };
        self.counts = launch(device, self.further.insert(program), arena, context)?;
        Ok(())
    }

    /// Waits for result `index` of the last run, which was in `arena`, and gives it: where it lies if the host can reach that,
    /// else as `through` holds it. For a training graph, result 0 is the losses `[T, 1]`.
    ///
    /// # Errors
    /// [`Error::Memory`] when the readback cannot grow to it.
    pub fn fetch<'a>(
        &self,
        device: &dyn Device,
        arena: &'a Arena,
        index: usize,
        through: &'a mut Readback,
    ) -> Result<&'a [f32], Error> {
        Ok(device.fetch(arena.buffer(), self.place(index), through)?)
    }

    /// Bytes of a result of the last run.
    fn place(&self, index: usize) -> Range<usize> {
        let slot = self.results[index];
        let first = self.program.layout().first_byte(&slot, self.counts);
        first..first + self.counts.of(slot.extent.rows) * slot.row_bytes()
    }
}

fn launch(
    device: &dyn Device,
    program: &Program,
    arena: &mut Arena,
    context: &mut Context<'_>,
) -> Result<Counts, Error> {
    let counts = context.rows.counts();
    arena.reserve(device, program.layout().bytes(counts).unwrap_or(usize::MAX))?;
    device.run(program, counts, arena.buffer_mut(), context).map_err(at)?;
    Ok(counts)
}

/// An error of one call, by its index.
fn at((index, source): (usize, CallError)) -> Error {
    Error::Call { index, source }
}
