//! SentencePiece's `tokenizer.model`: a protocol buffer (`ModelProto`). Read are the pieces and what the trainer's and the
//! normaliser's messages say of how text is spelt and cut; what only tells how the model was trained is passed over, and
//! any other field is an error. BPE alone: unigram models merge by another rule.

mod write;

use std::collections::HashSet;
use std::path::Path;

pub(crate) use write::Written;

use crate::definition::{Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::file::protobuf::{Content, Fields};
use crate::file::tokenizer_config::Beside;
use crate::normalizer::charsmap::Charsmap;
use crate::roles::Roles;
use crate::sentencepiece::{Spelling, byte_token, from_piece};
use crate::special::FlagsById;
use crate::tokenizer::Tokenizer;
use crate::vocabulary::{Kind, MOST_TOKENS, Token};

/// Reads a model, and what lies beside it.
pub(super) fn load(path: &Path, bytes: &[u8]) -> Result<Tokenizer> {
    let beside = Beside::read(path.parent().unwrap_or(Path::new("")))?;
    parse(&path.display().to_string(), bytes, &beside)
}

/// The messages of a file, put together.
struct Model<'a> {
    file: &'a str,
    tokens: Vec<Token>,
    scores: Vec<f32>,
    /// `trainer_spec.model_type`: 1 unigram, 2 BPE, 3 word, 4 character.
    kind: u64,
    spelling: Spelling,
    escapes: bool,
    /// Texts of `<s>`, `</s>`, `<pad>`.
    names: [String; 3],
}

/// Fields of `trainer_spec` that tell how it was trained, and the unknown token's name and looks, which its piece has.
const TRAINING: [u64; 39] = [
    1, 2, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26, 30, 31, 32, 33, 34, 36, 40, 41,
    42, 43, 44, 45, 49, 50, 51, 52, 53,
];

pub(crate) fn parse(file: &str, bytes: &[u8], beside: &Beside) -> Result<Tokenizer> {
    let mut model = Model {
        file,
        tokens: Vec::new(),
        scores: Vec::new(),
        kind: 1,
        // The format's defaults.
        spelling: Spelling { remove_extra: true, byte_fallback: false, ..Spelling::plain(true) },
        escapes: true,
        names: ["<s>", "</s>", "<pad>"].map(String::from),
    };
    for field in Fields(bytes) {
        match field.ok_or_else(|| model.broken("the file"))? {
            (1, Content::Bytes(piece)) => model.add_piece(piece)?,
            (2, Content::Bytes(spec)) => model.trainer(spec)?,
            (3, Content::Bytes(spec)) => model.normalizer(spec)?,
            // Texts to test it with.
            (4, Content::Bytes(_)) => {}
            (5, Content::Bytes(spec)) => model.denormalizer(spec)?,
            (number, _) => return Err(model.unread("the file", number)),
        }
    }
    model.check()?;
    model.finish(beside, bytes)
}

