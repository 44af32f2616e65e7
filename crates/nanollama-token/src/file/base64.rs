//! Base64 with `+`, `/` and padding, as tokenizer files hold it.

/// The bytes; `None` for anything else.
pub(in crate::file) fn decode(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    let (groups, rest) = bytes.as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    let mut out = Vec::with_capacity(groups.len() * 3);
    for (index, group) in groups.iter().enumerate() {
        let padding = group.iter().rev().take_while(|&&byte| byte == b'=').count();
        if padding > 2 || (padding > 0 && index + 1 != groups.len()) {
            return None;
        }
        let mut value = 0u32;
        for &byte in &group[..4 - padding] {
            value = value << 6 | u32::from(digit(byte)?);
        }
        value <<= 6 * padding as u32;
        out.extend_from_slice(&value.to_be_bytes()[1..4 - padding]);
    }
    Some(out)
}

/// The text that [`decode`] reads.
pub(in crate::file) fn encode(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let value = group.iter().fold(0, |value, &byte| value << 8 | usize::from(byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let digit = if place <= group.len() { DIGITS[value >> (18 - 6 * place) & 63] } else { b'=' };
            out.push(char::from(digit));
        }
    }
    out
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn whole_groups_and_padding() {
        assert_eq!(decode("aGVsbG8="), Some(b"hello".to_vec()));
        assert_eq!(decode("AA=="), Some(vec![0]));
        assert_eq!(decode("/+8A"), Some(vec![0xff, 0xef, 0]));
        assert_eq!(decode(""), Some(vec![]));
        for bytes in [&b""[..], &[0], &[0xff, 0xef], b"hello", &[0xfb, 0xff, 0, 1, 2, 3]] {
            assert_eq!(decode(&encode(bytes)).as_deref(), Some(bytes));
        }
        assert_eq!(encode(b"hello"), "aGVsbG8=");
        for wrong in ["a", "====", "A===", "AA==AA==", "AA=A", "a b c d"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
