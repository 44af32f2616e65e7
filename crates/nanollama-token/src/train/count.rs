//! Counting words on all threads. Each thread fills its own table over all batches, so nothing is locked; the
//! tables are joined at the end, or when together they may hold more than memory is to. Sums do not depend on order, so
//! neither does the result; and whether words are left out is decided behind a batch, by what all tables hold.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::limits::Limits;
use super::word_rule::{WordRule, split_pieces};
use crate::hash::{ByteMap, hash_words};

/// Texts are handed to the threads in batches of about this size.
pub(super) const BATCH_BYTES: usize = 16 << 20;
/// Long texts are cut to parts of this size, so that one book feeds every thread.
const PART_BYTES: usize = 128 << 10;

/// How often each word occurs in the texts added so far.
#[derive(Debug)]
pub struct WordCounts {
    rule: WordRule,
    limits: Limits,
    texts: u64,
    bytes: u64,
    characters: u64,
    left_out: LeftOut,
    /// One a thread.
    tables: Vec<Table>,
}

/// Words that were left out to keep to the memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// How many words; one may be left out several times.
    pub words: u64,
    /// A word's count is too low by at most so much.
    pub most: u64,
}

impl WordCounts {
    /// Empty counts of words under a rule, full when a limit is reached.
    pub fn new(rule: WordRule, limits: Limits) -> WordCounts {
        let tables = (0..rayon::current_num_threads()).map(|_| Table::new()).collect();
        WordCounts { rule, limits, texts: 0, bytes: 0, characters: 0, left_out: LeftOut::default(), tables }
    }

    /// Counts the words of `texts` on rayon's threads. Give megabytes at a time. Past a limit nothing is counted. What words
    /// are left out for want of memory depends on how texts are divided between calls.
    pub fn add<T: AsRef<str> + Sync>(&mut self, texts: &[T]) {
        let mut parts: Vec<&str> = Vec::new();
        for text in texts {
            if self.is_full() {
                break;
            }
            let text = text.as_ref();
            let (taken, bytes, characters) = self.limits.cut(text, self.bytes, self.characters);
            parts.extend(self.rule.safe_parts(taken, PART_BYTES));
            self.texts += 1;
            self.bytes += bytes;
            self.characters += characters;
        }
        let next = AtomicUsize::new(0);
        let rule = self.rule;
        self.tables.par_iter_mut().for_each(|table| {
            while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
                let bytes = part.as_bytes();
                match rule {
                    WordRule::Pattern(pattern) => pattern.split(part, |start, end| table.add(bytes, start, end)),
                    WordRule::Pieces => split_pieces(part, &mut |start, end| table.add(bytes, start, end)),
                }
            }
        });
        self.keep_to_memory();
    }

    /// Leaves out the rarest words when those of all tables take more than they may. That they do is seen here in time: the
    /// tables apart hold at least what they hold together.
    fn keep_to_memory(&mut self) {
        let most = self.limits.memory;
        if self.tables.iter().map(Table::memory).sum::<u64>() <= most {
            return;
        }
        let mut tables = std::mem::take(&mut self.tables);
        let mut all = tables.remove(0);
        for table in &mut tables {
            all.join(std::mem::replace(table, Table::new()));
        }
        if all.memory() > most {
            let (table, left_out) = all.without_rarest(most / 2);
            all = table;
            self.left_out.words += left_out.words;
            self.left_out.most += left_out.most;
        }
        self.tables = std::iter::once(all).chain(tables).collect();
    }

    /// True when a limit is reached.
    pub fn is_full(&self) -> bool {
        self.limits.reached(self.bytes, self.characters)
    }

    /// Texts counted.
    pub fn texts(&self) -> u64 {
        self.texts
    }

    /// Bytes counted.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What was left out to keep to the memory.
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// What cuts the texts.
    pub fn rule(&self) -> WordRule {
        self.rule
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
    /// Bytes of the different words.
    bytes: u64,
}

impl Table {
    fn new() -> Table {
        Table { short: vec![(0, 0); 1 << 12], used: 0, long: ByteMap::default(), bytes: 0 }
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
                self.bytes += (key >> 120) as u64;
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
        self.bytes -= old.iter().map(|(key, _)| (key >> 120) as u64).sum::<u64>();
        self.used = 0;
        for (key, count) in old.into_iter().filter(|(_, count)| *count > 0) {
            self.add_short(key, count);
        }
    }

    #[inline(never)]
    fn add_long(&mut self, word: &[u8]) {
        match self.long.get_mut(word) {
            Some(count) => *count += 1,
            None => self.insert_long(word.into(), 1),
        }
    }

    fn insert_long(&mut self, word: Box<[u8]>, count: u64) {
        let length = word.len() as u64;
        let known = self.long.entry(word).or_insert_with(|| {
            self.bytes += length;
            0
        });
        *known += count;
    }

    fn join(&mut self, other: Table) {
        for (key, count) in other.short.into_iter().filter(|(_, count)| *count > 0) {
            self.add_short(key, count);
        }
        for (word, count) in other.long {
            self.insert_long(word, count);
        }
    }

    /// Bytes of memory that the words take at most, here or while they are merged.
    fn memory(&self) -> u64 {
        memory((self.used + self.long.len()) as u64, self.bytes)
    }

    /// The words that occur most, in at most so many bytes of memory: the rarest go, all that are equally rare together.
    fn without_rarest(self, most: u64) -> (Table, LeftOut) {
        let mut left_out = LeftOut { words: 0, most: 0 };
        let mut kept = (self.used + self.long.len()) as u64;
        let mut bytes = self.bytes;
        while memory(kept, bytes) > most {
            // The next rarest of those that are kept.
            let above = left_out.most;
            let next = self.counts().map(|(count, _)| count).filter(|count| *count > above).min();
            let Some(next) = next else { break };
            left_out.most = next;
            for (_, length) in self.counts().filter(|(count, _)| *count == next) {
                kept -= 1;
                bytes -= length;
                left_out.words += 1;
            }
        }
        let mut table = Table::new();
        for (key, count) in self.short.into_iter().filter(|(_, count)| *count > left_out.most) {
            table.add_short(key, count);
        }
        for (word, count) in self.long.into_iter().filter(|(_, count)| *count > left_out.most) {
            table.insert_long(word, count);
        }
        (table, left_out)
    }

    /// Count and length of each word.
    fn counts(&self) -> impl Iterator<Item = (u64, u64)> {
        let short = self.short.iter().filter(|(_, count)| *count > 0).map(|(key, count)| (*count, (key >> 120) as u64));
        short.chain(self.long.iter().map(|(word, count)| (*count, word.len() as u64)))
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

/// What words take of memory at most: slots of a table that doubles, and then symbols and lists of pairs.
fn memory(words: u64, bytes: u64) -> u64 {
    192 * words + 20 * bytes
}
