//! Each thread's own working memory, kept from call to call so that the steady state allocates nothing, and used by every op
//! so that it stays in the nearest cache.

use std::cell::Cell;

use crate::memory::AlignedVec;

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
