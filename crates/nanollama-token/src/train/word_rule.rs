//! How texts are cut into the words in which merges stay: by a pattern, or as SentencePiece does it.

use crate::pattern::{Pattern, at_spaces};

use super::script::{Script, script};

/// What cuts texts into words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WordRule {
    /// A split pattern.
    Pattern(Pattern),
    /// Spaces begin a word; it ends where another script begins (`split_by_unicode_script`). A digit is a word
    /// (`split_digits`), and nothing follows a line break but line breaks.
    Pieces,
}

impl WordRule {
    /// Slices of at least `size` bytes (but for the last) that have the words of the whole.
    pub(super) fn safe_parts(self, text: &str, size: usize) -> Vec<&str> {
        match self {
            WordRule::Pattern(pattern) => pattern.safe_parts(text, size),
            WordRule::Pieces => at_spaces(text, size),
        }
    }

    /// For messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            WordRule::Pattern(pattern) => pattern.name(),
            WordRule::Pieces => "SentencePiece",
        }
    }
}

/// Calls `word` with the beginning and end of each word of [`WordRule::Pieces`], in order.
pub(super) fn split_pieces(text: &str, word: &mut dyn FnMut(usize, usize)) {
    let mut start = 0;
    let mut before = Script::Space;
    for (at, character) in text.char_indices() {
        let script = match script(character) {
            // A mark is of the script that it stands on.
            Script::Inherited if before == Script::Space || before == Script::Digit => Script::Common,
            Script::Inherited => before,
            other => other,
        };
        let goes_on = match (before, script) {
            (Script::Digit, _) => false,
            (Script::Space, Script::Digit) => false,
            (Script::Space, _) => true,
            (Script::Common, Script::LineBreak) => true,
            (before, script) => before == script,
        };
        if !goes_on && start < at {
            word(start, at);
            start = at;
        }
        before = script;
    }
    if start < text.len() {
        word(start, text.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut words = Vec::new();
        split_pieces(text, &mut |start, end| words.push(&text[start..end]));
        words
    }

    #[test]
    fn words_end_at_spaces_scripts_digits_and_line_breaks() {
        assert_eq!(words("It's 12 x"), ["It", "'", "s", " ", "1", "2", " x"]);
        assert_eq!(words("end.\n\n\"No\" a\n b"), ["end", ".\n\n", "\"", "No", "\"", " a", "\n", " b"]);
        assert_eq!(words("Привет,мир漢字かなABC"), ["Привет", ",", "мир", "漢字かな", "ABC"]);
        assert_eq!(words("e\u{301}t   x\u{2581}y"), ["e\u{301}t", "   x", "\u{2581}y"]);
        assert_eq!(words("\u{301}\u{301}a"), ["\u{301}\u{301}", "a"]);
        assert_eq!(words(""), [""; 0]);
        let text = "a 1\n\n x,,\u{301}\t漢. Ω".repeat(40);
        assert_eq!(words(&text).concat(), text);
        let parts = WordRule::Pieces.safe_parts(&text, 20);
        assert!(parts.len() > 5);
        assert_eq!(parts.into_iter().flat_map(words).collect::<Vec<_>>(), words(&text));
    }
}
