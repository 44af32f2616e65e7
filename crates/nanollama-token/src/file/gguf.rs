//! GGUF's `tokenizer.ggml.*` values. The container itself is read and written elsewhere; here are only its values.

use std::collections::HashMap;

use crate::byte_level;
use crate::error::{Error, Result};
use crate::pattern::Pattern;
use crate::roles::Roles;
use crate::sentencepiece::{byte_name, byte_token, from_piece, to_piece};
use crate::tokenizer::{Definition, Model, ModelDefinition, Tokenizer};
use crate::vocabulary::{Kind, Token};

/// A tokenizer as GGUF holds it, one field a key `tokenizer.ggml.*`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GgufVocab {
    /// `model`: `gpt2` (byte-level BPE) or `llama` (SentencePiece).
    pub model: String,
    /// `pre`: the split pattern's name, `llama-bpe`.
    pub pre: Option<String>,
    /// `tokens`, as written (byte map or U+2581).
    pub tokens: Vec<String>,
    /// `token_type`, one a token; empty when the file has none.
    pub token_types: Vec<i32>,
    /// `scores`, one a token; empty for `gpt2`.
    pub scores: Vec<f32>,
    /// `merges`, `"a b"`; empty for `llama`.
    pub merges: Vec<String>,
    /// `bos_token_id`
    pub bos: Option<u32>,
    /// `eos_token_id`
    pub eos: Option<u32>,
    /// `eot_token_id`
    pub eot: Option<u32>,
    /// `padding_token_id`
    pub pad: Option<u32>,
    /// `unknown_token_id`
    pub unk: Option<u32>,
    /// `add_bos_token`
    pub add_bos: Option<bool>,
    /// `add_space_prefix`
    pub add_space_prefix: Option<bool>,
}

const FILE: &str = "GGUF";

/// llama.cpp's names: pattern, and whether a whole pre-token in the vocabulary is that token. The first of equals is written.
const PRES: [(&str, Pattern, bool); 12] = [
    ("llama-bpe", Pattern::Llama3, true),
    ("llama3", Pattern::Llama3, true),
    ("llama-v3", Pattern::Llama3, true),
    ("dbrx", Pattern::Llama3, false),
    ("smaug-bpe", Pattern::Llama3, false),
    ("gpt-2", Pattern::Gpt2, false),
    ("phi-2", Pattern::Gpt2, false),
    ("jina-es", Pattern::Gpt2, false),
    ("jina-de", Pattern::Gpt2, false),
    ("qwen2", Pattern::Qwen2, false),
    ("deepseek-r1-qwen", Pattern::Qwen2, false),
    ("smollm", Pattern::SmolLm, false),
];

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
    };
    let (tokens, model) = match vocab.model.as_str() {
        "gpt2" => {
            let (pattern, ignore_merges) = pattern_of(vocab.pre.as_deref())?;
            // As llama.cpp: files of this pre-tokenizer mean to have it.
            roles.add_bos = vocab.add_bos.unwrap_or(pattern == Pattern::Llama3 && ignore_merges);
            let tokens = byte_level_tokens(&vocab.tokens, &kinds)?;
            let merges = merge_ids(&vocab.tokens, &vocab.merges)?;
            (tokens, ModelDefinition::Bpe { pattern, ignore_merges, merges })
        }
        "llama" => {
            roles.add_bos = vocab.add_bos.unwrap_or(true);
            let tokens = piece_tokens(&vocab.tokens, &kinds)?;
            let add_space_prefix = vocab.add_space_prefix.unwrap_or(true);
            (tokens, ModelDefinition::SentencePiece { scores: vocab.scores, add_space_prefix })
        }
        other => {
            let expected = "\"gpt2\" (byte-level BPE) or \"llama\" (SentencePiece)";
            return Err(Error::field(FILE, "tokenizer.ggml.model", format!("{other:?}"), expected));
        }
    };
    Tokenizer::build(Definition { file: FILE.to_string(), tokens, model, roles })
}

