//! Memory of this process on a cache line, zeros: [`Zeroed`] bytes, and [`AlignedVec`], f32 over them. What threads work in
//! is in `scratch`, what devices own in `device`.
//!
//! Large ones are fresh pages of the system: what no one touches costs neither memory nor time. So they are asked for with
//! the alignment that the system's zeroing allocator has, and begin at the next cache line; a larger alignment would be
//! zeroed by hand.

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use crate::error::{Error, Result};

/// One cache line, and the widest vector register.
const ALIGN: usize = 64;
/// What the system's allocator gives anyway.
const GIVEN: usize = 16;

/// Owned bytes on a cache line, zeros at first.
pub(crate) struct Zeroed {
    /// As allocated.
    base: NonNull<u8>,
    /// The first cache line of it.
    start: NonNull<u8>,
    bytes: usize,
}

// SAFETY: it owns its memory as a `Box<[u8]>` does.
unsafe impl Send for Zeroed {}
// SAFETY: as above; shared access is read-only.
unsafe impl Sync for Zeroed {}

impl Zeroed {
    /// No bytes, no memory; on a cache line all the same.
    pub(crate) const EMPTY: Zeroed = {
        let nowhere = NonNull::<Line>::dangling().cast();
        Zeroed { base: nowhere, start: nowhere, bytes: 0 }
    };

    /// `bytes` zeros for `what`, which an error names.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`] when the size overflows or the system refuses.
    pub(crate) fn new(what: &'static str, bytes: usize) -> Result<Zeroed> {
        if bytes == 0 {
            return Ok(Zeroed::EMPTY);
        }
        let refused = || Error::OutOfMemory { what, bytes };
        let layout = layout(bytes).ok_or_else(refused)?;
        // SAFETY: the layout has a size above zero.
        let base = NonNull::new(unsafe { alloc_zeroed(layout) }).ok_or_else(refused)?;
        // SAFETY: the address is a multiple of GIVEN, and the layout has room for the way to the next of ALIGN.
        let start = unsafe { base.add(base.as_ptr().align_offset(ALIGN)) };
        large_pages(start.as_ptr(), bytes);
        Ok(Zeroed { base, start, bytes })
    }

    /// Where it begins.
    pub(crate) fn start(&self) -> NonNull<u8> {
        self.start
    }

    /// Its length.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }
}

/// Asks for pages of 2 MiB where they lie whole in the memory: the first touch of a gigabyte is 500 faults then, not 260,000,
/// and streams through it miss the table of pages less. Linux gives them only to who asks; others decide by themselves.
fn large_pages(start: *mut u8, bytes: usize) {
    #[cfg(target_os = "linux")]
    {
        const LARGE: usize = 2 << 20;
        let (first, end) = (start.align_offset(LARGE), (start as usize + bytes) / LARGE * LARGE - start as usize);
        if first + LARGE <= end && end <= bytes {
            // SAFETY: whole pages of an allocation that we own; what is in them stays. It is advice: a refusal changes nothing.
            let _refused = unsafe { libc::madvise(start.add(first).cast(), end - first, libc::MADV_HUGEPAGE) };
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _unused = (start, bytes);
}

/// As wide and aligned as a cache line.
#[repr(align(64))]
struct Line;

fn layout(bytes: usize) -> Option<Layout> {
    Layout::from_size_align(bytes.checked_add(ALIGN - GIVEN)?, GIVEN).ok()
}

impl Drop for Zeroed {
    fn drop(&mut self) {
        if self.bytes > 0 {
            let layout = layout(self.bytes).expect("it was allocated with this layout");
            // SAFETY: `base` came from `alloc_zeroed` with the same layout.
            unsafe { dealloc(self.base.as_ptr(), layout) }
        }
    }
}

/// A fixed-length f32 buffer on a 64-byte boundary. Dereferences to `[f32]`.
pub(crate) struct AlignedVec {
    memory: Zeroed,
}

impl AlignedVec {
    /// No values, no memory.
    pub(crate) const EMPTY: AlignedVec = AlignedVec { memory: Zeroed::EMPTY };

    /// `len` zeros.
    ///
    /// # Panics
    /// Aborts as `Vec` does when memory is exhausted; sizes that come from outside go through [`AlignedVec::zeroed_for`].
    pub(crate) fn zeroed(len: usize) -> AlignedVec {
        match AlignedVec::zeroed_for("a buffer of f32", len) {
            Ok(vec) => vec,
            Err(error) => panic!("{error}"),
        }
    }

    /// `len` zeros for `what`, which an error names.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`] when the size overflows or the system refuses.
    pub(crate) fn zeroed_for(what: &'static str, len: usize) -> Result<AlignedVec> {
        let bytes = len.checked_mul(size_of::<f32>()).ok_or(Error::OutOfMemory { what, bytes: usize::MAX })?;
        Ok(AlignedVec { memory: Zeroed::new(what, bytes)? })
    }
}

impl Deref for AlignedVec {
    type Target = [f32];
    fn deref(&self) -> &[f32] {
        // SAFETY: the memory is as many f32, of any bits, on a cache line; a dangling pointer only goes with none.
        unsafe {
            std::slice::from_raw_parts(self.memory.start().as_ptr().cast(), self.memory.bytes() / size_of::<f32>())
        }
    }
}

impl DerefMut for AlignedVec {
    fn deref_mut(&mut self) -> &mut [f32] {
        let len = self.memory.bytes() / size_of::<f32>();
        // SAFETY: as in `deref`, and we are borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(self.memory.start().as_ptr().cast(), len) }
    }
}

impl Default for AlignedVec {
    fn default() -> AlignedVec {
        AlignedVec::EMPTY
    }
}

impl fmt::Debug for AlignedVec {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "AlignedVec({} f32)", self.len())
    }
}

/// A number without padding, of which any bits are valid.
///
/// # Safety
/// That is so.
pub(crate) unsafe trait Plain: Copy {}
// SAFETY: it is so.
unsafe impl Plain for f32 {}
// SAFETY: it is so.
unsafe impl Plain for u32 {}

/// The bytes of numbers, in this machine's order.
pub(crate) fn bytes_of<T: Plain>(values: &[T]) -> &[u8] {
    // SAFETY: they have no padding, and any alignment does for bytes.
    unsafe { std::slice::from_raw_parts(values.as_ptr().cast(), size_of_val(values)) }
}

/// [`bytes_of`], to be changed.
pub(crate) fn bytes_of_mut<T: Plain>(values: &mut [T]) -> &mut [u8] {
    // SAFETY: as above, and any bits are valid.
    unsafe { std::slice::from_raw_parts_mut(values.as_mut_ptr().cast(), size_of_val(values)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_aligned_and_zero() {
        for len in [0, 1, 15, 16, 17, 4096, 100_003] {
            let vec = AlignedVec::zeroed(len);
            assert_eq!(vec.len(), len);
            assert!(vec.iter().all(|&x| x == 0.0));
            if len > 0 {
                assert_eq!(vec.as_ptr() as usize % ALIGN, 0);
            }
        }
    }

    #[test]
    fn an_absurd_size_is_an_error() {
        assert!(matches!(AlignedVec::zeroed_for("a test", usize::MAX / 2), Err(Error::OutOfMemory { .. })));
        assert!(matches!(AlignedVec::zeroed_for("a test", (isize::MAX / 8) as usize), Err(Error::OutOfMemory { .. })));
    }
}
