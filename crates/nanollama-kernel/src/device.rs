//! What a device is: a place with memory of its own, and programs that run there.
//!
//! The host reaches a device's memory by [`Device::upload`], [`Device::download`] and [`Device::read`] alone. Work is
//! submitted in order and may be unfinished when a call returns; only reading waits for it. The cores of this machine are
//! a device too ([`crate::cpu::Cpu`]), whose work is done at once.

mod buffer;
#[cfg(all(unix, feature = "far"))]
pub mod far;
mod readback;

pub use buffer::Buffer;
pub(crate) use buffer::Home;
pub use readback::Readback;

use crate::call::{Call, CallError, Counts, Layout, Program};
use crate::error::Result;
use crate::launch::Context;
use crate::pool::Pool;

/// A place where programs run.
pub trait Device: Send + Sync {
    /// Short name for people, such as `cpu (avx512, 2 threads)`.
    fn name(&self) -> String;

    /// Threads of this machine for work beside the device, such as choosing tokens.
    fn pool(&self) -> &Pool;

    /// `bytes` zeros of device memory for `what`, which an error names; on a cache line.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`].
    fn allocate(&self, what: &'static str, bytes: usize) -> Result<Buffer>;

    /// Copies `bytes` to `offset`.
    ///
    /// # Panics
    /// When they do not fit, or the buffer is another device's.
    fn upload(&self, to: &mut Buffer, offset: usize, bytes: &[u8]);

    /// Copies from `offset` what fits `bytes`; waits for the work that writes it.
    ///
    /// # Panics
    /// As [`Device::upload`].
    fn download(&self, from: &Buffer, offset: usize, bytes: &mut [u8]);

    /// Copies `bytes` bytes from one buffer to another.
    ///
    /// # Panics
    /// As [`Device::upload`].
    fn copy(&self, from: &Buffer, from_offset: usize, to: &mut Buffer, to_offset: usize, bytes: usize);

    /// Begins to copy `bytes` bytes from `offset` to the host; [`Device::wait`] gives them.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`] when the readback cannot grow to that.
    ///
    /// # Panics
    /// As [`Device::upload`].
    fn read(&self, from: &Buffer, offset: usize, bytes: usize, into: &mut Readback) -> Result<()>;

    /// Lends a buffer's f32 to the host: where they lie when the host can reach them, else a copy that goes back.
    fn with_host(&self, buffer: &mut Buffer, work: &mut dyn FnMut(&mut [f32]));

    /// What was read last, once it is there.
    fn wait<'a>(&self, readback: &'a Readback) -> &'a [f32];

    /// Makes calls ready to be run many times.
    ///
    /// # Errors
    /// The index of the first call that is wrong, and why.
    fn prepare(&self, calls: Vec<Call>, layout: Layout) -> std::result::Result<Program, (usize, CallError)> {
        Program::new(calls, layout)
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
}
