//! SentencePiece's own normaliser: how a text is spelt before it is cut. The rules are those of its
//! `normalizer.cc`: user-defined symbols stay as they are, the longest key of the character map wins.

use std::borrow::Cow;

use crate::normalizer::charsmap::Charsmap;
use crate::opening::Start;
use crate::special::Finder;

/// The switches of a model.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spelling {
    /// A space goes in front of a text (`add_dummy_prefix`), or behind it.
    pub(crate) add_prefix: bool,
    /// What follows an added token gets a prefix, too.
    pub(crate) prefix_again: bool,
    /// Spaces end words instead of beginning them (`treat_whitespace_as_suffix`).
    pub(crate) suffix: bool,
    /// Spaces at the edges go, runs of them become one (`remove_extra_whitespaces`).
    pub(crate) remove_extra: bool,
    pub(crate) charsmap: Option<Charsmap>,
    /// User-defined tokens with lower ids are found by SentencePiece itself, inside of a text; others were added beside it.
    pub(crate) own_symbols_below: u32,
    /// What is outside the vocabulary becomes bytes where there are some.
    pub(crate) byte_fallback: bool,
}

impl Spelling {
    /// A Llama's: nothing but a space in front, if any.
    pub(crate) fn plain(add_prefix: bool) -> Spelling {
        Spelling {
            add_prefix,
            prefix_again: true,
            suffix: false,
            remove_extra: false,
            charsmap: None,
            own_symbols_below: 0,
            byte_fallback: true,
        }
    }

    /// Whether it is one of [`Spelling::plain`].
    pub(crate) fn is_plain(&self) -> bool {
        *self == Spelling::plain(self.add_prefix)
    }

    /// What decoding takes away.
    pub(crate) fn start(&self) -> Start {
        match (self.remove_extra, self.add_prefix) {
            (true, _) => Start::EachToken,
            (false, true) => Start::Spaces(1),
            (false, false) => Start::Keep,
        }
    }

    /// All that decides ids, for hashes.
    pub(crate) fn describe(&self) -> String {
        // Where the model's own symbols end matters only if there are some, and they are hashed as tokens.
        let same = Spelling { own_symbols_below: 0, ..self.clone() };
        match same.is_plain() {
            true => self.add_prefix.to_string(),
            false => format!("{same:?}"),
        }
    }

    /// The text as it is cut, spaces as spaces; `prefix` when a space belongs in front (or behind).
    pub(crate) fn spell<'a>(&self, text: &'a str, prefix: bool, symbols: &Finder) -> Cow<'a, str> {
        let prefix = prefix && self.add_prefix;
        if !self.remove_extra && self.charsmap.is_none() {
            // SentencePiece itself cannot tell U+2581 from a space: models were trained so.
            let text = if text.contains('▁') { Cow::Owned(text.replace('▁', " ")) } else { Cow::Borrowed(text) };
            return match (prefix && !text.is_empty(), self.suffix) {
                (false, _) => text,
                (true, false) => format!(" {text}").into(),
                (true, true) => format!("{text} ").into(),
            };
        }
        let mut rest = text;
        while self.remove_extra && !rest.is_empty() {
            let (spelt, length) = self.first(rest, symbols);
            if spelt != " " {
                break;
            }
            rest = &rest[length..];
        }
        if rest.is_empty() {
            return "".into();
        }
        let mut out = String::with_capacity(rest.len() + 1);
        if prefix && !self.suffix {
            out.push(' ');
        }
        let mut after_space = self.remove_extra;
        while !rest.is_empty() {
            let (spelt, length) = self.first(rest, symbols);
            let spelt = if after_space { spelt.trim_start_matches(' ') } else { spelt };
            if !spelt.is_empty() {
                out.push_str(&spelt.replace('▁', " "));
                after_space = self.remove_extra && spelt.ends_with(' ');
            }
            rest = &rest[length..];
        }
        if self.remove_extra {
            out.truncate(out.trim_end_matches(' ').len());
        }
        if prefix && self.suffix {
            out.push(' ');
        }
        out.into()
    }

    /// How the text's beginning is spelt, and how many bytes that stands for.
    fn first<'a>(&'a self, text: &'a str, symbols: &Finder) -> (&'a str, usize) {
        if let Some(length) = symbols.longest_at(text) {
            return (&text[..length], length);
        }
        if let Some((length, spelt)) = self.charsmap.as_ref().and_then(|map| map.longest(text)) {
            return (spelt, length);
        }
        let length = text.chars().next().map_or(0, char::len_utf8);
        (&text[..length], length)
    }
}
