//! The words of a text as numbers, and runs of them: what duplicates and passages of evaluations are found by.
//!
//! A word is a run of letters and digits; case does not count, and neither does what stands between words. Scripts that do not
//! part words by blanks give a word for each character.

use crate::rng::mix;

/// FNV-1a's basis and prime, 64 bits.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
/// A factor of the rolling hash; odd, so that no bit is lost.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// A hash of each word, in their order.
pub(super) fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let (mut state, mut at) = (BASIS, 0);
    let mut any = false;
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        let (is_word, is_alone);
        if byte < 0x80 {
            at += 1;
            (is_word, is_alone) = (byte.is_ascii_alphanumeric(), false);
            if is_word {
                // Of a letter this is the small one, of a digit the digit.
                state = (state ^ u64::from(byte | 0x20)).wrapping_mul(PRIME);
            }
        } else {
            let Some(letter) = text[at..].chars().next() else { break };
            at += letter.len_utf8();
            (is_word, is_alone) = (letter.is_alphanumeric(), stands_alone(letter));
            if is_word && is_alone && any {
                words.push(mix(state));
                state = BASIS;
            }
            if is_word {
                let small = |state: u64, letter: char| (state ^ u64::from(letter)).wrapping_mul(PRIME);
                state = letter.to_lowercase().fold(state, small);
            }
        }
        any |= is_word;
        if any && (!is_word || is_alone) {
            words.push(mix(state));
            (state, any) = (BASIS, false);
        }
    }
    if any {
        words.push(mix(state));
    }
    words
}

/// Whether a script has no blanks between words: Thai, Lao, Khmer, Burmese, kana, Han.
fn stands_alone(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// The hash of every run of so many words, in their order; a text that is shorter is one run, an empty one none.
pub(super) fn runs(words: &[u64], length: usize) -> Vec<u64> {
    let length = length.min(words.len()).max(1);
    let oldest = (1..length).fold(1u64, |power, _| power.wrapping_mul(FACTOR));
    let (mut rolled, mut runs) = (0u64, Vec::with_capacity(words.len()));
    for (at, word) in words.iter().enumerate() {
        if at >= length {
            rolled = rolled.wrapping_sub(words[at - length].wrapping_mul(oldest));
        }
        rolled = rolled.wrapping_mul(FACTOR).wrapping_add(*word);
        if at + 1 >= length {
            runs.push(mix(rolled));
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_its_letters_alone() {
        let same = ["The cat, 3 sat.", "  the CAT\n3--sat", "the|cat|3|sat"];
        assert!(same.iter().all(|text| words(text) == words(same[0])));
        assert_eq!(words(same[0]).len(), 4);
        assert_eq!(words("Ärger ÄRGER ärger, naïve"), [&words("ärger").repeat(3)[..], &words("naïve")].concat());
        assert_ne!(words("ab c"), words("a bc"));
        // Two words of Latin letters and five characters.
        assert_eq!(words("GPU 東京都 GPUは速").len(), 7);
        assert_eq!(words("GPUは"), words("gpu は"));
        assert!(words(" .,…\n").is_empty());
    }

    #[test]
    fn a_run_has_one_hash_wherever_it_stands() {
        let all = words("one two three one two three one two four");
        let threes = runs(&all, 3);
        assert_eq!(threes.len(), 7);
        assert_eq!((threes[0], threes[1]), (threes[3], threes[4]));
        for (at, run) in threes.iter().enumerate() {
            assert_eq!(runs(&all[at..at + 3], 3), [*run]);
        }
        assert_eq!(runs(&all[..2], 5), runs(&all[..2], 2));
        assert!(runs(&[], 5).is_empty());
    }
}
