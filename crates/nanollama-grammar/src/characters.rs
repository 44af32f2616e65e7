//! A set of Unicode's characters: ranges of code points, ascending, apart, without surrogates.

/// Code points of surrogates, which are no characters.
const SURROGATES: (u32, u32) = (0xd800, 0xdfff);
const LAST: u32 = 0x10ffff;

/// The set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Characters(Vec<(u32, u32)>);

impl Characters {
    /// The characters of some ranges, ends included, in any order. What lies outside Unicode is left out.
    pub(crate) fn new(ranges: impl IntoIterator<Item = (u32, u32)>) -> Characters {
        let mut parts: Vec<(u32, u32)> = Vec::new();
        for (low, high) in ranges {
            let high = high.min(LAST);
            for (low, high) in [(low, high.min(SURROGATES.0 - 1)), (low.max(SURROGATES.1 + 1), high)] {
                if low <= high {
                    parts.push((low, high));
                }
            }
        }
        parts.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(parts.len());
        for (low, high) in parts {
            match joined.last_mut() {
                Some(last) if low <= last.1 + 1 => last.1 = last.1.max(high),
                _ => joined.push((low, high)),
            }
        }
        Characters(joined)
    }

    pub(crate) fn all() -> Characters {
        Characters::new([(0, LAST)])
    }

    pub(crate) fn one(character: char) -> Characters {
        Characters::new([(character as u32, character as u32)])
    }

    /// Those of a text.
    pub(crate) fn of(text: &str) -> Characters {
        Characters::new(text.chars().map(|character| (character as u32, character as u32)))
    }

    pub(crate) fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn contains(&self, character: char) -> bool {
        self.0.iter().any(|&(low, high)| (low..=high).contains(&(character as u32)))
    }

    pub(crate) fn union(&self, other: &Characters) -> Characters {
        Characters::new(self.0.iter().chain(&other.0).copied())
    }

    /// All that are not in it.
    pub(crate) fn negated(&self) -> Characters {
        let mut next = 0;
        let mut gaps = Vec::with_capacity(self.0.len() + 1);
        for &(low, high) in &self.0 {
            if next < low {
                gaps.push((next, low - 1));
            }
            next = high + 1;
        }
        if next <= LAST {
            gaps.push((next, LAST));
        }
        Characters::new(gaps)
    }

    pub(crate) fn without(&self, other: &Characters) -> Characters {
        self.negated().union(other).negated()
    }

    /// Whether it has nothing that another set has not.
    pub(crate) fn is_within(&self, other: &Characters) -> bool {
        self.without(other).is_empty()
    }

    pub(crate) fn common(&self, other: &Characters) -> Characters {
        self.negated().union(&other.negated()).negated()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_what_their_ranges_say() {
        let set = Characters::new([(5, 9), (0, 2), (3, 4), (0xd000, 0xe000), (0x110000, 0x120000)]);
        assert_eq!(set.ranges(), [(0, 9), (0xd000, 0xd7ff), (0xe000, 0xe000)]);
        assert_eq!(set.negated().negated(), set);
        assert_eq!(Characters::default().negated(), Characters::all());
        assert!(Characters::all().negated().is_empty());
        let vowels = Characters::of("aeiou");
        let letters = Characters::new([(97, 122)]);
        assert!(!letters.without(&vowels).contains('e') && letters.without(&vowels).contains('b'));
        assert_eq!(letters.common(&Characters::of("aé!")), Characters::one('a'));
    }
}
