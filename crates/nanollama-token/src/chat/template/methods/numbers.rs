//! What Python calls a decimal, a digit and a number among characters: Unicode's `Numeric_Type`.

use unicode_general_category::{GeneralCategory, get_general_category};

/// Digits that are written above, below or around: no decimals.
const DIGITS: [(char, char); 20] = [
    ('\u{b2}', '\u{b3}'),
    ('\u{b9}', '\u{b9}'),
    ('\u{1369}', '\u{1371}'),
    ('\u{19da}', '\u{19da}'),
    ('\u{2070}', '\u{2070}'),
    ('\u{2074}', '\u{2079}'),
    ('\u{2080}', '\u{2089}'),
    ('\u{2460}', '\u{2468}'),
    ('\u{2474}', '\u{247c}'),
    ('\u{2488}', '\u{2490}'),
    ('\u{24ea}', '\u{24ea}'),
    ('\u{24f5}', '\u{24fd}'),
    ('\u{24ff}', '\u{24ff}'),
    ('\u{2776}', '\u{277e}'),
    ('\u{2780}', '\u{2788}'),
    ('\u{278a}', '\u{2792}'),
    ('\u{10a40}', '\u{10a43}'),
    ('\u{10e60}', '\u{10e68}'),
    ('\u{11052}', '\u{1105a}'),
    ('\u{1f100}', '\u{1f10a}'),
];

/// Ideographs that mean a number.
const IDEOGRAPHS: &str = "\
    㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮\
    貳贰阡陆陌陸零\u{f96b}\u{f973}\u{f978}\u{f9b2}\u{f9d1}\u{f9d3}\
    \u{f9fd}𠀁𠁤𠃢𠄡𠤪𠦃𠦌𠦜𠫪𠫽𠬙𢎐𢦘𣬛𦉭\u{2f890}";

pub(super) fn is_decimal(character: char) -> bool {
    get_general_category(character) == GeneralCategory::DecimalNumber
}

pub(super) fn is_digit(character: char) -> bool {
    is_decimal(character) || DIGITS.iter().any(|&(first, last)| (first..=last).contains(&character))
}

pub(super) fn is_number(character: char) -> bool {
    character.is_numeric() || IDEOGRAPHS.contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_holds_the_one_before() {
        let kinds = |character: char| [is_decimal(character), is_digit(character), is_number(character)];
        assert_eq!(kinds('7'), [true; 3]);
        assert_eq!(kinds('٣'), [true; 3]);
        assert_eq!(kinds('²'), [false, true, true]);
        assert_eq!(kinds('½'), [false, false, true]);
        assert_eq!(kinds('七'), [false, false, true]);
        assert_eq!(kinds('a'), [false; 3]);
    }
}
