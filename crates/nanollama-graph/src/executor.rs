//! Runs an [`ExecutionPlan`] in an arena that grows to the largest launch and then stays.

use nanollama_kernel::call::Counts;
use nanollama_kernel::launch::{Context, Kernels};
use nanollama_kernel::memory::AlignedVec;

use crate::Error;
use crate::plan::ExecutionPlan;

/// A plan and the arena that it uses.
pub struct Executor {
    plan: ExecutionPlan,
    arena: AlignedVec,
    /// Of the last run.
    counts: Counts,
}

impl Executor {
    /// Allocates the arena of `plan` for launches of up to these counts.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`] when it cannot be had.
    pub fn new(plan: ExecutionPlan, counts: Counts) -> Result<Self, Error> {
        let mut executor = Executor { plan, arena: AlignedVec::default(), counts: Counts::default() };
        executor.reserve(counts)?;
        Ok(executor)
    }

    /// Bytes of the arena.
    pub fn bytes(&self) -> usize {
        size_of_val::<[f32]>(&self.arena)
    }

    fn reserve(&mut self, counts: Counts) -> Result<(), Error> {
        let bytes = self.plan.peak_bytes(counts);
        if bytes > self.bytes() {
            // The old arena goes first: its content is not wanted, and both together would be the peak.
            self.arena = AlignedVec::default();
            self.arena = AlignedVec::try_zeroed(bytes / size_of::<f32>()).map_err(|_| Error::OutOfMemory { bytes })?;
        }
        Ok(())
    }

    /// Runs every call once, on as many rows as `context` has.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`] when the arena cannot grow to the launch; [`Error::Call`] with the index of the call that
    /// lacks something.
    pub fn run(&mut self, kernels: &dyn Kernels, context: &mut Context<'_>) -> Result<(), Error> {
        let counts = Counts { tokens: context.rows.len(), selected: context.selected.len() };
        self.reserve(counts)?;
        self.counts = counts;
        let outcome = self.plan.program.run(kernels, counts, &mut self.arena, context);
        outcome.map_err(|(index, source)| Error::Call { index, source })
    }

    /// Result `index` of the last run (for a training graph, result 0 is the losses `[T, 1]`).
    pub fn result(&self, index: usize) -> &[f32] {
        let slot = self.plan.results[index];
        let first = self.plan.program.layout().offset(&slot, self.counts);
        &self.arena[first..][..self.counts.of(slot.extent.rows) * slot.extent.cols]
    }
}
