//! Memory of a device, which the host holds and does not see.

use std::fmt;
use std::ops::Range;
#[cfg(unix)]
use std::ptr::NonNull;

use crate::error::Result;
use crate::memory::Zeroed;

/// Some memory of one device. Freed when it is dropped and the work that uses it is done.
pub struct Buffer {
    memory: Memory,
}

/// Who frees it, and how.
enum Memory {
    /// This process's own.
    Host(Zeroed),
    /// Memory of the device of this number, which another crate implements: an address of its own, and who frees it.
    Device { device: u64, address: u64, bytes: usize, _owner: Box<dyn Send + Sync> },
    /// Pages of the far device of this number.
    #[cfg(unix)]
    Far { device: u64, address: NonNull<u8>, bytes: usize },
}

/// Whose memory it is.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Home {
    /// This process's own.
    Host,
    /// Another device's, by number.
    Device(u64),
    /// The far device's, by number.
    #[cfg(unix)]
    Far(u64),
}

// SAFETY: it owns its memory as a `Box<[u8]>` does.
#[cfg(unix)]
unsafe impl Send for Buffer {}
// SAFETY: as above; shared access is read-only.
#[cfg(unix)]
unsafe impl Sync for Buffer {}

impl Buffer {
    /// No memory, of no device in particular.
    pub const EMPTY: Buffer = Buffer { memory: Memory::Host(Zeroed::EMPTY) };

    /// `bytes` zeros of this process's memory: pages that no one touches cost nothing.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`].
    pub(crate) fn on_host(what: &'static str, bytes: usize) -> Result<Buffer> {
        Ok(Buffer { memory: Memory::Host(Zeroed::new(what, bytes)?) })
    }

    /// Takes over memory at an address of the device of this number ([`super::number`]), which this process cannot follow;
    /// `owner` frees it when it is dropped.
    #[must_use]
    pub fn of_device(device: u64, address: u64, bytes: usize, owner: Box<dyn Send + Sync>) -> Buffer {
        Buffer { memory: Memory::Device { device, address, bytes, _owner: owner } }
    }

    /// Where `bytes` bytes from `offset` on lie in the memory of the device of this number.
    ///
    /// # Panics
    /// When it is another device's, or they lie outside.
    #[must_use]
    pub fn device_address(&self, device: u64, offset: usize, bytes: usize) -> u64 {
        let range = self.check(&Home::Device(device), offset, bytes);
        match &self.memory {
            Memory::Device { address, .. } => address + range.start as u64,
            // It is empty.
            _ => 0,
        }
    }

    /// Takes over pages that the far device of this number mapped for it alone.
    #[cfg(unix)]
    pub(crate) fn far(device: u64, address: NonNull<u8>, bytes: usize) -> Buffer {
        Buffer { memory: Memory::Far { device, address, bytes } }
    }

    /// Its length.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match &self.memory {
            Memory::Host(memory) => memory.bytes(),
            Memory::Device { bytes, .. } => *bytes,
            #[cfg(unix)]
            Memory::Far { bytes, .. } => *bytes,
        }
    }

    /// Where it begins in this process.
    ///
    /// # Panics
    /// When it is memory that this process cannot address.
    pub(crate) fn address(&self) -> *mut u8 {
        match &self.memory {
            Memory::Host(memory) => memory.start().as_ptr(),
            Memory::Device { .. } => panic!("memory of a device that this process cannot address"),
            #[cfg(unix)]
            Memory::Far { address, .. } => address.as_ptr(),
        }
    }

    /// Its f32 in this process's memory. That of a far device is reached while a launch runs, and faults else.
    pub(crate) fn values(&self) -> &[f32] {
        let len = self.bytes() / size_of::<f32>();
        // SAFETY: it begins on a cache line, is as long, holds any bits and is borrowed.
        unsafe { std::slice::from_raw_parts(self.address().cast(), len) }
    }

    /// [`Buffer::values`] to be changed.
    pub(crate) fn values_mut(&mut self) -> &mut [f32] {
        let len = self.bytes() / size_of::<f32>();
        // SAFETY: as above, and it is borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(self.address().cast(), len) }
    }

    /// Its bytes, as [`Buffer::values`].
    pub(crate) fn raw(&self) -> &[u8] {
        // SAFETY: as above.
        unsafe { std::slice::from_raw_parts(self.address(), self.bytes()) }
    }

    /// [`Buffer::raw`] to be changed.
    pub(crate) fn raw_mut(&mut self) -> &mut [u8] {
        // SAFETY: as above, and it is borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(self.address(), self.bytes()) }
    }

    fn home(&self) -> Home {
        match &self.memory {
            Memory::Host(_) => Home::Host,
            Memory::Device { device, .. } => Home::Device(*device),
            #[cfg(unix)]
            Memory::Far { device, .. } => Home::Far(*device),
        }
    }

    /// Refuses the memory of another device than `home`, and what lies outside of it.
    pub(crate) fn check(&self, home: &Home, offset: usize, bytes: usize) -> Range<usize> {
        assert!(self.home() == *home || self.bytes() == 0, "a buffer of another device");
        let end = offset.checked_add(bytes).filter(|&end| end <= self.bytes());
        offset..end.unwrap_or_else(|| panic!("{bytes} bytes at {offset} of a buffer of {}", self.bytes()))
    }
}

#[cfg(unix)]
impl Drop for Memory {
    fn drop(&mut self) {
        if let Memory::Far { address, bytes, .. } = self {
            // SAFETY: the far device mapped these pages for this buffer alone.
            unsafe { libc::munmap(address.as_ptr().cast(), *bytes) };
        }
    }
}

impl fmt::Debug for Buffer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Buffer({} bytes)", self.bytes())
    }
}
