//! Memory of a device, which the host holds and does not see.

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::fmt;
use std::ops::Range;
use std::ptr::NonNull;

use crate::error::{Error, Result};

/// One cache line, and the widest vector register.
const ALIGN: usize = 64;

/// Some memory of one device. Freed when it is dropped and the work that uses it is done.
pub struct Buffer {
    address: NonNull<u8>,
    bytes: usize,
    home: Home,
}

/// Whose memory it is.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Home {
    /// This process's own.
    Host,
    /// The far device's, by number.
    #[cfg(all(unix, feature = "far"))]
    Far(u64),
}

// SAFETY: it owns its memory as a `Box<[u8]>` does.
unsafe impl Send for Buffer {}
// SAFETY: as above; shared access is read-only.
unsafe impl Sync for Buffer {}

impl Buffer {
    /// No memory, of no device in particular.
    pub const EMPTY: Buffer = Buffer { address: NonNull::<u64>::dangling().cast(), bytes: 0, home: Home::Host };

    /// `bytes` zeros of this process's memory, fresh from the system: pages that no one touches cost nothing.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`].
    pub(crate) fn on_host(what: &'static str, bytes: usize) -> Result<Buffer> {
        if bytes == 0 {
            return Ok(Buffer::EMPTY);
        }
        let refused = || Error::OutOfMemory { what, bytes };
        let layout = Layout::from_size_align(bytes, ALIGN).map_err(|_| refused())?;
        // SAFETY: the layout has a size above zero.
        let address = NonNull::new(unsafe { alloc_zeroed(layout) }).ok_or_else(refused)?;
        Ok(Buffer { address, bytes, home: Home::Host })
    }

    /// Takes over memory of another kind, which [`Home`] says how to free.
    #[cfg(all(unix, feature = "far"))]
    pub(crate) fn of(address: NonNull<u8>, bytes: usize, home: Home) -> Buffer {
        Buffer { address, bytes, home }
    }

    /// Its length.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Where it begins.
    pub(crate) fn address(&self) -> *mut u8 {
        self.address.as_ptr()
    }

    /// Refuses the memory of another device than `home`, and what lies outside of it.
    pub(crate) fn check(&self, home: &Home, offset: usize, bytes: usize) -> Range<usize> {
        assert!(self.home == *home || self.bytes == 0, "a buffer of another device");
        let end = offset.checked_add(bytes).filter(|&end| end <= self.bytes);
        offset..end.unwrap_or_else(|| panic!("{bytes} bytes at {offset} of a buffer of {}", self.bytes))
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if self.bytes == 0 {
            return;
        }
        match self.home {
            Home::Host => {
                let layout = Layout::from_size_align(self.bytes, ALIGN).expect("it was allocated with this layout");
                // SAFETY: the address came from `alloc_zeroed` with the same layout.
                unsafe { dealloc(self.address.as_ptr(), layout) }
            }
            #[cfg(all(unix, feature = "far"))]
            Home::Far(_) => {
                // SAFETY: the far device mapped these pages for this buffer alone.
                unsafe { libc::munmap(self.address.as_ptr().cast(), self.bytes) };
            }
        }
    }
}

impl fmt::Debug for Buffer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Buffer({} bytes)", self.bytes)
    }
}
