//! Keys and values of earlier positions, in pages of 64 tokens that sequences may share.
//!
//! One page number stands for the same page in every layer. Who holds a page is counted by [`Page`]; a sequence that goes on
//! within a page that others hold gets a copy of it first, so what is shared never changes.

use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::op::attention::{KvPages, PAGE};

use crate::page::{FreePages, Page};
use crate::sequence::Sequence;
use crate::{Config, Error};

/// The memory of all pages, and the list of those that are free.
pub struct KvCache {
    memory: KvPages,
    free: FreePages,
    pages: usize,
    /// (layers, key/value heads, width of a head) it was made for.
    shape: (usize, usize, usize),
    context: usize,
}

impl KvCache {
    /// Room for `tokens` tokens in all (rounded up to whole pages), stored as `dtype` on `device`.
    ///
    /// # Errors
    /// [`Error::CacheType`] for a number format that keys and values are not stored in; [`Error::Kernel`] when memory for
    /// it cannot be had.
    pub fn new(device: &dyn Device, config: &Config, dtype: DType, tokens: usize) -> Result<Self, Error> {
        if dtype != DType::F32 {
            return Err(Error::CacheType { dtype });
        }
        let pages = tokens.div_ceil(PAGE).max(1);
        let bytes = pages.saturating_mul(PAGE).saturating_mul(config.cache_bytes_per_token());
        let out = || nanollama_kernel::error::Error::OutOfMemory { what: "the key/value cache", bytes };
        let count = u32::try_from(pages).map_err(|_| out())?;
        Ok(KvCache {
            memory: KvPages::new(device, config.layers, pages, config.kv_heads, config.head_dim)?,
            free: FreePages::new(count),
            pages,
            shape: shape(config),
            context: config.context,
        })
    }

    /// Pages in all.
    pub fn pages(&self) -> usize {
        self.pages
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
        let new = (sequence.length + more).div_ceil(PAGE).saturating_sub(sequence.pages.len());
        new + usize::from(more > 0 && copied_page(sequence).is_some())
    }

    /// Most positions that a sequence can have.
    pub(crate) fn positions(&self) -> usize {
        self.context.min(self.pages * PAGE)
    }

    /// Makes room for `more` tokens at the end of `sequence`.
    ///
    /// # Errors
    /// [`Error::TooLong`] when the context or the cache is full; the sequence is unchanged then.
    pub(crate) fn reserve(&mut self, device: &dyn Device, sequence: &mut Sequence, more: usize) -> Result<(), Error> {
        let tokens = sequence.length.saturating_add(more);
        if tokens > self.context {
            return Err(Error::TooLong { tokens, limit_name: "context", limit: self.context });
        }
        let limit = self.pages * PAGE;
        let full = || Error::TooLong { tokens, limit_name: "key/value cache", limit };
        if self.missing_pages(sequence, more) > self.free.len() {
            return Err(full());
        }
        if let Some(place) = copied_page(sequence).filter(|_| more > 0) {
            let copy = self.free.take().ok_or_else(full)?;
            self.memory.copy_page(device, sequence.pages[place].index(), copy.index());
            sequence.pages[place] = copy;
        }
        while sequence.pages.len() < tokens.div_ceil(PAGE) {
            sequence.pages.push(self.free.take().ok_or_else(full)?);
        }
        Ok(())
    }

    pub(crate) fn memory_mut(&mut self) -> &mut KvPages {
        &mut self.memory
    }
}

fn shape(config: &Config) -> (usize, usize, usize) {
    (config.layers, config.kv_heads, config.head_dim)
}

/// The place of the page that the next token would be written to, when others hold that page.
fn copied_page(sequence: &Sequence) -> Option<usize> {
    let place = sequence.length / PAGE;
    sequence.pages.get(place).is_some_and(Page::is_shared).then_some(place)
}
