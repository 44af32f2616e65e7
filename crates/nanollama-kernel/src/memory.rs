//! [`AlignedVec`]: f32 buffers that start on a cache line, fresh from the system as zero pages; and each thread's own scratch, kept from call
//! to call so that the steady state allocates nothing. Arenas and plans live in the graph crate.

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::cell::Cell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use crate::error::{Error, Result};

/// One cache line, and the widest vector register.
const ALIGN: usize = 64;

thread_local! {
    static SCRATCH: Cell<AlignedVec> = const { Cell::new(AlignedVec::EMPTY) };
}

/// Lends `work` at least `len` f32 of this thread's scratch, aligned, holding whatever the last user left. It only ever grows.
/// A loan within a loan gets fresh memory.
pub(crate) fn with_scratch<R>(len: usize, work: impl FnOnce(&mut [f32]) -> R) -> R {
    let mut scratch = SCRATCH.take();
    if scratch.len() < len {
        // The old one goes first: its content is not wanted and both together would be the peak.
        drop(std::mem::take(&mut scratch));
        scratch = AlignedVec::zeroed(len.next_multiple_of(1024));
    }
    let result = work(&mut scratch[..len]);
    SCRATCH.set(scratch);
    result
}

/// A fixed-length f32 buffer on a 64-byte boundary. Dereferences to `[f32]`.
pub struct AlignedVec {
    start: NonNull<f32>,
    len: usize,
}

// SAFETY: it owns its memory as a `Box<[f32]>` does.
unsafe impl Send for AlignedVec {}
// SAFETY: as above; shared access is read-only.
unsafe impl Sync for AlignedVec {}

impl AlignedVec {
    /// No values, no memory.
    const EMPTY: AlignedVec = AlignedVec { start: NonNull::dangling(), len: 0 };

    /// `len` zeros.
    ///
    /// # Panics
    /// Aborts as `Vec` does when memory is exhausted; sizes that come from outside go through [`AlignedVec::try_zeroed`].
    #[must_use]
    pub fn zeroed(len: usize) -> AlignedVec {
        match AlignedVec::try_zeroed(len) {
            Ok(vec) => vec,
            Err(error) => panic!("{error}"),
        }
    }

    /// `len` zeros.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`] when the size overflows or the system refuses.
    pub fn try_zeroed(len: usize) -> Result<AlignedVec> {
        AlignedVec::zeroed_for("a buffer of f32", len)
    }

    /// `len` zeros for `what`, which an error names.
    ///
    /// # Errors
    /// As [`AlignedVec::try_zeroed`].
    pub fn zeroed_for(what: &'static str, len: usize) -> Result<AlignedVec> {
        if len == 0 {
            return Ok(AlignedVec { start: NonNull::dangling(), len });
        }
        let refused = Error::OutOfMemory { what, bytes: len.saturating_mul(size_of::<f32>()) };
        let Some(layout) = layout(len) else {
            return Err(refused);
        };
        // SAFETY: the layout has a size above zero.
        let start = unsafe { alloc_zeroed(layout) };
        NonNull::new(start.cast::<f32>()).map(|start| AlignedVec { start, len }).ok_or(refused)
    }

    /// A copy of `values`.
    #[must_use]
    pub fn from_slice(values: &[f32]) -> AlignedVec {
        let mut vec = AlignedVec::zeroed(values.len());
        vec.copy_from_slice(values);
        vec
    }
}

fn layout(len: usize) -> Option<Layout> {
    Layout::from_size_align(len.checked_mul(size_of::<f32>())?, ALIGN).ok()
}

impl Drop for AlignedVec {
    fn drop(&mut self) {
        if self.len > 0 {
            let layout = layout(self.len).expect("it was allocated with this layout");
            // SAFETY: `start` came from `alloc_zeroed` with the same layout.
            unsafe { dealloc(self.start.as_ptr().cast(), layout) }
        }
    }
}

impl Deref for AlignedVec {
    type Target = [f32];
    fn deref(&self) -> &[f32] {
        // SAFETY: `len` initialised values live at `start`; a dangling pointer only goes with len 0.
        unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.len) }
    }
}

impl DerefMut for AlignedVec {
    fn deref_mut(&mut self) -> &mut [f32] {
        // SAFETY: as in `deref`, and we are borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr(), self.len) }
    }
}

impl Clone for AlignedVec {
    fn clone(&self) -> AlignedVec {
        AlignedVec::from_slice(self)
    }
}

impl Default for AlignedVec {
    fn default() -> AlignedVec {
        AlignedVec { start: NonNull::dangling(), len: 0 }
    }
}

impl fmt::Debug for AlignedVec {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "AlignedVec({} f32)", self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_aligned_zero_and_copied_by_value() {
        for len in [0, 1, 15, 16, 17, 4096, 100_003] {
            let mut vec = AlignedVec::zeroed(len);
            assert_eq!(vec.len(), len);
            assert!(vec.iter().all(|&x| x == 0.0));
            if len > 0 {
                assert_eq!(vec.as_ptr() as usize % ALIGN, 0);
                let copy = vec.clone();
                vec[len - 1] = 3.0;
                assert_eq!((vec[len - 1], copy[len - 1]), (3.0, 0.0));
            }
        }
    }

    #[test]
    fn an_absurd_size_is_an_error() {
        assert!(matches!(AlignedVec::try_zeroed(usize::MAX / 2), Err(Error::OutOfMemory { .. })));
        assert!(matches!(AlignedVec::try_zeroed((isize::MAX / 8) as usize), Err(Error::OutOfMemory { .. })));
    }
}
