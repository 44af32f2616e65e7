//! Drafts from the text itself ("prompt lookup"): where its last tokens stood before, what followed then is drafted now. It pays
//! where a text quotes: code that is edited, a summary, a table. Elsewhere next to nothing is drafted.

use super::earlier::{Earlier, LONGEST};
use super::source::Draft;

/// How many tokens have to agree before the first is drafted: three agree by chance in any text.
const CAUTIOUS: usize = 6;
/// The first tokens that are drafted after none were.
const FIRST: usize = 2;

/// Drafts what followed the longest earlier occurrence of the text's end. How much, it learns from what became of it: drafts
/// that were right make the next longer, wrong ones shorter, down to none; then more tokens must agree than before.
#[derive(Debug)]
pub struct NgramDraft {
    most: usize,
    earlier: Earlier,
    /// What was drafted last, and where it was to stand.
    drafted: (usize, Vec<u32>),
    /// How many tokens are drafted next, at most; 0 while nothing that was drafted lately was right.
    reach: usize,
    /// How many tokens have to agree while [`NgramDraft::reach`] is 0.
    wanted: usize,
}

impl NgramDraft {
    /// Drafts at most `most` tokens a step.
    #[must_use]
    pub fn new(most: usize) -> NgramDraft {
        NgramDraft { most, earlier: Earlier::default(), drafted: (0, Vec::new()), reach: 0, wanted: CAUTIOUS }
    }

    /// Learns from what came in the place of the last draft.
    fn learn(&mut self, text: &[u32]) {
        let (place, drafted) = std::mem::take(&mut self.drafted);
        let came = text.get(place..).unwrap_or_default();
        let right = drafted.iter().zip(came).take_while(|(a, b)| a == b).count();
        if drafted.is_empty() {
            return;
        }
        if right == drafted.len() {
            self.reach = self.reach.max(2 * right);
            self.wanted = CAUTIOUS;
        } else if right == came.len() {
            // The draft was not looked at, or cut.
        } else if right > 0 {
            self.reach = right;
        } else {
            self.reach = if self.reach <= FIRST { 0 } else { self.reach / 2 };
            if self.reach == 0 {
                self.wanted = (2 * self.wanted).min(LONGEST);
            }
        }
    }
}

impl Draft for NgramDraft {
    fn propose(&mut self, tokens: &[u32], most: usize) -> Vec<u32> {
        self.learn(tokens);
        self.earlier.take_in(tokens);
        let Some(found) = self.earlier.longest(tokens) else { return Vec::new() };
        let count = match self.reach {
            0 if found.length < self.wanted => 0,
            0 => FIRST,
            // A short occurrence is weak evidence, whatever was right before.
            reach => reach.min(found.length),
        };
        let drafted = Earlier::continued(tokens, found.place, count.min(most).min(self.most));
        self.drafted = (tokens.len(), drafted.clone());
        drafted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes `text` behind its first `from` tokens with the help of a draft: steps, drafted and accepted tokens.
    fn write(text: &[u32], from: usize, most: usize) -> (usize, usize, usize) {
        let (mut draft, mut at) = (NgramDraft::new(most), from);
        let (mut steps, mut drafted, mut accepted) = (0, 0, 0);
        while at < text.len() {
            let guess = draft.propose(&text[..at], text.len() - at - 1);
            let right = guess.iter().zip(&text[at..]).take_while(|(a, b)| a == b).count();
            (steps, drafted, accepted) = (steps + 1, drafted + guess.len(), accepted + right);
            at += right + 1;
        }
        (steps, drafted, accepted)
    }

    fn noise(count: usize, letters: u64, seed: u64) -> Vec<u32> {
        let mut state = seed;
        let draw = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % letters) as u32
        };
        (0..count).map(draw).collect()
    }

    #[test]
    fn a_quoted_text_is_written_in_few_steps() {
        let quoted = noise(300, 1000, 1);
        let text = [&quoted[..], &[7; 3], &quoted].concat();
        let (steps, drafted, accepted) = write(&text, 303, 16);
        assert!(steps < 40 && accepted > 260, "{steps} steps, {accepted} of {drafted}");
        assert!(drafted < accepted + 4, "{accepted} of {drafted}");
        // No more than was allowed a step.
        assert!(write(&text, 303, 4).0 > 60);
        assert_eq!(write(&text, 303, 0), (300, 0, 0));
        // A loop is a quotation of itself.
        let text: Vec<u32> = noise(50, 1000, 2).into_iter().chain((0..200).map(|at| at % 5)).collect();
        let (steps, drafted, accepted) = write(&text, 50, 16);
        assert!(steps < 40 && drafted < accepted + 8, "{steps} steps, {accepted} of {drafted}");
    }

    #[test]
    fn what_does_not_repeat_is_hardly_drafted() {
        for (letters, seed) in [(1000, 3), (40, 4), (8, 5)] {
            let text = noise(2000, letters, seed);
            let (_, drafted, accepted) = write(&text, 100, 16);
            assert!(drafted <= accepted + 40, "{letters} letters: {accepted} of {drafted}");
        }
        // Pieces that repeat and go on differently each time.
        let piece = noise(12, 1000, 6);
        let text: Vec<u32> = (0..100).flat_map(|turn| piece.iter().copied().chain([2000 + turn; 2])).collect();
        let (steps, drafted, accepted) = write(&text, 28, 16);
        assert!(steps < 700 && drafted < accepted + 1300, "{steps} steps, {accepted} of {drafted}");
        // Pieces that come again once, cut where drafts begin.
        let pieces: Vec<Vec<u32>> = (0..60).map(|seed| noise(7, 1000, 100 + seed)).collect();
        let text: Vec<u32> = pieces.iter().chain(&pieces).flat_map(|piece| piece[..6].to_vec()).collect();
        let shuffled: Vec<u32> =
            text[..360].iter().copied().chain((0..60).flat_map(|at| pieces[at * 7 % 60][..6].to_vec())).collect();
        let (_, drafted, accepted) = write(&shuffled, 360, 16);
        assert!(drafted <= accepted + 12, "{accepted} of {drafted}");
    }

    /// A draft that was cut or not looked at teaches nothing.
    #[test]
    fn a_draft_that_was_not_verified_is_no_failure() {
        let quoted = noise(50, 1000, 7);
        let mut text = [&quoted[..], &quoted[..10]].concat();
        let mut draft = NgramDraft::new(16);
        for next in &quoted[10..20] {
            assert_eq!(draft.propose(&text, 100).len(), FIRST, "at {}", text.len());
            text.push(*next);
        }
        assert!(draft.propose(&text, 1).len() == 1);
    }
}
