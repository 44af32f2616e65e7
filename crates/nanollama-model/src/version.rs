//! Numbers that stand for a state of weights in this process.

use std::sync::atomic::{AtomicU64, Ordering};

/// A number that no state of a model's or an adapter's weights in this process has had before.
pub(crate) fn next_version() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}
