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
    use super::decode;

    #[test]
    fn whole_groups_and_padding() {
        assert_eq!(decode("aGVsbG8="), Some(b"hello".to_vec()));
        assert_eq!(decode("AA=="), Some(vec![0]));
        assert_eq!(decode("/+8A"), Some(vec![0xff, 0xef, 0]));
        assert_eq!(decode(""), Some(vec![]));
        for wrong in ["a", "====", "A===", "AA==AA==", "AA=A", "a b c d"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
