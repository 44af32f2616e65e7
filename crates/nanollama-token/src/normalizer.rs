//! Steps that change text before it is cut, in the order of a file: Unicode's forms, case, accents, edges, replacements,
//! a character map. The rules are those of Hugging Face's `tokenizers`; SentencePiece's own normaliser, which knows the
//! same map by another rule, is `sentencepiece/spelling.rs`.

pub(crate) mod charsmap;

use std::borrow::Cow;

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

use charsmap::Charsmap;

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
    Lowercase,
    StripAccents,
    /// White space at the text's edges goes.
    Strip {
        left: bool,
        right: bool,
    },
    /// In front of any text that is not empty.
    Prepend(String),
    /// Every occurrence, from the left.
    Replace {
        from: String,
        to: String,
    },
    Charsmap(Charsmap),
}

/// All steps of a tokenizer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Normalizer(pub(crate) Vec<Step>);

/// A text after the steps. So many of its first bytes stand for the first character of the text as typed: a piece that
/// begins among them is one with which the whole begins.
pub(crate) struct Normalized<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) first: usize,
}

impl Normalizer {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text after all steps.
    pub(crate) fn apply<'a>(&self, text: &'a str, from_start: bool) -> Normalized<'a> {
        let first = text.chars().next().filter(|_| from_start).map_or(0, char::len_utf8);
        let mut done = Normalized { text: Cow::Borrowed(text), first };
        for step in &self.0 {
            done.first = step.first(&done.text, done.first);
            if let Some(text) = step.apply(&done.text) {
                done.text = Cow::Owned(text);
            }
            // Composed with what follows, the first character may end elsewhere.
            done.first = done.text.ceil_char_boundary(done.first.min(done.text.len()));
        }
        done
    }
}

impl Step {
    /// The changed text; `None` where the step leaves it as it is.
    fn apply(&self, text: &str) -> Option<String> {
        match self {
            // Every form leaves ASCII alone.
            Step::Nfc | Step::Nfd | Step::Nfkc | Step::Nfkd | Step::StripAccents if text.is_ascii() => None,
            Step::Nfc => Some(text.nfc().collect()),
            Step::Nfd => Some(text.nfd().collect()),
            Step::Nfkc => Some(text.nfkc().collect()),
            Step::Nfkd => Some(text.nfkd().collect()),
            // Character by character: a final sigma is not told apart.
            Step::Lowercase => Some(text.chars().flat_map(char::to_lowercase).collect()),
            Step::StripAccents => Some(text.chars().filter(|&character| !is_mark(character)).collect()),
            &Step::Strip { left, right } => {
                let text = if left { text.trim_start() } else { text };
                Some(if right { text.trim_end() } else { text }.to_owned())
            }
            Step::Prepend(front) => (!text.is_empty()).then(|| format!("{front}{text}")),
            Step::Replace { from, to } => text.contains(from.as_str()).then(|| text.replace(from, to)),
            Step::Charsmap(map) => Some(map.by_grapheme(text)),
        }
    }

    /// How many bytes stand for the first character afterwards, when it was the first so many of `text`.
    fn first(&self, text: &str, first: usize) -> usize {
        let head = &text[..first];
        match self {
            _ if first == 0 => 0,
            Step::Strip { left, .. } => {
                let gone = if *left { text.len() - text.trim_start().len() } else { 0 };
                first.saturating_sub(gone)
            }
            Step::Prepend(front) => front.len() + first,
            Step::Replace { from, to } => {
                let mut kept = first;
                for (start, found) in text.match_indices(from.as_str()).take_while(|(start, _)| *start < first) {
                    let end = start + found.len();
                    let last = start + found.char_indices().next_back().map_or(0, |(at, _)| at);
                    // What replaces a text stands where its last character stood.
                    if last >= first {
                        return kept - (first - start);
                    }
                    kept = kept + to.len() - (end.min(first) - start);
                }
                kept
            }
            Step::Charsmap(map) => {
                // `tokenizers` forgets what a map takes away from the front: the next character stands there then.
                let mut characters = text[first..].chars();
                let mut made = map.by_grapheme(head);
                while made.is_empty()
                    && let Some(next) = characters.next()
                {
                    made = map.by_grapheme(next.encode_utf8(&mut [0; 4]));
                }
                made.len()
            }
            _ => self.apply(head).map_or(first, |head| head.len()),
        }
    }
}

/// A combining mark.
pub(crate) fn is_mark(character: char) -> bool {
    use GeneralCategory::*;
    matches!(get_general_category(character), NonspacingMark | SpacingMark | EnclosingMark)
}
