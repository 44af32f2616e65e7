//! llama2.c's `tokenizer.bin`: the longest token's length, then for each token its score, length and bytes. Kinds are
//! not kept: ids 0 to 2 are `<unk>`, `<s>`, `</s>` (written with line breaks around them), and bytes are named.

use std::path::Path;

use crate::definition::{Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::roles::Roles;
use crate::sentencepiece::{Spelling, byte_token};
use crate::tokenizer::Tokenizer;
use crate::vocabulary::{Kind, MOST_TOKENS, Token};

pub(super) fn load(path: &Path) -> Result<Tokenizer> {
    parse(&path.display().to_string(), &super::bytes::read(path)?)
}

pub(crate) fn parse(file: &str, bytes: &[u8]) -> Result<Tokenizer> {
    let mut tokens = Vec::new();
    let mut scores = Vec::new();
    let mut rest = bytes.get(4..).unwrap_or_default();
    while !rest.is_empty() {
        let id = tokens.len();
        let (token, score, after) = read_token(id, rest).filter(|_| id < MOST_TOKENS).ok_or_else(|| {
            let expected = "score, length, and so many bytes of text";
            Error::field(file, format!("token {id}"), "cut short or not text", expected)
        })?;
        tokens.push(token);
        scores.push(score);
        rest = after;
    }
    let model = ModelDefinition::SentencePiece { scores, spelling: Spelling::plain(true) };
    let roles = Roles { add_bos: true, ..Roles::default() };
    Tokenizer::build(Definition::plain(file, tokens, model, roles))
}

fn read_token(id: usize, bytes: &[u8]) -> Option<(Token, f32, &[u8])> {
    let (score, rest) = bytes.split_first_chunk::<4>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (text, rest) = rest.split_at_checked(usize::try_from(i32::from_le_bytes(*length)).ok()?)?;
    let text = std::str::from_utf8(text).ok()?;
    let token = match (id, byte_token(text)) {
        (0, _) => Token::new("<unk>", Kind::Unknown),
        (1, _) => Token::new("<s>", Kind::Control),
        (2, _) => Token::new("</s>", Kind::Control),
        (_, Some(byte)) => Token::new([byte], Kind::Byte),
        _ => Token::new(text, Kind::Normal),
    };
    Some((token, f32::from_le_bytes(*score), rest))
}
