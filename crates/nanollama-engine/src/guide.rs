//! What steers a generation from outside the model, token by token: a grammar, a tool that answers in between.

/// Which tokens may come next, and which must. It sees every token that is appended to the prompt, in order.
///
/// A token that ends the text (end of text, end of turn) is never appended: a guide that allows one allows the end.
pub trait Guide: Send {
    /// Restricts `allowed`, which holds every token, to those that may come next.
    fn restrict(&mut self, allowed: &mut TokenSet);

    /// Whether it restricts anything at all. Where it does not, a token is chosen as without it.
    fn restricts(&self) -> bool {
        true
    }

    /// `token` was appended.
    fn accept(&mut self, token: u32);

    /// Takes back the newest `count` accepted tokens: they were drafted, and the model may choose others.
    fn roll_back(&mut self, count: usize);

    /// Tokens that must come next whatever the model thinks; they are appended without being chosen, and accepted.
    fn forced(&mut self) -> Vec<u32> {
        Vec::new()
    }

    /// Whether the token that was accepted last is no part of the text: one of a call, or of what answers it.
    fn hides(&self) -> bool {
        false
    }

    /// Why it allows nothing any more, where that is its own fault and not the text's.
    fn fault(&self) -> Option<String> {
        None
    }
}

/// A set of token ids below a vocabulary's size.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenSet {
    words: Vec<u64>,
    size: usize,
}

impl TokenSet {
    /// No token of a vocabulary of `size`.
    pub fn none(size: usize) -> TokenSet {
        TokenSet { words: vec![0; size.div_ceil(64)], size }
    }

    /// Every token of the vocabulary.
    pub fn fill(&mut self) {
        self.words.fill(u64::MAX);
        // Of the last word only the bits of ids below the size: equal sets have equal words.
        if let (Some(last), used @ 1..) = (self.words.last_mut(), self.size % 64) {
            *last = (1 << used) - 1;
        }
    }

    /// Takes every token out.
    pub fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Puts a token in; one outside the vocabulary is left out.
    pub fn insert(&mut self, id: u32) {
        if (id as usize) < self.size {
            self.words[id as usize / 64] |= 1 << (id % 64);
        }
    }

    /// Takes a token out.
    pub fn remove(&mut self, id: u32) {
        if (id as usize) < self.size {
            self.words[id as usize / 64] &= !(1 << (id % 64));
        }
    }

    /// Takes every token out that another set of the same size has not.
    pub fn keep(&mut self, other: &TokenSet) {
        debug_assert_eq!(self.size, other.size, "sets of one vocabulary");
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Tokens that are in.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether a token is in.
    pub fn contains(&self, id: u32) -> bool {
        (id as usize) < self.size && self.words[id as usize / 64] >> (id % 64) & 1 == 1
    }

    /// The vocabulary's size.
    pub fn size(&self) -> usize {
        self.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_lies_below_its_size() {
        let mut set = TokenSet::none(70);
        assert!((0..80).all(|id| !set.contains(id)));
        set.insert(3);
        set.insert(69);
        set.insert(70);
        assert_eq!((0..80).filter(|&id| set.contains(id)).collect::<Vec<u32>>(), [3, 69]);
        set.fill();
        set.remove(64);
        set.remove(900);
        assert_eq!((0..80).filter(|&id| set.contains(id)).count(), 69);
        let mut few = TokenSet::none(70);
        [1, 64, 69].into_iter().for_each(|id| few.insert(id));
        set.keep(&few);
        assert_eq!((set.count(), set.contains(1), set.contains(69)), (2, true, true));
        set.clear();
        assert_eq!(set, TokenSet::none(70));
        for size in [0, 1, 63, 64, 65, 128] {
            let (mut filled, mut inserted) = (TokenSet::none(size), TokenSet::none(size));
            filled.fill();
            (0..size as u32).for_each(|id| inserted.insert(id));
            assert_eq!(filled, inserted, "{size}");
        }
    }
}
