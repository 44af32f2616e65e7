//! Cutting long text for several threads without changing a single pre-token.

use super::Pattern;

impl Pattern {
    /// Slices of at least `size` bytes (but for the last) that together are `text`. A cut falls before a plain space that
    /// follows an ASCII letter or digit: in most patterns a pre-token begins there, and none of those looks further ahead.
    /// The others get one slice.
    pub(crate) fn safe_parts(self, text: &str, size: usize) -> Vec<&str> {
        match self {
            Pattern::Successive(row) if !row.cuts_at_spaces() => vec![text],
            _ => at_spaces(text, size),
        }
    }
}

/// Slices that begin with a plain space behind an ASCII letter or digit.
pub(crate) fn at_spaces(text: &str, size: usize) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut parts = Vec::with_capacity(text.len() / size.max(1) + 1);
    let mut start = 0;
    while start < bytes.len() {
        let from = (start + size).min(bytes.len());
        let place = bytes[from..].iter().zip(&bytes[from.saturating_sub(1)..]);
        let offset = place.take_while(|(byte, before)| !(**byte == b' ' && before.is_ascii_alphanumeric())).count();
        let end = from + offset;
        parts.push(&text[start..end]);
        start = end;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Successive;

    #[test]
    fn parts_have_the_pieces_of_the_whole() {
        let text = "It's 1234 words,\n\n  and more: 12 x  \t\n y's ünï cödé  x\n".repeat(30);
        for pattern in Pattern::ALL.into_iter().chain(Successive::all().map(Pattern::Successive)) {
            let whole = pattern.pieces(&text);
            for size in [1, 7, 50] {
                let parts = pattern.safe_parts(&text, size);
                assert!(parts.len() > 10 || ["superbpe", "exaone-moe"].contains(&pattern.name()));
                assert_eq!(parts.concat(), text);
                let pieces: Vec<&str> = parts.iter().flat_map(|part| pattern.pieces(part)).collect();
                assert_eq!(pieces, whole, "{pattern:?}, size {size}");
            }
        }
    }
}
