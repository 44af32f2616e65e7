//! The per-thread cache of encoded words (pre-tokens, or words between spaces): direct mapped,
//! 16,384 lines of 64 bytes, so one megabyte a thread and never more. In books 98% of the pre-tokens
//! are found here.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::hash::hash_words;

const LINES: usize = 1 << 14;
const MOST_IDS: usize = 6;
/// Bytes of text in a key; the last byte holds the length.
const MOST_BYTES: usize = 31;

/// A pre-token of up to 31 bytes as two words: zero padded, length in the top byte.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Key {
    low: u128,
    high: u128,
}

impl Key {
    /// The key of `text[start..end]`, `None` when it is too long to cache.
    #[inline(always)]
    fn of(text: &[u8], start: usize, end: usize) -> Option<Key> {
        let length = end - start;
        if length > MOST_BYTES {
            return None;
        }
        let (low, high) = match text.get(start..start + 32) {
            Some(window) => {
                let (words, _) = window.as_chunks::<16>();
                (u128::from_le_bytes(words[0]), u128::from_le_bytes(words[1]))
            }
            None => {
                let mut window = [0u8; 32];
                window[..length].copy_from_slice(&text[start..end]);
                let (words, _) = window.as_chunks::<16>();
                (u128::from_le_bytes(words[0]), u128::from_le_bytes(words[1]))
            }
        };
        let tag = (length as u128) << 120;
        Some(if length < 16 {
            Key { low: low & ((1u128 << (8 * length)) - 1), high: tag }
        } else {
            Key { low, high: high & ((1u128 << (8 * (length - 16))) - 1) | tag }
        })
    }
}

/// One line: the pre-token, whose it is, and its ids.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Line {
    key: Key,
    /// Which tokenizer wrote it; zero: nobody.
    owner: u32,
    count: u32,
    ids: [u32; MOST_IDS],
}

impl Line {
    #[inline(always)]
    fn holds(&self, key: &Key, owner: u32) -> bool {
        self.key == *key && self.owner == owner
    }

    #[inline(always)]
    fn append_to(&self, out: &mut Vec<u32>) {
        if self.count == 1 {
            out.push(self.ids[0]);
        } else {
            out.extend_from_slice(&self.ids[..self.count as usize]);
        }
    }

    fn store(&mut self, key: Key, owner: u32, ids: &[u32]) {
        if ids.len() <= MOST_IDS {
            self.ids[..ids.len()].copy_from_slice(ids);
            (self.key, self.owner, self.count) = (key, owner, ids.len() as u32);
        }
    }
}

pub(crate) struct Cache(Vec<Line>);

impl Cache {
    /// Appends the ids of `text[start..end]`: from the cache, or as `encode` says and then kept.
    #[inline(always)]
    pub(crate) fn append(
        &mut self,
        text: &[u8],
        (start, end): (usize, usize),
        owner: u32,
        out: &mut Vec<u32>,
        encode: impl FnOnce(&[u8], &mut Vec<u32>),
    ) {
        let Some(key) = Key::of(text, start, end) else { return encode(&text[start..end], out) };
        let line = self.line(&key, owner);
        if line.holds(&key, owner) {
            line.append_to(out);
        } else {
            let first = out.len();
            encode(&text[start..end], out);
            line.store(key, owner, &out[first..]);
        }
    }

    #[inline(always)]
    fn line(&mut self, key: &Key, owner: u32) -> &mut Line {
        let hash = hash_words(key.low, key.high) ^ u64::from(owner);
        &mut self.0[hash as usize % LINES]
    }
}

thread_local! {
    static CACHE: RefCell<Cache> = const { RefCell::new(Cache(Vec::new())) };
}

static NEXT_OWNER: AtomicU32 = AtomicU32::new(1);

/// A number that names a tokenizer's entries in the threads' caches.
pub(crate) fn new_owner() -> u32 {
    NEXT_OWNER.fetch_add(1, Ordering::Relaxed)
}

/// Runs `work` with this thread's cache.
pub(crate) fn with<R>(work: impl FnOnce(&mut Cache) -> R) -> R {
    CACHE.with_borrow_mut(|cache| {
        if cache.0.is_empty() {
            cache.0 = vec![Line::default(); LINES];
        }
        work(cache)
    })
}
