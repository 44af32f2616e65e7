//! The classes of characters that split patterns speak of: `\p{L}`, `\p{N}`, `\s`, and the rest; for some of them marks
//! (`\p{M}`), too, and the case of letters.

use unicode_general_category::{GeneralCategory, get_general_category};

/// A character's class. Line breaks (`\r`, `\n`) are whitespace that the patterns single out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    /// `[^\s\p{L}\p{N}]`
    Other,
    /// `\p{L}`
    Letter,
    /// `\p{N}`
    Number,
    /// `\s` without `\r` and `\n`
    Space,
    /// `\r` or `\n`
    Newline,
}

/// Class of the character that starts at byte `at`, and its length in bytes. `None` at the end of the text.
#[inline(always)]
pub(crate) fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte < 128 { Some((ASCII[byte as usize], 1)) } else { Some(wide_class(text, at)) }
}

#[inline(never)]
fn wide_class(text: &str, at: usize) -> (Class, usize) {
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(character) => (class_of(character), character.len_utf8()),
        // Scanners only ever stand on character boundaries.
        None => (Class::Other, 1),
    }
}

/// Class of one character, by Unicode's general category and White_Space property.
pub(crate) fn class_of(character: char) -> Class {
    use GeneralCategory::*;
    match character {
        '\r' | '\n' => return Class::Newline,
        _ if character.is_whitespace() => return Class::Space,
        _ => {}
    }
    match get_general_category(character) {
        UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter => Class::Letter,
        DecimalNumber | LetterNumber | OtherNumber => Class::Number,
        _ => Class::Other,
    }
}

/// As [`class_at`], but a mark is a letter.
#[inline(always)]
pub(crate) fn class_with_marks_at(text: &str, at: usize) -> Option<(Class, usize)> {
    match class_at(text, at)? {
        (Class::Other, length) if length > 1 && mark_at(text, at) => Some((Class::Letter, length)),
        found => Some(found),
    }
}

#[inline(never)]
fn mark_at(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_mark)
}

fn is_mark(character: char) -> bool {
    use GeneralCategory::*;
    matches!(get_general_category(character), NonspacingMark | SpacingMark | EnclosingMark)
}

/// On which side of a cut between cases a character may stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Case {
    /// Before it only.
    Upper,
    /// Behind it only.
    Lower,
    /// Either: letters without case, and marks.
    Both,
}

/// The case of the letter or mark at byte `at`, by Unicode, and its length in bytes; None for what is neither.
#[inline]
pub(crate) fn case_at(text: &str, at: usize) -> Option<(Case, usize)> {
    use GeneralCategory::*;
    let character = text.get(at..)?.chars().next()?;
    let case = match character {
        'A'..='Z' => Case::Upper,
        'a'..='z' => Case::Lower,
        '\0'..='\x7f' => return None,
        _ => match get_general_category(character) {
            UppercaseLetter | TitlecaseLetter => Case::Upper,
            LowercaseLetter => Case::Lower,
            ModifierLetter | OtherLetter | NonspacingMark | SpacingMark | EnclosingMark => Case::Both,
            _ => return None,
        },
    };
    Some((case, character.len_utf8()))
}

/// As [`case_at`], but only ASCII has case, and a mark is none of these.
#[inline]
pub(crate) fn ascii_case_at(text: &str, at: usize) -> Option<(Case, usize)> {
    let (class, length) = class_at(text, at)?;
    let case = || match text.as_bytes()[at] {
        b'A'..=b'Z' => Case::Upper,
        b'a'..=b'z' => Case::Lower,
        _ => Case::Both,
    };
    (class == Class::Letter).then(|| (case(), length))
}

static ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        let value = byte as u8;
        table[byte] = match value {
            b'\r' | b'\n' => Class::Newline,
            b' ' | b'\t' | 0x0b | 0x0c => Class::Space,
            b'0'..=b'9' => Class::Number,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            _ => Class::Other,
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_table_agrees_with_unicode() {
        for byte in 0..128u8 {
            assert_eq!(ASCII[byte as usize], class_of(byte as char), "byte {byte}");
        }
    }
}
