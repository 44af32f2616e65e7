//! The script of a character, as far as it decides where a word ends. Scripts are told apart by Unicode's blocks: letters of a
//! block of 128 are of one script, but where the table says more. Hiragana and Katakana are written together with Han.

use crate::category::{Class, class_of};
use crate::normalizer::is_mark;

/// What a character is for the end of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Script {
    /// A space, or the sign that stands for one.
    Space,
    LineBreak,
    /// A digit that stands alone: ASCII's and the wide ones.
    Digit,
    /// Signs, other numbers, other white space.
    Common,
    /// A mark.
    Inherited,
    /// Letters.
    Letters(u32),
}

const LATIN: u32 = 0;
const HAN: u32 = 1;

/// First and last character, and the script, where blocks of 128 do not say it.
const RANGES: [(u32, u32, u32); 27] = [
    (0x00, 0x2b8, LATIN),
    (0x2e0, 0x2e4, LATIN),
    (0x370, 0x3ff, 2),
    (0x400, 0x52f, 3),
    (0x531, 0x58f, 4),
    (0x590, 0x5ff, 5),
    (0x600, 0x6ff, 6),
    (0x750, 0x77f, 6),
    (0x8a0, 0x8ff, 6),
    (0xf00, 0xfff, 7),
    (0x1000, 0x109f, 8),
    (0x10a0, 0x10ff, 9),
    (0x1100, 0x11ff, 10),
    (0x1200, 0x139f, 11),
    (0x1400, 0x167f, 12),
    (0x1c80, 0x1c8f, 3),
    (0x1e00, 0x1eff, LATIN),
    (0x1f00, 0x1fff, 2),
    (0x2c60, 0x2c7f, LATIN),
    (0x2de0, 0x2dff, 3),
    (0x2e80, 0x30ff, HAN),
    (0x31f0, 0x9fff, HAN),
    (0xa640, 0xa69f, 3),
    (0xa722, 0xa7ff, LATIN),
    (0xac00, 0xd7ff, 10),
    (0xf900, 0xfaff, HAN),
    (0xfe70, 0xfefc, 6),
];

/// The script of a character.
pub(super) fn script(character: char) -> Script {
    match character {
        ' ' | '▁' => return Script::Space,
        '\n' => return Script::LineBreak,
        '0'..='9' | '０'..='９' => return Script::Digit,
        'a'..='z' | 'A'..='Z' => return Script::Letters(LATIN),
        '\0'..='\x7f' => return Script::Common,
        // They join, as marks do.
        '\u{200c}' | '\u{200d}' => return Script::Inherited,
        _ if is_mark(character) => return Script::Inherited,
        _ if class_of(character) != Class::Letter => return Script::Common,
        _ => {}
    }
    let code = u32::from(character);
    let place = RANGES.partition_point(|(_, last, _)| *last < code);
    match RANGES.get(place) {
        Some(&(first, _, script)) if first <= code => Script::Letters(script),
        _ => Script::Letters(match code {
            0xff21..=0xff5a => LATIN,
            0xff66..=0xff9f | 0x20000..=0x3ffff => HAN,
            _ => 1 << 16 | code >> 7,
        }),
    }
}
