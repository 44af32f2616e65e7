//! tiktoken's ranks: a line a token, its bytes in base64 and its rank. How text is split and which special tokens there are
//! is in no such file. Meta's `tokenizer.model` of Llama 3 is one whose pattern and specials are known.

use std::collections::HashMap;

use crate::definition::{BpeDefinition, Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::pattern::Pattern;
use crate::roles::Roles;
use crate::tokenizer::Tokenizer;
use crate::vocabulary::{Kind, MOST_TOKENS, Token};

/// Llama 3's special tokens in order, as Llama 3.1 names them; so many in all, the rest reserved.
const SPECIALS: [&str; 11] = [
    "<|begin_of_text|>",
    "<|end_of_text|>",
    "<|reserved_special_token_0|>",
    "<|reserved_special_token_1|>",
    "<|finetune_right_pad_id|>",
    "<|step_id|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "<|eom_id|>",
    "<|eot_id|>",
    "<|python_tag|>",
];
const SPECIALS_IN_ALL: usize = 256;
/// The longest token of any such vocabulary has 128 bytes.
const LONGEST: usize = 1024;

/// Whether a file's bytes are such ranks.
pub(super) fn is_ranks(bytes: &[u8]) -> bool {
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.len() < 2 * LONGEST && std::str::from_utf8(line).is_ok_and(|line| rank(line).is_some())
}

/// The refusal of ranks alone.
pub(super) fn refusal(file: &str) -> Error {
    let expected = "the tokenizer.json of the same model, which says both (ranks are read as Llama 3's when the file is \
        called tokenizer.model)";
    Error::field(file, "the file", "tiktoken ranks without pattern and special tokens", expected)
}

/// Reads ranks as Llama 3's.
pub(super) fn llama3(file: &str, bytes: &[u8]) -> Result<Tokenizer> {
    tokenizer(file, bytes, Pattern::Llama3)
}

/// Ranks of known sets, told by their number: those of GPT-2 (r50k), cl100k, Llama 3, o200k.
const SETS: [(usize, Pattern); 4] =
    [(50_256, Pattern::Gpt2), (100_256, Pattern::Gpt4), (128_000, Pattern::Llama3), (199_998, Pattern::Gpt4o)];

/// Reads ranks of a known set, without special tokens: to count with.
pub(super) fn known(file: &str, bytes: &[u8]) -> Result<Tokenizer> {
    let (tokens, merges) = ranks(file, bytes)?;
    let Some((_, pattern)) = SETS.iter().find(|(count, _)| *count == tokens.len()) else {
        let expected = "50256 (GPT-2), 100256 (cl100k), 128000 (Llama 3) or 199998 (o200k)";
        return Err(Error::field(file, "the number of ranks", tokens.len().to_string(), expected));
    };
    let definition = BpeDefinition { rank_by_union: true, ..BpeDefinition::new(*pattern, true, merges) };
    Tokenizer::build(Definition::plain(file, tokens, ModelDefinition::Bpe(definition), Roles::default()))
}

/// Ranks under a pattern, with Llama 3's special tokens behind them.
fn tokenizer(file: &str, bytes: &[u8], pattern: Pattern) -> Result<Tokenizer> {
    let (mut tokens, merges) = ranks(file, bytes)?;
    let reserved = (SPECIALS.len()..SPECIALS_IN_ALL).map(|place| format!("<|reserved_special_token_{}|>", place - 9));
    let names = SPECIALS.map(String::from).into_iter().chain(reserved);
    tokens.extend(names.map(|name| Token::new(name, Kind::Control)));
    let definition = BpeDefinition { rank_by_union: true, ..BpeDefinition::new(pattern, true, merges) };
    let roles = Roles { add_bos: true, ..Roles::default() };
    Tokenizer::build(Definition::plain(file, tokens, ModelDefinition::Bpe(definition), roles))
}

/// Tokens in the order of their ranks, and every pair that makes one.
type Ranks = (Vec<Token>, Vec<(u32, u32)>);

fn ranks(file: &str, bytes: &[u8]) -> Result<Ranks> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| Error::field(file, "the file", "no UTF-8", "base64 and ranks"))?;
    let mut tokens = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let place = || format!("line {}", number + 1);
        let wrong = || Error::field(file, place(), format!("{line:?}"), "a token in base64 and its rank");
        let (token, rank) = rank(line).ok_or_else(wrong)?;
        if rank != tokens.len() || rank >= MOST_TOKENS {
            return Err(Error::field(file, place(), format!("rank {rank}"), format!("rank {}", tokens.len())));
        }
        tokens.push(Token::new(token, Kind::Normal));
    }
    let merges = merges(&tokens);
    Ok((tokens, merges))
}

fn rank(line: &str) -> Option<(Vec<u8>, usize)> {
    let (token, rank) = line.trim_end().split_once(' ')?;
    let token = super::base64::decode(token).filter(|token| !token.is_empty() && token.len() <= LONGEST)?;
    Some((token, rank.parse().ok()?))
}

/// Every pair of tokens whose union is one, in the order of the unions: tiktoken asks for the union alone.
fn merges(tokens: &[Token]) -> Vec<(u32, u32)> {
    let ids: HashMap<&[u8], u32> = tokens.iter().zip(0..).map(|(token, id)| (token.bytes.as_slice(), id)).collect();
    let cuts = |token: &'_ Token| {
        let bytes = token.bytes.clone();
        (1..bytes.len()).filter_map(|at| Some((*ids.get(&bytes[..at])?, *ids.get(&bytes[at..])?))).collect::<Vec<_>>()
    };
    tokens.iter().flat_map(cuts).collect()
}

#[cfg(test)]
mod tests;
