//! Text in addresses.

/// Text as it stands in a path: `/` stays where `slashes` are to.
pub(crate) fn encoded(text: &str, slashes: bool) -> String {
    let mut path = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => path.push(byte.into()),
            b'/' if slashes => path.push('/'),
            _ => path.push_str(&format!("%{byte:02X}")),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded() {
        assert_eq!(encoded("a b/ü+.txt", true), "a%20b/%C3%BC%2B.txt");
        assert_eq!(encoded("refs/pr/1", false), "refs%2Fpr%2F1");
    }
}
