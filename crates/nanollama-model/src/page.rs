//! A page of the key/value cache as those who use it hold it: counted, and free again when the last of them lets it drop.
//! What lies in a page is the cache's business.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// 64 positions of one sequence, in every layer. Clones share the page; dropping the last one frees it.
#[derive(Debug, Clone)]
pub struct Page(Arc<Slot>);

/// The page's place in the cache, given back on drop.
#[derive(Debug)]
struct Slot {
    index: u32,
    free: FreePages,
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.free.lock().push(self.index);
    }
}

impl Page {
    /// Its number in the cache.
    pub(crate) fn index(&self) -> u32 {
        self.0.index
    }

    /// Whether it is one of these.
    pub(crate) fn is_of(&self, free: &FreePages) -> bool {
        Arc::ptr_eq(&self.0.free.0, &free.0)
    }

    /// True when others hold it, too: then nothing may be written to it.
    pub fn is_shared(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }
}

/// Two handles on one page are equal.
impl PartialEq for Page {
    fn eq(&self, other: &Page) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The pages of a cache that nobody holds.
#[derive(Debug, Clone)]
pub(crate) struct FreePages(Arc<Mutex<Vec<u32>>>);

impl FreePages {
    /// All of `count` pages; the first is taken first.
    pub(crate) fn new(count: u32) -> Self {
        FreePages(Arc::new(Mutex::new((0..count).rev().collect())))
    }

    pub(crate) fn take(&self) -> Option<Page> {
        let index = self.lock().pop()?;
        Some(Page(Arc::new(Slot { index, free: self.clone() })))
    }

    pub(crate) fn len(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<u32>> {
        // Pushing and popping numbers leaves the list whole, whatever else panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
