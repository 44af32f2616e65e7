//! The merge loop: the most frequent pair becomes a token, again and again.
//!
//! What makes it fast: only pairs with the newest token can be born, all in the step that makes it, and every other
//! count only falls. So a pair's list of words is written once and dropped when it merges, each pair has one heap
//! entry that is refreshed when it surfaces stale, and newborn pairs are counted in plain arrays, not in a map.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use super::ties::Ties;
use crate::hash::hash_pair;

/// A pre-token without a cut for this long is data, not language; it is merged in parts, which keeps a step linear.
const LONGEST_WORD: usize = 4096;

/// Up to `wanted` merges, in order; fewer when no pair is left.
pub(super) fn find(
    words: Vec<(Box<[u8]>, u64)>,
    wanted: usize,
    ties: Ties,
    progress: &mut dyn FnMut(usize),
) -> Vec<(u32, u32)> {
    match ties {
        Ties::AscendingPair => Merger::<Ascending>::new(words, wanted).run(wanted, progress),
        Ties::GreatestPair => Merger::<Greatest>::new(words, wanted).run(wanted, progress),
    }
}

/// A pair's place among equally frequent ones: the greatest merges first.
trait Order: Ord + Sized {
    fn of(left: u32, right: u32, texts: &[Rc<[u8]>]) -> Self;
}

type Ascending = Reverse<(u32, u32)>;
type Greatest = (Rc<[u8]>, Rc<[u8]>);

impl Order for Ascending {
    fn of(left: u32, right: u32, _: &[Rc<[u8]>]) -> Ascending {
        Reverse((left, right))
    }
}

impl Order for Greatest {
    fn of(left: u32, right: u32, texts: &[Rc<[u8]>]) -> Greatest {
        (texts[left as usize].clone(), texts[right as usize].clone())
    }
}

/// A pair of symbols: how often it occurs now, and the words that held it when it was born.
struct Pair {
    left: u32,
    right: u32,
    count: u64,
    words: Vec<u32>,
}

/// A stretch of `symbols`, `count` times in the texts.
struct Word {
    start: usize,
    length: u32,
    count: u64,
}

/// Occurrences of the newest token with one neighbour, while its step runs.
#[derive(Default)]
struct Birth {
    count: u64,
    words: Vec<u32>,
}

struct Merger<O> {
    symbols: Vec<u32>,
    words: Vec<Word>,
    pairs: Vec<Pair>,
    index: PairIndex,
    heap: BinaryHeap<(u64, O, u32)>,
    texts: Vec<Rc<[u8]>>,
    /// By neighbour: pairs (neighbour, newest) and (newest, neighbour).
    before: Births,
    after: Births,
}

/// Newborn pairs by neighbour, with the list of those that are not empty.
struct Births {
    of: Vec<Birth>,
    touched: Vec<u32>,
}

impl Births {
    #[inline]
    fn add(&mut self, neighbour: u32, word: u32, count: u64) {
        let birth = &mut self.of[neighbour as usize];
        if birth.words.is_empty() {
            self.touched.push(neighbour);
        }
        birth.count += count;
        if birth.words.last() != Some(&word) {
            birth.words.push(word);
        }
    }
}

impl<O: Order> Merger<O> {
    fn new(words: Vec<(Box<[u8]>, u64)>, wanted: usize) -> Merger<O> {
        let births = || Births { of: (0..256 + wanted).map(|_| Birth::default()).collect(), touched: Vec::new() };
        let mut merger = Merger {
            symbols: Vec::with_capacity(words.iter().map(|(word, _)| word.len()).sum()),
            words: Vec::with_capacity(words.len()),
            pairs: Vec::new(),
            index: PairIndex::new(),
            heap: BinaryHeap::new(),
            texts: (0..=255u8).map(|byte| Rc::from([byte])).collect(),
            before: births(),
            after: births(),
        };
        for (word, count) in words {
            for part in word.chunks(LONGEST_WORD).filter(|part| part.len() > 1) {
                merger.words.push(Word { start: merger.symbols.len(), length: part.len() as u32, count });
                merger.symbols.extend(part.iter().map(|&byte| u32::from(byte)));
            }
        }
        merger.count_byte_pairs();
        merger
    }

    fn count_byte_pairs(&mut self) {
        let mut births: Vec<Birth> = (0..256 * 256).map(|_| Birth::default()).collect();
        for (index, word) in self.words.iter().enumerate() {
            let symbols = &self.symbols[word.start..word.start + word.length as usize];
            for pair in symbols.windows(2) {
                let birth = &mut births[(pair[0] * 256 + pair[1]) as usize];
                birth.count += word.count;
                if birth.words.last() != Some(&(index as u32)) {
                    birth.words.push(index as u32);
                }
            }
        }
        for (packed, birth) in births.into_iter().enumerate().filter(|(_, birth)| birth.count > 0) {
            self.bear((packed / 256) as u32, (packed % 256) as u32, birth);
        }
    }

