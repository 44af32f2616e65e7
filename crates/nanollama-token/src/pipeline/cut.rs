//! Cutting text into pieces, and what is changed in each of them on the way.

use std::borrow::Cow;

use crate::byte_level;
use crate::pattern::Pattern;

/// Where cuts fall.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Separator {
    /// One of the split patterns; every character belongs to a match.
    Pattern(Pattern),
    /// Every occurrence of a text.
    Text(String),
    /// Every number character.
    Number,
}

/// What becomes of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behavior {
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous,
}

/// When `Metaspace` puts its sign in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prefix {
    /// The piece with which the text begins.
    First,
    /// Every piece that it is given.
    Always,
    Never,
}

/// One pre-tokenizer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cut {
    Split { separator: Separator, behavior: Behavior, invert: bool },
    Metaspace { sign: char, prefix: Prefix, split: bool },
    ByteLevel { space: bool, regex: bool },
}

/// A piece, and how many of its first bytes stand for the first character of the whole text.
type Piece<'a> = (Cow<'a, str>, usize);

/// Pieces in order.
pub(crate) struct Pieces<'a>(Vec<Piece<'a>>);

impl<'a> Pieces<'a> {
    pub(crate) fn whole(text: &'a str, first: usize) -> Pieces<'a> {
        Pieces(vec![(Cow::Borrowed(text), first)])
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(piece, _)| piece.as_ref())
    }
}

impl Cut {
    pub(crate) fn apply<'a>(&self, pieces: Pieces<'a>) -> Pieces<'a> {
        let mut out = Vec::with_capacity(pieces.0.len());
        for (piece, first) in pieces.0 {
            match self {
                Cut::Split { separator, behavior, invert } => {
                    add_parts(piece, first, separator, *behavior, *invert, &mut out);
                }
                &Cut::Metaspace { sign, prefix, split } => {
                    let spelt = |text: &str| text.replace(' ', sign.encode_utf8(&mut [0; 4]));
                    let mut text = spelt(&piece);
                    let mut first = spelt(&piece[..first]).len();
                    let wanted = match prefix {
                        Prefix::Always => true,
                        Prefix::First => first > 0,
                        Prefix::Never => false,
                    };
                    if wanted && !text.is_empty() && !text.starts_with(sign) {
                        text.insert(0, sign);
                        first += if first > 0 { sign.len_utf8() } else { 0 };
                    }
                    if split {
                        let separator = Separator::Text(sign.to_string());
                        add_parts(text.into(), first, &separator, Behavior::MergedWithNext, false, &mut out);
                    } else {
                        out.push((text.into(), first));
                    }
                }
                &Cut::ByteLevel { space, regex } => {
                    let (text, first) = match space && !piece.is_empty() && !piece.starts_with(' ') {
                        true => (format!(" {piece}").into(), if first > 0 { first + 1 } else { 0 }),
                        false => (piece, first),
                    };
                    let mut add = |start: usize, end: usize| {
                        let mapped = byte_level::to_text(&text.as_bytes()[start..end]);
                        let head = byte_level::to_text(&text.as_bytes()[start..first.clamp(start, end)]);
                        out.push((mapped.into(), head.len()));
                    };
                    match regex {
                        true => Pattern::Gpt2.split(&text, add),
                        false => add(0, text.len()),
                    }
                }
            }
        }
        out.retain(|(piece, _)| !piece.is_empty());
        Pieces(out)
    }
}

fn add_parts<'a>(
    piece: Cow<'a, str>,
    first: usize,
    separator: &Separator,
    behavior: Behavior,
    invert: bool,
    out: &mut Vec<Piece<'a>>,
) {
    let parts = behavior.parts(separator.matches(&piece, invert));
    for (start, end) in parts {
        let part = match &piece {
            Cow::Borrowed(text) => Cow::Borrowed(&text[start..end]),
            Cow::Owned(text) => Cow::Owned(text[start..end].to_owned()),
        };
        out.push((part, first.clamp(start, end) - start));
    }
}

/// A stretch of the text, and whether it is a match.
type Stretch = ((usize, usize), bool);

impl Separator {
    /// The whole text as matches and what lies between; inverted, the two change places.
    fn matches(&self, text: &str, invert: bool) -> Vec<Stretch> {
        let mut out: Vec<Stretch> = Vec::new();
        let mut last = 0;
        let mut found = |start: usize, end: usize| {
            if last < start {
                out.push(((last, start), invert));
            }
            out.push(((start, end), !invert));
            last = end;
        };
        match self {
            Separator::Pattern(pattern) => pattern.split(text, found),
            Separator::Text(separator) => {
                text.match_indices(separator.as_str()).for_each(|(start, part)| found(start, start + part.len()));
            }
            Separator::Number => {
                let numbers = text.char_indices().filter(|(_, character)| character.is_numeric());
                numbers.for_each(|(start, character)| found(start, start + character.len_utf8()));
            }
        }
        if last < text.len() {
            out.push(((last, text.len()), invert));
        }
        out
    }
}

impl Behavior {
    fn parts(self, stretches: Vec<Stretch>) -> Vec<(usize, usize)> {
        let mut parts: Vec<(usize, usize)> = Vec::with_capacity(stretches.len());
        let mut before = false;
        match self {
            Behavior::Removed => {
                parts.extend(stretches.iter().filter(|(_, is_match)| !is_match).map(|(place, _)| *place))
            }
            Behavior::Isolated => parts.extend(stretches.iter().map(|(place, _)| *place)),
            Behavior::Contiguous => {
                for ((start, end), is_match) in stretches {
                    match parts.last_mut() {
                        Some(last) if is_match == before => last.1 = end,
                        _ => parts.push((start, end)),
                    }
                    before = is_match;
                }
            }
            Behavior::MergedWithPrevious => {
                for ((start, end), is_match) in stretches {
                    match parts.last_mut() {
                        Some(last) if is_match && !before => last.1 = end,
                        _ => parts.push((start, end)),
                    }
                    before = is_match;
                }
            }
            Behavior::MergedWithNext => {
                for ((start, end), is_match) in stretches.into_iter().rev() {
                    match parts.last_mut() {
                        Some(next) if is_match && !before => next.0 = start,
                        _ => parts.push((start, end)),
                    }
                    before = is_match;
                }
                parts.reverse();
            }
        }
        parts
    }
}
