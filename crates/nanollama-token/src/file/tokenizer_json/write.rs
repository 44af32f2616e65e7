//! Writing `tokenizer.json` so that HF `tokenizers` gives the same ids.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::bpe::Bpe;
use crate::byte_level;
use crate::error::{Error, Result};
use crate::file::base64;
use crate::normalizer::{Normalizer, Step};
use crate::pattern::Pattern;
use crate::sentencepiece::{SentencePiece, Spelling, byte_name, to_piece};
use crate::tokenizer::{Model, Tokenizer};
use crate::vocabulary::{Kind, Vocabulary};

const FORMAT: &str = "tokenizer.json";

/// The whole file.
pub(crate) fn write(tokenizer: &Tokenizer) -> Result<Value> {
    let inner = tokenizer.inner();
    let vocabulary = &inner.vocabulary;
    let (normalizer, pre_tokenizer, decoder, model) = match &inner.model {
        Model::Bpe(bpe) => {
            check_names(vocabulary)?;
            let normalizer = normalizer_steps(&inner.normalizer);
            (normalizer, pre_tokenizer(bpe)?, byte_level_step(), byte_level_model(vocabulary, bpe))
        }
        Model::Pipeline(pipeline) => {
            let json = |source| Error::Json { file: "tokenizer.json".into(), source };
            return serde_json::from_str(&pipeline.source).map_err(json);
        }
        Model::SentencePiece(pieces) => {
            check(vocabulary, pieces)?;
            (normalizer(pieces), Value::Null, decoder(pieces), sentence_piece_model(tokenizer, pieces)?)
        }
    };
    Ok(json!({
        "version": "1.0",
        "truncation": null,
        "padding": null,
        "added_tokens": added_tokens(tokenizer),
        "normalizer": normalizer,
        "pre_tokenizer": pre_tokenizer,
        "post_processor": post_processor(tokenizer),
        "decoder": decoder,
        "model": model,
    }))
}

/// Refuses two tokens of one text, of which the file can hold one.
fn check_names(vocabulary: &Vocabulary) -> Result<()> {
    let named: HashMap<Vec<u8>, u32> =
        vocabulary.tokens().filter(|(_, kind, _)| kind.is_named()).map(|(id, _, text)| (text.to_vec(), id)).collect();
    for (id, kind, bytes) in vocabulary.tokens() {
        let text = byte_level::to_text(bytes);
        if kind == Kind::Normal
            && let Some(other) = named.get(text.as_bytes())
        {
            let problem = format!("token {id} and the added token {other} are both written {text:?}");
            return Err(Error::Export { format: FORMAT, problem });
        }
    }
    Ok(())
}

fn added_tokens(tokenizer: &Tokenizer) -> Vec<Value> {
    let inner = tokenizer.inner();
    let vocabulary = &inner.vocabulary;
    let added = vocabulary.tokens().filter(|(_, kind, _)| kind.is_named());
    added
        .map(|(id, kind, text)| {
            let flags = inner.flags.get(&id).copied().unwrap_or_default();
            json!({
                "id": id,
                "content": String::from_utf8_lossy(text),
                "single_word": flags.single_word,
                "lstrip": flags.left,
                "rstrip": flags.right,
                "normalized": flags.normalized,
                "special": kind != Kind::UserDefined,
            })
        })
        .collect()
}

fn byte_level_step() -> Value {
    json!({"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false})
}

fn pre_tokenizer(bpe: &Bpe) -> Result<Value> {
    let pattern = bpe.pattern;
    let space = bpe.space_prefix;
    let own_regex = json!({"type": "ByteLevel", "add_prefix_space": space, "trim_offsets": true, "use_regex": true});
    let Some(regex) = pattern.regex() else {
        // llama.cpp's regexes are adapted to its own matcher; `tokenizers` would cut otherwise here and there.
        let problem = format!("there is no regex for texts cut as under llama.cpp's {:?}", pattern.name());
        return Err(Error::Export { format: FORMAT, problem });
    };
    Ok(match pattern {
        Pattern::Gpt2 => own_regex,
        Pattern::SmolLm => json!({
            "type": "Sequence",
            "pretokenizers": [{"type": "Digits", "individual_digits": true}, own_regex],
        }),
        _ => json!({
            "type": "Sequence",
            "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": regex}, "behavior": "Isolated", "invert": false},
                byte_level_step(),
            ],
        }),
    })
}

