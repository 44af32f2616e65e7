//! tiktoken's ranks files: a line a token, `base64 rank`. Merges are found again by cutting each token with only the
//! merges before it, since the file keeps only what they made.

use std::path::Path;

use crate::definition::{Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::hash::ByteMap;
use crate::pattern::Pattern;
use crate::roles::Roles;
use crate::tokenizer::Tokenizer;
use crate::vocabulary::{Kind, MOST_TOKENS, Token};

pub(crate) fn load(path: &Path, pattern: Pattern, specials: &[&str]) -> Result<Tokenizer> {
    let bytes = super::bytes::read(path)?;
    parse(&path.display().to_string(), &bytes, pattern, specials)
}

pub(crate) fn parse(file: &str, bytes: &[u8], pattern: Pattern, specials: &[&str]) -> Result<Tokenizer> {
    let mut ranked: Vec<Vec<u8>> = Vec::new();
    for (line, text) in bytes.split(|&byte| byte == b'\n').enumerate() {
        let text = text.trim_ascii();
        if text.is_empty() {
            continue;
        }
        let wrong = |expected: String| {
            Error::field(file, format!("line {}", line + 1), format!("{:?}", String::from_utf8_lossy(text)), expected)
        };
        let expected = || format!("base64, a space and rank {}", ranked.len());
        let mut parts = text.splitn(2, |&byte| byte == b' ');
        let token = parts.next().and_then(base64).filter(|token| !token.is_empty() && token.len() <= LONGEST_TOKEN);
        let rank = parts.next().and_then(|rank| std::str::from_utf8(rank).ok()?.parse::<usize>().ok());
        match (token, rank) {
            (Some(token), Some(rank)) if rank == ranked.len() && rank < MOST_TOKENS => ranked.push(token),
            _ => return Err(wrong(expected())),
        }
    }
    let ids: ByteMap<&[u8], u32> =
        ranked.iter().enumerate().map(|(rank, token)| (token.as_slice(), rank as u32)).collect();
    let mut merges = Vec::with_capacity(ranked.len());
    for (rank, token) in ranked.iter().enumerate().filter(|(_, token)| token.len() > 1) {
        let Some(pair) = parents(token, rank as u32, &ids) else {
            let found = format!("{:?}, which no two earlier tokens make", String::from_utf8_lossy(token));
            return Err(Error::field(file, format!("rank {rank}"), found, "a token made by a merge"));
        };
        merges.push(pair);
    }
    let mut tokens: Vec<Token> = ranked.into_iter().map(|token| Token::new(token, Kind::Normal)).collect();
    tokens.extend(specials.iter().map(|name| Token::new(name.as_bytes(), Kind::Control)));
    let model = ModelDefinition::Bpe { pattern, ignore_merges: true, merges };
    Tokenizer::build(Definition { file: file.to_string(), tokens, model, roles: Roles::default() })
}

/// Finding a token's parents is quadratic in its length; real ones have at most 128 bytes.
const LONGEST_TOKEN: usize = 1024;

/// The two tokens whose merge made `token`: what is left of its bytes when only earlier merges run.
fn parents(token: &[u8], rank: u32, ids: &ByteMap<&[u8], u32>) -> Option<(u32, u32)> {
    // Cuts between the parts; part i is token[cuts[i]..cuts[i + 1]].
    let mut cuts: Vec<usize> = (0..=token.len()).collect();
    while cuts.len() > 3 {
        let union = |at: usize| ids.get(&token[cuts[at]..cuts[at + 2]]).copied().filter(|&made| made < rank);
        let (_, at) = (0..cuts.len() - 2).filter_map(|at| Some((union(at)?, at))).min()?;
        cuts.remove(at + 1);
    }
    Some((*ids.get(&token[..cuts[1]])?, *ids.get(&token[cuts[1]..])?))
}

fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| {
        Some(u32::from(match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        }))
    };
    let digits = text.strip_suffix(b"==").or_else(|| text.strip_suffix(b"=")).unwrap_or(text);
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut word, mut bits) = (0u32, 0);
    for &byte in digits {
        word = (word << 6 | digit(byte)?) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((word >> bits) as u8);
        }
    }
    Some(bytes)
}
