//! [`Arena`]: the memory that programs work in, one at a time.

use nanollama_kernel::device::{Buffer, Device};
use nanollama_kernel::update::{UpdateMemory, UpdateProgram};

use crate::Error;

/// Working memory on one device. It grows to the largest launch of all that share it, and then stays.
#[derive(Debug)]
pub struct Arena(Buffer);

impl Default for Arena {
    /// No memory yet.
    fn default() -> Arena {
        Arena(Buffer::EMPTY)
    }
}

impl Arena {
    /// Its length.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.bytes()
    }

    /// Makes it at least `bytes` long.
    ///
    /// # Errors
    /// [`Error::Memory`] when that cannot be had.
    pub fn reserve(&mut self, device: &dyn Device, bytes: usize) -> Result<(), Error> {
        Ok(device.reserve(&mut self.0, "working memory", bytes)?)
    }

    /// Runs an update in it.
    ///
    /// # Errors
    /// As [`Arena::reserve`].
    pub fn update(
        &mut self,
        device: &dyn Device,
        program: &UpdateProgram,
        memory: &mut UpdateMemory<'_>,
    ) -> Result<(), Error> {
        self.reserve(device, program.arena_bytes())?;
        device.update(program, &mut self.0, memory);
        Ok(())
    }

    pub(crate) fn buffer(&self) -> &Buffer {
        &self.0
    }

    pub(crate) fn buffer_mut(&mut self) -> &mut Buffer {
        &mut self.0
    }
}