/// The Unicode form that byte-level files have in front; any other normaliser belongs to a file that is kept whole.
fn normalizer_steps(normalizer: &Normalizer) -> Value {
    let step = |step: &Step| match step {
        Step::Nfc => json!({"type": "NFC"}),
        Step::Nfd => json!({"type": "NFD"}),
        Step::Nfkc => json!({"type": "NFKC"}),
        Step::Nfkd => json!({"type": "NFKD"}),
        Step::Lowercase => json!({"type": "Lowercase"}),
        Step::StripAccents => json!({"type": "StripAccents"}),
        Step::Strip { left, right } => json!({"type": "Strip", "strip_left": left, "strip_right": right}),
        Step::Prepend(front) => json!({"type": "Prepend", "prepend": front}),
        Step::Replace { from, to } => json!({"type": "Replace", "pattern": {"String": from}, "content": to}),
        Step::Charsmap(map) => json!({"type": "Precompiled", "precompiled_charsmap": base64::encode(&map.bytes())}),
    };
    let mut steps: Vec<Value> = normalizer.0.iter().map(step).collect();
    match steps.len() {
        0 => Value::Null,
        1 => steps.remove(0),
        _ => json!({"type": "Sequence", "normalizers": steps}),
    }
}

fn post_processor(tokenizer: &Tokenizer) -> Value {
    let named = |id: Option<u32>, wanted: bool| {
        let id = id.filter(|_| wanted)?;
        Some((id, tokenizer.token_text(id)?))
    };
    let front = named(tokenizer.bos(), tokenizer.adds_bos());
    let behind = named(tokenizer.eos(), tokenizer.adds_eos());
    let bytes = matches!(tokenizer.inner().model, Model::Bpe(_));
    if front.is_none() && behind.is_none() {
        return if bytes { byte_level_step() } else { Value::Null };
    }
    let around = |name: &str, side: u32| {
        let special = |token: &Option<(u32, String)>| {
            token.as_ref().map(|(_, name)| json!({"SpecialToken": {"id": name, "type_id": side}}))
        };
        let text = json!({"Sequence": {"id": name, "type_id": side}});
        special(&front).into_iter().chain([text]).chain(special(&behind)).collect::<Vec<Value>>()
    };
    let entry = |(id, name): &(u32, String)| (name.clone(), json!({"id": name, "ids": [id], "tokens": [name]}));
    let specials: Map<String, Value> = front.iter().chain(&behind).map(entry).collect();
    let pair = [around("A", 0), around("B", 1)].concat();
    let template = json!({
        "type": "TemplateProcessing",
        "single": around("A", 0),
        "pair": pair,
        "special_tokens": specials,
    });
    if bytes { json!({"type": "Sequence", "processors": [byte_level_step(), template]}) } else { template }
}

fn byte_level_model(vocabulary: &Vocabulary, bpe: &Bpe) -> Value {
    // HF numbers added tokens that are not in `vocab` upwards from its end. That is right only when ours stand there.
    let ordinary = vocabulary.ids_of(Kind::Normal).count() as u32;
    let added_last =
        vocabulary.tokens().all(|(id, kind, _)| (id < ordinary) == (kind == Kind::Normal) && kind != Kind::Unused);
    let mut vocab = Map::with_capacity(vocabulary.len());
    for (id, kind, bytes) in vocabulary.tokens() {
        match kind {
            Kind::Normal => {
                vocab.insert(byte_level::to_text(bytes), json!(id));
            }
            _ if kind.is_named() && !added_last => {
                vocab.insert(String::from_utf8_lossy(bytes).into_owned(), json!(id));
            }
            _ => {}
        }
    }
    let text = |id: u32| byte_level::to_text(vocabulary.bytes(id).unwrap_or_default());
    let merges: Vec<String> =
        bpe.merges.iter().map(|&(left, right)| format!("{} {}", text(left), text(right))).collect();
    json!({
        "type": "BPE",
        "dropout": null,
        "unk_token": null,
        "continuing_subword_prefix": null,
        "end_of_word_suffix": null,
        "fuse_unk": false,
        "byte_fallback": false,
        "ignore_merges": bpe.ignore_merges,
        "vocab": vocab,
        "merges": merges,
    })
}

