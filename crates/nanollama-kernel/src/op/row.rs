//! Walking a row sixteen values at a time, the last step partial. Shared by the elementwise and row-wise ops.

use crate::lanes::{Lanes, WIDTH};

/// (offset, count) of each vector of a row: count is 16 but for the last.
#[inline(always)]
pub(super) fn vectors(len: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..len).step_by(WIDTH).map(move |at| (at, WIDTH.min(len - at)))
}

/// `n` values from `at`, zeros after them.
#[inline(always)]
pub(super) unsafe fn load<L: Lanes>(from: &[f32], at: usize, n: usize) -> L::V {
    debug_assert!(at + n <= from.len());
    // SAFETY: inside the slice.
    unsafe {
        match n {
            WIDTH => L::load(from.as_ptr().add(at)),
            _ => L::load_partial(from.as_ptr().add(at), n),
        }
    }
}

/// The first `n` lanes to `at`.
#[inline(always)]
pub(super) unsafe fn store<L: Lanes>(to: &mut [f32], at: usize, n: usize, v: L::V) {
    debug_assert!(at + n <= to.len());
    // SAFETY: inside the slice.
    unsafe {
        match n {
            WIDTH => L::store(to.as_mut_ptr().add(at), v),
            _ => L::store_partial(to.as_mut_ptr().add(at), v, n),
        }
    }
}
