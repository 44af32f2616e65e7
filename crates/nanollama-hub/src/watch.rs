//! Who watches: what is told while it works, and whether to stop.

use std::time::Duration;

/// Told what happens. All of it is for people; nothing depends on it.
pub trait Watch: Sync {
    /// A file is begun, of so many bytes, so many of which are there already.
    fn begins(&self, _path: &str, _bytes: u64, _there: u64) {}
    /// So many bytes of it came or went by now.
    fn reached(&self, _bytes: u64) {}
    /// Something failed and is tried again after a while.
    fn waits(&self, _what: &str, _pause: Duration) {}
    /// Whether to stop as soon as possible.
    fn stops(&self) -> bool {
        false
    }
}

/// Nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Watch for Silent {}