    /// Enters a new pair.
    fn bear(&mut self, left: u32, right: u32, birth: Birth) {
        let id = self.pairs.len() as u32;
        self.index.insert(left, right, id);
        self.heap.push((birth.count, O::of(left, right, &self.texts), id));
        self.pairs.push(Pair { left, right, count: birth.count, words: birth.words });
    }

    fn run(mut self, wanted: usize, progress: &mut dyn FnMut(usize)) -> Vec<(u32, u32)> {
        let mut merges = Vec::with_capacity(wanted);
        while merges.len() < wanted
            && let Some((count, order, id)) = self.heap.pop()
        {
            let current = self.pairs[id as usize].count;
            if current < count {
                if current > 0 {
                    self.heap.push((current, order, id));
                }
                continue;
            }
            let Pair { left, right, .. } = self.pairs[id as usize];
            merges.push((left, right));
            self.texts.push([&*self.texts[left as usize], &*self.texts[right as usize]].concat().into());
            self.merge(id, 255 + merges.len() as u32);
            if merges.len().is_multiple_of(256) || merges.len() == wanted {
                progress(merges.len());
            }
        }
        merges
    }

    /// Replaces the pair by `new` in every word that holds it.
    fn merge(&mut self, id: u32, new: u32) {
        let Pair { left, right, .. } = self.pairs[id as usize];
        let words = std::mem::take(&mut self.pairs[id as usize].words);
        for word in words {
            self.merge_in(word, left, right, new);
        }
        // Whatever the counting says (a run of one symbol overlaps itself), no such pair is left.
        self.pairs[id as usize].count = 0;
        for neighbour in std::mem::take(&mut self.before.touched) {
            let birth = std::mem::take(&mut self.before.of[neighbour as usize]);
            if birth.count > 0 {
                self.bear(neighbour, new, birth);
            }
        }
        for neighbour in std::mem::take(&mut self.after.touched) {
            let birth = std::mem::take(&mut self.after.of[neighbour as usize]);
            if birth.count > 0 {
                self.bear(new, neighbour, birth);
            }
        }
    }

    fn merge_in(&mut self, word_index: u32, left: u32, right: u32, new: u32) {
        let word = &mut self.words[word_index as usize];
        let count = word.count;
        let symbols = &mut self.symbols[word.start..word.start + word.length as usize];
        let length = symbols.len();
        let (mut from, mut to) = (0, 0);
        while from < length {
            if symbols[from] != left || from + 1 == length || symbols[from + 1] != right {
                symbols[to] = symbols[from];
                (from, to) = (from + 1, to + 1);
                continue;
            }
            if to > 0 {
                let before = symbols[to - 1];
                if before == new {
                    // Two in a row: (new, left) was counted as born a moment ago, with the right neighbour.
                    self.after.of[left as usize].count -= count;
                    self.after.add(new, word_index, count);
                } else {
                    self.index.fall(&mut self.pairs, before, left, count);
                    self.before.add(before, word_index, count);
                }
            }
            if from + 2 < length {
                let after = symbols[from + 2];
                self.index.fall(&mut self.pairs, right, after, count);
                self.after.add(after, word_index, count);
            }
            symbols[to] = new;
            (from, to) = (from + 2, to + 1);
        }
        word.length = to as u32;
    }
}

/// Pair of symbols to its number; open addressing, at most half full.
struct PairIndex {
    slots: Vec<(u64, u32)>,
    used: usize,
}

const EMPTY: u64 = u64::MAX;

impl PairIndex {
    fn new() -> PairIndex {
        PairIndex { slots: vec![(EMPTY, 0); 1 << 16], used: 0 }
    }

    fn insert(&mut self, left: u32, right: u32, id: u32) {
        if self.used * 2 >= self.slots.len() {
            let larger = vec![(EMPTY, 0); self.slots.len() * 2];
            let old = std::mem::replace(&mut self.slots, larger);
            for (pair, id) in old.into_iter().filter(|(pair, _)| *pair != EMPTY) {
                let at = self.find(pair);
                self.slots[at] = (pair, id);
            }
        }
        let pair = u64::from(left) << 32 | u64::from(right);
        let at = self.find(pair);
        self.slots[at] = (pair, id);
        self.used += 1;
    }

    /// The pair's slot, or the empty one where it belongs.
    #[inline]
    fn find(&self, pair: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash_pair(pair) as usize & mask;
        while self.slots[at].0 != pair && self.slots[at].0 != EMPTY {
            at = (at + 1) & mask;
        }
        at
    }

    /// Takes `count` occurrences from an older pair.
    #[inline]
    fn fall(&self, pairs: &mut [Pair], left: u32, right: u32, count: u64) {
        let (pair, id) = self.slots[self.find(u64::from(left) << 32 | u64::from(right))];
        debug_assert_ne!(pair, EMPTY, "every neighbouring pair was entered when it was born");
        let pair = &mut pairs[id as usize];
        pair.count = pair.count.saturating_sub(count);
    }
}
