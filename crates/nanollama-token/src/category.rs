//! The four classes of characters that every split pattern speaks of: `\p{L}`, `\p{N}`, `\s`, and the rest.

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
