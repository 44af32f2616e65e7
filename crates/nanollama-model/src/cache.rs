//! Keys and values of earlier positions, in pages of 64 tokens that sequences may share.
//!
//! One page index stands for the same page in every layer. A page is freed when the last sequence lets go of it;
//! [`KvCache::fork`] shares full pages and copies only the last, partly filled one.

use nanollama_kernel::op::attention::{KvPages, PAGE};

use crate::{Config, Error};

/// Pages of all layers, and who uses them.
pub struct KvCache {
    layers: Vec<KvPages>,
    /// How many sequences hold each page.
    holders: Vec<u32>,
    free: Vec<u32>,
    context: usize,
}

/// One sequence's pages and length. Give it back with [`KvCache::release`]; dropping it keeps its pages occupied.
#[derive(Debug, Default)]
pub struct Sequence {
    pub(crate) pages: Vec<u32>,
    pub(crate) length: usize,
}

impl Sequence {
    /// Tokens in the cache.
    pub fn len(&self) -> usize {
        self.length
    }

    /// True before the first token.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

impl KvCache {
    /// Room for `tokens` tokens in all (rounded up to whole pages).
    ///
    /// # Errors
    /// [`Error::Kernel`] when memory for it cannot be had.
    pub fn new(config: &Config, tokens: usize) -> Result<Self, Error> {
        let pages = tokens.div_ceil(PAGE).max(1);
        let bytes = pages.saturating_mul(PAGE).saturating_mul(config.cache_bytes_per_token());
        let out = || nanollama_kernel::error::Error::OutOfMemory { what: "the key/value cache", bytes };
        let count = u32::try_from(pages).map_err(|_| out())?;
        let layers: Option<Vec<KvPages>> =
            (0..config.layers).map(|_| KvPages::try_new(pages, config.kv_heads, config.head_dim)).collect();
        Ok(KvCache {
            layers: layers.ok_or_else(out)?,
            holders: vec![0; pages],
            free: (0..count).rev().collect(),
            context: config.context,
        })
    }

    /// Pages that no sequence holds, in tokens.
    pub fn free_tokens(&self) -> usize {
        self.free.len() * PAGE
    }

    /// Most positions that a sequence can have.
    pub(crate) fn positions(&self) -> usize {
        self.context.min(self.holders.len() * PAGE)
    }

    /// Makes room for `more` tokens at the end of `sequence`.
    ///
    /// # Errors
    /// [`Error::TooLong`] when the context or the cache is full; the sequence is unchanged then.
    pub(crate) fn reserve(&mut self, sequence: &mut Sequence, more: usize) -> Result<(), Error> {
        let tokens = sequence.length.saturating_add(more);
        if tokens > self.context {
            return Err(Error::TooLong { tokens, limit_name: "context", limit: self.context });
        }
        let missing = tokens.div_ceil(PAGE).saturating_sub(sequence.pages.len());
        if missing > self.free.len() {
            let limit = self.holders.len() * PAGE;
            return Err(Error::TooLong { tokens, limit_name: "key/value cache", limit });
        }
        for _ in 0..missing {
            let page = self.free.pop().expect("counted above");
            self.holders[page as usize] = 1;
            sequence.pages.push(page);
        }
        Ok(())
    }

    /// A second sequence that begins as `sequence` does.
    ///
    /// # Errors
    /// [`Error::TooLong`] when there is no page free for the copy of the last one.
    pub fn fork(&mut self, sequence: &Sequence) -> Result<Sequence, Error> {
        let mut pages = sequence.pages[..sequence.length.div_ceil(PAGE)].to_vec();
        if !sequence.length.is_multiple_of(PAGE) {
            let limit = self.holders.len() * PAGE;
            let full = Error::TooLong { tokens: sequence.length, limit_name: "key/value cache", limit };
            let copy = self.free.pop().ok_or(full)?;
            let last = pages.last_mut().expect("a length that is no whole number of pages has a page");
            for layer in &mut self.layers {
                layer.copy_page(*last, copy);
            }
            *last = copy;
        }
        for &page in &pages {
            self.holders[page as usize] += 1;
        }
        Ok(Sequence { pages, length: sequence.length })
    }

    /// Forgets everything behind the first `length` tokens.
    pub fn truncate(&mut self, sequence: &mut Sequence, length: usize) {
        sequence.length = sequence.length.min(length);
        for page in sequence.pages.split_off(sequence.length.div_ceil(PAGE)) {
            self.let_go(page);
        }
    }

    /// Takes back a sequence's pages.
    pub fn release(&mut self, mut sequence: Sequence) {
        self.truncate(&mut sequence, 0);
    }

    pub(crate) fn layers_mut(&mut self) -> &mut [KvPages] {
        &mut self.layers
    }

    fn let_go(&mut self, page: u32) {
        let holders = &mut self.holders[page as usize];
        *holders -= 1;
        if *holders == 0 {
            self.free.push(page);
        }
    }
}
