//! A place for a text under way, of which there are only so many.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One of the places for texts under way; given back on drop.
pub(crate) struct Place(Arc<AtomicUsize>);

impl Place {
    /// A place that was counted among the taken.
    pub(crate) fn taken(count: &Arc<AtomicUsize>) -> Place {
        Place(Arc::clone(count))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
