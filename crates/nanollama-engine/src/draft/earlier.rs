//! Where the end of a text stood before in it: an index that grows with the text, token by token, and the longest earlier
//! occurrence of its last tokens.

use std::collections::HashMap;

/// Tokens that an occurrence has at least: the index's key.
const KEY: usize = 3;
/// Earlier occurrences of the key that are compared, the newest first.
const COMPARED: usize = 16;
/// Longer occurrences are as good as this.
pub(super) const LONGEST: usize = 64;
const NOWHERE: u32 = u32::MAX;

/// The index of one text.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// The newest place behind each key.
    newest: HashMap<[u32; KEY], u32>,
    /// By place: the one before it that stands behind the same key.
    before: Vec<u32>,
}

/// An earlier occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// The place behind it: what followed it then.
    pub(super) place: usize,
    /// Tokens that agree, at most [`LONGEST`].
    pub(super) length: usize,
}

impl Earlier {
    /// Takes in what was appended to a text since the last call.
    pub(super) fn take_in(&mut self, text: &[u32]) {
        if self.before.is_empty() {
            // The place before the first token.
            self.before.push(NOWHERE);
        }
        for place in self.before.len()..=text.len() {
            let key = text[..place].last_chunk::<KEY>();
            let earlier = key.and_then(|key| self.newest.insert(*key, place as u32));
            self.before.push(earlier.unwrap_or(NOWHERE));
        }
    }

    /// The longest earlier occurrence of the text's end, of equals the newest. All of the text has been taken in.
    pub(super) fn longest(&self, text: &[u32]) -> Option<Occurrence> {
        let mut best: Option<Occurrence> = None;
        let mut place = *self.before.get(text.len())?;
        for _ in 0..COMPARED {
            if place == NOWHERE || best.is_some_and(|best| best.length == LONGEST) {
                break;
            }
            let ends = text[..place as usize].iter().rev().zip(text.iter().rev());
            let length = ends.take(LONGEST).take_while(|(a, b)| a == b).count();
            if best.is_none_or(|best| length > best.length) {
                best = Some(Occurrence { place: place as usize, length });
            }
            place = self.before[place as usize];
        }
        best
    }

    /// `count` tokens that would follow if the text went on as it did behind `place`, over its end if need be: what repeats
    /// every few tokens is repeated further.
    pub(super) fn continued(text: &[u32], place: usize, count: usize) -> Vec<u32> {
        text[place..].iter().cycle().take(count).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every place compared with every other.
    fn by_hand(text: &[u32]) -> usize {
        let agree = |place: usize| {
            let ends = text[..place].iter().rev().zip(text.iter().rev());
            ends.take(LONGEST).take_while(|(a, b)| a == b).count()
        };
        (0..text.len()).map(agree).max().filter(|&length| length >= KEY).unwrap_or(0)
    }

    #[test]
    fn the_longest_occurrence_is_found_as_the_text_grows() {
        for (letters, seed) in [(3, 1u64), (5, 2), (40, 3)] {
            let mut state = seed;
            let mut draw = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                ((state >> 33) % letters) as u32
            };
            let (mut text, mut earlier) = (Vec::new(), Earlier::default());
            for length in 0..400 {
                earlier.take_in(&text);
                let found = earlier.longest(&text);
                let best = by_hand(&text);
                if length < if letters > 3 { 100 } else { 30 } {
                    // So few repeat that all are compared.
                    assert_eq!(found.map_or(0, |found| found.length), best, "{letters} letters, {length} tokens");
                }
                if let Some(Occurrence { place, length }) = found {
                    assert!((KEY..=best).contains(&length) && place < text.len());
                    assert_eq!(text[place - length..place], text[text.len() - length..]);
                }
                // Now and then a piece of before is repeated.
                match length % 9 {
                    4 if text.len() > 20 => text.extend_from_within(5..15),
                    _ => text.push(draw()),
                }
            }
        }
    }

    #[test]
    fn what_repeats_is_continued_over_the_end() {
        let text = [9, 1, 2, 3, 1, 2, 3];
        let mut earlier = Earlier::default();
        earlier.take_in(&text);
        assert_eq!(earlier.longest(&text), Some(Occurrence { place: 4, length: 3 }));
        assert_eq!(Earlier::continued(&text, 4, 7), [1, 2, 3, 1, 2, 3, 1]);
        assert_eq!(Earlier::default().longest(&[]), None);
    }
}
