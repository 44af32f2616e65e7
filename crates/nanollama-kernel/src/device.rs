//! What a device is: a place with memory of its own, and programs that run there.
//!
//! The host reaches a device's memory through [`DeviceMemory`] alone. Work is submitted in order and may be unfinished when a
//! call returns; only reading waits for it. The cores of this machine are
//! a device too ([`crate::cpu::Cpu`]), whose work is done at once.

mod buffer;
#[cfg(unix)]
pub mod far;
mod memory;
mod readback;

pub use buffer::Buffer;
pub(crate) use buffer::Home;
pub use memory::DeviceMemory;
pub(crate) use memory::words;
pub use readback::Readback;

use std::sync::atomic::{AtomicU64, Ordering};

use crate::call::{Call, CallError, Counts, Layout, Program};
use crate::context::Context;
use crate::dtype::DType;
use crate::error::Result;
use crate::op::head::ChunkLimits;
use crate::pool::Pool;
use crate::update::{UpdateMemory, UpdateProgram};

/// A number that no other device of this process has: whose a buffer is.
#[must_use]
pub fn number() -> u64 {
    static NUMBERS: AtomicU64 = AtomicU64::new(0);
    NUMBERS.fetch_add(1, Ordering::Relaxed)
}

/// A place where programs run.
pub trait Device: DeviceMemory {
    /// Short name for people, such as `cpu (avx512, 2 threads)`.
    fn name(&self) -> String;

    /// Threads of this machine for work beside the device, such as choosing tokens.
    fn pool(&self) -> &Pool;

    /// Makes calls ready to be run many times.
    ///
    /// # Errors
    /// The index of the first call that is wrong, and why.
    ///
    /// # Panics
    /// As [`Program::new`].
    fn prepare(&self, calls: Vec<Call>, layout: Layout) -> std::result::Result<Program, (usize, CallError)> {
        Program::new(calls, layout, self.activations())
    }

    /// Runs every call once, in order, on an arena of at least [`Layout::bytes`] of these counts.
    ///
    /// # Errors
    /// The index of the first call that the context lacks something for, and what.
    ///
    /// # Panics
    /// When a buffer is too short or another device's.
    fn run(
        &self,
        program: &Program,
        counts: Counts,
        arena: &mut Buffer,
        context: &mut Context<'_>,
    ) -> std::result::Result<(), (usize, CallError)>;

    /// Runs every operation of an update once, in order, on an arena of at least [`UpdateProgram::arena_bytes`].
    ///
    /// # Panics
    /// When a buffer is too short or another device's, or the program needs a step that `memory` does not have.
    fn update(&self, program: &UpdateProgram, arena: &mut Buffer, memory: &mut UpdateMemory<'_>);

    /// How programs of this device store activations and their gradients; statistics, weight gradients and what ops work in
    /// are f32 everywhere.
    fn activations(&self) -> DType {
        DType::F32
    }

    /// Whether products read copies of trained weights that are packed in panels, as a CPU's do; else they read the values.
    fn packs(&self) -> bool {
        true
    }

    /// Whether all that was asked of the device so far, and is known to have ended, was done. Whoever keeps what was read of a
    /// device asks first: a device that has failed gives what is no number.
    ///
    /// # Errors
    /// [`crate::error::Error::Device`].
    fn sound(&self) -> Result<()> {
        Ok(())
    }

    /// How much of its logits the head is to hold at once.
    fn head_chunks(&self) -> ChunkLimits {
        ChunkLimits::default()
    }

    /// How many training steps the host may be ahead of what it has read of them: none where work is done at once.
    fn lag(&self) -> usize {
        0
    }
}
