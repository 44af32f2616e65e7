//! What characters are to a matcher: symbols, and sets of them.
//!
//! llama.cpp matches in one of two ways. A regex that names a category (`\p{…}`) reads each character beyond ASCII as one
//! symbol for its category; any other reads the characters themselves. In both, white space beyond ASCII is one symbol that
//! `\s` holds; `\s` and `\d` hold nothing else beyond ASCII.

use unicode_general_category::{GeneralCategory, get_general_category};

/// White space beyond ASCII: a vertical tab.
const SPACE: u32 = 0x0b;
/// Symbols of categories, above ASCII and below what is read as itself where categories are read.
const OTHER: u32 = 0xd0;
const NUMBER: u32 = 0xd1;
const LETTER: u32 = 0xd2;
const PUNCTUATION: u32 = 0xd3;
const MARK: u32 = 0xd4;
const SIGN: u32 = 0xd5;
const HAN: u32 = 0xd6;

/// Ideographs, as kimi-k2's pattern counts them.
const IDEOGRAPHS: [(u32, u32); 9] = [
    (0x3400, 0x4dbf),
    (0x4e00, 0x9fff),
    (0xf900, 0xfaff),
    (0x20000, 0x2a6df),
    (0x2a700, 0x2b73f),
    (0x2b740, 0x2b81f),
    (0x2b820, 0x2ceaf),
    (0x2ceb0, 0x2ebef),
    (0x2f800, 0x2fa1f),
];

/// The symbol of a character where categories are read.
pub(super) fn by_category(character: char) -> u32 {
    use GeneralCategory::*;
    if character.is_ascii() {
        return character.into();
    }
    if character.is_whitespace() {
        return SPACE;
    }
    let code = u32::from(character);
    match get_general_category(character) {
        DecimalNumber | LetterNumber | OtherNumber => NUMBER,
        OtherLetter if IDEOGRAPHS.iter().any(|&(first, last)| (first..=last).contains(&code)) => HAN,
        UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter => LETTER,
        NonspacingMark | SpacingMark | EnclosingMark => MARK,
        ConnectorPunctuation | DashPunctuation | OpenPunctuation | ClosePunctuation | InitialPunctuation
        | FinalPunctuation | OtherPunctuation => PUNCTUATION,
        MathSymbol | CurrencySymbol | ModifierSymbol | OtherSymbol => SIGN,
        _ => OTHER,
    }
}

/// The symbol of a character where it is read as itself.
pub(super) fn by_itself(character: char) -> u32 {
    if !character.is_ascii() && character.is_whitespace() { SPACE } else { character.into() }
}

/// A set of symbols.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Class {
    ranges: Vec<(u32, u32)>,
    negated: bool,
}

impl Class {
    /// One symbol.
    pub(super) fn of(symbol: u32) -> Class {
        Class { ranges: vec![(symbol, symbol)], negated: false }
    }

    /// All but these.
    pub(super) fn negated(self) -> Class {
        Class { negated: !self.negated, ..self }
    }

    /// These, too.
    pub(super) fn add(&mut self, first: u32, last: u32) {
        self.ranges.push((first, last));
    }

    /// The symbols of a category, too; false for a name that none has. Case is not told apart.
    pub(super) fn add_category(&mut self, name: &str) -> bool {
        let ranges: &[(u32, u32)] = match name {
            "L" | "Lu" | "Ll" | "Lt" | "Lm" | "Lo" => &[(0x41, 0x5a), (0x61, 0x7a), (LETTER, LETTER), (HAN, HAN)],
            "N" => &[(0x30, 0x39), (NUMBER, NUMBER)],
            "M" => &[(MARK, MARK)],
            "P" => &[
                (0x21, 0x23),
                (0x25, 0x2a),
                (0x2c, 0x2f),
                (0x3a, 0x3b),
                (0x3f, 0x40),
                (0x5b, 0x5d),
                (0x5f, 0x5f),
                (0x7b, 0x7b),
                (0x7d, 0x7d),
                (PUNCTUATION, PUNCTUATION),
            ],
            "S" => &[
                (0x24, 0x24),
                (0x2b, 0x2b),
                (0x3c, 0x3e),
                (0x5e, 0x5e),
                (0x60, 0x60),
                (0x7c, 0x7c),
                (0x7e, 0x7e),
                (SIGN, SIGN),
            ],
            "Han" => &[(HAN, HAN)],
            _ => return false,
        };
        self.ranges.extend(ranges);
        true
    }

    /// `\s`, too.
    pub(super) fn add_space(&mut self) {
        self.ranges.extend([(0x09, 0x0d), (0x20, 0x20)]);
    }

    /// Whether a symbol is in it.
    pub(super) fn holds(&self, symbol: u32) -> bool {
        self.ranges.iter().any(|&(first, last)| (first..=last).contains(&symbol)) != self.negated
    }
}
