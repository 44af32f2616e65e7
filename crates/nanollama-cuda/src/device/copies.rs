//! Which weights have a copy that products read: known by where they begin, as long as they are there.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::launch::Address;
use crate::session::Owned;

/// The first bytes of weights that have a copy.
#[derive(Clone, Default)]
pub(super) struct Copies(Arc<Mutex<HashSet<u64>>>);

impl Copies {
    /// Whether the weight that begins there has one.
    pub(super) fn has(&self, at: Address) -> bool {
        self.lock().contains(&at.0)
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A weight's memory, its copy included.
pub(super) struct WithCopy {
    owned: Owned,
    all: Copies,
}

impl WithCopy {
    /// Takes its place among all.
    pub(super) fn new(owned: Owned, all: &Copies) -> WithCopy {
        all.lock().insert(owned.address.0);
        WithCopy { owned, all: all.clone() }
    }
}

impl Drop for WithCopy {
    fn drop(&mut self) {
        // Before the memory goes, which may then be another's.
        self.all.lock().remove(&self.owned.address.0);
    }
}
