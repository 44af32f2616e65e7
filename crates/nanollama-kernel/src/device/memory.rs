//! A device's memory: how it is had, filled and read.

use super::buffer::Buffer;
use super::readback::Readback;
use crate::error::Result;

/// Memory that a device owns. Copies are done in the order in which they are asked for, and in that of the device's work.
pub trait DeviceMemory: Send + Sync {
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
    /// As [`DeviceMemory::upload`].
    fn download(&self, from: &Buffer, offset: usize, bytes: &mut [u8]);

    /// Copies `bytes` bytes from one buffer to another.
    ///
    /// # Panics
    /// As [`DeviceMemory::upload`].
    fn copy(&self, from: &Buffer, from_offset: usize, to: &mut Buffer, to_offset: usize, bytes: usize);

    /// Copies `bytes` bytes within one buffer, from one place to another that does not overlap it.
    ///
    /// # Panics
    /// As [`DeviceMemory::upload`].
    fn copy_within(&self, buffer: &mut Buffer, from: usize, to: usize, bytes: usize);

    /// Begins to copy `bytes` bytes from `offset` to the host; [`DeviceMemory::wait`] gives them.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`] when the readback cannot grow to that.
    ///
    /// # Panics
    /// As [`DeviceMemory::upload`].
    fn read(&self, from: &Buffer, offset: usize, bytes: usize, into: &mut Readback) -> Result<()>;

    /// Lends a buffer's f32 to the host: where they lie when the host can reach them, else a copy.
    fn with_host(&self, buffer: &Buffer, work: &mut dyn FnMut(&[f32]));

    /// [`DeviceMemory::with_host`] for changes, which come back to the device.
    fn with_host_mut(&self, buffer: &mut Buffer, work: &mut dyn FnMut(&mut [f32]));

    /// What was read last, once it is there.
    fn wait<'a>(&self, readback: &'a Readback) -> &'a [f32];

    /// Makes `buffer` at least `bytes` long; a longer one forgets what the old one held.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`]; the buffer is empty then.
    fn reserve(&self, buffer: &mut Buffer, what: &'static str, bytes: usize) -> Result<()> {
        if bytes > buffer.bytes() {
            // The old memory goes first: both together would be the peak.
            *buffer = Buffer::EMPTY;
            *buffer = self.allocate(what, bytes)?;
        }
        Ok(())
    }
}
