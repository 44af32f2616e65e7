//! A set of bytes.

/// One bit a byte.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct ByteSet([u64; 4]);

impl ByteSet {
    pub(crate) fn range(low: u8, high: u8) -> ByteSet {
        let mut set = ByteSet::default();
        (low..=high).for_each(|byte| set.insert(byte));
        set
    }

    pub(crate) fn insert(&mut self, byte: u8) {
        self.0[byte as usize / 64] |= 1 << (byte % 64);
    }

    pub(crate) fn contains(&self, byte: u8) -> bool {
        self.0[byte as usize / 64] >> (byte % 64) & 1 == 1
    }

    /// Adds all of another set.
    pub(crate) fn unite(&mut self, other: &ByteSet) {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word |= other);
    }

    /// Whether it has nothing that another set has not.
    pub(crate) fn is_within(&self, other: &ByteSet) -> bool {
        self.0.iter().zip(other.0).all(|(word, other)| word & !other == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut set = ByteSet::range(60, 70);
        set.insert(255);
        assert_eq!((0..=255).filter(|&byte| set.contains(byte)).count(), 12);
        let mut larger = ByteSet::range(0, 64);
        assert!(!set.is_within(&larger) && ByteSet::range(60, 64).is_within(&larger));
        larger.unite(&set);
        assert!(set.is_within(&larger) && larger.contains(255) && !larger.contains(71));
    }
}
