//! The pairs that a merge makes: all of them hold the newest token, so they are counted in arrays by their other symbol.

/// Occurrences of the newest token with one neighbour, while its step runs.
#[derive(Default)]
pub(super) struct NewPair {
    pub(super) count: u64,
    pub(super) words: Vec<u32>,
}

/// New pairs by neighbour, with the list of those that are not empty.
pub(super) struct NewPairs {
    of: Vec<NewPair>,
    touched: Vec<u32>,
}

impl NewPairs {
    /// Nothing yet; neighbours are below `symbols`.
    pub(super) fn new(symbols: usize) -> NewPairs {
        NewPairs { of: (0..symbols).map(|_| NewPair::default()).collect(), touched: Vec::new() }
    }

    /// Makes room for one more symbol.
    pub(super) fn hold(&mut self, symbol: u32) {
        if symbol as usize >= self.of.len() {
            self.of.resize_with(symbol as usize + 1, NewPair::default);
        }
    }

    /// Takes out every pair that occurs, with its neighbour.
    pub(super) fn take(&mut self) -> Vec<(u32, NewPair)> {
        let touched = std::mem::take(&mut self.touched);
        let pairs = touched.into_iter().map(|neighbour| (neighbour, std::mem::take(&mut self.of[neighbour as usize])));
        pairs.filter(|(_, pair)| pair.count > 0).collect()
    }

    /// Takes back occurrences that were added.
    #[inline]
    pub(super) fn remove(&mut self, neighbour: u32, count: u64) {
        self.of[neighbour as usize].count -= count;
    }

    /// Adds `count` occurrences in a word.
    #[inline]
    pub(super) fn add(&mut self, neighbour: u32, word: u32, count: u64) {
        let new_pair = &mut self.of[neighbour as usize];
        if new_pair.words.is_empty() {
            self.touched.push(neighbour);
        }
        new_pair.count += count;
        if new_pair.words.last() != Some(&word) {
            new_pair.words.push(word);
        }
    }
}
