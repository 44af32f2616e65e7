//! Finding added tokens in text: the leftmost, and the longest of those that start there, each with the flags that a file
//! gives it. The rules are those of `tokenizers`.

use std::collections::HashMap;

use crate::hash::ByteMap;
use crate::normalizer::is_mark;
use unicode_general_category::{GeneralCategory, get_general_category};

/// How an added token is found.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Flags {
    /// Only where no letter, digit or underscore touches it.
    pub(crate) single_word: bool,
    /// It swallows the white space before it.
    pub(crate) left: bool,
    /// It swallows the white space behind it.
    pub(crate) right: bool,
    /// It is looked for in the text after normalisation, and is itself normalised.
    pub(crate) normalized: bool,
}

/// The flags of the tokens that have some.
pub(crate) type FlagsById = HashMap<u32, Flags>;

/// A token to find.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    pub(crate) id: u32,
    pub(crate) flags: Flags,
    /// Found in trusted text alone. In any other it is passed over, and nothing is found inside of it.
    pub(crate) special: bool,
}

/// A set of texts to find, with their tokens.
pub(crate) struct Finder {
    targets: ByteMap<Box<[u8]>, Target>,
    /// Lengths that occur for each first byte, longest first.
    lengths: [Vec<usize>; 256],
    /// Whether a text of strangers holds anything to find.
    has_plain: bool,
}

impl Finder {
    pub(crate) fn new<T: AsRef<[u8]>>(texts: impl Iterator<Item = (Target, T)>) -> Finder {
        let mut finder =
            Finder { targets: ByteMap::default(), lengths: std::array::from_fn(|_| Vec::new()), has_plain: false };
        for (target, text) in texts {
            let text = text.as_ref();
            let Some(&first) = text.first() else { continue };
            finder.has_plain |= !target.special;
            // Of two tokens with one text the first is found.
            finder.targets.entry(text.into()).or_insert(target);
            let lengths = &mut finder.lengths[first as usize];
            if let Err(place) = lengths.binary_search_by(|length| text.len().cmp(length)) {
                lengths.insert(place, text.len());
            }
        }
        finder
    }

    /// Calls `plain` with each stretch of ordinary text (never empty) and where it begins, and `found` with each token's
    /// id, in order. Special tokens are found in `trusted` text only.
    pub(crate) fn cut<S>(
        &self,
        text: &str,
        trusted: bool,
        state: &mut S,
        mut plain: impl FnMut(&mut S, &str, usize),
        mut found: impl FnMut(&mut S, u32),
    ) {
        let mut start = 0;
        let mut at = 0;
        let bytes = text.as_bytes();
        while self.finds(trusted) && at < bytes.len() {
            let Some((target, length)) = self.at(&bytes[at..]) else {
                at += 1;
                continue;
            };
            let (from, to) = (at, at + length);
            at = to;
            if (target.special && !trusted) || (target.flags.single_word && touches_word(&text[..from], &text[to..])) {
                continue;
            }
            let begin = if target.flags.left { text[..from].trim_end().len().max(start) } else { from };
            let rest = &text[to..];
            let end = if target.flags.right { to + rest.len() - rest.trim_start().len() } else { to };
            if start < begin {
                plain(state, &text[start..begin], start);
            }
            // Nothing is left of it where a token before it swallowed all.
            if begin < end {
                found(state, target.id);
            }
            start = end;
        }
        if start < text.len() {
            plain(state, &text[start..], start);
        }
    }

    #[inline]
    fn at(&self, rest: &[u8]) -> Option<(Target, usize)> {
        let lengths = self.lengths[rest[0] as usize].iter();
        lengths.copied().find_map(|length| Some((*self.targets.get(rest.get(..length)?)?, length)))
    }

    /// Length of the longest token that begins the text, whatever its flags.
    pub(crate) fn longest_at(&self, text: &str) -> Option<usize> {
        if text.is_empty() { None } else { self.at(text.as_bytes()).map(|(_, length)| length) }
    }

    /// Whether anything can be found in such a text.
    pub(crate) fn finds(&self, trusted: bool) -> bool {
        if trusted { !self.targets.is_empty() } else { self.has_plain }
    }
}

/// `\w$` before, or `^\w` behind.
fn touches_word(before: &str, behind: &str) -> bool {
    before.chars().next_back().is_some_and(is_word) || behind.chars().next().is_some_and(is_word)
}

/// The regex `\w`.
fn is_word(character: char) -> bool {
    use GeneralCategory::*;
    character.is_alphabetic()
        || is_mark(character)
        || matches!(character, '\u{200c}' | '\u{200d}')
        || matches!(get_general_category(character), DecimalNumber | ConnectorPunctuation)
}