fn normalizer(pieces: &SentencePiece) -> Value {
    let replace = json!({"type": "Replace", "pattern": {"String": " "}, "content": "▁"});
    if pieces.spelling.add_prefix {
        json!({"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, replace]})
    } else {
        replace
    }
}

fn decoder(pieces: &SentencePiece) -> Value {
    let mut steps = vec![
        json!({"type": "Replace", "pattern": {"String": "▁"}, "content": " "}),
        json!({"type": "ByteFallback"}),
        json!({"type": "Fuse"}),
    ];
    if pieces.spelling.add_prefix {
        steps.push(json!({"type": "Strip", "content": " ", "start": 1, "stop": 0}));
    }
    json!({"type": "Sequence", "decoders": steps})
}

/// SentencePiece has scores, HF wants merges: every way to cut a token into two tokens, the highest score first, as
/// Hugging Face's own converter orders them.
fn sentence_piece_model(tokenizer: &Tokenizer, pieces: &SentencePiece) -> Result<Value> {
    let vocabulary = &tokenizer.inner().vocabulary;
    let mut vocab = Map::with_capacity(vocabulary.len());
    let mut merges: Vec<(f32, &[u8], &[u8])> = Vec::new();
    for (id, kind, bytes) in vocabulary.tokens() {
        let text = std::str::from_utf8(bytes).ok();
        let written = match kind {
            Kind::Byte => byte_name(bytes.first().copied().unwrap_or_default()),
            Kind::Unused => continue,
            Kind::Normal => to_piece(text.ok_or_else(|| not_text(id))?),
            Kind::Control | Kind::Unknown | Kind::UserDefined => text.ok_or_else(|| not_text(id))?.to_string(),
        };
        vocab.insert(written, json!(id));
        let score = pieces.scores[id as usize];
        if kind == Kind::Normal && score > f32::NEG_INFINITY {
            let cuts = (1..bytes.len()).map(|at| bytes.split_at(at));
            let both = |(left, right): &(&[u8], &[u8])| {
                vocabulary.normal(left).is_some() && vocabulary.normal(right).is_some()
            };
            merges.extend(cuts.filter(both).map(|(left, right)| (score, left, right)));
        }
    }
    let characters = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
    merges.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| characters(b.1).cmp(&characters(a.1)))
            .then_with(|| characters(b.2).cmp(&characters(a.2)))
    });
    let piece = |bytes: &[u8]| to_piece(&String::from_utf8_lossy(bytes));
    let merges: Vec<String> =
        merges.iter().map(|(_, left, right)| format!("{} {}", piece(left), piece(right))).collect();
    Ok(json!({
        "type": "BPE",
        "dropout": null,
        "unk_token": tokenizer.inner().roles.unk.and_then(|id| tokenizer.token_text(id)),
        "continuing_subword_prefix": null,
        "end_of_word_suffix": null,
        "fuse_unk": true,
        "byte_fallback": true,
        "ignore_merges": false,
        "vocab": vocab,
        "merges": merges,
    }))
}

/// Refuses what the file cannot say of SentencePiece.
fn check(vocabulary: &Vocabulary, pieces: &SentencePiece) -> Result<()> {
    let spelling = &pieces.spelling;
    let own = vocabulary.ids_of(Kind::UserDefined).any(|id| pieces.has_symbol(id));
    if own
        || *spelling
            != (Spelling { own_symbols_below: spelling.own_symbols_below, ..Spelling::plain(spelling.add_prefix) })
    {
        let problem =
            "SentencePiece's own spelling (trainer_spec, normalizer_spec) is written as tokenizer.model alone";
        return Err(Error::Export { format: FORMAT, problem: problem.to_owned() });
    }
    Ok(())
}

fn not_text(id: u32) -> Error {
    Error::Export { format: FORMAT, problem: format!("token {id} is not UTF-8 text") }
}