fn pattern_of(pre: Option<&str>) -> Result<(Pattern, bool)> {
    let found = PRES.iter().find(|(name, _, _)| Some(*name) == pre);
    found.map(|&(_, pattern, ignore_merges)| (pattern, ignore_merges)).ok_or_else(|| {
        let names: Vec<&str> = PRES.iter().map(|(name, _, _)| *name).collect();
        let found = pre.map_or("missing".to_string(), |pre| format!("{pre:?}"));
        Error::field(FILE, "tokenizer.ggml.pre", found, format!("one of {}", names.join(", ")))
    })
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
    let pair = |(rank, merge): (usize, &String)| {
        let parts = merge.split_once(' ').and_then(|(left, right)| Some((*ids.get(left)?, *ids.get(right)?)));
        let wrong = || {
            let expected = "two tokens with a space between";
            Error::field(FILE, format!("tokenizer.ggml.merges[{rank}]"), format!("{merge:?}"), expected)
        };
        parts.ok_or_else(wrong)
    };
    merges.iter().enumerate().map(pair).collect()
}

pub(crate) fn write(tokenizer: &Tokenizer) -> Result<GgufVocab> {
    let inner = tokenizer.inner();
    let roles = inner.roles;
    let mut vocab = GgufVocab {
        bos: roles.bos,
        eos: roles.eos,
        eot: roles.eot,
        pad: roles.pad,
        unk: roles.unk,
        add_bos: Some(tokenizer.adds_bos()),
        token_types: inner.vocabulary.tokens().map(|(_, kind, _)| kind as i32).collect(),
        ..GgufVocab::default()
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match &inner.model {
        Model::Bpe(bpe) => {
            let pre = PRES.iter().find(|(_, pattern, ignore)| *pattern == bpe.pattern && *ignore == bpe.ignore_merges);
            let problem = || {
                let whole = if bpe.ignore_merges { "with" } else { "without" };
                format!("llama.cpp has no pre-tokenizer for pattern {} {whole} ignore_merges", bpe.pattern.name())
            };
            let (name, _, _) = pre.ok_or_else(|| Error::Export { format: "GGUF", problem: problem() })?;
            vocab.model = "gpt2".into();
            vocab.pre = Some((*name).into());
            let written = |(id, kind, bytes): (u32, Kind, &[u8])| match kind {
                Kind::Normal => byte_level::to_text(bytes),
                Kind::Unused if bytes.is_empty() => format!("[UNUSED{id}]"),
                _ => text(bytes),
            };
            vocab.tokens = inner.vocabulary.tokens().map(written).collect();
            let merge = |&(left, right): &(u32, u32)| {
                format!("{} {}", vocab.tokens[left as usize], vocab.tokens[right as usize])
            };
            vocab.merges = bpe.merges.iter().map(merge).collect();
        }
        Model::SentencePiece(pieces) => {
            if let Some(id) = pieces.scores.iter().position(|score| score.is_infinite()) {
                // Such a token must never be made; the lowest finite score would still let it.
                let kind = inner.vocabulary.kind(id as u32);
                let single = inner.vocabulary.written(id as u32).is_some_and(|bytes| text(bytes).chars().count() <= 1);
                if kind == Some(Kind::Normal) && !single {
                    let problem = format!("token {id} is made by no merge, which scores cannot say");
                    return Err(Error::Export { format: "GGUF", problem });
                }
            }
            vocab.model = "llama".into();
            vocab.pre = Some("default".into());
            let written = |(id, kind, bytes): (u32, Kind, &[u8])| match kind {
                Kind::Byte => byte_name(bytes.first().copied().unwrap_or_default()),
                Kind::Normal | Kind::UserDefined => to_piece(&text(bytes)),
                Kind::Unused if bytes.is_empty() => format!("[UNUSED{id}]"),
                _ => text(bytes),
            };
            vocab.tokens = inner.vocabulary.tokens().map(written).collect();
            let finite = |&score: &f32| if score.is_infinite() { 0.0 } else { score };
            vocab.scores = pieces.scores.iter().map(finite).collect();
            vocab.add_space_prefix = Some(pieces.add_space_prefix);
        }
    }
    Ok(vocab)
}
