//! Characters as UTF-8: a range of code points becomes sequences of byte ranges, each of one length.

use crate::characters::Characters;

/// A range of values for each byte of a character.
pub(crate) type Sequence = Vec<(u8, u8)>;

/// Last code points of one, two, three and four bytes.
const LASTS: [u32; 4] = [0x7f, 0x7ff, 0xffff, 0x10ffff];

/// The sequences that together are the characters, ascending.
pub(crate) fn sequences(characters: &Characters) -> Vec<Sequence> {
    let mut found = Vec::new();
    for &(low, high) in characters.ranges() {
        let mut first = 0;
        for (length, last) in (1..).zip(LASTS) {
            let (from, to) = (low.max(first), high.min(last));
            if from <= to {
                split(from, to, length, &mut found);
            }
            first = last + 1;
        }
    }
    found
}

/// Cuts a range of characters of one length until each byte may take its values whatever the others are.
fn split(low: u32, high: u32, length: u32, found: &mut Vec<Sequence>) {
    for trailing in 1..length {
        // So many last bytes: they go through all their values, or the range is cut where they would.
        let all = (1u32 << (6 * trailing)) - 1;
        if low | all != high | all {
            if low & all != 0 {
                split(low, low | all, length, found);
                return split((low | all) + 1, high, length, found);
            }
            if high & all != all {
                split(low, (high & !all) - 1, length, found);
                return split(high & !all, high, length, found);
            }
        }
    }
    let byte = |code: u32, place: u32| {
        let bits = code >> (6 * (length - 1 - place));
        match (place, length) {
            (0, 1) => bits as u8,
            (0, 2) => 0xc0 | bits as u8,
            (0, 3) => 0xe0 | bits as u8,
            (0, _) => 0xf0 | bits as u8,
            _ => 0x80 | (bits & 0x3f) as u8,
        }
    };
    found.push((0..length).map(|place| (byte(low, place), byte(high, place))).collect());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the bytes are of one of the sequences.
    fn accepts(sequences: &[Sequence], bytes: &[u8]) -> bool {
        sequences.iter().any(|sequence| {
            sequence.len() == bytes.len()
                && sequence.iter().zip(bytes).all(|(&(low, high), byte)| (low..=high).contains(byte))
        })
    }

    #[test]
    fn sequences_are_the_utf8_of_their_characters() {
        let sets = [
            Characters::all(),
            Characters::new([(0x22, 0x22), (0x5c, 0x5c), (0, 0x1f)]).negated(),
            Characters::new([(0x7e, 0x83), (0x7fe, 0x803), (0xfffd, 0x10005), (0x3042, 0x30ff)]),
            Characters::new([(0x10fffe, 0x10ffff), (0xd7ff, 0xe000)]),
        ];
        for set in sets {
            let sequences = sequences(&set);
            let step = if cfg!(debug_assertions) { 7 } else { 1 };
            for code in (0..0x110000).step_by(step) {
                if let Some(character) = char::from_u32(code) {
                    let mut buffer = [0; 4];
                    let bytes = character.encode_utf8(&mut buffer).as_bytes();
                    assert_eq!(accepts(&sequences, bytes), set.contains(character), "{character:?}");
                }
            }
            assert!(!accepts(&sequences, &[0xed, 0xa0, 0x80]) && !accepts(&sequences, &[0xc0, 0x80]));
            assert!(!accepts(&sequences, &[0xf4, 0x90, 0x80, 0x80]));
        }
    }
}
