//! What decoding takes away from the beginning of a text: the space that encoding put there.

use std::borrow::Cow;

/// The rule of a tokenizer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Start {
    #[default]
    Keep,
    /// So many spaces at most.
    Spaces(usize),
    /// One from each token until something else has come (SentencePiece where it removes spaces).
    EachToken,
    /// All signs for spaces of the first token (the decoder `Metaspace`).
    FirstToken,
}

/// The rule at work on one text.
#[derive(Clone, Debug)]
pub(crate) struct Opening(Start);

impl Opening {
    pub(crate) fn new(start: Start) -> Opening {
        Opening(start)
    }

    /// What is left of a token's bytes, which are not empty. `first`: what it adds as the first token, where that is not
    /// its bytes without spaces.
    pub(crate) fn trim<'a>(&mut self, bytes: &'a [u8], first: Option<&'a [u8]>) -> Cow<'a, [u8]> {
        let spaces = bytes.iter().take_while(|&&byte| byte == b' ').count();
        match self.0 {
            Start::Keep => bytes.into(),
            Start::Spaces(most) => {
                let taken = spaces.min(most);
                // A space that is kept ends it, too.
                self.0 = if taken == bytes.len() { Start::Spaces(most - taken) } else { Start::Keep };
                bytes[taken..].into()
            }
            Start::EachToken => {
                let rest = &bytes[spaces.min(1)..];
                if !rest.is_empty() {
                    self.0 = Start::Keep;
                }
                rest.into()
            }
            Start::FirstToken => {
                self.0 = Start::Keep;
                first.map_or_else(|| without_spaces(bytes).into(), Cow::Borrowed)
            }
        }
    }
}

/// What the rule [`Start::FirstToken`] makes of a token whose spaces are signs, all of them.
pub(crate) fn without_spaces(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|&byte| byte != b' ').collect()
}
