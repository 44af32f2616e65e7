//! Which layers attend to the last positions alone, and to how many.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Attention over windows: the letters of a pattern go round over the layers, `S` for a short window and `L` for the whole
/// text. The last layer always sees the whole text (nanochat, 2026).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Windows {
    /// Whose turn it is.
    pub pattern: Pattern,
    /// The most positions that a query of a short layer sees, its own among them.
    pub short: usize,
}

impl Windows {
    /// The positions of a short window of models that know `context`: a quarter of it, rounded up to a multiple of 128
    /// (nanochat).
    pub fn usual(context: usize) -> usize {
        context.div_ceil(4).next_multiple_of(128)
    }

    /// The window of a layer; `None` sees everything.
    pub fn of_layer(self, layer: usize, layers: usize) -> Option<usize> {
        (layer + 1 < layers && !self.pattern.long(layer)).then_some(self.short)
    }

    /// How many of `layers` have a window.
    pub fn short_layers(self, layers: usize) -> usize {
        (0..layers).filter(|layer| self.of_layer(*layer, layers).is_some()).count()
    }
}

/// A word of the letters S and L, of which one is an S.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pattern {
    /// A bit a letter, the first lowest: set for an L.
    long: u32,
    letters: u32,
}

impl Pattern {
    fn long(self, layer: usize) -> bool {
        self.long >> (layer % self.letters as usize) & 1 == 1
    }
}

/// Why a word is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPattern {
    /// Other letters, or none.
    #[error("a pattern of windows is 1 to 32 of the letters S (short) and L (the whole text), such as SSSL")]
    Letters,
    /// Without an S nothing has a window.
    #[error("a pattern of windows without an S has no window")]
    NoShort,
}

impl FromStr for Pattern {
    type Err = NoPattern;

    fn from_str(text: &str) -> Result<Pattern, NoPattern> {
        let letters = text.len() as u32;
        if !(1..=32).contains(&letters) {
            return Err(NoPattern::Letters);
        }
        let mut long = 0;
        for (at, letter) in text.bytes().enumerate() {
            match letter.to_ascii_uppercase() {
                b'L' => long |= 1 << at,
                b'S' => {}
                _ => return Err(NoPattern::Letters),
            }
        }
        let pattern = Pattern { long, letters };
        if (0..letters as usize).all(|at| pattern.long(at)) { Err(NoPattern::NoShort) } else { Ok(pattern) }
    }
}

impl TryFrom<String> for Pattern {
    type Error = NoPattern;

    fn try_from(text: String) -> Result<Pattern, NoPattern> {
        text.parse()
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> String {
        pattern.to_string()
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..self.letters as usize).try_for_each(|at| f.write_str(if self.long(at) { "L" } else { "S" }))
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_round_and_the_last_layer_sees_everything() {
        let windows = Windows { pattern: "SSSL".parse().unwrap(), short: 7 };
        let of = |layers: usize| (0..layers).map(|layer| windows.of_layer(layer, layers)).collect::<Vec<_>>();
        assert_eq!(of(6), [Some(7), Some(7), Some(7), None, Some(7), None]);
        assert_eq!(of(1), [None]);
        assert_eq!((windows.short_layers(6), windows.short_layers(1)), (4, 0));
        let text = serde_json::to_string(&windows).unwrap();
        assert_eq!(text, r#"{"pattern":"SSSL","short":7}"#);
        assert_eq!(serde_json::from_str::<Windows>(&text).unwrap(), windows);
        assert!(serde_json::from_str::<Windows>(&text.replace("SSSL", "SXL")).is_err());
    }

    #[test]
    fn other_words_are_refused() {
        let longest = "SL".repeat(16);
        for word in ["s", "LS", longest.as_str()] {
            assert_eq!(word.parse::<Pattern>().unwrap().to_string(), word.to_uppercase());
        }
        for (word, why) in [
            ("", NoPattern::Letters),
            ("SM", NoPattern::Letters),
            ("ÄS", NoPattern::Letters),
            ("LL", NoPattern::NoShort),
        ] {
            assert_eq!(word.parse::<Pattern>(), Err(why), "{word}");
        }
        assert_eq!(format!("{longest}S").parse::<Pattern>(), Err(NoPattern::Letters));
    }

    #[test]
    fn the_usual_window_is_nanochats() {
        assert_eq!([2048, 1024, 512, 256, 100].map(Windows::usual), [512, 256, 128, 128, 128]);
    }
}
