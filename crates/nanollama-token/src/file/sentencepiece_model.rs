//! SentencePiece's `tokenizer.model`: a protocol buffer (`ModelProto`), of which the pieces, the model type and the
//! normalizer's switches are read. Only BPE without a character map is taken; unigram models merge by another rule.

use std::path::Path;

use crate::definition::{Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::roles::Roles;
use crate::sentencepiece::{byte_token, from_piece};
use crate::tokenizer::Tokenizer;
use crate::vocabulary::{Kind, MOST_TOKENS, Token};

pub(super) fn load(path: &Path) -> Result<Tokenizer> {
    parse(&path.display().to_string(), &super::bytes::read(path)?)
}

/// A protocol buffer's field: number and content.
enum Content<'a> {
    Number(u64),
    Fixed32([u8; 4]),
    Bytes(&'a [u8]),
    Fixed64,
}

/// The fields of a message, in the file's order. `None` marks a broken message and ends it.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(head)
    }

    fn field(&mut self) -> Option<(u64, Content<'a>)> {
        let tag = self.number()?;
        let content = match tag & 7 {
            0 => Content::Number(self.number()?),
            1 => {
                self.take(8)?;
                Content::Fixed64
            }
            2 => {
                let length = usize::try_from(self.number()?).ok()?;
                Content::Bytes(self.take(length)?)
            }
            5 => Content::Fixed32(*self.take(4)?.as_array::<4>()?),
            _ => return None,
        };
        Some((tag >> 3, content))
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Option<(u64, Content<'a>)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.field();
        if field.is_none() {
            self.0 = &[];
        }
        Some(field)
    }
}

#[derive(Default)]
struct Switches {
    unigram: bool,
    character_map: bool,
    no_dummy_prefix: bool,
    collapses_spaces: bool,
}

pub(crate) fn parse(file: &str, bytes: &[u8]) -> Result<Tokenizer> {
    let broken = |what: &str| Error::field(file, what, "cut short or not a protocol buffer", "a SentencePiece model");
    let mut tokens = Vec::new();
    let mut scores = Vec::new();
    // The formats' defaults: unigram, extra spaces removed.
    let mut switches = Switches { unigram: true, collapses_spaces: true, ..Switches::default() };
    for field in Fields(bytes) {
        match field.ok_or_else(|| broken("the file"))? {
            (1, Content::Bytes(piece)) => {
                if tokens.len() >= MOST_TOKENS {
                    return Err(Error::field(file, "pieces", "over 16,777,216", "fewer"));
                }
                let place = format!("piece {}", tokens.len());
                let (token, score) = read_piece(piece).ok_or_else(|| broken(&place))?;
                tokens.push(token);
                scores.push(score);
            }
            (2, Content::Bytes(trainer)) => {
                for field in Fields(trainer) {
                    // model_type: 1 unigram, 2 BPE, 3 word, 4 character.
                    if let (3, Content::Number(kind)) = field.ok_or_else(|| broken("trainer_spec"))? {
                        switches.unigram = kind != 2;
                    }
                }
            }
            (3, Content::Bytes(normalizer)) => {
                for field in Fields(normalizer) {
                    match field.ok_or_else(|| broken("normalizer_spec"))? {
                        (2, Content::Bytes(map)) => switches.character_map = !map.is_empty(),
                        (3, Content::Number(set)) => switches.no_dummy_prefix = set == 0,
                        (4, Content::Number(set)) => switches.collapses_spaces = set != 0,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    let refuse = |set: bool, field: &str, found: &str, expected: &str| {
        if set { Err(Error::field(file, field, found, expected)) } else { Ok(()) }
    };
    refuse(switches.unigram, "trainer_spec.model_type", "not BPE", "BPE")?;
    refuse(switches.character_map, "normalizer_spec.precompiled_charsmap", "a character map", "none (identity)")?;
    refuse(switches.collapses_spaces, "normalizer_spec.remove_extra_whitespaces", "true", "false")?;
    let model = ModelDefinition::SentencePiece { scores, add_space_prefix: !switches.no_dummy_prefix };
    let roles = Roles { add_bos: true, ..Roles::default() };
    Tokenizer::build(Definition { file: file.to_string(), tokens, model, roles })
}

fn read_piece(message: &[u8]) -> Option<(Token, f32)> {
    let (mut text, mut score, mut kind) = ("", 0.0, 1);
    for field in Fields(message) {
        match field? {
            (1, Content::Bytes(bytes)) => text = std::str::from_utf8(bytes).ok()?,
            (2, Content::Fixed32(bytes)) => score = f32::from_le_bytes(bytes),
            (3, Content::Number(number)) => kind = i32::try_from(number).ok()?,
            _ => {}
        }
    }
    // The numbers are those that GGUF took over: normal, unknown, control, user defined, unused, byte.
    let kind = Kind::from_gguf(kind)?;
    let bytes = match kind {
        Kind::Byte => vec![byte_token(text)?],
        Kind::Normal | Kind::UserDefined => from_piece(text),
        _ => text.as_bytes().to_vec(),
    };
    Some((Token { bytes, kind }, score))
}
