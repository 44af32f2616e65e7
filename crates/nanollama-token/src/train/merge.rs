//! The merge loop: the most frequent pair becomes a token, again and again.
//!
//! What makes it fast: the only new pairs of a step are those with its new token, and every other count only falls. So
//! a pair's list of words is written once and dropped when the pair merges, each pair has one heap entry, which is
//! corrected when it is popped with an old count, and new pairs are counted in arrays, not in a map (`new_pairs.rs`).

mod input;
mod new_pairs;
mod order;
mod pairs;
mod parts;
mod word;

use std::collections::BinaryHeap;
use std::rc::Rc;

use super::ties::Ties;
use crate::hash::ByteMap;
use input::Input;
use new_pairs::{NewPair, NewPairs};
use order::{Ascending, Greatest, Order, Shortest};
use pairs::{Pair, PairIndex};
use word::{Sides, Word};

/// Up to `wanted` merges of bytes, in order; fewer when no pair is left. Merge n makes id 256 + n.
pub(super) fn find(
    words: Vec<(Box<[u8]>, u64)>,
    wanted: usize,
    ties: Ties,
    progress: &mut dyn FnMut(usize),
) -> Vec<(u32, u32)> {
    let order = ties.bytes();
    let input = Input::bytes(words, &order);
    let mut merges = match ties {
        Ties::AscendingPair | Ties::HuggingFace => Merger::<Ascending>::new(input, wanted).run(wanted, progress),
        Ties::GreatestPair => Merger::<Greatest>::new(input, wanted).run(wanted, progress),
    };
    let byte = |symbol: &mut u32| *symbol = order.get(*symbol as usize).map_or(*symbol, |&byte| byte.into());
    merges.iter_mut().for_each(|(left, right)| [left, right].into_iter().for_each(byte));
    merges
}

/// Up to `wanted` texts that characters make, in the order of their merges, no two alike; fewer when no pair is left. Characters
/// outside the alphabet merge with nothing. `longest`: the most characters of a text.
pub(super) fn find_pieces(
    words: Vec<(Box<[u8]>, u64)>,
    alphabet: &[char],
    wanted: usize,
    progress: &mut dyn FnMut(usize),
) -> Vec<Rc<[u8]>> {
    let mut merger = Merger::<Shortest>::new(Input::characters(words, alphabet), wanted);
    merger.made = Some(ByteMap::default());
    merger.run(wanted, progress);
    merger.pieces
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
    /// Where it is there, a text that another pair made before does not count as a merge; and the texts.
    made: Option<ByteMap<Box<[u8]>, u32>>,
    pieces: Vec<Rc<[u8]>>,
}

impl<O: Order> Merger<O> {
    fn new(input: Input, wanted: usize) -> Merger<O> {
        let Input { symbols, words, texts } = input;
        let most = texts.len() + wanted;
        let mut merger = Merger {
            symbols,
            words,
            pairs: Vec::new(),
            index: PairIndex::new(),
            heap: BinaryHeap::new(),
            texts,
            before: NewPairs::new(most),
            after: NewPairs::new(most),
            made: None,
            pieces: Vec::new(),
        };
        merger.count_first_pairs();
        merger
    }

    fn count_first_pairs(&mut self) {
        let mut numbers = PairIndex::new();
        let mut found: Vec<((u32, u32), NewPair)> = Vec::new();
        for (index, word) in self.words.iter().enumerate() {
            // Parts of a word lie one behind the other.
            let end = word.start + word.length as usize + usize::from(word.goes_on.behind);
            for pair in self.symbols[word.start..end].windows(2) {
                let number = numbers.get(pair[0], pair[1]).unwrap_or_else(|| {
                    numbers.insert(pair[0], pair[1], found.len() as u32);
                    found.push(((pair[0], pair[1]), NewPair::default()));
                    found.len() as u32 - 1
                });
                let new_pair = &mut found[number as usize].1;
                new_pair.count += word.count;
                if new_pair.words.last() != Some(&(index as u32)) {
                    new_pair.words.push(index as u32);
                }
            }
        }
        for ((left, right), new_pair) in found {
            self.insert(left, right, new_pair);
        }
    }

    /// Enters a new pair, if it may ever merge.
    fn insert(&mut self, left: u32, right: u32, new_pair: NewPair) {
        if !O::may_merge(left, right, &self.texts) {
            return;
        }
        let id = self.pairs.len() as u32;
        self.index.insert(left, right, id);
        self.heap.push((new_pair.count, O::of(left, right, &self.texts), id));
        self.pairs.push(Pair { left, right, count: new_pair.count, words: new_pair.words });
    }

    fn run(&mut self, wanted: usize, progress: &mut dyn FnMut(usize)) -> Vec<(u32, u32)> {
        let mut merges = Vec::with_capacity(wanted);
        let (first, mut counted) = (self.texts.len(), 0);
        while counted < wanted
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
            let text: Rc<[u8]> = [&*self.texts[left as usize], &*self.texts[right as usize]].concat().into();
            let is_new = self.made.as_mut().is_none_or(|made| made.insert((&*text).into(), counted as u32).is_none());
            counted += usize::from(is_new);
            if is_new && self.made.is_some() {
                self.pieces.push(text.clone());
            }
            self.texts.push(text);
            self.merge(id, (first + merges.len() - 1) as u32);
            if counted.is_multiple_of(256) || counted == wanted {
                progress(counted);
            }
        }
        merges
    }

    /// Replaces the pair by `new` in every word that holds it.
    fn merge(&mut self, id: u32, new: u32) {
        self.before.hold(new);
        self.after.hold(new);
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
