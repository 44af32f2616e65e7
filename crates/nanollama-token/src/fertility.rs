//! How densely a tokenizer holds a text: tokens for each word, bytes for each token.

use unicode_segmentation::UnicodeSegmentation;

/// Sizes of one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fertility {
    /// Bytes.
    pub bytes: u64,
    /// Words, by Unicode's rules (UAX 29): each ideograph is one.
    pub words: u64,
    /// Tokens.
    pub tokens: u64,
}

impl Fertility {
    /// Of a text that became so many tokens.
    pub fn of(text: &str, tokens: usize) -> Fertility {
        Fertility { bytes: text.len() as u64, words: text.unicode_words().count() as u64, tokens: tokens as u64 }
    }

    /// Tokens for each word: one at best.
    pub fn tokens_a_word(&self) -> f64 {
        self.tokens as f64 / self.words.max(1) as f64
    }

    /// Bytes for each token.
    pub fn bytes_a_token(&self) -> f64 {
        self.bytes as f64 / self.tokens.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::Fertility;

    #[test]
    fn ideographs_are_words() {
        assert_eq!(Fertility::of("It's two words, 漢字", 6).words, 5);
        assert_eq!(Fertility::of("", 0).bytes_a_token(), 0.0);
    }
}
