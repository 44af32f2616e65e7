//! Keys and values of earlier positions, in pages of 64 tokens that sequences may share.
//!
//! One page number stands for the same page in every layer. Who holds a page is counted by [`Page`]; a sequence that goes on
//! within a page that others hold gets a copy of it first, so what is shared never changes.

use nanollama_kernel::device::Device;
use nanollama_kernel::op::attention::{CacheTypes, KvPages, PAGE};

use crate::page::{FreePages, Page};
use crate::sequence::Sequence;
use crate::{Config, Error};

/// The memory of all pages, and the list of those that are free.
pub struct KvCache {
    memory: KvPages,
    free: FreePages,
    /// (layers, key/value heads, width of a head) it was made for.
    shape: (usize, usize, usize),
    context: usize,
}

impl KvCache {
    /// Room for `tokens` tokens in all (rounded up to whole pages), stored as `types` on `device` (a [`nanollama_kernel::dtype::DType`]: both so).
    ///
    /// # Errors
    /// [`Error::CacheType`] for a number format that keys and values are not stored in; [`Error::Kernel`] when memory for
    /// it cannot be had.
    pub fn new(
        device: &dyn Device,
        config: &Config,
        types: impl Into<CacheTypes>,
        tokens: usize,
    ) -> Result<Self, Error> {
        let types = types.into();
        if let Some((dtype, reason)) = types.refusal(config.head_dim) {
            return Err(Error::CacheType { dtype, reason });
        }
        let pages = tokens.div_ceil(PAGE).max(1);
        let bytes = pages.saturating_mul(PAGE).saturating_mul(config.cache_bytes_per_token(types));
        let out = |_| nanollama_kernel::error::Error::OutOfMemory { what: "the key/value cache", bytes };
        let count = u32::try_from(pages).map_err(out)?;
        let (layers, kv_heads, head_dim) = shape(config);
        let memory = KvPages::new(device, layers, pages, (kv_heads, head_dim), types)?;
        Ok(KvCache { memory, free: FreePages::new(count), shape: shape(config), context: config.context })
    }

    /// Pages in all.
    pub fn pages(&self) -> usize {
        self.memory.pages()
    }

    /// Bytes that it takes, used or not.
    pub fn bytes(&self) -> usize {
        self.memory.bytes()
    }

    /// How keys and values are stored.
    pub fn types(&self) -> CacheTypes {
        self.memory.types()
    }

    /// Pages that nobody holds.
    pub fn free_pages(&self) -> usize {
        self.free.len()
    }

    /// True when it was made for models of this shape and context.
    pub fn fits(&self, config: &Config) -> bool {
        self.shape == shape(config) && config.context == self.context
    }

    /// Free pages that `more` tokens at the end of `sequence` take, the copy of a shared last page included.
    pub fn missing_pages(&self, sequence: &Sequence, more: usize) -> usize {
        let (copied, new) = wanting(sequence, more);
        usize::from(copied.is_some()) + new
    }

    /// Most positions that a sequence can have.
    pub(crate) fn positions(&self) -> usize {
        self.context.min(self.capacity())
    }

    /// Makes room for `more` tokens at the end of `sequence`.
    ///
    /// # Errors
    /// [`Error::TooLong`] when the context or the cache is full; the sequence is unchanged then.
    ///
    /// # Panics
    /// When the sequence has pages of another cache.
    pub(crate) fn reserve(&mut self, device: &dyn Device, sequence: &mut Sequence, more: usize) -> Result<(), Error> {
        assert!(sequence.pages.iter().all(|page| page.is_of(&self.free)), "the pages of another cache");
        let tokens = sequence.length.saturating_add(more);
        if tokens > self.context {
            return Err(Error::TooLong { tokens, limit_name: "context", limit: self.context });
        }
        let (copied, new) = wanting(sequence, more);
        if copied.is_none() && new == 0 {
            return Ok(());
        }
        let limit = self.capacity();
        let full = || Error::TooLong { tokens, limit_name: "key/value cache", limit };
        if usize::from(copied.is_some()) + new > self.free.len() {
            return Err(full());
        }
        if let Some(place) = copied {
            let copy = self.free.take().ok_or_else(full)?;
            self.memory.copy_page(device, sequence.pages[place].index(), copy.index());
            sequence.pages[place] = copy;
        }
        for _ in 0..new {
            sequence.pages.push(self.free.take().ok_or_else(full)?);
        }
        Ok(())
    }

    /// Positions of all pages.
    fn capacity(&self) -> usize {
        self.pages() * PAGE
    }

    pub(crate) fn memory_mut(&mut self) -> &mut KvPages {
        &mut self.memory
    }
}

fn shape(config: &Config) -> (usize, usize, usize) {
    (config.layers, config.kv_heads, config.head_dim)
}

/// What `more` tokens at the end of `sequence` take: the place of the page that they begin in, when others hold that page,
/// and how many new pages.
fn wanting(sequence: &Sequence, more: usize) -> (Option<usize>, usize) {
    let place = sequence.length / PAGE;
    let copied = more > 0 && sequence.pages.get(place).is_some_and(Page::is_shared);
    let new = sequence.length.saturating_add(more).div_ceil(PAGE).saturating_sub(sequence.pages.len());
    (copied.then_some(place), new)
}
