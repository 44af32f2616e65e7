//! Runs a [`Schedule`] in an arena that is allocated once.

use nanollama_kernel::launch::{Context, Kernels, execute};
use nanollama_kernel::memory::AlignedVec;

use crate::Error;
use crate::schedule::Schedule;

/// An arena and the schedule that uses it.
pub struct Executor {
    schedule: Schedule,
    arena: AlignedVec,
}

impl Executor {
    /// Allocates the arena of `schedule`.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`] when it cannot be had.
    pub fn new(schedule: Schedule) -> Result<Self, Error> {
        let arena =
            AlignedVec::try_zeroed(schedule.arena).map_err(|_| Error::OutOfMemory { bytes: schedule.peak_bytes() })?;
        Ok(Executor { schedule, arena })
    }

    /// Bytes of the arena.
    pub fn bytes(&self) -> usize {
        self.schedule.peak_bytes()
    }

    /// Runs every call once.
    ///
    /// # Errors
    /// [`Error::Launch`] with the index of the refused call.
    pub fn run(&mut self, kernels: &dyn Kernels, context: &mut Context<'_>) -> Result<(), Error> {
        for (index, call) in self.schedule.calls.iter().enumerate() {
            execute(kernels, &call.op, &call.inputs, &call.outputs, &mut self.arena, context)
                .map_err(|source| Error::Launch { index, source })?;
        }
        Ok(())
    }

    /// Result `index` of the last run (for a training graph, result 0 is the losses `[T, 1]`).
    pub fn result(&self, index: usize) -> &[f32] {
        let slot = self.schedule.results[index];
        &self.arena[slot.offset..slot.end()]
    }
}
