//! From the values to a tokenizer.

use std::collections::{HashMap, HashSet};

use super::pre::{DEFAULT, FILE, Pre, meaning};
use super::vocab::GgufVocab;
use crate::byte_level;
use crate::definition::{BpeDefinition, Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::normalizer::{Normalizer, Step};
use crate::roles::Roles;
use crate::sentencepiece::{Spelling, byte_token, from_piece};
use crate::tokenizer::Tokenizer;
use crate::vocabulary::{Kind, Token};

/// Builds the tokenizer; an error names the key.
pub(crate) fn read(vocab: GgufVocab) -> Result<Tokenizer> {
    let count = vocab.tokens.len();
    if !vocab.token_types.is_empty() && vocab.token_types.len() != count {
        let found = format!("{} values", vocab.token_types.len());
        return Err(Error::field(FILE, "tokenizer.ggml.token_type", found, format!("one for each of {count} tokens")));
    }
    let named = [vocab.bos, vocab.eos, vocab.eot, vocab.pad, vocab.unk];
    let kinds: Vec<Kind> = if vocab.token_types.is_empty() {
        // Old files: only the tokens with a part to play are known to be special.
        (0..count as u32).map(|id| if named.contains(&Some(id)) { Kind::Control } else { Kind::Normal }).collect()
    } else {
        let kind = |(id, &number): (usize, &i32)| {
            let wrong = || Error::field(FILE, format!("tokenizer.ggml.token_type[{id}]"), number.to_string(), "1 to 6");
            Kind::from_gguf(number).ok_or_else(wrong)
        };
        vocab.token_types.iter().enumerate().map(kind).collect::<Result<_>>()?
    };
    let mut roles = Roles {
        bos: vocab.bos,
        eos: vocab.eos,
        eot: vocab.eot,
        pad: vocab.pad,
        unk: vocab.unk,
        add_bos: vocab.add_bos.unwrap_or(false),
        add_eos: vocab.add_eos.unwrap_or(false),
    };
    let mut ignored = Vec::new();
    let (tokens, model) = match vocab.model.as_str() {
        "gpt2" => {
            let pre = vocab.pre.as_deref().unwrap_or_else(|| {
                let problem =
                    "it is missing; texts are cut as under \"default\", which may not be how the model learned";
                ignored.push(format!("{FILE}: tokenizer.ggml.pre: {problem}"));
                DEFAULT
            });
            let Pre { pattern, ignore_merges, add_bos } = meaning(pre)?;
            roles.add_bos = vocab.add_bos.unwrap_or(add_bos);
            let tokens = byte_level_tokens(&vocab.tokens, &kinds)?;
            let merges = merge_ids(&vocab.tokens, &vocab.merges)?;
            (tokens, ModelDefinition::Bpe(BpeDefinition::new(pattern, ignore_merges, merges)))
        }
        "llama" => {
            roles.add_bos = vocab.add_bos.unwrap_or(true);
            let tokens = piece_tokens(&vocab.tokens, &kinds)?;
            let spelling = Spelling::plain(vocab.add_space_prefix.unwrap_or(true));
            (tokens, ModelDefinition::SentencePiece { scores: vocab.scores, spelling })
        }
        other => {
            let expected = "\"gpt2\" (byte-level BPE) or \"llama\" (SentencePiece)";
            return Err(Error::field(FILE, "tokenizer.ggml.model", format!("{other:?}"), expected));
        }
    };
    let normalizer = Normalizer(if vocab.nfc == Some(true) { vec![Step::Nfc] } else { Vec::new() });
    Tokenizer::build(Definition { ignored, normalizer, ..Definition::plain(FILE, tokens, model, roles) })
}

fn byte_level_tokens(texts: &[String], kinds: &[Kind]) -> Result<Vec<Token>> {
    let token = |(id, (text, &kind)): (usize, (&String, &Kind))| {
        let bytes = match kind {
            Kind::Normal | Kind::Byte => byte_level::to_bytes(text).ok_or_else(|| {
                let expected = "characters of GPT-2's byte map";
                Error::field(FILE, format!("tokenizer.ggml.tokens[{id}]"), format!("{text:?}"), expected)
            })?,
            _ => text.as_bytes().to_vec(),
        };
        Ok(Token { bytes, kind: if kind == Kind::Byte { Kind::Normal } else { kind } })
    };
    texts.iter().zip(kinds).enumerate().map(token).collect()
}

fn piece_tokens(texts: &[String], kinds: &[Kind]) -> Result<Vec<Token>> {
    let token = |(id, (text, &kind)): (usize, (&String, &Kind))| {
        let bytes = match kind {
            Kind::Byte => {
                let wrong = || {
                    Error::field(
                        FILE,
                        format!("tokenizer.ggml.tokens[{id}]"),
                        format!("{text:?}"),
                        "a byte, \"<0x0A>\"",
                    )
                };
                vec![byte_token(text).ok_or_else(wrong)?]
            }
            Kind::Normal | Kind::UserDefined => from_piece(text),
            _ => text.as_bytes().to_vec(),
        };
        Ok(Token { bytes, kind })
    };
    texts.iter().zip(kinds).enumerate().map(token).collect()
}

fn merge_ids(tokens: &[String], merges: &[String]) -> Result<Vec<(u32, u32)>> {
    let mut ids: HashMap<&str, u32> = HashMap::with_capacity(tokens.len());
    for (id, text) in tokens.iter().enumerate() {
        ids.entry(text.as_str()).or_insert(id as u32);
    }
    // Of a pair that stands twice the first rank counts, as in llama.cpp.
    let mut seen = HashSet::with_capacity(merges.len());
    let pair = |(rank, merge): (usize, &String)| {
        let parts = merge.split_once(' ').and_then(|(left, right)| Some((*ids.get(left)?, *ids.get(right)?)));
        let wrong = || {
            let expected = "two tokens with a space between";
            Error::field(FILE, format!("tokenizer.ggml.merges[{rank}]"), format!("{merge:?}"), expected)
        };
        parts.ok_or_else(wrong)
    };
    let mut pairs = merges.iter().enumerate().map(pair).collect::<Result<Vec<(u32, u32)>>>()?;
    pairs.retain(|pair| seen.insert(*pair));
    Ok(pairs)
}