impl Model<'_> {
    fn broken(&self, what: &str) -> Error {
        Error::field(self.file, what, "cut short or not a protocol buffer", "a SentencePiece model")
    }

    fn unread(&self, what: &str, number: u64) -> Error {
        Error::field(self.file, format!("{what}, field {number}"), "there", "none: it is read nowhere")
    }

    fn add_piece(&mut self, message: &[u8]) -> Result<()> {
        if self.tokens.len() >= MOST_TOKENS {
            return Err(Error::field(self.file, "pieces", "over 16,777,216", "fewer"));
        }
        let place = format!("piece {}", self.tokens.len());
        let (token, score) = read_piece(message).ok_or_else(|| self.broken(&place))?;
        self.tokens.push(token);
        self.scores.push(score);
        Ok(())
    }

    fn trainer(&mut self, spec: &[u8]) -> Result<()> {
        for field in Fields(spec) {
            match field.ok_or_else(|| self.broken("trainer_spec"))? {
                (3, Content::Number(kind)) => self.kind = kind,
                (24, Content::Number(set)) => self.spelling.suffix = set != 0,
                (35, Content::Number(set)) => self.spelling.byte_fallback = set != 0,
                (number @ 46..=48, Content::Bytes(name)) => {
                    let name = std::str::from_utf8(name).map_err(|_| self.broken("trainer_spec"))?;
                    self.names[number as usize - 46] = name.to_owned();
                }
                (number, _) if TRAINING.contains(&number) => {}
                (number, _) => return Err(self.unread("trainer_spec", number)),
            }
        }
        Ok(())
    }

    fn normalizer(&mut self, spec: &[u8]) -> Result<()> {
        for field in Fields(spec) {
            match field.ok_or_else(|| self.broken("normalizer_spec"))? {
                // Its name, and the rules that the map was made of.
                (1 | 6, Content::Bytes(_)) => {}
                (2, Content::Bytes([])) => {}
                (2, Content::Bytes(map)) => {
                    let map = Charsmap::read(map).map_err(|problem| {
                        let field = "normalizer_spec.precompiled_charsmap";
                        Error::field(self.file, field, problem, "a trie and its replacements")
                    })?;
                    self.spelling.charsmap = Some(map);
                }
                (3, Content::Number(set)) => self.spelling.add_prefix = set != 0,
                (4, Content::Number(set)) => self.spelling.remove_extra = set != 0,
                (5, Content::Number(set)) => self.escapes = set != 0,
                (number, _) => return Err(self.unread("normalizer_spec", number)),
            }
        }
        Ok(())
    }

    /// What would be changed after decoding: nothing, or it is refused.
    fn denormalizer(&self, spec: &[u8]) -> Result<()> {
        for field in Fields(spec) {
            match field.ok_or_else(|| self.broken("denormalizer_spec"))? {
                (2, Content::Bytes(map)) if !map.is_empty() => {
                    let field = "denormalizer_spec.precompiled_charsmap";
                    return Err(Error::field(self.file, field, "a character map", "none"));
                }
                (1..=6, _) => {}
                (number, _) => return Err(self.unread("denormalizer_spec", number)),
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<()> {
        if self.kind != 2 {
            let found = match self.kind {
                1 => "1 (unigram)".to_owned(),
                3 => "3 (words)".to_owned(),
                4 => "4 (characters)".to_owned(),
                other => other.to_string(),
            };
            return Err(Error::field(self.file, "trainer_spec.model_type", found, "2 (BPE)"));
        }
        if !self.escapes {
            return Err(Error::field(self.file, "normalizer_spec.escape_whitespaces", "false", "true"));
        }
        let count = |kind: Kind| self.tokens.iter().filter(|token| token.kind == kind).count();
        if count(Kind::Unknown) != 1 {
            let found = format!("{} unknown tokens", count(Kind::Unknown));
            return Err(Error::field(self.file, "pieces", found, "one"));
        }
        let bytes = count(Kind::Byte);
        let expected = if self.spelling.byte_fallback { 256 } else { 0 };
        if bytes != expected {
            let found = format!("{} with {bytes} byte pieces", self.spelling.byte_fallback);
            return Err(Error::field(self.file, "trainer_spec.byte_fallback", found, format!("{expected} of them")));
        }
        self.check_unused()
    }

    /// An unused piece that others make is taken apart again by SentencePiece; one that nothing makes is nothing.
    fn check_unused(&self) -> Result<()> {
        if self.tokens.iter().all(|token| token.kind != Kind::Unused) {
            return Ok(());
        }
        let merging = |token: &&Token| matches!(token.kind, Kind::Normal | Kind::UserDefined | Kind::Unused);
        let texts: HashSet<Vec<u8>> = self.tokens.iter().filter(merging).map(|token| spaced(&token.bytes)).collect();
        for (id, token) in self.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Unused) {
            let text = spaced(&token.bytes);
            let made = |at: usize| texts.contains(&text[..at]) && texts.contains(&text[at..]);
            let single = std::str::from_utf8(&text).is_ok_and(|text| text.chars().count() == 1);
            if single || (1..text.len()).any(made) {
                let found = format!("unused, but made of others ({:?})", String::from_utf8_lossy(&text));
                return Err(Error::field(self.file, format!("piece {id}"), found, "a piece that is in use"));
            }
        }
        Ok(())
    }

    fn finish(mut self, beside: &Beside, bytes: &[u8]) -> Result<Tokenizer> {
        let own = self.tokens.len();
        self.spelling.own_symbols_below = own as u32;
        // Newer transformers puts a space before the first stretch of a text alone.
        self.spelling.prefix_again = beside.truth("legacy")?.unwrap_or(true);
        let mut flags = FlagsById::new();
        for added in &beside.added {
            let id = added.id as usize;
            let kind = if added.special { Kind::Control } else { Kind::UserDefined };
            let count = self.tokens.len();
            match self.tokens.get_mut(id) {
                Some(token) if token.bytes == added.content.as_bytes() || token.bytes == from_piece(&added.content) => {
                    // It is what it is in the model; that it is special may be news.
                    if matches!(token.kind, Kind::UserDefined | Kind::Normal) && added.special {
                        token.kind = Kind::Control;
                    }
                }
                Some(token) => {
                    let found = format!("{:?}", added.content);
                    let expected = format!("{:?}, as in {}", String::from_utf8_lossy(&token.bytes), self.file);
                    return Err(Error::field(self.file, &added.field, found, expected));
                }
                None if id > count => {
                    let expected = format!("the next free id, {count}");
                    return Err(Error::field(self.file, &added.field, format!("id {id}"), expected));
                }
                None => {
                    self.tokens.push(Token::new(added.content.as_bytes(), kind));
                    self.scores.push(0.0);
                }
            }
            if added.flags != Default::default() && kind == Kind::Control {
                flags.insert(added.id, added.flags);
            }
        }
        let id_of = |tokens: &[Token], name: &str| {
            let id = tokens.iter().position(|token| token.kind.is_named() && token.bytes == name.as_bytes());
            id.map(|id| id as u32)
        };
        let [bos, eos, pad] = self.names.each_ref().map(|name| id_of(&self.tokens, name));
        let mut roles = Roles { bos, eos, pad, add_bos: true, ..Roles::default() };
        let mut ignored = Vec::new();
        beside.complete(&mut roles, |name| id_of(&self.tokens, name), &mut ignored)?;
        roles.unk = self.tokens.iter().position(|token| token.kind == Kind::Unknown).map(|id| id as u32);
        let model = ModelDefinition::SentencePiece { scores: self.scores, spelling: self.spelling };
        Tokenizer::build(Definition {
            flags,
            further: beside.further(),
            ignored,
            model_file: Some(bytes.into()),
            ..Definition::plain(self.file, self.tokens, model, roles)
        })
    }
}

/// An unused piece's text as others are held: it was not given the spaces of the rest.
fn spaced(bytes: &[u8]) -> Vec<u8> {
    from_piece(&String::from_utf8_lossy(bytes))
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
