//! Counting pre-tokens on all threads. Each thread fills its own table over all batches, so nothing is locked; the
//! tables are joined once at the end. Sums do not depend on order, so neither does the result.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::hash::{ByteMap, hash_words};
use crate::pattern::Pattern;

/// Texts are handed to the threads in batches of about this size.
pub(super) const BATCH_BYTES: usize = 16 << 20;
/// Long texts are cut to parts of this size, so that one book feeds every thread.
const PART_BYTES: usize = 128 << 10;

/// How often each pre-token occurs in the texts added so far.
#[derive(Debug)]
pub struct WordCounts {
    pattern: Pattern,
    limit: u64,
    texts: u64,
    bytes: u64,
    /// One a thread.
    tables: Vec<Table>,
}

impl WordCounts {
    /// Empty counts under `pattern`, full after `byte_limit` bytes of text.
    pub fn new(pattern: Pattern, byte_limit: Option<u64>) -> WordCounts {
        let tables = (0..rayon::current_num_threads()).map(|_| Table::new()).collect();
        WordCounts { pattern, limit: byte_limit.unwrap_or(u64::MAX), texts: 0, bytes: 0, tables }
    }

    /// Counts the pre-tokens of `texts` on rayon's threads. Give megabytes at a time. Past the
    /// limit nothing is counted.
    pub fn add<T: AsRef<str> + Sync>(&mut self, texts: &[T]) {
        let mut parts: Vec<&str> = Vec::new();
        for text in texts {
            if self.is_full() {
                break;
            }
            let text = text.as_ref();
            let room = usize::try_from(self.limit - self.bytes).unwrap_or(usize::MAX);
            parts.extend(self.pattern.safe_parts(&text[..text.floor_char_boundary(room)], PART_BYTES));
            self.texts += 1;
            // A character that straddles the limit is left out, and the limit is reached all the same.
            self.bytes += room.min(text.len()) as u64;
        }
        let next = AtomicUsize::new(0);
        let pattern = self.pattern;
        self.tables.par_iter_mut().for_each(|table| {
            while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
                pattern.split(part, |start, end| table.add(part.as_bytes(), start, end));
            }
        });
    }

    /// True when the byte limit is reached.
    pub fn is_full(&self) -> bool {
        self.bytes >= self.limit
    }

    /// Texts counted.
    pub fn texts(&self) -> u64 {
        self.texts
    }

    /// Bytes counted.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The pattern that cuts the texts.
    pub fn pattern(&self) -> Pattern {
        self.pattern
    }

    pub(super) fn into_words(self) -> Vec<(Box<[u8]>, u64)> {
        let mut tables = self.tables.into_iter();
        let mut all = tables.next().unwrap_or_else(Table::new);
        for table in tables {
            all.join(table);
        }
        all.into_words()
    }
}

/// Counts of one thread: words of up to 15 bytes in an open-addressed table of packed keys, longer ones in a map.
#[derive(Debug)]
struct Table {
    /// (word with its length in the top byte, count); count zero: empty.
    short: Vec<(u128, u64)>,
    used: usize,
    long: ByteMap<Box<[u8]>, u64>,
}

impl Table {
    fn new() -> Table {
        Table { short: vec![(0, 0); 1 << 12], used: 0, long: ByteMap::default() }
    }

    #[inline]
    fn add(&mut self, text: &[u8], start: usize, end: usize) {
        let length = end - start;
        if length > 15 {
            self.add_long(&text[start..end]);
            return;
        }
        let word = match text.get(start..start + 16).and_then(|window| window.as_array::<16>()) {
            Some(window) => u128::from_le_bytes(*window),
            None => {
                let mut window = [0u8; 16];
                window[..length].copy_from_slice(&text[start..end]);
                u128::from_le_bytes(window)
            }
        };
        let mask = (1u128 << (8 * length)) - 1;
        self.add_short(word & mask | (length as u128) << 120, 1);
    }

    #[inline]
    fn add_short(&mut self, key: u128, count: u64) {
        let mask = self.short.len() - 1;
        let mut at = hash_words(key, 0) as usize & mask;
        loop {
            let slot = &mut self.short[at];
            if slot.0 == key && slot.1 > 0 {
                slot.1 += count;
                return;
            }
            if slot.1 == 0 {
                *slot = (key, count);
                self.used += 1;
                if self.used * 2 > self.short.len() {
                    self.grow();
                }
                return;
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn grow(&mut self) {
        let larger = vec![(0, 0); self.short.len() * 2];
        let old = std::mem::replace(&mut self.short, larger);
        self.used = 0;
        for (key, count) in old.into_iter().filter(|(_, count)| *count > 0) {
            self.add_short(key, count);
        }
    }

    #[inline(never)]
    fn add_long(&mut self, word: &[u8]) {
        match self.long.get_mut(word) {
            Some(count) => *count += 1,
            None => {
                self.long.insert(word.into(), 1);
            }
        }
    }

    fn join(&mut self, other: Table) {
        for (key, count) in other.short.into_iter().filter(|(_, count)| *count > 0) {
            self.add_short(key, count);
        }
        for (word, count) in other.long {
            *self.long.entry(word).or_default() += count;
        }
    }

    fn into_words(self) -> Vec<(Box<[u8]>, u64)> {
        let unpack = |(key, count): (u128, u64)| {
            let bytes = key.to_le_bytes();
            (bytes[..bytes[15] as usize].into(), count)
        };
        let short = self.short.into_iter().filter(|(_, count)| *count > 0).map(unpack);
        short.chain(self.long).collect()
    }
}
