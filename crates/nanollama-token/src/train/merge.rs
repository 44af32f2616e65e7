//! The merge loop: the most frequent pair becomes a token, again and again.
//!
//! What makes it fast: the only new pairs of a step are those with its new token, and every other count only falls. So
//! a pair's list of words is written once and dropped when the pair merges, each pair has one heap entry, which is
//! corrected when it is popped with an old count, and new pairs are counted in arrays, not in a map (`new_pairs.rs`).

mod new_pairs;
mod order;
mod pairs;
mod parts;

use std::collections::BinaryHeap;
use std::rc::Rc;

use super::ties::Ties;
use new_pairs::{NewPair, NewPairs};
use order::{Ascending, Greatest, Order};
use pairs::{Pair, PairIndex};

/// Longer words lie in parts, so that a step reads only what is near the pair; what is counted and merged is the whole word.
const PART: usize = 4096;

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

/// A stretch of `symbols`, `count` times in the texts: a word, or a part of one.
struct Word {
    start: usize,
    length: u32,
    count: u64,
    /// Whether the stretch before, or behind, is of the same word.
    goes_on: Sides,
}

#[derive(Clone, Copy, Default)]
struct Sides {
    before: bool,
    behind: bool,
}

struct Merger<O> {
    symbols: Vec<u32>,
    words: Vec<Word>,
    pairs: Vec<Pair>,
    index: PairIndex,
    heap: BinaryHeap<(u64, O, u32)>,
    texts: Vec<Rc<[u8]>>,
    /// By neighbour: pairs (neighbour, newest) and (newest, neighbour).
    before: NewPairs,
    after: NewPairs,
}

impl<O: Order> Merger<O> {
    fn new(words: Vec<(Box<[u8]>, u64)>, wanted: usize) -> Merger<O> {
        let mut merger = Merger {
            symbols: Vec::with_capacity(words.iter().map(|(word, _)| word.len()).sum()),
            words: Vec::with_capacity(words.len()),
            pairs: Vec::new(),
            index: PairIndex::new(),
            heap: BinaryHeap::new(),
            texts: (0..=255u8).map(|byte| Rc::from([byte])).collect(),
            before: NewPairs::new(256 + wanted),
            after: NewPairs::new(256 + wanted),
        };
        for (word, count) in words.into_iter().filter(|(word, _)| word.len() > 1) {
            let parts = word.len().div_ceil(PART);
            for (index, part) in word.chunks(PART).enumerate() {
                let goes_on = Sides { before: index > 0, behind: index + 1 < parts };
                merger.words.push(Word { start: merger.symbols.len(), length: part.len() as u32, count, goes_on });
                merger.symbols.extend(part.iter().map(|&byte| u32::from(byte)));
            }
        }
        merger.count_byte_pairs();
        merger
    }

    fn count_byte_pairs(&mut self) {
        let mut new_pairs: Vec<NewPair> = (0..256 * 256).map(|_| NewPair::default()).collect();
        for (index, word) in self.words.iter().enumerate() {
            // Parts of a word lie one behind the other.
            let end = word.start + word.length as usize + usize::from(word.goes_on.behind);
            for pair in self.symbols[word.start..end].windows(2) {
                let new_pair = &mut new_pairs[(pair[0] * 256 + pair[1]) as usize];
                new_pair.count += word.count;
                if new_pair.words.last() != Some(&(index as u32)) {
                    new_pair.words.push(index as u32);
                }
            }
        }
        for (packed, new_pair) in new_pairs.into_iter().enumerate().filter(|(_, new_pair)| new_pair.count > 0) {
            self.insert((packed / 256) as u32, (packed % 256) as u32, new_pair);
        }
    }

    /// Enters a new pair.
    fn insert(&mut self, left: u32, right: u32, new_pair: NewPair) {
        let id = self.pairs.len() as u32;
        self.index.insert(left, right, id);
        self.heap.push((new_pair.count, O::of(left, right, &self.texts), id));
        self.pairs.push(Pair { left, right, count: new_pair.count, words: new_pair.words });
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
            let Sides { before, behind } = self.words[word as usize].goes_on;
            match before || behind {
                false => self.merge_in(word, left, right, new),
                true => self.merge_in_part(word, left, right, new),
            }
        }
        // Whatever the counting says (a run of one symbol overlaps itself), no such pair is left.
        self.pairs[id as usize].count = 0;
        for (neighbour, new_pair) in self.before.take() {
            self.insert(neighbour, new, new_pair);
        }
        for (neighbour, new_pair) in self.after.take() {
            self.insert(new, neighbour, new_pair);
        }
    }

    /// Replaces the pair by `new` in one word, and counts what that changes.
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
                    // Two in a row: (new, left) was counted a moment ago, with the right neighbour.
                    self.after.remove(left, count);
                    self.after.add(new, word_index, count);
                } else {
                    self.index.decrease(&mut self.pairs, before, left, count);
                    self.before.add(before, word_index, count);
                }
            }
            if from + 2 < length {
                let after = symbols[from + 2];
                self.index.decrease(&mut self.pairs, right, after, count);
                self.after.add(after, word_index, count);
            }
            symbols[to] = new;
            (from, to) = (from + 2, to + 1);
        }
        word.length = to as u32;
    }
}
