//! A device's memory: how it is had, filled and read.

use std::borrow::Cow;
use std::ops::Range;

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

    /// [`DeviceMemory::allocate`] for the f32 values of a trained weight: a device whose products read another form of them
    /// keeps it beside them, and renews it with them.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`].
    fn allocate_weight(&self, bytes: usize) -> Result<Buffer> {
        self.allocate("weights", bytes)
    }

    /// Copies `bytes` to `offset`.
    ///
    /// # Panics
    /// When they do not fit, or the buffer is another device's.
    fn upload(&self, to: &mut Buffer, offset: usize, bytes: &[u8]);

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

    /// Lends the f32 of some bytes to the host: where they lie when the host can reach them, else a copy, which waits for the
    /// work that writes them.
    ///
    /// # Panics
    /// As [`DeviceMemory::upload`].
    fn lend<'a>(&self, from: &'a Buffer, bytes: Range<usize>) -> Cow<'a, [f32]>;

    /// Has `work` change the f32 of some bytes: where they lie when the host can reach them, else in a copy that goes back.
    ///
    /// # Panics
    /// As [`DeviceMemory::upload`].
    fn edit(&self, buffer: &mut Buffer, bytes: Range<usize>, work: &mut dyn FnMut(&mut [f32]));

    /// [`DeviceMemory::edit`] for a `work` that writes all of it: what it finds there may be anything.
    ///
    /// # Panics
    /// As [`DeviceMemory::upload`].
    fn fill(&self, buffer: &mut Buffer, bytes: Range<usize>, work: &mut dyn FnMut(&mut [f32])) {
        self.edit(buffer, bytes, work);
    }

    /// Writes zeros, at once in the order of the device's work. A fresh buffer holds them already; but a host maps a page
    /// that is read first and written later twice, so who has much of that kind (an optimiser's state) writes it first.
    ///
    /// # Panics
    /// As [`DeviceMemory::upload`].
    fn zero(&self, buffer: &mut Buffer, bytes: Range<usize>);

    /// What was read last, once it is there.
    fn wait<'a>(&self, readback: &'a Readback) -> &'a [f32];

    /// Waits for some bytes and gives their f32: where they lie when the host can reach them, else as `through` holds them.
    ///
    /// # Errors
    /// As [`DeviceMemory::read`].
    ///
    /// # Panics
    /// As [`DeviceMemory::upload`].
    fn fetch<'a>(&self, from: &'a Buffer, bytes: Range<usize>, through: &'a mut Readback) -> Result<&'a [f32]> {
        self.read(from, bytes.start, bytes.len(), through)?;
        Ok(self.wait(through))
    }

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

/// The f32 that some bytes are.
pub(crate) fn words(bytes: Range<usize>) -> Range<usize> {
    assert!(
        bytes.start.is_multiple_of(size_of::<f32>()) && bytes.end.is_multiple_of(size_of::<f32>()),
        "{bytes:?} are no f32"
    );
    bytes.start / size_of::<f32>()..bytes.end / size_of::<f32>()
}
