//! GPT-2's map between bytes and printable characters, in which byte-level vocabularies are written in files.
//! Inside the program tokens are raw bytes; only readers and writers come here.

/// The character that stands for a byte: itself when printable in Latin-1, else the next free one from U+0100 on.
pub(crate) fn byte_to_char(byte: u8) -> char {
    match byte {
        0x21..=0x7e | 0xa1..=0xac | 0xae..=0xff => char::from(byte),
        0x00..=0x20 => moved(u32::from(byte)),
        0x7f..=0xa0 => moved(u32::from(byte) - 0x7f + 33),
        0xad => moved(67),
    }
}

fn moved(index: u32) -> char {
    char::from_u32(0x100 + index).expect("U+0100 to U+0143 are characters")
}

/// The byte that a character stands for.
pub(crate) fn char_to_byte(character: char) -> Option<u8> {
    let code = u32::from(character);
    let byte = match code {
        0x21..=0x7e | 0xa1..=0xac | 0xae..=0xff => code,
        0x100..=0x120 => code - 0x100,
        0x121..=0x142 => code - 0x121 + 0x7f,
        0x143 => 0xad,
        _ => return None,
    };
    u8::try_from(byte).ok()
}

/// A token's bytes as files write them.
pub(crate) fn to_text(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| byte_to_char(byte)).collect()
}

/// A token's bytes from its written form; `None` if a character stands for no byte.
pub(crate) fn to_bytes(text: &str) -> Option<Vec<u8>> {
    text.chars().map(char_to_byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn map_is_a_bijection_and_space_is_g_with_dot() {
        let mut seen = std::collections::HashSet::new();
        for byte in 0..=255u8 {
            let character = byte_to_char(byte);
            assert!(seen.insert(character));
            assert_eq!(char_to_byte(character), Some(byte));
        }
        assert_eq!(to_text(b" \n"), "ĠĊ");
        assert_eq!(to_bytes(" "), None);
    }
}
