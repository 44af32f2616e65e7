//! Writing `tokenizer.json` so that HF `tokenizers` gives the same ids.

use serde_json::{Map, Value, json};

use crate::bpe::Bpe;
use crate::byte_level;
use crate::error::{Error, Result};
use crate::pattern::Pattern;
use crate::sentencepiece::{SentencePiece, byte_name, to_piece};
use crate::tokenizer::{Model, Tokenizer};
use crate::vocabulary::{Kind, Vocabulary};

/// The whole file.
pub(crate) fn write(tokenizer: &Tokenizer) -> Result<Value> {
    let inner = tokenizer.inner();
    let vocabulary = &inner.vocabulary;
    let (normalizer, pre_tokenizer, decoder, model) = match &inner.model {
        Model::Bpe(bpe) => {
            (Value::Null, pre_tokenizer(bpe.pattern), byte_level_step(), byte_level_model(vocabulary, bpe))
        }
        Model::SentencePiece(pieces) => {
            (normalizer(pieces), Value::Null, decoder(pieces), sentence_piece_model(tokenizer, pieces)?)
        }
    };
    Ok(json!({
        "version": "1.0",
        "truncation": null,
        "padding": null,
        "added_tokens": added_tokens(vocabulary),
        "normalizer": normalizer,
        "pre_tokenizer": pre_tokenizer,
        "post_processor": post_processor(tokenizer),
        "decoder": decoder,
        "model": model,
    }))
}

fn added_tokens(vocabulary: &Vocabulary) -> Vec<Value> {
    let added = vocabulary.tokens().filter(|(_, kind, _)| is_added(*kind));
    added
        .map(|(id, kind, text)| {
            json!({
                "id": id,
                "content": String::from_utf8_lossy(text),
                "single_word": false,
                "lstrip": false,
                "rstrip": false,
                "normalized": false,
                "special": kind != Kind::UserDefined,
            })
        })
        .collect()
}

fn is_added(kind: Kind) -> bool {
    matches!(kind, Kind::Control | Kind::Unknown | Kind::UserDefined)
}

fn byte_level_step() -> Value {
    json!({"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false})
}

fn pre_tokenizer(pattern: Pattern) -> Value {
    let own_regex = json!({"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true});
    match pattern {
        Pattern::Gpt2 => own_regex,
        Pattern::SmolLm => json!({
            "type": "Sequence",
            "pretokenizers": [{"type": "Digits", "individual_digits": true}, own_regex],
        }),
        _ => json!({
            "type": "Sequence",
            "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": pattern.regex()}, "behavior": "Isolated", "invert": false},
                byte_level_step(),
            ],
        }),
    }
}

fn post_processor(tokenizer: &Tokenizer) -> Value {
    let bos = tokenizer.bos().filter(|_| tokenizer.adds_bos()).and_then(|id| Some((id, tokenizer.token_text(id)?)));
    let Some((id, name)) = bos else {
        return match &tokenizer.inner().model {
            Model::Bpe(_) => byte_level_step(),
            Model::SentencePiece(_) => Value::Null,
        };
    };
    let special = |side: u32| json!({"SpecialToken": {"id": name, "type_id": side}});
    let template = json!({
        "type": "TemplateProcessing",
        "single": [special(0), {"Sequence": {"id": "A", "type_id": 0}}],
        "pair": [special(0), {"Sequence": {"id": "A", "type_id": 0}}, special(1), {"Sequence": {"id": "B", "type_id": 1}}],
        "special_tokens": {&name: {"id": name, "ids": [id], "tokens": [name]}},
    });
    match &tokenizer.inner().model {
        Model::Bpe(_) => json!({"type": "Sequence", "processors": [byte_level_step(), template]}),
        Model::SentencePiece(_) => template,
    }
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
            _ if is_added(kind) && !added_last => {
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
    if pieces.add_space_prefix {
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
    if pieces.add_space_prefix {
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

fn not_text(id: u32) -> Error {
    Error::Export { format: "tokenizer.json", problem: format!("token {id} is not UTF-8 text") }
}
