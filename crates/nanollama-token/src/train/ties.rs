//! The order of pairs that are equally frequent: trainers differ in it, and it decides ids.

use crate::byte_level;

/// Which of several equally frequent pairs merges first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ties {
    /// The pair of smallest ids (rustbpe's rule).
    #[default]
    AscendingPair,
    /// The pair of greatest bytes, left part first (the rule of Stanford's CS336).
    GreatestPair,
    /// The pair of smallest ids, where bytes are numbered by the characters that stand for them in `tokenizer.json` (the rule of
    /// Hugging Face's trainer).
    HuggingFace,
}

impl Ties {
    /// The bytes in the order of their numbers while merging.
    pub(super) fn bytes(self) -> [u8; 256] {
        let mut bytes = std::array::from_fn(|byte| byte as u8);
        if self == Ties::HuggingFace {
            bytes.sort_unstable_by_key(|&byte| byte_level::byte_to_char(byte));
        }
        bytes
    }
}
