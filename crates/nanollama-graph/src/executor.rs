//! Runs an [`ExecutionPlan`] in an arena that grows to the largest launch and then stays.

use nanollama_kernel::call::{Call, CallError, Counts, Program, Slot};
use nanollama_kernel::device::{Buffer, Device, Readback};
use nanollama_kernel::launch::Context;

use crate::Error;
use crate::plan::ExecutionPlan;

/// A prepared plan and the arena that it uses, on one device.
pub struct Executor {
    program: Program,
    /// The same for further micro-batches of a step, which add to the weights' gradients; made for the first of them.
    further: Option<Program>,
    results: Vec<Slot>,
    arena: Buffer,
    /// Of the last run.
    counts: Counts,
}

impl Executor {
    /// Prepares `plan` and allocates its arena for launches of up to these counts.
    ///
    /// # Errors
    /// [`Error::Call`] for a call that is wrong, [`Error::Memory`] when the arena cannot be had.
    pub fn new(device: &dyn Device, plan: ExecutionPlan, counts: Counts) -> Result<Self, Error> {
        let ExecutionPlan { calls, layout, results, .. } = plan;
        let program = device.prepare(calls, layout).map_err(at)?;
        let mut executor =
            Executor { program, further: None, results, arena: Buffer::EMPTY, counts: Counts::default() };
        executor.reserve(device, counts)?;
        Ok(executor)
    }

    /// Bytes of the arena.
    pub fn bytes(&self) -> usize {
        self.arena.bytes()
    }

    fn reserve(&mut self, device: &dyn Device, counts: Counts) -> Result<(), Error> {
        let bytes = self.program.layout().bytes(counts).unwrap_or(usize::MAX);
        Ok(device.reserve(&mut self.arena, "activations", bytes)?)
    }

    /// Runs every call once, on as many rows as `context` has.
    ///
    /// # Errors
    /// [`Error::Memory`] when the arena cannot grow to the launch; [`Error::Call`] with the index of the call that lacks
    /// something.
    pub fn run(&mut self, device: &dyn Device, context: &mut Context<'_>) -> Result<(), Error> {
        self.counts = self.make_room(device, context)?;
        device.run(&self.program, self.counts, &mut self.arena, context).map_err(at)
    }

    /// [`Executor::run`] on a further micro-batch of a step: weight gradients are added to those of the ones before.
    ///
    /// # Errors
    /// As [`Executor::run`].
    pub fn run_further(&mut self, device: &dyn Device, context: &mut Context<'_>) -> Result<(), Error> {
        self.counts = self.make_room(device, context)?;
        let program = match self.further.take() {
            Some(program) => program,
            None => {
                let adding = self.program.calls().iter().map(|call| Call { op: call.op.adding(), ..call.clone() });
                device.prepare(adding.collect(), self.program.layout()).map_err(at)?
            }
        };
        let program = self.further.insert(program);
        device.run(program, self.counts, &mut self.arena, context).map_err(at)
    }

    /// Grows the arena to the launch, whose counts it gives.
    fn make_room(&mut self, device: &dyn Device, context: &Context<'_>) -> Result<Counts, Error> {
        let counts = context.rows.counts();
        self.reserve(device, counts)?;
        Ok(counts)
    }

    /// Begins to copy result `index` of the last run to the host (for a training graph, result 0 is the losses `[T, 1]`).
    ///
    /// # Errors
    /// [`Error::Memory`] when the readback cannot grow to it.
    pub fn read(&self, device: &dyn Device, index: usize, into: &mut Readback) -> Result<(), Error> {
        let slot = self.results[index];
        let first = self.program.layout().first_byte(&slot, self.counts);
        let bytes = self.counts.of(slot.extent.rows) * slot.row_bytes();
        Ok(device.read(&self.arena, first, bytes, into)?)
    }
}

/// An error of one call, by its index.
fn at((index, source): (usize, CallError)) -> Error {
    Error::Call { index, source }
}
