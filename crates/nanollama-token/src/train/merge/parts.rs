//! Merging in a part of a long word: as in a word, but its neighbours may lie in other parts. A pair belongs to the part of its
//! left symbol, and parts are worked on in order, so a run of equal symbols is paired off as in a word that lies in one.

use super::Merger;
use super::order::Order;
use super::word::Word;

impl Word {
    fn symbols<'s>(&self, symbols: &'s [u32]) -> &'s [u32] {
        &symbols[self.start..self.start + self.length as usize]
    }
}

impl<O: Order> Merger<O> {
    /// Replaces the pair by `new` where its left symbol lies in this part, and counts what that changes.
    pub(super) fn merge_in_part(&mut self, part: u32, left: u32, right: u32, new: u32) {
        let behind = self.behind(part);
        let Word { start, length, count, .. } = self.words[part as usize];
        let length = length as usize;
        let (mut from, mut to, mut taken) = (0, 0, false);
        let symbol = |symbols: &[u32], at: usize| match at < length {
            true => Some(symbols[start + at]),
            false => behind.get(at - length).map(|(_, symbol)| *symbol),
        };
        while from < length {
            if self.symbols[start + from] != left || symbol(&self.symbols, from + 1) != Some(right) {
                self.symbols[start + to] = self.symbols[start + from];
                (from, to) = (from + 1, to + 1);
                continue;
            }
            let before = match to > 0 {
                true => Some((part, self.symbols[start + to - 1])),
                false => self.before_part(part),
            };
            if let Some((of, before)) = before {
                if before == new {
                    // Two in a row: (new, left) was counted a moment ago, with the right neighbour.
                    self.after.remove(left, count);
                    self.after.add(new, of, count);
                } else {
                    self.index.decrease(&mut self.pairs, before, left, count);
                    self.before.add(before, of, count);
                }
            }
            if let Some(after) = symbol(&self.symbols, from + 2) {
                self.index.decrease(&mut self.pairs, right, after, count);
                self.after.add(after, part, count);
            }
            self.symbols[start + to] = new;
            taken = from + 1 == length;
            (from, to) = (from + 2, to + 1);
        }
        self.words[part as usize].length = to as u32;
        if let (true, Some((next, _))) = (taken, behind.first()) {
            let next = &mut self.words[*next as usize];
            (next.start, next.length) = (next.start + 1, next.length - 1);
        }
    }

    /// The last symbol of the word before this part, with the part it lies in.
    fn before_part(&self, mut part: u32) -> Option<(u32, u32)> {
        while self.words[part as usize].goes_on.before {
            part -= 1;
            if let Some(symbol) = self.words[part as usize].symbols(&self.symbols).last() {
                return Some((part, *symbol));
            }
        }
        None
    }

    /// The next symbols of the word behind this part, at most two, with the parts they lie in.
    fn behind(&self, mut part: u32) -> Vec<(u32, u32)> {
        let mut found = Vec::with_capacity(2);
        while found.len() < 2 && self.words[part as usize].goes_on.behind {
            part += 1;
            let symbols = self.words[part as usize].symbols(&self.symbols);
            found.extend(symbols.iter().take(2 - found.len()).map(|symbol| (part, *symbol)));
        }
        found
    }
}
