//! [`SharedMut`]: one slice, written in parts by several chunks of a loop.

use std::marker::PhantomData;

/// A mutable slice that several chunks write at one time, each its own part. Every use says why the parts are disjoint.
#[derive(Clone, Copy)]
pub struct SharedMut<'a, T> {
    start: *mut T,
    len: usize,
    life: PhantomData<&'a mut [T]>,
}

// SAFETY: it is a `&mut [T]` whose parts are handed to threads one by one; `part` carries the duty of keeping them disjoint.
unsafe impl<T: Send> Send for SharedMut<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for SharedMut<'_, T> {}

impl<'a, T> SharedMut<'a, T> {
    /// Borrows the whole slice.
    pub fn new(slice: &'a mut [T]) -> Self {
        SharedMut { start: slice.as_mut_ptr(), len: slice.len(), life: PhantomData }
    }

    /// `len` values at `start`.
    ///
    /// # Safety
    /// They are initialised and stay so for `'a`, and whoever takes a part of them keeps the promise of [`SharedMut::part`]
    /// towards everyone who reads or writes this memory meanwhile.
    pub(crate) unsafe fn from_raw(start: *mut T, len: usize) -> Self {
        SharedMut { start, len, life: PhantomData }
    }

    /// The same from value `first` on.
    ///
    /// # Panics
    /// When there are fewer.
    #[must_use]
    pub fn from(&self, first: usize) -> Self {
        assert!(first <= self.len, "from {first} of a slice of {}", self.len);
        SharedMut { start: self.start.wrapping_add(first), len: self.len - first, life: PhantomData }
    }

    /// How many values.
    #[must_use]
    #[allow(clippy::len_without_is_empty)] // No one asks.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The part `[from, from + len)`.
    ///
    /// # Safety
    /// No other live reference touches this part.
    ///
    /// # Panics
    /// When the part does not lie inside the slice.
    #[must_use]
    #[inline(always)]
    pub unsafe fn part(&self, from: usize, len: usize) -> &'a mut [T] {
        assert!(from <= self.len && len <= self.len - from, "part {from}+{len} of a slice of {}", self.len);
        // SAFETY: inside the slice by the check above; alone by the caller's promise.
        unsafe { std::slice::from_raw_parts_mut(self.start.add(from), len) }
    }

    /// The first element's address, for kernels that write strided tiles. Writing through it carries the same duty as [`SharedMut::part`].
    #[must_use]
    #[inline(always)]
    pub fn as_mut_ptr(&self) -> *mut T {
        self.start
    }
}
